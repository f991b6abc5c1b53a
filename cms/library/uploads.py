"""What an uploaded film or caption file must be: looked at, not believed by its name."""

import filetype
from django.core.exceptions import ValidationError
from django.core.files import File

VIDEO_TYPES = {"video/mp4", "video/webm"}
VIDEO_LIMIT = 200 * 1024 * 1024
CAPTIONS_LIMIT = 512 * 1024
# Enough of a file for its signature.
HEAD = 8192


def _read(upload: File, size: int = -1) -> bytes:
    """Return an upload's first bytes and leave it as it was: at its start, or closed."""
    was_closed = upload.closed
    upload.open("rb")  # goes back to the start of an open one; opens a closed one again
    data = upload.read(size)
    if was_closed:  # a file in storage, opened by this reading
        upload.close()
    else:
        upload.seek(0)
    return data


def validate_video(upload: File) -> None:
    """Raise ValidationError unless the bytes are MP4 or WebM of a size we can serve."""
    if upload.size > VIDEO_LIMIT:
        raise ValidationError("视频超过 200 MB。请压缩后再上传。")
    kind = filetype.guess(_read(upload, HEAD))
    if kind is None or kind.mime not in VIDEO_TYPES:
        raise ValidationError("这个文件不是 MP4 或 WebM 视频。请换一个文件。")


def validate_captions(upload: File) -> None:
    """Raise ValidationError unless the file is WebVTT text in UTF-8."""
    if upload.size > CAPTIONS_LIMIT:
        raise ValidationError("字幕文件过大，应不超过 512 KB。")
    data = _read(upload)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError("字幕文件要用 UTF-8 编码保存。") from None
    if not text.startswith("WEBVTT"):
        raise ValidationError("这个文件不是 WebVTT 字幕：第一行应当是 WEBVTT。")

"""Draw 反诈明眼摇 frame by frame: `PYTHONPATH=../pictures python make_video.py`, in this folder.

For authors only: the finished film and its poster are kept beside this file, so nobody else needs
to run it. Needs the ffmpeg command (with libx264) besides the site's own requirements. What is
shown when follows mingyan-shake.toml.
"""

import subprocess
import sys
import tempfile
import tomllib
from functools import cache
from pathlib import Path

import justmytype_intl_cjk
from figure import draw_figure, ground, raster
from gestures import TAPS, pose_at
from PIL import Image, ImageDraw, ImageFont
from shapes import CREAM, DEEP, GOLD, MID, WHITE, place, rect
from things import eye_shield
from tune import BEAT, write_tune

HERE = Path(__file__).resolve().parent
SLUG = "mingyan-shake"
SIZE = (1280, 720)
STAGE = 540
FPS = 25
FADE = 0.32
FONT = next(Path(justmytype_intl_cjk.__file__).parent.rglob("NotoSansSC*.ttf"))
DIGITS = "96110"
NUMERALS = "一二三四五六七八"


@cache
def font(size, weight=700):
    face = ImageFont.truetype(str(FONT), size)
    face.set_variation_by_axes([weight])
    return face


def write(image, text, x, y, size, colour, anchor="mm", weight=700):
    ImageDraw.Draw(image).text((x, y), text, fill=colour, font=font(size, weight), anchor=anchor)


@cache
def logo(width, dark):
    """The watchful eye for a dark or a light ground."""
    mark = eye_shield(WHITE, DEEP) if dark else eye_shield(DEEP, WHITE)
    height = round(width * 0.76)
    return raster(width, height, place(mark, width / 2, height / 2, width / 312), 2).reduce(2)


def paste_logo(image, x, y, width, dark):
    mark = logo(width, dark)
    image.paste(mark, (round(x - mark.width / 2), round(y - mark.height / 2)), mark)


@cache
def card(lines, closing, note):
    """The title card or the end card: the eye, then the lines."""
    image = raster(*SIZE, rect(0, 0, *SIZE, DEEP), 1).convert("RGB")
    if closing:
        paste_logo(image, 640, 118, 190, True)
        for n, line in enumerate(lines):
            write(image, line, 640, 290 + 122 * n, 76, WHITE if n < 2 else GOLD)
        return image
    paste_logo(image, 640, 170, 300, True)
    write(image, lines[0], 640, 372, 124, WHITE)
    write(image, lines[1], 640, 500, 60, GOLD)
    write(image, note, 640, 618, 36, CREAM, weight=500)
    return image


@cache
def board(number, name, rhyme):
    """Everything around the figure that stands still during one gesture."""
    image = Image.new("RGB", SIZE, DEEP)
    label = f"{NUMERALS[number - 1]}、{name}"
    two_words(image, (label, 56, GOLD), (rhyme, 92, WHITE), 612)
    return image


def two_words(image, first, second, y):
    """Two pieces of text of different size side by side, together in the middle."""
    widths = [font(size).getlength(text) for text, size, _ in (first, second)]
    x = (SIZE[0] - sum(widths) - 48) / 2
    for (text, size, colour), width in zip((first, second), widths, strict=True):
        write(image, text, x, y, size, colour, "lm")
        x += width + 48


@cache
def stage():
    return ground()


def draw_beats(image, seconds):
    """Eight dots; each beat lights one more, the newest is larger."""
    pen = ImageDraw.Draw(image)
    reached = int(seconds / BEAT)
    for n in range(8):
        x, y = 640 + (n - 3.5) * 46, 690
        radius = 12 if n == reached else 8
        pen.ellipse(
            (x - radius, y - radius, x + radius, y + radius), fill=GOLD if n <= reached else MID
        )


def draw_steps(image, number):
    """Which of the eight gestures this is, at the upper right."""
    write(image, f"{number} / 8", 1236, 47, 40, DEEP, "rm")


def draw_digits(image, seconds):
    """9 6 1 1 0 beside the figure, one with each tap."""
    pen = ImageDraw.Draw(image)
    for n, digit in enumerate(DIGITS):
        if seconds >= TAPS[n]:
            x, y = 852 + 86 * n, 250
            pen.rounded_rectangle((x - 39, y - 56, x + 39, y + 56), 16, fill=DEEP)
            write(image, digit, x, y - 2, 82, GOLD)


def gesture_frame(plan, gesture, seconds):
    number = gesture["number"]
    image = board(number, gesture["name"], gesture["rhyme"]).copy()
    mood = "smile" if number in (2, 4, 6, 8) else "keen"
    nod = 3 * abs((seconds / BEAT) % 1 - 0.5)
    image.paste(draw_figure(stage(), pose_at(number, seconds), mood, nod), (0, 0))
    ImageDraw.Draw(image).rectangle((0, STAGE, SIZE[0], STAGE + 6), fill=GOLD)
    paste_logo(image, 68, 48, 84, False)
    write(image, plan["title"], 124, 47, 34, DEEP, "lm")
    draw_steps(image, number)
    draw_beats(image, seconds)
    if number == 7:
        draw_digits(image, seconds)
    return image


def scene_at(plan, seconds):
    """The frame without fading."""
    for gesture in plan["gesture"]:
        if gesture["start"] <= seconds < gesture["end"]:
            return gesture_frame(plan, gesture, seconds - gesture["start"])
    if seconds < plan["title_card"]["end"]:
        note = plan["safety_note"].split("。")[0] + "，站不稳就坐着做"
        return card(tuple(plan["title_card"]["lines"]), False, note)
    return card(tuple(plan["end_card"]["lines"]), True, "")


def frame_at(plan, seconds):
    """The frame; the two cards dissolve into the dance and out of it."""
    image = scene_at(plan, seconds)
    for cut in (plan["title_card"]["end"], plan["end_card"]["start"]):
        if cut <= seconds < cut + FADE:
            image = Image.blend(scene_at(plan, cut - 0.04), image, (seconds - cut) / FADE)
    return image


def encode(plan, sound, target):
    """Pipe raw frames to ffmpeg."""
    command = [
        "ffmpeg",
        "-y",
        "-loglevel",
        "error",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-s",
        f"{SIZE[0]}x{SIZE[1]}",
        "-r",
        str(FPS),
        "-i",
        "-",
        "-i",
        str(sound),
        "-c:v",
        "libx264",
        "-preset",
        "medium",
        "-crf",
        "23",
        "-tune",
        "animation",
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        "-b:a",
        "80k",
        "-ac",
        "1",
        "-movflags",
        "+faststart",
        "-fflags",
        "+bitexact",
        "-map_metadata",
        "-1",
        "-t",
        str(plan["length_seconds"]),
        str(target),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        for n in range(plan["length_seconds"] * FPS):
            process.stdin.write(frame_at(plan, n / FPS).tobytes())
        process.stdin.close()
        process.wait()
    if process.returncode:
        sys.exit("ffmpeg failed; its message stands above.")


def draw_poster(plan, target):
    image = Image.new("RGB", SIZE, DEEP)
    image.paste(draw_figure(stage(), pose_at(1, 0.6), "keen"), (0, 0))
    ImageDraw.Draw(image).rectangle((0, STAGE, SIZE[0], STAGE + 6), fill=GOLD)
    two_words(image, (plan["title"], 104, WHITE), (plan["slogan"], 50, GOLD), 634)
    paste_logo(image, 1140, 110, 200, False)
    image.save(target, "JPEG", quality=88, optimize=True, progressive=True)


def main():
    plan = tomllib.loads((HERE / f"{SLUG}.toml").read_text(encoding="utf-8"))
    draw_poster(plan, HERE / f"{SLUG}-poster.jpg")
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder, "tune.wav")
        write_tune(
            sound, plan["length_seconds"], plan["title_card"]["end"], plan["end_card"]["start"]
        )
        encode(plan, sound, HERE / f"{SLUG}.mp4")


if __name__ == "__main__":
    main()

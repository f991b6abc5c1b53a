"""A picture as hard to compress as a photograph, for we have none that we may give away."""

import io

from PIL import Image, ImageFilter

NAME = "photo.jpg"


def photo(width: int = 1600, height: int = 1200) -> bytes:
    """Return soft shapes under the grain of a sensor, as a JPEG."""
    shapes = Image.merge("RGB", [Image.effect_noise((width // 20, height // 20), 90)] * 3)
    grain = Image.effect_noise((width, height), 24).filter(ImageFilter.GaussianBlur(0.7))
    soft = shapes.resize((width, height), Image.Resampling.BICUBIC)
    kept = io.BytesIO()
    Image.blend(soft, grain.convert("RGB"), 0.35).save(kept, "JPEG", quality=85)
    return kept.getvalue()


def with_photo(content: dict) -> tuple[dict, object]:
    """Return the content with the photo on its cover, and what reads it."""
    raw = photo()
    return {**content, "cover_picture": {"file": NAME, "alt": "照片"}}, lambda name: raw

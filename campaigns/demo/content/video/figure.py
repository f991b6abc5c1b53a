"""The friendly figure: drawn once as sprites, then moved frame by frame."""

import io
import math
import tempfile
from functools import cache
from pathlib import Path

import typst
from arms import palm
from gestures import SHOULDER, joints
from people import MOUTHS, head
from PIL import Image, ImageDraw
from shapes import (
    BLUSH,
    CREAM,
    GOLD,
    GREY,
    LIGHT_GREY,
    MID,
    PALE,
    SKIN,
    WHITE,
    circle,
    ellipse,
    line,
    path,
    place,
    rect,
    svg,
)

FINE = 2  # drawn twice as large, then reduced: smooth edges
WIDE, HIGH = 1280, 540
EDGE = "#1d5482"


def raster(width, height, body, scale=FINE):
    """SVG parts as an RGBA image."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "part.svg").write_text(svg(width, height, body), encoding="utf-8")
        page = Path(folder, "part.typ")
        page.write_text(
            f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
            f'#image("part.svg", width: {width}pt)',
            encoding="utf-8",
        )
        png = typst.compile(str(page), format="png", ppi=72 * scale)
    return Image.open(io.BytesIO(png)).convert("RGBA")


def _edge(body_of):
    """A hand with a thin line around it, so that it shows before a face."""
    return body_of("#cf8f6d", 5) + body_of(SKIN, 0)


def _palm(colour, grow):
    return "" if grow else place(palm(colour), 0, 34, 0.82)


def _ring(colour, grow):
    fingers = "".join(
        line(f"M{x} {y}L{x + dx} {y + dy}", colour, 15 + grow)
        for x, y, dx, dy in ((20, -22, 14, -36), (30, -12, 28, -28), (34, 2, 36, -12))
    )
    heel = line("M34 18L44 26", colour, 32 + grow)
    return fingers + heel + circle(0, 0, 34, None, colour, 13 + grow)


def _phone(colour, grow):
    return (
        line("M-4 -18L-18 -54", colour, 17 + grow)
        + line("M-6 20L-36 46", colour, 14 + grow)
        + rect(-24 - grow / 2, -26 - grow / 2, 50 + grow, 54 + grow, colour, 20)
    )


def _dish(colour, grow):
    return (
        line("M26 0L-52 2", colour, 22 + grow)
        + line("M18 -8L2 -24", colour, 14 + grow)
        + line("M30 2L34 2", colour, 32 + grow)
    )


def _flat(colour, grow):
    return (
        line("M22 10L-4 -4", colour, 40 + grow)
        + "".join(line(f"M-2 {y}L-44 {y - 10}", colour, 13 + grow) for y in (-18, -7, 4, 15))
        + line("M10 -12L-6 -34", colour, 14 + grow)
    )


def _point(colour, grow):
    return line("M-8 10L-8 48", colour, 15 + grow) + rect(
        -26 - grow / 2, -26 - grow / 2, 52 + grow, 48 + grow, colour, 20
    )


def _relaxed(colour, grow):
    return ellipse(0, 4, 21 + grow / 2, 29 + grow / 2, colour) + line(
        "M-12 -8L-20 12", colour, 13 + grow
    )


HANDS = {
    "palm": _palm,
    "ring": _ring,
    "phone": _phone,
    "dish": _dish,
    "flat": _flat,
    "point": _point,
    "relaxed": _relaxed,
    "lying": lambda c, g: place(_phone(c, g), turn=-78),
}


@cache
def hand(shape, turn, size, outwards):
    """A hand sprite; drawn for the viewer's right side, mirrored for the left one."""
    big = raster(200, 200, place(_edge(HANDS[shape]), 100, 100, size / 10, turn), FINE)
    return big if outwards > 0 else big.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


@cache
def head_sprite(mood):
    back = circle(0, -366, 36, GREY) + ellipse(0, -276, 93, 86, GREY)
    fringe = path(
        "M-80 -250C-90 -332 -42 -354 0 -354S90 -332 80 -250"
        "C68 -294 36 -314 -12 -312C-48 -310 -68 -290 -80 -250Z",
        LIGHT_GREY,
    )
    pearls = circle(-76, -224, 6, GOLD) + circle(76, -224, 6, GOLD)
    # Wide awake, but never stern: open eyes over the smiling mouth.
    front = head("calm" if mood == "keen" else mood, True, GREY)
    front = front.replace(MOUTHS["calm"], MOUTHS["smile"])
    return raster(280, 320, place(back + front + fringe + pearls, 140, 384, 0.88))


@cache
def torso():
    body = path("M-40 4C-84 10 -118 26 -122 74L-110 270H110L122 74C118 26 84 10 40 4Z", MID)
    blouse = path("M-42 2L0 104L42 2Z", WHITE) + line("M-42 4L0 104L42 4", EDGE, 10)
    neck = path("M-25 -44H25V6Q0 30 -25 6Z", BLUSH)
    buttons = "".join(circle(0, y, 6, GOLD) for y in (132, 172, 212))
    return raster(280, 330, place(body + blouse + buttons + neck, 140, 60))


def ground():
    """What stands behind the figure."""
    return raster(
        WIDE, HIGH, rect(0, 0, WIDE, HIGH, PALE) + circle(640, 300, 292, CREAM), FINE
    ).convert("RGB")


def _stroke(pen, points, colour, width):
    scaled = [(x * FINE, y * FINE) for x, y in points]
    pen.line(scaled, fill=colour, width=round(width * FINE), joint="curve")
    radius = width * FINE / 2
    for x, y in scaled:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _sleeve_end(elbow, wrist, limb):
    length = math.dist(elbow, wrist)
    hidden = 72 if limb.shape == "ring" else 30 * limb.size
    share = max(0.2, (length - hidden) / length)
    return tuple(e + (w - e) * share for e, w in zip(elbow, wrist, strict=True))


def draw_arm(image, limb, outwards, middle):
    elbow, wrist = joints(limb)
    points = [SHOULDER, elbow, _sleeve_end(elbow, wrist, limb)]
    points = [(middle + outwards * x, y) for x, y in points]
    pen = ImageDraw.Draw(image)
    _stroke(pen, points, EDGE, 56)
    _stroke(pen, points, MID, 50)
    turn, size = round(limb.turn / 2) * 2, round(limb.size * 20) / 2
    sprite = hand(limb.shape, -turn, size, outwards)
    x, y = middle + outwards * wrist[0], wrist[1]
    spot = (round(x * FINE - sprite.width / 2), round(y * FINE - sprite.height / 2))
    image.paste(sprite, spot, sprite)


def draw_figure(back, pose, mood="smile", nod=0.0):
    """A copy of `back` with the figure in `pose`; `nod` moves the head with the beat."""
    image = back.copy()
    middle = 640 + pose.sway
    body = torso()
    image.paste(body, (round((middle - 140) * FINE), (312 - 60) * FINE), body)
    face = head_sprite(mood).rotate(
        -pose.sway * 0.3, Image.Resampling.BICUBIC, center=(140 * FINE, 250 * FINE)
    )
    image.paste(face, (round((middle - 140) * FINE), round((60 + nod) * FINE)), face)
    draw_arm(image, pose.left, 1, middle)
    draw_arm(image, pose.right, -1, middle)
    return image.reduce(FINE)

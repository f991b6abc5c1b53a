"""Objects a scene is set with. Unless said otherwise the origin is a thing's middle."""

from shapes import (
    AMBER,
    CREAM,
    DEEP,
    GOLD,
    GREY,
    LIGHT_GREY,
    MID,
    NIGHT,
    PALE,
    RED,
    SOFT,
    WHITE,
    WOOD,
    circle,
    ellipse,
    line,
    path,
    place,
    rect,
)

SHIELD = (
    "M0 -100C26 -80 60 -68 96 -66V10C96 72 56 108 0 130C-56 108 -96 72 -96 10V-66"
    "C-60 -68 -26 -80 0 -100Z"
)


def shield(fill=GOLD, mark=DEEP, edge=WHITE):
    return path(SHIELD, fill, edge, 12) + line("M-42 14L-10 46L48 -20", mark, 24)


def eye_shield(lines=DEEP, inside=WHITE):
    """The mark of the programme, 280 wide."""
    lid = path(
        "M-140 0C-100 -62 -54 -96 0 -96S100 -62 140 0C100 62 54 96 0 96S-100 62 -140 0Z",
        inside,
        lines,
        24,
    )
    return lid + place(path(SHIELD, GOLD) + line("M-42 14L-10 46L48 -20", DEEP, 26), 0, -7, 0.58)


def check(fill=MID):
    return circle(0, 0, 44, fill, WHITE, 6) + line("M-20 1L-5 17L21 -14", WHITE, 11)


def cross():
    return circle(0, 0, 44, RED, WHITE, 6) + line("M-16 -16L16 16M16 -16L-16 16", WHITE, 11)


def warning():
    """A red triangle with an exclamation mark."""
    return (
        path("M0 -62L70 58H-70Z", RED, RED, 20)
        + line("M0 -28V16", WHITE, 14)
        + circle(0, 42, 9, WHITE)
    )


def yuan(colour=AMBER, width=8):
    return line("M-17 -24L0 -2L17 -24M0 -2V26M-17 4H17M-17 15H17", colour, width)


def coin(size=1):
    face = circle(0, 0, 44, GOLD) + circle(0, 0, 34, CREAM, AMBER, 3)
    return place(face + yuan(), scale=size)


def coin_stack(count, wide=1):
    """Coins lying on one another; the origin is the middle of the lower edge."""
    layers = "".join(
        rect(-58 * wide, -26 * (n + 1), 116 * wide, 26, GOLD if n % 2 else "#ebc06a", 13, AMBER, 3)
        for n in range(count)
    )
    return layers


def hook(length=200, bait=""):
    """A fish hook on a line, the line's upper end at the origin, with `bait` on it."""
    thread = line(f"M0 0V{length}", GREY, 5)
    bend = line(
        f"M0 {length}V{length + 74}Q0 {length + 112} 36 {length + 112}"
        f"Q70 {length + 112} 70 {length + 72}M70 {length + 72}L52 {length + 88}",
        NIGHT,
        12,
    )
    ring = circle(0, length, 11, None, NIGHT, 7)
    return thread + bend + ring + place(bait, 34, length + 102)


def rod(reach=420, rise=330, length=120, bait=""):
    """A fishing rod from the origin up to the left, hook and bait at its tip."""
    stick = path(f"M0 0Q-{reach * 0.35} -{rise * 0.95} -{reach} -{rise}", None, AMBER, 12)
    handle = line("M14 40L-10 -30", NIGHT, 20)
    return stick + handle + place(hook(length, bait), -reach, -rise)


def bubble(w, h, content="", tail="left", fill=WHITE):
    """A speech bubble, its middle at the origin, its tail below on one side."""
    side = -1 if tail == "left" else 1
    root, tip = h / 2 - 14, h / 2 + 54
    point = f"M{side * w * 0.2} {root}L{side * w * 0.42} {tip}L{side * w * 0.4} {root}Z"
    outline = rect(-w / 2, -h / 2, w, h, fill, 40, DEEP, 7)
    return path(point, fill, DEEP, 7) + outline + path(point, fill) + content


def thought(w, h, content=""):
    """A thought bubble: two small circles lead down to the left."""
    dots = circle(-w * 0.36, h / 2 + 36, 16, WHITE, DEEP, 6) + circle(
        -w * 0.44, h / 2 + 76, 10, WHITE, DEEP, 6
    )
    return dots + rect(-w / 2, -h / 2, w, h, WHITE, h / 2, DEEP, 7) + content


def heart(fill=RED):
    return path(
        "M0 44C-70 0 -56 -50 -26 -50C-10 -50 0 -38 0 -28C0 -38 10 -50 26 -50C56 -50 70 0 0 44Z",
        fill,
    )


def star(fill=GOLD):
    return path("M0 -24L7 -8L24 -7L11 4L15 21L0 12L-15 21L-11 4L-24 -7L-7 -8Z", fill)


def lock(fill=GOLD):
    return (
        line("M-34 -8V-36Q-34 -70 0 -70T34 -36V-8", DEEP, 16)
        + rect(-56, -12, 112, 88, fill, 16)
        + circle(0, 24, 13, DEEP)
        + line("M0 28V48", DEEP, 10)
    )


def card(fill=MID):
    """A bank card, 200 x 126."""
    return (
        rect(-100, -63, 200, 126, fill, 16)
        + rect(-100, -36, 200, 24, NIGHT)
        + rect(-78, 8, 42, 32, GOLD, 6)
        + line("M0 34H72", PALE, 8)
    )


def parcel():
    """A closed cardboard box, 200 x 160."""
    return (
        rect(-100, -80, 200, 160, WOOD, 8)
        + rect(-22, -80, 44, 160, "#e6cfa6")
        + line("M-98 -42H98", AMBER, 4, opacity=0.5)
        + rect(38, 24, 46, 34, WHITE, 4)
        + line("M46 36H76M46 46H66", GREY, 4)
    )


def open_box(content=""):
    """An opened box; `content` stands in it, its foot at the origin."""
    back = path("M-116 -30L-170 -84L-116 -96Z M116 -30L170 -84L116 -96Z", AMBER)
    inner = rect(-116, -96, 232, 60, "#9a6c2d")
    return (
        back
        + inner
        + content
        + rect(-116, -40, 232, 150, WOOD, 6)
        + rect(-24, -40, 48, 60, "#e6cfa6")
    )


def house(wall=WHITE, roof=DEEP):
    """A home, 240 wide; the origin is the middle of its foot."""
    return (
        rect(60, -214, 32, 70, GREY)
        + rect(-100, -120, 200, 120, wall)
        + path("M-134 -112L0 -214L134 -112Z", roof, roof, 14)
        + rect(-26, -78, 52, 78, MID, 6)
        + circle(14, -38, 5, GOLD)
        + rect(-84, -92, 42, 42, SOFT, 4, DEEP, 4)
        + rect(44, -92, 42, 42, SOFT, 4, DEEP, 4)
    )


def document(content="", seal=True, h=260):
    """A sheet with lines and a gold seal, 200 wide."""
    top = -h / 2
    lines = "".join(
        line(f"M-68 {top + 84 + 30 * n}H{68 - 36 * (n % 2)}", SOFT, 9) for n in range(4)
    )
    title = line(f"M-40 {top + 42}H40", DEEP, 13)
    stamp = (
        circle(46, h / 2 - 50, 28, GOLD) + place(star(WHITE), 46, h / 2 - 50, 0.9) if seal else ""
    )
    return rect(-100, top, 200, h, WHITE, 10, DEEP, 6) + title + lines + stamp + content


def counter(width, top=WOOD, front=DEEP):
    """A bank counter; the origin is the middle of its upper edge."""
    return (
        rect(-width / 2, 0, width, 300, front)
        + rect(-width / 2 - 20, -8, width + 40, 34, top, 10)
        + place(eye_shield(MID), -60, 76, 0.3)
    )


def gift():
    return (
        rect(-70, -40, 140, 110, MID, 8)
        + rect(-80, -60, 160, 40, DEEP, 8)
        + rect(-15, -60, 30, 130, GOLD)
        + line("M0 -62Q-56 -124 -54 -78Q-46 -62 0 -62Q56 -124 54 -78Q46 -62 0 -62", GOLD, 12)
    )


def basket():
    """Eggs in a basket; the origin is the middle of the foot."""
    eggs = "".join(ellipse(x, -84, 24, 31, CREAM, AMBER, 4) for x in (-60, -20, 20, 60))
    handle = line("M-88 -70Q-84 -196 0 -196T88 -70", AMBER, 12)
    weave = "".join(line(f"M{x} -66L{x * 0.8:.0f} -8", AMBER, 4) for x in (-72, -36, 0, 36, 72))
    return handle + eggs + path("M-104 -74H104L84 0H-84Z", WOOD, AMBER, 5) + weave


def umbrella():
    """The sign of insurance."""
    ribs = path(
        "M-90 10C-86 -60 -44 -90 0 -90S86 -60 90 10Q60 -14 30 10Q0 -14 -30 10Q-60 -14 -90 10Z", GOLD
    )
    return line("M0 -6V74Q0 96 22 96T42 76", DEEP, 10) + ribs + line("M0 -104V-90", DEEP, 10)


def bed():
    """A care bed seen from the side, 320 wide; the origin is the middle of the foot."""
    return (
        line("M-150 0V-130M150 0V-86", DEEP, 16)
        + rect(-150, -66, 300, 34, MID, 8)
        + rect(-142, -100, 284, 40, WHITE, 14, SOFT, 4)
        + rect(-134, -124, 90, 36, CREAM, 16, AMBER, 3)
        + path("M-30 -104H146V-58H-30Q-46 -80 -30 -104Z", GOLD)
    )


def bricks():
    """A plain stone where goods should be; the origin is its foot."""
    return rect(-74, -104, 148, 110, GREY, 10) + line(
        "M-74 -66H74M-74 -30H74M-20 -104V-66M30 -66V-30M-30 -30V0", LIGHT_GREY, 7
    )


def waves(colour=GOLD):
    """Sound going to the left."""
    return line("M0 -24Q-22 0 0 24M-28 -44Q-64 0 -28 44M-58 -64Q-106 0 -58 64", colour, 11)


def bars(colour=MID):
    """A voice's trace."""
    heights = (16, 34, 62, 40, 80, 52, 92, 60, 30, 70, 44, 20)
    return "".join(
        line(f"M{(n - 5.5) * 22:.0f} {-h / 2}V{h / 2}", colour, 11) for n, h in enumerate(heights)
    )

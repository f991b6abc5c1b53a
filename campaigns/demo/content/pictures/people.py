"""Busts: the origin is the middle of the lower edge, the head's middle lies 250 above it."""

from shapes import (
    AMBER,
    BLUSH,
    CREAM,
    DARK_HAIR,
    DEEP,
    DUSK,
    GOLD,
    GREY,
    LIGHT_GREY,
    MID,
    NIGHT,
    SKIN,
    WHITE,
    circle,
    ellipse,
    line,
    path,
    place,
    rect,
)

SHOULDERS = "M-152 0C-152 -92 -128 -132 -48 -150H48C128 -132 152 -92 152 0Z"
MOUTHS = {
    "smile": "M-24 -208Q0 -184 24 -208",
    "calm": "M-18 -202Q0 -194 18 -202",
    "worried": "M-20 -194Q0 -212 20 -194",
}


def face(mood="smile", glasses=True, brow=GREY):
    """Eyes, brows, nose, cheeks and mouth; worried brows rise towards the middle."""
    parts = [ellipse(side * 48, -218, 15, 10, BLUSH, opacity=0.75) for side in (-1, 1)]
    for side in (-1, 1):
        lift = -12 if mood == "worried" else 2
        parts.append(
            line(f"M{side * 46} -291Q{side * 32} {-303} {side * 18} {-294 + lift}", brow, 7)
        )
        if mood == "smile":
            parts.append(line(f"M{side * 32 - 11} -252q11 -12 22 0", DARK_HAIR, 6))
        else:
            parts.append(circle(side * 31, -255, 7, DARK_HAIR))
        if glasses:
            parts.append(circle(side * 32, -255, 25, None, DEEP, 5))
            parts.append(line(f"M{side * 57} -258L{side * 73} -263", DEEP, 5))
    if glasses:
        parts.append(line("M-7 -258Q0 -264 7 -258", DEEP, 5))
    parts.append(line("M-2 -240Q-9 -226 4 -225", BLUSH, 5))
    parts.append(line(MOUTHS[mood], "#9a4a3c", 6))
    return "".join(parts)


def head(mood, glasses, brow):
    ears = "".join(ellipse(side * 74, -250, 15, 20, BLUSH) for side in (-1, 1))
    skull = path(
        "M-75 -266C-75 -316 -44 -340 0 -340S75 -316 75 -266"
        "C75 -206 46 -164 0 -164S-75 -206 -75 -266Z",
        SKIN,
    )
    return ears + skull + face(mood, glasses, brow)


def body(colour, front):
    neck = path("M-27 -190H27V-146Q0 -118 -27 -146Z", BLUSH)
    return path(SHOULDERS, colour) + front + neck


def blouse(colour):
    return (
        path("M-48 -150L0 -46L48 -150Z", WHITE)
        + line("M-48 -150L0 -46L48 -150", colour, 14)
        + line("M0 -46V0", DEEP, 4, opacity=0.35)
        + circle(0, -22, 6, GOLD)
    )


def collar(colour):
    return (
        path("M-48 -150L0 -104L48 -150L30 -162H-30Z", WHITE)
        + path("M-50 -152L-40 -112L0 -112L34 -112L50 -152L0 -112Z", colour)
        + line("M0 -112V0", DEEP, 4, opacity=0.3)
    )


def grandmother(mood="smile", arms="", colour=MID, tilt=0):
    """An elder woman with grey hair in a bun."""
    back = circle(0, -366, 36, GREY) + ellipse(0, -276, 93, 86, GREY)
    fringe = path(
        "M-80 -250C-90 -332 -42 -354 0 -354S90 -332 80 -250"
        "C68 -294 36 -314 -12 -312C-48 -310 -68 -290 -80 -250Z",
        LIGHT_GREY,
    )
    pearls = circle(-76, -224, 6, GOLD) + circle(76, -224, 6, GOLD)
    turned = place(back, turn=tilt), place(head(mood, True, GREY) + fringe + pearls, turn=tilt)
    return turned[0] + body(colour, blouse(colour)) + turned[1] + arms


def grandfather(mood="smile", arms="", colour=DEEP, tilt=0):
    """An elder man with thin grey hair."""
    sides = "".join(ellipse(side * 73, -284, 18, 38, GREY) for side in (-1, 1))
    top = path(
        "M-76 -284C-78 -336 -36 -356 4 -356C48 -356 78 -334 76 -284"
        "C70 -314 48 -326 0 -324C-44 -324 -68 -312 -76 -284Z",
        LIGHT_GREY,
    )
    return (
        body(colour, collar(WHITE)) + place(sides + head(mood, True, GREY) + top, turn=tilt) + arms
    )


def young(mood="worried", arms="", colour=GOLD, tilt=0):
    hair = path(
        "M-80 -258C-92 -340 -40 -362 6 -360C58 -358 92 -330 80 -258"
        "C76 -284 66 -302 48 -312C20 -300 -30 -300 -58 -304C-70 -292 -76 -280 -80 -258Z",
        DARK_HAIR,
    )
    front = path("M-48 -150Q0 -96 48 -150L34 -160H-34Z", CREAM)
    return body(colour, front) + place(head(mood, False, DARK_HAIR) + hair, turn=tilt) + arms


def clerk(mood="smile", arms="", tilt=0):
    """A bank's counter clerk: dark suit, gold scarf, name badge."""
    back = path("M-86 -200C-104 -330 -58 -362 0 -362S104 -330 86 -200Q0 -176 -86 -200Z", DARK_HAIR)
    fringe = path(
        "M-79 -250C-90 -334 -42 -356 0 -356S90 -334 79 -250"
        "C76 -290 64 -312 34 -322C0 -306 -56 -312 -79 -250Z",
        DARK_HAIR,
    )
    scarf = path("M-48 -150L0 -64L48 -150Z", WHITE) + path(
        "M-40 -150Q0 -112 40 -150L26 -120L12 -112L20 -72L0 -58L-20 -72L-12 -112L-26 -120Z", GOLD
    )
    lapels = path("M-50 -151L-74 -104L0 -30L-44 -146Z", MID) + path(
        "M50 -151L74 -104L0 -30L44 -146Z", MID
    )
    badge = rect(-116, -84, 54, 26, WHITE, 5, GOLD, 4) + line("M-104 -71H-74", DEEP, 5)
    return (
        place(back, turn=tilt)
        + body(DEEP, scarf + lapels + badge)
        + place(head(mood, False, DARK_HAIR) + fringe, turn=tilt)
        + arms
    )


def swindler(arms="", extra=""):
    """A hooded figure without a face: only two narrow eyes and a grin."""
    hood = path("M-104 -150C-132 -300 -78 -376 0 -380C78 -376 132 -300 104 -150Z", NIGHT)
    hollow = path(
        "M-68 -252C-68 -312 -40 -336 0 -336S68 -312 68 -252S36 -168 0 -168S-68 -192 -68 -252Z",
        "#03121f",
    )
    eyes = path("M-48 -272L-14 -256Q-32 -244 -48 -272Z", CREAM) + path(
        "M48 -272L14 -256Q32 -244 48 -272Z", CREAM
    )
    grin = line("M-28 -210Q4 -190 32 -216", CREAM, 5)
    cords = line("M-26 -150V-92M26 -150V-104", GREY, 6)
    return path(SHOULDERS, DUSK) + hood + hollow + eyes + grin + cords + extra + arms


def mask(cap=False, hair=DARK_HAIR):
    """A friendly face on a stick, middle at the origin; what a swindler shows us."""
    stick = line("M0 60V190", AMBER, 14)
    shape = path(
        "M-72 -20C-72 -74 -42 -92 0 -92S72 -74 72 -20C72 44 38 84 0 84S-72 44 -72 -20Z",
        SKIN,
        AMBER,
        6,
    )
    top = path(
        "M-74 -16C-82 -84 -38 -106 0 -106S82 -84 74 -16C66 -50 40 -66 0 -64S-66 -50 -74 -16Z", hair
    )
    eyes = line("M-42 -4q12 -13 24 0M18 -4q12 -13 24 0", DARK_HAIR, 7)
    smile = path("M-28 32Q0 66 28 32Z", WHITE, "#9a4a3c", 5)
    cheeks = ellipse(-46, 22, 13, 9, BLUSH) + ellipse(46, 22, 13, 9, BLUSH)
    return stick + shape + (police_cap() if cap else top) + eyes + cheeks + smile


def police_cap():
    """An invented cap: a plain shield, nobody's emblem."""
    crown = path("M-96 -96C-84 -148 -40 -156 0 -156S84 -148 96 -96L74 -58H-74Z", DEEP)
    band = rect(-76, -74, 152, 26, NIGHT, 4)
    peak = path("M-78 -50Q0 -76 78 -50Q48 -22 0 -24T-78 -50Z", "#03121f")
    badge = path(
        "M0 -136C10 -128 18 -126 26 -126C26 -104 16 -92 0 -86"
        "C-16 -92 -26 -104 -26 -126C-18 -126 -10 -128 0 -136Z",
        GOLD,
    )
    return crown + band + peak + badge

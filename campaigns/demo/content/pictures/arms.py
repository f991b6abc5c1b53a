"""Arms and hands, in the coordinates of a bust."""

from shapes import BLUSH, DEEP, GREY, MID, NIGHT, SKIN, circle, ellipse, line, path, place, rect


def sleeve(d, colour, width=56):
    """An arm with a faint edge, so that it stands out from a body of the same colour."""
    return line(d, NIGHT, width + 6, opacity=0.3) + line(d, colour, width)


def palm(skin=SKIN):
    """An open hand facing us, fingers up, wrist at the origin."""
    fingers = "".join(
        line(f"M{x} -42L{x * 1.35:.0f} {top}", skin, 15)
        for x, top in ((-22, -86), (-7, -98), (8, -96), (23, -82))
    )
    thumb = line("M-24 -22Q-44 -34 -50 -50", skin, 16)
    return thumb + fingers + path("M-31 -52Q0 -62 31 -52V-12Q28 10 0 12Q-28 10 -31 -12Z", skin)


def fist(skin=SKIN, knuckle=BLUSH):
    """A closed hand around something upright, middle at the origin."""
    return (
        rect(-30, -26, 60, 54, skin, 22)
        + line("M-16 -10H14M-16 4H14", knuckle, 4)
        + line("M16 -20Q28 -4 14 14", skin, 16)
    )


def to_ear(colour, skin=SKIN):
    """One arm raised, a telephone at the ear."""
    arm = sleeve("M120 -82L182 -22L122 -168", colour)
    phone = rect(-19, -64, 38, 128, DEEP, 12) + rect(-12, -54, 24, 100, MID, 6)
    phone = place(phone, 92, -236, 1, -10)
    fingers = "".join(line(f"M84 {y}L118 {y + 10}", skin, 17) for y in (-252, -234, -216))
    hand = path("M98 -258Q138 -262 136 -216L134 -170Q110 -158 96 -178Z", skin)
    return phone + hand + fingers + arm


def reading_phone(colour, skin=SKIN):
    """Both hands in front of the chest around a phone seen from behind."""
    arms = sleeve("M-124 -66Q-122 -6 -56 -26", colour) + sleeve("M124 -66Q122 -6 56 -26", colour)
    phone = rect(-46, -112, 92, 128, DEEP, 16) + circle(-24, -90, 9, MID) + circle(-2, -90, 5, GREY)
    hands = ""
    for side in (-1, 1):
        hands += ellipse(side * 52, -34, 24, 28, skin)
        hands += "".join(
            line(f"M{side * 50} {y}L{side * 28} {y - 4}", skin, 14) for y in (-50, -35, -20)
        )
    return arms + phone + hands


def raised_palm(colour, skin=SKIN):
    """Stop: an open hand lifted beside the shoulder."""
    return place(palm(skin), 186, -176, 1.15, 8) + sleeve("M118 -76L174 -28L185 -156", colour)


def reaching(colour, thing="", skin=SKIN):
    """An arm stretched sideways; `thing` is drawn in the hand, its middle at the origin."""
    return (
        sleeve("M118 -78L186 -36L238 -88", colour)
        + place(thing, 252, -136)
        + place(fist(skin), 250, -122)
    )


def resting(colour, skin=SKIN):
    """Forearms on the table, hands together."""
    hands = ellipse(-24, -20, 34, 22, skin) + ellipse(24, -18, 34, 22, skin)
    fingers = line("M-6 -24L16 -18M-8 -12L12 -8", BLUSH, 4)
    return (
        sleeve("M-124 -66Q-120 -4 -62 -22", colour)
        + sleeve("M124 -66Q120 -4 62 -22", colour)
        + hands
        + fingers
    )


def hand_with_phone(screen="", colour=DEEP, skin=SKIN):
    """A large phone held up to us; 260 x 480, its middle at the origin."""
    arm = path("M20 150L150 90Q176 190 210 420H10Q30 280 20 150Z", skin)
    cuff = path("M2 330H214L236 460H-14Z", colour)
    heel = path("M-40 120Q60 60 140 20Q176 60 168 170Q120 270 20 262Z", skin)
    case = rect(-130, -240, 260, 480, DEEP, 34) + rect(-116, -222, 232, 444, "#ffffff", 22)
    slot = rect(-30, -233, 60, 7, GREY, 3)
    fingers = "".join(
        line(f"M-142 {y}H-112", skin, 36) + line(f"M-122 {y - 8}Q-112 {y} -122 {y + 8}", BLUSH, 3)
        for y in (60, 100, 140, 178)
    )
    thumb = line("M152 100Q150 20 112 -20", skin, 42) + line("M120 -34Q106 -34 106 -20", BLUSH, 3)
    return arm + cuff + heel + case + slot + screen + fingers + thumb


def gripping(colour, thing="", skin=SKIN):
    """A bent arm close to the body; `thing` rises out of the fist, its foot at the origin."""
    return (
        sleeve("M118 -78L172 -30L190 -112", colour)
        + place(thing, 192, -132)
        + place(fist(skin), 192, -136)
    )

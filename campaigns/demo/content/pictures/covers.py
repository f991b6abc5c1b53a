"""Cover pictures of leaflets and campaigns, and the hero of the home page."""

import math

from arms import fist, reading_phone, resting, sleeve
from people import clerk, grandfather, grandmother, young
from shapes import (
    AMBER,
    CREAM,
    DEEP,
    GOLD,
    GREY,
    MID,
    NIGHT,
    PALE,
    SKIN,
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
from stage import TABLE
from things import (
    check,
    coin,
    eye_shield,
    house,
    lock,
    shield,
    star,
    umbrella,
)


def disc(fill=CREAM):
    """The round ground of a square cover; outside it the picture is clear."""
    return circle(450, 450, 430, fill)


def rays(x, y, inner, outer, count=12, lowest=1.0):
    """Light around a thing; `lowest` leaves out the rays that point further down."""
    spokes = ""
    for n in range(count):
        angle = math.tau * n / count
        c, s = math.cos(angle), math.sin(angle)
        if s > lowest:
            continue
        spokes += (
            f"M{x + inner * c:.0f} {y + inner * s:.0f}L{x + outer * c:.0f} {y + outer * s:.0f}"
        )
    return line(spokes, GOLD, 12)


def fraud_handbook():
    """An open book from which the watchful eye looks at us."""
    pages = path(
        "M450 560C370 500 250 490 140 510V770C250 750 370 760 450 810"
        "C530 760 650 750 760 770V510C650 490 530 500 450 560Z",
        WHITE,
        DEEP,
        14,
    )
    cover = path("M116 550V806C250 784 376 800 450 848C524 800 650 784 784 806V550Z", MID)
    text = line(
        "M200 580Q300 570 390 606M200 640Q300 630 390 666M200 700Q300 690 390 726"
        "M700 580Q600 570 510 606M700 640Q600 630 510 666M700 700Q600 690 510 726",
        SOFT,
        14,
    )
    spine = line("M450 562V806", DEEP, 8)
    shine = rays(450, 290, 206, 240, 16, 0.3)
    return disc() + shine + cover + pages + text + spine + place(eye_shield(), 450, 290, 1.25)


def broom():
    """Foot of the bristles at the origin, handle up to the right."""
    bristles = path("M-120 0L-60 -150H60L120 0Q0 26 -120 0Z", GOLD)
    strands = line("M-66 -4L-34 -140M-22 4L-12 -140M22 4L12 -140M66 -4L34 -140", AMBER, 6)
    return line("M0 -560V-150", WOOD, 30) + bristles + strands + rect(-70, -190, 140, 50, DEEP, 12)


def sweep_black():
    """A broom sweeps the dark shapes out; behind it a shield and homes in the light."""
    blots = "".join(
        path(
            "M-60 20Q-84 -30 -30 -44Q-10 -90 36 -56Q84 -50 70 0Q80 50 20 40Q-30 62 -60 20Z", NIGHT
        ).join((f'<g transform="translate({x} {y}) scale({s})">', "</g>"))
        for x, y, s in ((190, 720, 1.0), (118, 606, 0.6), (280, 792, 0.55))
    )
    eyes = path("M166 704l28 10q-14 10 -28 -10ZM226 704l-28 10q14 10 28 -10Z", CREAM)
    town = place(house(), 590, 600, 1.05) + place(house(WHITE, MID), 760, 620, 0.7)
    ground = path("M60 630Q450 560 840 630A430 430 0 0 1 60 630Z", SOFT)
    guard = rays(370, 250, 150, 180, 14) + place(shield(), 370, 240, 0.95)
    dust = line("M300 640Q330 610 370 610M250 690Q290 660 330 672", GREY, 10)
    return disc() + guard + ground + town + dust + blots + eyes + place(broom(), 430, 800, 0.95, 26)


def note():
    """A bank note of no real currency, 220 x 110."""
    return (
        rect(-110, -55, 220, 110, GOLD, 10)
        + rect(-96, -42, 192, 84, CREAM, 6, AMBER, 4)
        + place(coin(0.62), 0, 0)
        + line("M-78 -22H-52M52 22H78", AMBER, 6)
    )


def hand_giving(colour):
    """A hand from the left with its thumb on what it gives; fingertips at the origin."""
    under = path("M-190 -8Q-120 -30 -60 -18L24 0Q38 26 10 34L-90 60Q-150 66 -190 50Z", SKIN)
    cuff = rect(-400, -44, 220, 120, colour, 14) + rect(-204, -52, 34, 136, WHITE, 10)
    return under + cuff


def thumb():
    return line("M-104 -8Q-56 -40 -14 -30", SKIN, 36)


def cash_refusal():
    """A note passes from a customer's hand into a shop's hand, and that is fine."""
    giving = (
        place(hand_giving(MID), 380, 560)
        + place(note(), 450, 520, 1.25, -4)
        + place(thumb(), 380, 560)
    )
    taking = place(hand_giving(DEEP), 540, 590, flip=True)
    stall = rect(150, 190, 600, 44, WOOD, 10)
    stripes = "".join(
        path(
            f"M{150 + 100 * n} 190H{250 + 100 * n}V290A50 50 0 0 1 {150 + 100 * n} 290Z",
            (MID, WHITE)[n % 2],
        )
        for n in range(6)
    )
    clip = '<clipPath id="round"><circle cx="450" cy="450" r="430"/></clipPath>'
    shelf = rect(0, 700, 900, 200, SOFT)
    scene = shelf + rect(190, 230, 20, 470, WOOD) + rect(690, 230, 20, 470, WOOD) + stall + stripes
    hands = taking + giving + place(thumb(), 530, 578, flip=True)
    approval = place(check(), 450, 390, 1.3)
    coins = place(coin(), 330, 770) + place(coin(0.8), 440, 790) + place(coin(), 560, 765)
    return clip + disc() + f'<g clip-path="url(#round)">{scene}{coins}{hands}</g>' + approval


def scales():
    """Fair dealing."""
    return line("M0 -64V60M-40 62H40M-70 -44H70", DEEP, 11) + "".join(
        line(f"M{x} -44L{x - 30} 14M{x} -44L{x + 30} 14", DEEP, 5)
        + path(f"M{x - 36} 14H{x + 36}Q{x} 54 {x - 36} 14Z", GOLD)
        for x in (-70, 70)
    )


def rights():
    """One sign for each right, in the order people usually read them out."""
    book = path(
        "M0 -34C-22 -50 -50 -52 -72 -46V44C-50 38 -22 42 0 56C22 42 50 38 72 44V-46"
        "C50 -52 22 -50 0 -34Z",
        WHITE,
        DEEP,
        9,
    ) + line("M0 -34V54", DEEP, 8)
    glass = circle(-10, -10, 42, WHITE, DEEP, 11) + line("M22 22L56 56", GOLD, 17)
    choice = (
        line("M-4 60V10M-4 10Q-4 -20 -44 -44M-4 10Q-4 -20 44 -44", DEEP, 13)
        + circle(-50, -50, 15, GOLD)
        + circle(50, -50, 15, GOLD)
    )
    back = place(coin(0.95), 0, 4) + line(
        "M-64 34A72 72 0 1 1 60 40M60 40L70 2M60 40L24 30", MID, 10
    )
    person = circle(0, -28, 27, GOLD) + path("M-52 56Q-48 8 0 8T52 56Z", DEEP)
    return (
        place(coin(1.15)),
        glass,
        choice,
        scales(),
        back,
        book,
        person,
        place(lock(), 0, 0, 0.78),
    )


def eight_rights():
    """Eight signs around the watchful shield."""
    ring = circle(450, 450, 300, None, GOLD, 8)
    signs = ""
    for n, sign in enumerate(rights()):
        angle = math.tau * n / 8 - math.pi / 2
        x, y = 450 + 308 * math.cos(angle), 450 + 308 * math.sin(angle)
        plate = circle(0, 0, 104, WHITE, GOLD, 8)
        signs += place(plate + place(sign, 0, 0, 0.94), round(x), round(y))
    return disc(DEEP) + ring + place(shield(GOLD, DEEP), 450, 446, 1.25) + signs


def home_hero():
    """An elder couple and a clerk read a telephone together under the shield."""
    ground = rect(0, 0, 1200, 800, PALE) + circle(600, 430, 410, CREAM)
    halo = rays(600, 136, 106, 128, 16, 0.6) + place(shield(), 600, 128, 0.72)
    hall = "".join(rect(x, 330, 34, 410, WHITE) for x in (60, 150, 1016, 1106))
    roof = rect(30, 300, 184, 34, WHITE, 6) + rect(986, 300, 184, 34, WHITE, 6)
    people = (
        place(clerk("smile", "", tilt=5), 890, 742, 1.34, flip=True)
        + place(grandfather("smile", "", colour=MID, tilt=6), 322, 742, 1.36)
        + place(grandmother("smile", reading_phone(GOLD), colour=GOLD, tilt=0), 600, 748, 1.25)
    )
    table = rect(0, 728, 1200, 72, TABLE) + rect(0, 728, 1200, 10, WHITE, opacity=0.55)
    return ground + hall + roof + halo + people + table


def snowflake(size=1):
    arm = "M0 0V-40M0 -24L-12 -36M0 -24L12 -36"
    return place("".join(place(line(arm, WHITE, 5), turn=60 * n) for n in range(6)), scale=size)


def lantern():
    return (
        line("M0 -240V-66M0 66V112", AMBER, 6)
        + ellipse(0, 0, 70, 62, GOLD)
        + line("M-34 -54Q-56 0 -34 54M34 -54Q56 0 34 54M0 -60V60", AMBER, 4)
        + rect(-30, -74, 60, 16, DEEP, 6)
        + rect(-30, 58, 60, 16, DEEP, 6)
    )


def winter():
    """A winter evening: homes in the snow, a couple warm under one umbrella."""
    sky = rect(0, 0, 1600, 700, DEEP) + circle(1290, 150, 82, CREAM)
    flakes = "".join(
        place(snowflake(0.5 + 0.16 * (n % 4)), 60 + n * 137 % 1520, 60 + n * 89 % 400)
        for n in range(16)
    )
    hills = path("M0 520Q300 400 620 500T1180 470T1600 500V700H0Z", MID)
    snow = path("M0 600Q420 520 860 590T1600 570V700H0Z", WHITE)
    homes = "".join(
        place(house(CREAM, GOLD), x, y, s) for x, y, s in ((1060, 590, 1), (1330, 590, 1.25))
    )
    shade = place(umbrella(), 520, 330, 2.6)
    shade += line("M520 84V60M520 356V590", WOOD, 18)
    couple = place(grandfather("smile", "", MID, tilt=4), 425, 720, 0.95) + place(
        grandmother("smile", "", GOLD, tilt=-4), 618, 720, 0.95
    )
    grip = sleeve("M474 664Q530 690 524 610", MID, 46) + place(fist(), 522, 584, 0.9)
    drift = path("M0 660Q400 610 800 656T1600 640V700H0Z", PALE)
    lanterns = place(lantern(), 110, 170) + place(lantern(), 250, 110, 0.75)
    return sky + flakes + hills + snow + homes + shade + couple + grip + drift + lanterns


def digits():
    """3·15 in strokes, 560 wide, middle at the origin."""
    three = "M-250 -92Q-214 -124 -170 -116Q-110 -104 -118 -48Q-126 -8 -184 -4"
    three += "M-184 -4Q-112 2 -112 56Q-114 118 -182 122Q-228 124 -262 92"
    one = "M40 -84L88 -116V120"
    five = "M252 -112H164L156 -14Q192 -40 226 -24Q270 -4 262 56Q250 122 188 122Q158 122 134 100"
    return line(three + one + five, GOLD, 46) + circle(-30, 6, 27, GOLD)


def campaign_315():
    """Consumers' day: the date, the shield, and the people it stands for."""
    ground = rect(0, 0, 1600, 700, DEEP) + circle(1140, 420, 400, MID, opacity=0.55)
    stars = place(star(), 120, 110, 1.1) + place(star(), 690, 90, 0.8) + place(star(), 90, 560, 0.8)
    crowd = (
        place(young("smile", "", SOFT), 850, 706, 0.95)
        + place(clerk("smile", "", tilt=3), 1430, 706, 0.97, flip=True)
        + place(grandfather("smile", "", MID, tilt=3), 1025, 710, 1.08)
        + place(grandmother("smile", resting(GOLD), GOLD, tilt=-3), 1235, 716, 1.1)
    )
    guard = place(shield(), 1140, 118, 0.86)
    underline = line("M150 490H650", WHITE, 10, opacity=0.5)
    return ground + stars + place(digits(), 400, 310, 1.05) + underline + guard + crowd


COVERS = {
    "fraud-handbook": (900, 900, fraud_handbook),
    "sweep-black": (900, 900, sweep_black),
    "cash-refusal": (900, 900, cash_refusal),
    "eight-rights": (900, 900, eight_rights),
    "home-hero": (1200, 800, home_hero),
    "winter-2026": (1600, 700, winter),
    "campaign-315": (1600, 700, campaign_315),
}

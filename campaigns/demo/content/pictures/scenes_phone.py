"""Scenes in which the trick comes out of a telephone."""

from arms import gripping, raised_palm, reaching, reading_phone, resting, to_ear
from people import grandfather, grandmother, mask, swindler, young
from shapes import (
    BLUSH,
    DARK_HAIR,
    DEEP,
    DUSK,
    GOLD,
    GREY,
    MID,
    NIGHT,
    PALE,
    RED,
    SKIN,
    SOFT,
    WHITE,
    circle,
    ellipse,
    line,
    path,
    place,
    rect,
)
from stage import left, phone, red_arrow, right, stage
from things import (
    bars,
    bricks,
    bubble,
    card,
    check,
    coin,
    coin_stack,
    cross,
    heart,
    hook,
    lock,
    open_box,
    parcel,
    rod,
    shield,
    star,
    warning,
    waves,
)


def masked_swindler(cap=False):
    return swindler(reaching(DUSK, place(mask(cap), 0, -120, 1.1), BLUSH))


def angler(bait):
    """A swindler with a rod whose bait hangs before the person at the left."""
    pole = place(rod(272, 300, 14, bait), flip=True)
    return right(swindler(gripping(DUSK, pole, BLUSH)), 1000)


def brushing_rebate():
    """A small coin on a hook for a few stars; the sack stands with the swindler."""
    rows = "".join(
        rect(-96, y, 62, 62, fill, 12)
        + "".join(place(star(), -8 + 32 * n, y + 20, 0.62) for n in range(4))
        + line(f"M-18 {y + 48}H70", SOFT, 9)
        for y, fill in ((-190, MID), (-108, GOLD), (-26, DEEP))
    )
    like = place(heart(), 0, 120, 0.9)
    sack = (
        path("M1010 724Q970 600 1050 560H1110Q1190 600 1160 724Z", GOLD)
        + line("M1040 562H1120", DEEP, 12)
        + place(coin(0.8), 1082, 650)
    )
    return stage(
        left(young("calm", reading_phone(MID), MID), 200),
        phone(rows + like, 560, 478, 0.9),
        sack,
        angler(coin(0.66)),
    )


def fake_investment():
    """A curve that only climbs on the swindler's screen; the coins go one way."""
    grid = "".join(line(f"M-96 {y}H96", PALE, 6) for y in (-150, -100, -50, 0, 50))
    curve = line("M-92 40L-50 6L-18 24L24 -56L48 -40L88 -146", GOLD, 15) + line(
        "M50 -146H88V-108", GOLD, 15
    )
    fall = line("M-92 100L-40 118L0 150L44 140L90 196", RED, 11, stroke_dasharray="4 22")
    coins = place(coin_stack(6), 420, 760) + place(coin_stack(3), 300, 760)
    return stage(
        left(grandfather("calm", resting(DEEP)), 215),
        right(swindler()),
        front=phone(grid + curve + fall)
        + coins
        + red_arrow("M330 190Q620 10 900 180", (900, 180, 32))
        + place(coin(0.7), 300, 215),
    )


def fake_shopping():
    """What the shop shows, and what comes out of the box."""
    coat = path("M-40 -110L-86 -70L-64 -34L-46 -46V60H46V-46L64 -34L86 -70L40 -110L0 -86Z", MID)
    shop = (
        coat
        + place(star(), -60, 100, 0.8)
        + place(star(), 0, 100, 0.8)
        + place(star(), 60, 100, 0.8)
        + rect(-84, 140, 168, 54, GOLD, 27)
        + line("M-40 167H40", WHITE, 9)
    )
    box = place(open_box(place(bricks(), 0, -30)), 940, 650, 1.15)
    return stage(
        left(grandmother("worried", resting(MID), tilt=-3)),
        front=phone(shop) + box + place(cross(), 940, 380, 1.3),
    )


def headset():
    return (
        line("M-86 -20C-92 -150 92 -150 86 -20", DEEP, 14)
        + rect(-102, -34, 34, 66, DEEP, 14)
        + rect(68, -34, 34, 66, DEEP, 14)
        + line("M-86 30Q-80 78 -22 76", DEEP, 10)
    )


def fake_courier_service():
    """A kind voice with a parcel and a refund; behind it a hood."""
    face = place(mask() + headset(), 0, -120, 1.1)
    refund = place(coin(0.9), 0, 0) + line(
        "M-86 30A88 88 0 0 1 66 -58M66 -58L24 -62M66 -58L72 -16", MID, 13
    )
    return stage(
        left(grandmother("worried", to_ear(MID))),
        right(swindler(reaching(DUSK, face, BLUSH))),
        front=place(parcel(), 560, 668, 0.95)
        + place(bubble(220, 190, place(refund, scale=0.85), "right"), 466, 150),
    )


def fake_loan_credit():
    """Easy money hangs on a hook; the real money leaves first."""
    offer = place(card(GOLD), 0, -110, 0.85) + place(lock(), 0, 30, 1.05)
    pay = rect(-84, 150, 168, 50, MID, 25) + line("M-36 175H36", WHITE, 9)
    return stage(
        left(young("worried", resting(MID), MID)),
        right(swindler()),
        place(hook(120, place(card(), 0, 20, 0.85, -10)), 330, -72),
        red_arrow("M440 560H836", (836, 560, 0)),
        front=place(coin(0.8), 398, 560) + phone(offer + pay),
    )


def fake_police():
    """A cap and a stern voice on the telephone; behind the mask a hood."""
    return stage(
        left(grandmother("worried", to_ear(MID))),
        right(masked_swindler(cap=True)),
        front=place(warning(), 400, 120, 1),
    )


def fake_acquaintance():
    """A known face in the chat list; somebody else holds it up."""
    boss = (
        place(mask(), 0, -100, 0.98)
        + path("M-90 30Q0 -20 90 30V70H-90Z", DEEP)
        + path("M-16 16L0 34L16 16L8 66H-8Z", GOLD)
    )
    chat = (
        rect(-96, 92, 140, 44, SOFT, 22)
        + rect(-30, 150, 126, 50, GOLD, 24)
        + place(coin(0.4), 0, 175)
    )
    return stage(
        left(young("calm", reading_phone(GOLD), GOLD)),
        right(swindler()),
        front=phone(boss + chat) + place(bubble(190, 160, place(coin(), 0, 0), "right"), 385, 200),
    )


def romance_scam():
    """Sweet words from a handsome mask; a hook in the heart."""
    return stage(
        left(grandmother("smile", reading_phone(MID), tilt=5)),
        right(masked_swindler()),
        place(hook(110, place(heart(), 0, -6, 1.5)), 400, 0),
        front=place(bubble(190, 150, place(heart(), 0, 0, 0.95)), 780, 130)
        + place(coin_stack(5), 520, 760)
        + place(heart(), 150, 150, 0.6),
    )


def pad():
    """A game controller, 260 wide."""
    return (
        path(
            "M-70 -60H70C120 -60 140 40 130 76C122 104 92 92 62 44H-62"
            "C-92 92 -122 104 -130 76C-140 40 -120 -60 -70 -60Z",
            DEEP,
        )
        + line("M-74 -30V18M-98 -6H-50", WHITE, 15)
        + circle(60, -26, 12, GOLD)
        + circle(92, -2, 12, RED)
        + circle(60, 20, 12, SOFT)
    )


def gem():
    return path("M-50 -40H50L84 0L0 86L-84 0Z", MID) + path(
        "M-50 -40L-30 0L0 86L30 0L50 -40M-84 0H84", None, WHITE, 6
    )


def game_trade():
    """A rare gem on a hook, a fake trading page."""
    page = (
        place(gem(), 0, -90, 0.85)
        + rect(-84, 20, 168, 20, SOFT, 10)
        + rect(-84, 60, 110, 20, SOFT, 10)
        + rect(-84, 130, 168, 56, GOLD, 28)
        + place(coin(0.42), 0, 158)
    )
    return stage(
        left(young("calm", resting(MID), MID), 200),
        phone(page, 560, 478, 0.9),
        angler(gem_bait()),
        front=place(pad(), 240, 716, 0.8) + place(cross(), 680, 300, 1),
    )


def gem_bait():
    return place(gem(), 0, 16, 0.6)


def mesh():
    """The machine's half of a borrowed face."""
    return (
        path("M0 -110C60 -110 96 -80 96 -20C96 52 52 106 0 106Z", NIGHT)
        + line(
            "M0 -70L52 -84L90 -40L40 -24L0 -36M40 -24L52 -84M40 -24L30 30L0 14M30 30L88 16L40 -24"
            "M30 30L44 78L0 62M88 16L44 78",
            "#6db3e0",
            5,
        )
        + circle(44, -24, 13, GOLD)
    )


def ai_voice_face():
    """Half a grandchild, half a machine."""
    half = (
        ellipse(0, -2, 96, 108, SKIN)
        + path("M-98 -10C-110 -100 -50 -136 0 -132V-84C-50 -84 -80 -60 -98 -10Z", DARK_HAIR)
        + circle(-38, -18, 9, DARK_HAIR)
        + line("M-44 52Q-20 70 0 66", "#9a4a3c", 8)
        + ellipse(-54, 22, 16, 11, BLUSH)
    )
    call = (
        rect(-116, -222, 232, 444, PALE, 22)
        + place(half + mesh(), 0, -60, 0.95)
        + place(bars(), 0, 130, 0.72)
    )
    return stage(
        left(grandfather("worried", raised_palm(DEEP)), 172),
        right(swindler()),
        front=phone(call, 660) + place(warning(), 832, 108, 0.95),
    )


def grandchild_in_trouble():
    """She hears a crying grandchild; the voice comes from somebody else."""
    face = (
        ellipse(0, 6, 60, 66, SKIN)
        + path(
            "M-64 0C-76 -70 -30 -84 0 -84S76 -70 64 0C50 -40 20 -46 -10 -44S-54 -30 -64 0Z",
            DARK_HAIR,
        )
        + line("M-34 4q10 10 20 0M14 4q10 10 20 0", DARK_HAIR, 6)
        + line("M-16 44Q0 26 16 44", "#9a4a3c", 6)
        + path("M-30 16Q-42 36 -30 40Q-18 36 -30 16ZM30 16Q18 36 30 40Q42 36 30 16Z", MID)
    )
    return stage(
        left(grandmother("worried", to_ear(MID)), 250),
        right(swindler(to_ear(DUSK, BLUSH))),
        front=place(bubble(300, 240, place(face, 0, 6, 1.15), "left"), 600, 210)
        + place(waves(RED), 720, 520, 0.9)
        + place(coin_stack(4), 560, 760),
    )


def screen_sharing():
    """What her screen shows, his screen shows: the code as well."""
    keys = "".join(circle(x, y, 24, SOFT) for y in (20, 84, 148) for x in (-66, 0, 66))
    dots = rect(-88, -120, 176, 64, PALE, 14) + "".join(
        circle(x, -88, 11, DEEP) for x in (-54, -18, 18, 54)
    )
    laptop = (
        rect(-150, -200, 300, 200, NIGHT, 14)
        + rect(-134, -184, 268, 168, WHITE, 6)
        + place(dots, 0, -20, 1.2)
        + path("M-180 0H180L200 26H-200Z", GREY)
    )
    eye = path("M-52 0Q0 -52 52 0Q0 52 -52 0Z", WHITE, RED, 9) + circle(0, 0, 16, RED)
    return stage(
        left(grandmother("worried", resting(MID)), 190),
        right(swindler(), 960),
        front=place(laptop, 925, 735)
        + phone(dots + keys + place(lock(), 0, -172, 0.42), 520, 420)
        + line("M672 330H790", RED, 12, stroke_dasharray="2 26")
        + place(eye, 735, 250),
    )


def e_banking_safety():
    """Her phone, her code, her shield."""
    screen = (
        place(lock(), 0, -96, 1.25)
        + "".join(circle(x, 50, 14, DEEP) for x in (-66, -22, 22, 66))
        + rect(-84, 110, 168, 56, MID, 28)
        + line("M-22 138L-6 152L24 124", WHITE, 10)
    )
    return stage(
        left(grandmother("smile", resting(MID), tilt=4), 230),
        front=phone(screen)
        + place(shield(), 950, 400, 1.6)
        + place(card(), 930, 690, 0.9, -6)
        + place(check(), 740, 190, 1),
    )


PHONE_SCENES = {
    "brushing-rebate": brushing_rebate,
    "fake-investment": fake_investment,
    "fake-shopping": fake_shopping,
    "fake-courier-service": fake_courier_service,
    "fake-loan-credit": fake_loan_credit,
    "fake-police": fake_police,
    "fake-acquaintance": fake_acquaintance,
    "romance-scam": romance_scam,
    "game-trade": game_trade,
    "ai-voice-face": ai_voice_face,
    "grandchild-in-trouble": grandchild_in_trouble,
    "screen-sharing": screen_sharing,
    "e-banking-safety": e_banking_safety,
}

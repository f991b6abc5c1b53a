"""Scenes at the table, at the counter and around the home; and the list of all scenes."""

from arms import gripping, raised_palm, reaching, resting
from people import clerk, grandfather, grandmother, mask, swindler
from scenes_phone import PHONE_SCENES
from shapes import (
    AMBER,
    BLUSH,
    CREAM,
    DEEP,
    DUSK,
    GOLD,
    MID,
    RED,
    SOFT,
    WHITE,
    circle,
    line,
    path,
    place,
    rect,
)
from stage import left, phone, red_arrow, right, stage
from things import (
    basket,
    bed,
    bubble,
    coin,
    coin_stack,
    counter,
    cross,
    document,
    eye_shield,
    gift,
    heart,
    hook,
    house,
    rod,
    shield,
    thought,
    umbrella,
    warning,
)


def fake_pension_product():
    """A golden certificate held up by a hood; the savings slide across the table."""
    sheet = document(place(coin(0.8), -40, 84), h=300)
    sold = place(sheet, 20, -150, 0.95, 4)
    return stage(
        left(grandfather("smile", resting(DEEP), tilt=4)),
        right(swindler(reaching(DUSK, sold, BLUSH))),
        front=place(coin_stack(5), 420, 770)
        + place(coin_stack(3), 545, 770)
        + red_arrow("M630 736H780", (780, 736, 0))
        + place(warning(), 225, 130, 1),
    )


def sheltered_home():
    """The painted front of a care home: 420 wide, foot at the origin."""
    windows = "".join(
        rect(x, y, 56, 56, SOFT, 4, DEEP, 4) for x in (-160, -72, 16, 104) for y in (-250, -164)
    )
    return (
        rect(-200, -290, 400, 290, WHITE, 4, DEEP, 6)
        + path("M-226 -286L0 -396L226 -286Z", GOLD, GOLD, 10)
        + windows
        + rect(-36, -92, 72, 92, MID, 6)
        + place(heart(), 0, -332, 0.7)
    )


def care_bed_prepay():
    """The care home is cardboard with a prop behind it; the deposit is real."""
    prop = line("M960 470L1060 742", AMBER, 20)
    return stage(
        place(swindler(), 1068, 742, 1.1),
        prop,
        place(sheltered_home(), 765, 742, 1.02),
        left(grandmother("calm", resting(MID), tilt=3), 205),
        front=place(coin_stack(6), 470, 770)
        + place(thought(300, 190, place(bed(), 0, 60, 0.74)), 490, 150)
        + red_arrow("M556 748H650", (650, 748, 0)),
    )


def house_for_pension():
    """He signs; his house is already on the hook."""
    pen = place(line("M0 0L34 -84", DEEP, 12), 330, 700)
    home = place(house(), 2, 150, 0.7)
    pole = place(rod(230, 330, 6, home), flip=True)
    return stage(
        left(grandfather("worried", resting(DEEP)), 200),
        right(swindler(gripping(DUSK, pole, BLUSH)), 1010),
        front=place(document(h=200), 290, 726, 0.62, -4) + pen + place(warning(), 230, 150, 0.95),
    )


def pension_insurance_agent():
    """A mask at a borrowed desk promises to settle the years of insurance."""
    papers = document(place(umbrella(), 0, 88, 0.55), seal=False, h=290)
    return stage(
        left(grandmother("worried", resting(MID), tilt=-2)),
        right(swindler(reaching(DUSK, place(mask(), 0, -120, 1.05), BLUSH))),
        front=place(bubble(230, 200, place(umbrella(), 0, 0, 0.8), "right"), 450, 150)
        + place(papers, 560, 640, 0.72, -6)
        + place(cross(), 632, 560, 0.85)
        + place(coin_stack(4), 410, 770),
    )


def billboard():
    """A resort that exists on the board only; foot at the origin, 520 wide."""
    picture = (
        rect(-240, -420, 480, 290, SOFT, 6)
        + circle(150, -350, 40, GOLD)
        + path("M-240 -130L-110 -260L-20 -170L70 -250L240 -130Z", MID)
        + place(house(WHITE, GOLD), -110, -130, 0.62)
        + place(house(WHITE, DEEP), 80, -130, 0.8)
    )
    legs = line("M-170 -120V0M170 -120V0", AMBER, 24)
    return legs + rect(-260, -440, 520, 330, WHITE, 12, DEEP, 8) + picture


def pension_project_investment():
    """In front a resort and an arrow upwards, behind it a hood and a hole."""
    cracks = line("M880 742l40 22l60 -8l50 24M700 746l30 16l44 -2", RED, 7)
    return stage(
        place(swindler(), 1080, 742, 1.2),
        place(billboard(), 740, 742, 1.15),
        left(grandfather("calm", resting(DEEP), tilt=3), 220),
        front=cracks
        + place(coin_stack(6), 440, 770)
        + place(coin_stack(3), 570, 770)
        + place(warning(), 330, 150, 0.95),
    )


def pension_helper():
    """Free eggs, a warm smile, and a hook under the basket."""
    return stage(
        left(grandmother("smile", resting(MID), tilt=4), 205),
        right(swindler(reaching(DUSK, place(mask(), 0, -120, 1.1), BLUSH)), 1010),
        place(hook(190), 434, 0),
        place(basket(), 468, 453, 0.8),
        front=place(gift(), 790, 690, 0.9),
    )


def trap():
    """A box propped on a stick over coins; foot at the origin."""
    coins = place(coin_stack(4), -30, 0) + place(coin_stack(6), 84, 0) + place(coin(0.8), 20, -150)
    box = path("M-250 -160L190 -330L270 -110L-170 60Z", DEEP, DEEP, 8) + path(
        "M-214 -146L172 -295L236 -120L-150 28Z", MID
    )
    stick = line("M-168 0L-176 -196", AMBER, 18)
    return place(box, 40, -160) + coins + stick


def illegal_fundraising():
    """High interest lies under a trap; the string is in the swindler's hand."""
    gain = line("M-66 44L-22 4L10 26L64 -42M64 -42H26M64 -42V-4", GOLD, 14)
    string = line("M778 580Q640 780 426 660", RED, 6)
    return stage(
        left(grandfather("calm", resting(DEEP)), 190),
        place(trap(), 560, 742, 0.8),
        string,
        right(swindler(gripping(DUSK, "", BLUSH)), 1040),
        front=place(bubble(240, 190, gain, "right"), 826, 176),
    )


def transfer_blocked():
    """The clerk's raised hand; on the telephone the money meets a shield."""
    stopped = (
        place(coin(), 0, -156)
        + line("M0 -92V-26M-26 -52L0 -26L26 -52", RED, 13)
        + place(shield(), 0, 98, 0.88)
    )
    return stage(
        left(grandmother("calm", resting(MID), tilt=3), 205),
        place(clerk("smile", raised_palm(DEEP)), 985, 640, 1.35, flip=True),
        place(counter(520), 980, 610),
        front=phone(stopped, 510, 440, 0.9),
    )


def chart_on_wall():
    """An optician's chart whose rows are shields: 400 wide, middle of its head at the origin."""
    sheet = rect(-200, -40, 400, 620, WHITE, 22, DEEP, 8)
    head = path("M-200 40V-18Q-200 -40 -178 -40H178Q200 -40 200 -18V40Z", DEEP)
    eye = place(eye_shield(GOLD, WHITE), 0, 0, 0.2)
    rows, y = "", 62
    for count, size in ((1, 0.54), (2, 0.42), (3, 0.33), (4, 0.26), (5, 0.2)):
        y += size * 124
        if count == 4:
            rows += rect(-184, y - 39, 368, 78, CREAM, 16, GOLD, 5)
        for n in range(count):
            x = (n - (count - 1) / 2) * size * 236
            rows += place(shield(DEEP, WHITE, DEEP), round(x), round(y), size)
        for side in (-1, 1):
            rows += line(f"M{side * 150} {y:.0f}H{side * 170}", MID, 8)
        y += size * 124 + 14
    return sheet + head + eye + rows


def fraud_eye_chart():
    """Two elders beside the chart they have read."""
    return stage(
        place(chart_on_wall(), 600, 90),
        left(grandmother("smile", resting(GOLD), GOLD, tilt=3), 200, 1.3),
        right(grandfather("smile", resting(DEEP), DEEP, tilt=3), 1000, 1.3),
    )


SCENES = PHONE_SCENES | {
    "fraud-eye-chart": fraud_eye_chart,
    "fake-pension-product": fake_pension_product,
    "care-bed-prepay": care_bed_prepay,
    "house-for-pension": house_for_pension,
    "pension-insurance-agent": pension_insurance_agent,
    "pension-project-investment": pension_project_investment,
    "pension-helper": pension_helper,
    "illegal-fundraising": illegal_fundraising,
    "transfer-blocked": transfer_blocked,
}

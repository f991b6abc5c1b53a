"""The stage all scenes share: a pale ground, a round of light, a table's edge."""

from arms import hand_with_phone
from shapes import CREAM, PALE, RED, WHITE, circle, line, place, rect

TABLE = "#a9c8de"


def stage(*players, light=CREAM, front=""):
    """Players stand behind the table; `front` lies on it or is held up before it."""
    ground = rect(0, 0, 1200, 800, PALE) + circle(600, 400, 360, light)
    table = rect(0, 728, 1200, 72, TABLE) + rect(0, 728, 1200, 10, WHITE, opacity=0.55)
    return ground + "".join(players) + table + front


def left(person, x=225, scale=1.35):
    """Someone at the left, turned towards the middle by where the arm goes."""
    return place(person, x, 742, scale)


def right(person, x=975, scale=1.35):
    return place(person, x, 742, scale, flip=True)


def phone(screen="", x=600, y=420, scale=1.0, turn=0):
    return place(hand_with_phone(screen), x, y, scale, turn)


def red_arrow(d, tip):
    """Money on its way to the wrong hands; `tip` is (x, y, turn)."""
    x, y, turn = tip
    return line(d, RED, 16) + place(line("M-26 -24L2 0L-26 24", RED, 16), x, y, 1, turn)

"""The eight gestures as key poses; between two poses the joints turn smoothly.

A limb is given as elbow and hand, x counted outwards from the middle of the body, so that both
arms share one way of speaking. It is kept as the angle and the seen length of upper arm and
forearm: a hand pushed towards us is a shorter forearm and a larger hand.
"""

import math
from dataclasses import dataclass

SHOULDER = (92, 346)


@dataclass(frozen=True)
class Arm:
    upper: tuple  # angle from hanging down, seen length
    fore: tuple
    shape: str
    turn: float
    size: float


@dataclass(frozen=True)
class Pose:
    right: Arm
    left: Arm
    sway: float = 0


def _polar(start, end, most):
    dx, dy = end[0] - start[0], end[1] - start[1]
    angle = math.degrees(math.atan2(dx, dy))
    return (angle - 360 if angle > most else angle, math.hypot(dx, dy))


def arm(elbow, hand, shape="relaxed", turn=0, size=1):
    """`turn` leans the hand inwards, below nought outwards."""
    return Arm(_polar(SHOULDER, elbow, 270), _polar(elbow, hand, 90), shape, turn, size)


def joints(limb):
    """Elbow and hand of an arm, back from its angles."""
    points = [SHOULDER]
    for angle, length in (limb.upper, limb.fore):
        x, y = points[-1]
        radians = math.radians(angle)
        points.append((x + length * math.sin(radians), y + length * math.cos(radians)))
    return points[1:]


def both(elbow, hand, shape, turn=0, size=1):
    limb = arm(elbow, hand, shape, turn, size)
    return Pose(limb, limb)


REST = both((136, 440), (118, 516), "relaxed", 10)
AT_EAR = arm((188, 430), (104, 262), "phone")
PALM_UP = arm((160, 440), (52, 452), "dish")
ON_HEART = arm((158, 440), (26, 400), "flat", 0)


def _rings(shift):
    return Pose(
        arm((196 - shift, 346), (30 - shift, 220), "ring"),
        arm((196 + shift, 346), (30 + shift, 220), "ring"),
    )


def _palms(x, turn, size=1.0, y=322):
    return both((176, 436), (x, y), "palm", turn, size)


def _tap(down):
    return Pose(arm((164, 424), (-34, 404 if down else 376), "point"), PALM_UP)


def _hug(lift):
    return both((134, 446), (-70, 362 - lift), "flat", 14)


def _call(sway):
    return Pose(AT_EAR, ON_HEART, sway)


# Seconds since the gesture began, and the pose reached then.
MOVES = {
    1: [
        (0.6, _rings(0)),
        (1.1, _rings(-13)),
        (1.6, _rings(13)),
        (2.1, _rings(-13)),
        (2.6, _rings(13)),
        (3.1, _rings(0)),
        (3.5, _rings(0)),
    ],
    2: [
        (0.5, _palms(126, 0)),
        (1.0, _palms(190, -22)),
        (1.5, _palms(86, 14)),
        (2.0, _palms(190, -22)),
        (2.5, _palms(86, 14)),
        (3.0, _palms(126, 0)),
        (3.5, _palms(126, 0)),
    ],
    3: [
        (0.6, Pose(AT_EAR, PALM_UP)),
        (1.4, Pose(AT_EAR, PALM_UP)),
        (2.5, Pose(arm((164, 436), (-40, 424), "lying"), PALM_UP)),
        (3.5, Pose(arm((164, 436), (-40, 424), "lying"), PALM_UP)),
    ],
    4: [
        (0.7, _hug(0)),
        (1.2, _hug(18)),
        (1.5, _hug(0)),
        (2.2, _hug(18)),
        (2.5, _hug(0)),
        (3.5, _hug(0)),
    ],
    5: [
        (0.6, _palms(70, 0, 0.9, 372)),
        (1.5, _palms(108, 0, 1.6, 336)),
        (2.0, _palms(70, 0, 0.9, 372)),
        (2.9, _palms(108, 0, 1.6, 336)),
        (3.5, _palms(108, 0, 1.6, 336)),
    ],
    6: [
        (0.6, _call(0)),
        (1.1, _call(-16)),
        (1.7, _call(16)),
        (2.3, _call(-16)),
        (2.9, _call(16)),
        (3.4, _call(0)),
    ],
    7: [(0.3, Pose(arm((178, 440), (112, 380), "point"), PALM_UP)), (0.6, _tap(False))]
    + [
        (round(0.6 + 0.5 * n + part, 2), _tap(down))
        for n in range(5)
        for part, down in ((0.2, True), (0.45, False))
    ]
    + [(3.5, _tap(False))],
    8: [
        (0.6, both((188, 400), (196, 290), "palm", -20)),
        (1.5, both((158, 224), (42, 112), "flat", -34)),
        (4.0, both((158, 224), (42, 112), "flat", -34)),
    ],
}
TAPS = [0.8 + 0.5 * n for n in range(5)]


def _ease(share):
    return share * share * (3 - 2 * share)


def _mix(a, b, share):
    return a + (b - a) * share


def _between(a, b, share):
    pairs = [
        tuple(_mix(x, y, share) for x, y in zip(one, two, strict=True))
        for one, two in ((a.upper, b.upper), (a.fore, b.fore))
    ]
    shape = a.shape if share < 0.5 else b.shape
    return Arm(*pairs, shape, _mix(a.turn, b.turn, share), _mix(a.size, b.size, share))


def pose_at(number, seconds):
    """The pose of gesture `number`, so many seconds after it began."""
    before_at, before = 0.0, MOVES[number - 1][-1][1] if number > 1 else REST
    for at, pose in MOVES[number]:
        if seconds < at:
            share = _ease((seconds - before_at) / (at - before_at))
            return Pose(
                _between(before.right, pose.right, share),
                _between(before.left, pose.left, share),
                _mix(before.sway, pose.sway, share),
            )
        before_at, before = at, pose
    return before

"""A tune of our own in five notes, two beats a second, made with the standard library only."""

import array
import math
import wave

RATE = 32000
BEAT = 0.5
# Steps of a major scale without fourth and seventh; None rests. Eight half beats to a bar.
NOTES = {
    "c": 261.63,
    "d": 293.66,
    "e": 329.63,
    "g": 392.0,
    "a": 440.0,
    "C": 523.25,
    "D": 587.33,
    "E": 659.26,
}
BARS = (
    "e-g-a-g-",
    "C-a-g-e-",
    "d-e-g-ed",
    "e---d---",
    "g-a-C-a-",
    "g-e-d-e-",
    "C-D-C-ag",
    "c---C---",
)
BASS = ("c", "a", "d", "g", "c", "a", "g", "c")


def pluck(track, start, pitch, length, loud):
    """A soft string: three overtones dying away."""
    first, count = int(start * RATE), int(length * RATE)
    for n in range(min(count, len(track) - first)):
        t = n / RATE
        fade = math.exp(-4.2 * t) * min(1, t * 180) * min(1, (count - n) / 600)
        angle = math.tau * pitch * t
        tone = math.sin(angle) + 0.4 * math.sin(2 * angle) + 0.14 * math.sin(3 * angle)
        track[first + n] += loud * fade * tone


def knock(track, start, pitch, loud):
    """A wood block."""
    first = int(start * RATE)
    for n in range(min(int(0.09 * RATE), len(track) - first)):
        t = n / RATE
        track[first + n] += loud * math.exp(-60 * t) * math.sin(math.tau * pitch * t)


def play_bar(track, start, bar):
    """Two seconds: melody on half beats, a bass note, wood blocks on the beats."""
    for n, name in enumerate(BARS[bar % len(BARS)]):
        if name != "-":
            pluck(track, start + n * BEAT / 2, NOTES[name], 1.1, 0.2)
    for n in (0, 2):
        pluck(track, start + n * BEAT, NOTES[BASS[bar % len(BASS)]] / 2, 0.9, 0.17)
    for n in range(4):
        knock(track, start + n * BEAT, 900 if n == 0 else 1250, 0.16 if n == 0 else 0.09)


def write_tune(path, seconds, first, last):
    """Two opening notes, bars from `first` to `last`, a closing chord."""
    track = array.array("d", bytes(8 * int(seconds * RATE)))
    for n, name in enumerate("cegC"):
        pluck(track, 0.6 + n * BEAT, NOTES[name], 1.4, 0.18)
    for bar in range(int((last - first) / (4 * BEAT))):
        play_bar(track, first + bar * 4 * BEAT, bar)
    for n, name in enumerate("cegC"):
        pluck(track, last + n * 0.09, NOTES[name], 2.6, 0.17)
    peak = max(abs(value) for value in track)
    samples = array.array("h", (int(value / peak * 24000) for value in track))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())

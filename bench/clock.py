import time
from collections.abc import Callable


def rate(deed: Callable[[int], object], times: int) -> float:
    """Return how often a second `deed` was done; it is given the number of the turn."""
    started = time.perf_counter()
    for turn in range(times):
        deed(turn)
    return times / (time.perf_counter() - started)


def best_of(deed: Callable[[], object], tries: int = 3) -> float:
    """Return the quickest of a few tries, in seconds."""
    taken = []
    for _ in range(tries):
        started = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - started)
    return min(taken)

"""What a benchmark returns, and how two ways of doing the same thing are timed side by side."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

Work = Callable[[], object]


class Result(NamedTuple):
    """One claim as measured; ``unit`` is × for a ratio."""

    name: str
    measured: float
    limit: float
    unit: str = "×"
    detail: str = ""

    @property
    def ok(self) -> bool:
        return self.measured <= self.limit


class Comparison(NamedTuple):
    """Medians: of the ratios of neighbouring runs, and of each side's milliseconds."""

    ratio: float
    ours: float
    reference: float

    def __str__(self) -> str:
        return f"{self.ours:.1f} ms : {self.reference:.1f} ms"


def compare(ours: Work, reference: Work, *, runs: int) -> Comparison:
    """Both warm, taking turns, each going first every other time."""
    pairs = []
    for work in (ours, reference):
        work()
    for run in range(runs):
        if run % 2:
            other, own = _milliseconds(reference), _milliseconds(ours)
        else:
            own, other = _milliseconds(ours), _milliseconds(reference)
        pairs.append((own, other))
    mine, theirs = zip(*pairs, strict=True)
    ratio = statistics.median(own / other for own, other in pairs)
    return Comparison(ratio, statistics.median(mine), statistics.median(theirs))


def _milliseconds(work: Work) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000

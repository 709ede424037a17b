"""Figures: a cost of ours beside the floor it is held against, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isnan
from statistics import median
from time import perf_counter

HEADINGS = ("figure", "ours", "floor", "ratio", "target", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """``ours`` and ``floor`` in ``unit``; ``most``: the highest ratio allowed, None where there is no target."""

    name: str
    ours: float
    floor: float
    ratio: float
    unit: str = "µs"
    most: float | None = None

    @property
    def verdict(self) -> str:
        if self.most is None:
            return ""
        if isnan(self.ratio):
            return "n/a"
        return "met" if self.ratio <= self.most else "MISSED"

    @property
    def cells(self) -> tuple[str, ...]:
        target = "" if self.most is None else f"≤ {self.most:g}"
        return (self.name, self._amount(self.ours), self._amount(self.floor), f"{self.ratio:.2f}", target, self.verdict)

    def _amount(self, value: float) -> str:
        return f"{value:,.2f} {self.unit}" if value < 10 else f"{value:,.0f} {self.unit}"


def figure(
    name: str, ours: Sequence[float], floor: Sequence[float], most: float | None = None, unit: str = "µs"
) -> Figure:
    """From one value a round each. The ratio is the median of the rounds' ratios: a busy machine slows both alike."""
    ratios = [mine / theirs if theirs else float("nan") for mine, theirs in zip(ours, floor, strict=True)]
    return Figure(name=name, ours=median(ours), floor=median(floor), ratio=median(ratios), most=most, unit=unit)


def typical(do: Callable[[], object], times: int) -> float:
    """The median duration of ``do`` in microseconds."""
    return median(_timed(do) for _ in range(times))


def show(title: str, figures: Iterable[Figure]) -> None:
    """Prints a table."""
    lines = [HEADINGS, *(each.cells for each in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    print(f"\n{title}")
    for line in lines:
        cells = (_aligned(at, cell, width) for at, (cell, width) in enumerate(zip(line, widths, strict=True)))
        print("  ".join(["", *cells]).rstrip(), flush=True)


def tell(*lines: str) -> None:
    """Prints what has no floor."""
    for line in lines:
        print(f"  {line}", flush=True)


def _timed(do: Callable[[], object]) -> float:
    start = perf_counter()
    do()
    return (perf_counter() - start) * 1e6


def _aligned(column: int, cell: str, width: int) -> str:
    return cell.rjust(width) if column else cell.ljust(width)

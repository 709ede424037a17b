"""What is promised beside what was reached."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """So many runs ``of`` all."""

    hits: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.hits / self.of if self.of else math.nan

    @property
    def error(self) -> float:
        """The standard error, in percent."""
        share = self.hits / self.of if self.of else 0.0
        return 100 * math.sqrt(share * (1 - share) / self.of) if self.of else math.nan


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """``bound`` in percent: at least, or ``at_most``; None: nothing is promised, and the figure is told."""

    text: str
    bound: float | None
    at_most: bool = True

    def keeps(self, share: Share, errors: float = 0.0) -> bool:
        """Whether the share lies within the bound, give or take so many standard errors."""
        if self.bound is None or not share.of:
            return True
        slack = errors * share.error
        return share.percent <= self.bound + slack if self.at_most else share.percent >= self.bound - slack

    @property
    def said(self) -> str:
        return "-" if self.bound is None else f"{'≤' if self.at_most else '≥'} {self.bound:g} %"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """``reached``: one share for each of the table's columns; ``before``: by the rules of before, where compared."""

    promise: Promise
    reached: Sequence[Share]
    before: Sequence[Share] = ()

    @property
    def word(self) -> str:
        """Beyond the bound by less than two standard errors may be chance."""
        if self.promise.bound is None:
            return ""
        if all(self.promise.keeps(share) for share in self.reached):
            return "kept"
        return "within error" if all(self.promise.keeps(share, 2.0) for share in self.reached) else "MISSED"

    @property
    def before_fails(self) -> bool:
        """The negative control: by the rules of before the promise is broken somewhere, beyond chance."""
        return not all(self.promise.keeps(share, 2.0) for share in self.before)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """``columns``: what each share of a row is of."""

    title: str
    columns: Sequence[str]
    outcomes: Sequence[Outcome]


def lines(table: Table) -> Iterable[str]:
    """The table as text."""
    yield f"{table.title}: {', '.join(table.columns)}"
    width = max(len(outcome.promise.text) for outcome in table.outcomes)
    for outcome in table.outcomes:
        reached = _percents(outcome.reached)
        before = f"   before: {_percents(outcome.before)}" if outcome.before else ""
        text = outcome.promise.text.ljust(width)
        yield f"  {text}  {outcome.promise.said:>7}  {reached}  {outcome.word:<12}{before}".rstrip()


def _percents(shares: Sequence[Share]) -> str:
    return " ".join(f"{share.percent:6.1f}" if share.of else "     -" for share in shares)

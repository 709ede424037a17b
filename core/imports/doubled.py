"""Doubled results: a goal that two sources count in the same month, where no number tells which sales are the same.

Of two sources the one that knows most counts, or both do: people say which. It is said of whole months, since a tool
and a CRM date one sale on different days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar.periods import Period
from core.imports.choices import Double
from core.imports.sales import Knows, knows
from core.ledger.entries import Conversion
from core.setup.goals import Goal

Month = tuple[int, int]
Count = tuple[str, Month]
"""The key of a goal, and a month in which results count for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """Results that count for a ``goal``, by its key. ``number``: of the order, by which other files know the sale.

    Of those on the books: ``kind``: of the file that brought them, empty for a won deal; ``entry``: the id of the
    conversion, 0 for a deal's; ``fact``: what that says; ``is_fixed``: whether some of it was refunded, so that it
    cannot give way.
    """

    goal: str
    day: date
    count: int
    number: str = ""
    kind: str = ""
    entry: int = 0
    fact: Conversion | None = None
    is_fixed: bool = False

    @property
    def month(self) -> Month:
        return self.day.year, self.day.month


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubled:
    """A ``goal``, by its key and name, that a file and ``others`` count in the same ``months``.

    ``here``: results of the file in these months. ``better``: whether the file knows more than the others.
    ``decided``: None where it has to be asked.
    """

    goal: str
    name: str
    months: frozenset[Month]
    here: int
    others: Sequence[Counted]
    better: bool
    decided: Double | None = None

    @property
    def period(self) -> Period:
        """From the first of the months to the last."""
        first, last = min(self.months), max(self.months)
        following = date(*last, 1) + timedelta(days=31)
        return Period(start=date(*first, 1), end=following.replace(day=1))

    @property
    def there(self) -> int:
        return sum(one.count for one in self.others)

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of the others, each once."""
        return list(dict.fromkeys(one.kind for one in self.others))

    @property
    def gives_way(self) -> bool:
        """Whether the file's results are only claimed in these months."""
        return self.decided is Double.ONE and not self.better

    @property
    def takes(self) -> Sequence[Counted]:
        """Those in whose place the file's come. A deal's sale is none of them: it stands as long as the deal is won."""
        return [one for one in self.others if one.entry] if self.decided is Double.ONE and self.better else ()


def doubled(
    kind: str,
    new: Iterable[Counted],
    others: Iterable[Counted],
    goals: Mapping[str, Goal],
    decided: Mapping[str, Double],
) -> Sequence[Doubled]:
    """The goals that a file of this kind and ``others`` both count. Sales that all carry numbers are told by these."""
    by_goal: dict[str, list[Counted]] = {}
    for one in new:
        by_goal.setdefault(one.goal, []).append(one)
    elsewhere = list(others)
    pairs = [_doubled(kind, ones, elsewhere, goals[goal], decided.get(goal)) for goal, ones in by_goal.items()]
    return [one for one in pairs if one is not None]


def asked_about(counts: Iterable[Count], decided: Mapping[str, Double]) -> set[Count]:
    """Those of which it would be asked whether another source may count them too."""
    return {(goal, month) for goal, month in counts if decided.get(goal) is not Double.BOTH}


def _doubled(
    kind: str, new: Sequence[Counted], others: Sequence[Counted], goal: Goal, choice: Double | None
) -> Doubled | None:
    months = {one.month for one in new}
    there = [one for one in others if one.goal == goal.key and one.month in months]
    both = frozenset(one.month for one in there)
    here = [one for one in new if one.month in both]
    if not there or all(one.number for one in (*here, *there)):
        return None
    return Doubled(
        goal=goal.key,
        name=goal.name,
        months=both,
        here=sum(one.count for one in here),
        others=there,
        better=knows(kind) > max(_knows(one) for one in there),
        decided=choice,
    )


def _knows(one: Counted) -> Knows:
    return Knows.PERSON if one.is_fixed else knows(one.kind)

"""Doubled results: a goal that two sources count in the same month, where no number tells which sales are the same.

Of two sources the one that knows most counts, or both do: people say which. It is said of whole months, since a tool
and a CRM date one sale on different days.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    """The goals that a file of this kind and ``others`` both count, month by month.

    A month whose sales all carry numbers is told by these. A goal comes twice where the file knows more than the others
    in some months, and not in others.
    """
    by_goal: dict[str, list[Counted]] = {}
    for one in new:
        by_goal.setdefault(one.goal, []).append(one)
    elsewhere = list(others)
    return [
        one
        for goal, here in by_goal.items()
        for one in _doubled(kind, here, [one for one in elsewhere if one.goal == goal], goals[goal], decided.get(goal))
    ]


def asked_about(counts: Iterable[Count], decided: Mapping[str, Double]) -> set[Count]:
    """Those of which it would be asked whether another source may count them too."""
    return {(goal, month) for goal, month in counts if decided.get(goal) is not Double.BOTH}


def _doubled(
    kind: str, new: Sequence[Counted], others: Sequence[Counted], goal: Goal, choice: Double | None
) -> Iterator[Doubled]:
    best = {month: max(map(_knows, _of(others, {month}))) for month in _shared(new, others)}
    for better in (True, False):
        months = frozenset(month for month, knowing in best.items() if (knows(kind) > knowing) is better)
        if months:
            yield Doubled(
                goal=goal.key,
                name=goal.name,
                months=months,
                here=sum(one.count for one in _of(new, months)),
                others=_of(others, months),
                better=better,
                decided=choice,
            )


def _shared(new: Sequence[Counted], others: Sequence[Counted]) -> Iterator[Month]:
    """The months in which both count, and not every sale carries a number."""
    for month in {one.month for one in new} & {one.month for one in others}:
        if not all(one.number for one in _of((*new, *others), {month})):
            yield month


def _of(counted: Iterable[Counted], months: Collection[Month]) -> list[Counted]:
    return [one for one in counted if one.month in months]


def _knows(one: Counted) -> Knows:
    return Knows.PERSON if one.is_fixed else knows(one.kind)

"""Restatements: how months that were told have changed since the digest before (docs/domain.md#refunds).

A month that was ever closed is told with everything logged since; any other month that is over, with its refunds. The
sums after come from the totals of today, less what was logged since this digest was due; the sums before, less what was
logged since the last digest, too. So the next digest begins from what this one tells as after, however late it is
composed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.calendar.periods import Period
from core.ledger.closings import month_of
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.postings import Posting, by_month, postings
from core.performance.cells import Cell
from core.performance.performance import Performance, performance
from core.performance.primary import primary_set
from core.reports.books import Books
from core.reports.cover import cost_of_each, several
from core.setup.categories import Category


class Change(StrEnum):
    """The effect of an entry logged later on a month."""

    LATE = "late"
    REFUND = "refund"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """The time between two digests. ``due``: when the digest before was, excluded; ``until``: when this one is,
    included.

    ``day``: the local day of this one. ``told``: the week that the digest before told of. ``closed``: first day of a
    month -> when it was first closed. ``logged``: every entry logged after ``due``, also those after ``until``, whose
    days begin before this month or in the week before the one reported; see `horizon`.
    """

    due: datetime
    until: datetime
    day: date
    told: Period
    closed: Mapping[date, datetime]
    logged: Sequence[Entry]

    @property
    def since_then(self) -> list[Entry]:
        """The entries logged between the two digests."""
        return [entry for entry in self.logged if entry.logged_at <= self.until]

    @property
    def later(self) -> list[Entry]:
        """The entries logged after this digest was due: not its matter."""
        return [entry for entry in self.logged if entry.logged_at > self.until]


@dataclass(frozen=True, kw_only=True, slots=True)
class Restatement:
    """``changes``: how many entries of each kind. ``masked``: what moved is one person's cost, for admins to see."""

    month: Period
    before: Performance
    after: Performance
    changes: Mapping[Change, int] = field(default_factory=dict)
    masked: bool = False


def horizon(day: date, week: Period) -> date:
    """The day before which lie all days that a digest of ``day`` about ``week`` may have to restate."""
    return max(month_of(day).start, week.start)


def restatements(books: Books, since: Since, channel: str) -> tuple[Restatement, ...]:
    """The months that have moved, oldest first; of one marketing channel, or of all where it is empty."""
    placed = {entry.id: _by_month(entry, channel) for entry in since.logged}
    touched = {month for entry in since.since_then for month in placed[entry.id]}
    over = sorted(month for month in touched if month_of(month).end <= since.day)
    by_month = (_restatement(books, since, channel, month, placed) for month in over)
    return tuple(one for one in by_month if one)


def moved(books: Books, since: Since, channel: str) -> bool:
    """Whether the week that the digest before told of has other sums by now."""
    cells = [
        _cell(posting, 1)
        for entry in since.since_then
        for posting in _of_channel(postings(entry.fact, entry.sign), channel)
        if posting.day in since.told
    ]
    return any(_figures(performance(cells, books.goals(), books.currency)))


def change_of(entry: Entry) -> Change:
    if entry.sign < 0:
        return Change.UNDO
    if entry.reverses is not None:
        return Change.REDO
    return Change.REFUND if _refunds(entry) else Change.LATE


def _restatement(
    books: Books, since: Since, channel: str, month: date, placed: Mapping[int, Mapping[date, list[Posting]]]
) -> Restatement | None:
    """The restatement of a month; None where nothing is told of it, or all that was logged sums to nothing."""
    changed = [entry for entry in since.since_then if placed[entry.id].get(month) and _told(entry, since, month)]
    if not changed:
        return None
    goals, currency = books.goals(), books.currency
    now = [cell for cell in books.by_channel(month_of(month)) if not channel or cell.channel == channel]
    after = now + _taken_off(since.later, month, placed)
    before = after + _taken_off(changed, month, placed)
    counted = primary_set([*before, *after], goals)
    restatement = Restatement(
        month=month_of(month),
        before=performance(before, goals, currency, counted),
        after=performance(after, goals, currency, counted),
        changes=_counted(changed),
        masked=_of_one_person(changed, month, placed),
    )
    return None if _figures(restatement.before) == _figures(restatement.after) else restatement


def _told(entry: Entry, since: Since, month: date) -> bool:
    """Whether the month is told with this entry.

    Everything since the month was first closed is; in any month that is over, refunds and what takes them back.
    """
    closed = since.closed.get(month)
    return _refunds(entry) or (closed is not None and entry.logged_at > closed)


def _refunds(entry: Entry) -> bool:
    return isinstance(entry.fact, Conversion) and entry.fact.refund is not None


def _by_month(entry: Entry, channel: str) -> dict[date, list[Posting]]:
    monthly: dict[date, list[Posting]] = {}
    for posting in by_month(_of_channel(postings(entry.fact, entry.sign), channel)):
        monthly.setdefault(posting.day, []).append(posting)
    return monthly


def _of_channel(posted: Iterable[Posting], channel: str) -> list[Posting]:
    return [posting for posting in posted if not channel or posting.channel == channel]


def _taken_off(entries: Iterable[Entry], month: date, placed: Mapping[int, Mapping[date, list[Posting]]]) -> list[Cell]:
    return [_cell(posting, -1) for entry in entries for posting in placed[entry.id].get(month, ())]


def _cell(posting: Posting, sign: int) -> Cell:
    return Cell(
        campaign=posting.campaign,
        channel=posting.channel,
        content=posting.content,
        category=posting.category,
        goal=posting.goal,
        cost=sign * posting.cost,
        count=sign * posting.count,
        value=sign * posting.value,
        revenue=sign * posting.revenue,
        standing=sign * posting.standing,
    )


def _counted(entries: Iterable[Entry]) -> dict[Change, int]:
    every = [change_of(entry) for entry in entries]
    return {kind: every.count(kind) for kind in Change if kind in every}


def _figures(total: Performance) -> tuple[int, ...]:
    return total.cost, total.value, total.counting, total.not_counting


def _of_one_person(entries: Iterable[Entry], month: date, placed: Mapping[int, Mapping[date, list[Posting]]]) -> bool:
    """Whether the difference holds what one person costs: of two or more it is a sum, as everybody may read it."""
    costs = Counter[tuple[str, str]]()
    for entry in entries:
        if isinstance(entry.fact, Cost) and entry.fact.category is Category.PEOPLE:
            minor = sum(posting.cost for posting in placed[entry.id].get(month, ()))
            for person, part in cost_of_each(entry.fact.people, minor).items():
                costs[entry.logged_by, person] += part
    # What was logged and taken back comes to nothing, and tells of nobody.
    return not several({key: minor for key, minor in costs.items() if minor})

"""Missing costs: what should be on the books of a period and is not, estimated (article A-16).

Costs that repeat and are due, the hours each person usually works, and imports past their rhythm (D-29).

What a person usually works is estimated for admins: usual hours less those logged, at the rate in force. All others are
told who has logged none at all, and no amount: whoever logs hours in another's name, and watches what that moves, would
work out either (docs/architecture.md#roles).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from core.calendar.periods import Period
from core.ledger.entries import Cost
from core.ledger.postings import Posting, postings
from core.ledger.repeats import Repeat
from core.money.money import Money
from core.money.rounding import half_up
from core.reports.privacy import Veil
from core.setup.names import slug

USUAL = 3
"""The number of like periods before whose median is what a person usually works."""
LOOKED_BACK = 2 * USUAL
"""Like periods before, among which somebody who is not new has logged hours."""
RHYTHM = 8
"""Days an import may be old (D-29)."""
GIVEN_UP = 92
"""Days after which an import is not late any more but over."""
SPEND = timedelta(days=28)
"""Days before an import's last one whose spend tells what a day usually costs."""
ONE_DAY = timedelta(days=1)


class Lack(StrEnum):
    """The kinds of missing cost, in the order they are told."""

    REPEAT = "repeat"
    IMPORT = "import"
    HOURS = "hours"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """The costs asked about over ``period``: a campaign's, a marketing channel's, or with neither all there are."""

    period: Period
    campaign: str | None = None
    channel: str = ""

    def holds(self, posted: Posting) -> bool:
        inside = self.campaign in (None, posted.campaign) and self.channel in ("", posted.channel)
        return inside and posted.day in self.period


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A cost that is due.

    ``cost``: what a repeat should have put on the books by now, at the amount of the last one logged.
    """

    repeat: Repeat
    cost: Cost


@dataclass(frozen=True, kw_only=True, slots=True)
class Worked:
    """Hours of one person in one entry that stands; ``rate`` and ``cost`` in minor units of the reporting currency.

    ``person``: empty where the entry names nobody: then they are the hours of whom ``by`` logged them.
    """

    day: date
    person: str
    hours: Decimal
    rate: int
    cost: int
    by: str

    @property
    def key(self) -> str:
        """The person's key, however the name is spelt."""
        return _slug(self.person) or self.by


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """A channel whose ad spend comes from files: the ``last`` day on the books, and ``by`` whom.

    ``every``: days an import of it may be old by how often it comes (`core.imports.rhythm`). What comes once a month is
    missing all the same once it is older than `RHYTHM`.
    """

    channel: str
    last: date
    by: str
    every: int = RHYTHM


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A cost of about ``minor`` units that should be on the books. ``ask``: the id of the person who knows.

    ``name``: a repeat's note, an import's channel, a person's name; may be empty. ``days``: those an import lacks.
    ``source``: the first cost of a repeat that is due, and how many ``times`` it is. ``hours``: None where the reader
    may not see them. ``open``: whether ``minor`` is the reader's to see; else it is 0.
    """

    lack: Lack
    name: str
    minor: int
    ask: str
    source: Due | None = None
    times: int = 1
    days: Period | None = None
    hours: Fraction | None = None
    open: bool = True


def missing_repeats(due: Iterable[Due], scope: Scope, currency: str, *, veil: Veil) -> list[Missing]:
    """The missing cost of each repeat: the parts of all its due days that would stand in ``scope``.

    What has no amount in the reporting ``currency`` is left out.
    """
    lacking: dict[int, list[tuple[Due, int]]] = {}
    for one in due:
        if one.cost.booked.currency == currency:
            minor = sum(posted.cost for posted in postings(one.cost) if scope.holds(posted))
            lacking.setdefault(one.repeat.id, []).extend([(one, minor)] if minor > 0 else [])
    return [_repeat(days, veil=veil) for days in lacking.values() if days]


def _repeat(days: Sequence[tuple[Due, int]], *, veil: Veil) -> Missing:
    first = min((one for one, _ in days), key=lambda one: one.cost.day)
    return Missing(
        lack=Lack.REPEAT,
        name=first.cost.note,
        minor=sum(minor for _, minor in days) if veil.shows_single(first.cost.category) else 0,
        ask=first.repeat.created_by,
        source=first,
        times=len(days),
        open=veil.shows_single(first.cost.category),
    )


def days_missing(imported: Imported, scope: Scope, today: date) -> Period | None:
    """The days of ``scope`` since an import's last one, up to ``today``; None where it is not late, or is over."""
    passed = scope.period.until(today)
    old, may_be = (passed.last - imported.last).days, min(RHYTHM, imported.every)
    if scope.channel not in ("", imported.channel) or not may_be < old <= GIVEN_UP:
        return None
    return Period(start=max(passed.start, imported.last + ONE_DAY), end=passed.end)


def missing_import(imported: Imported, days: Period, before: int, present: int) -> Missing | None:
    """The ad spend missing since an import's last day.

    ``before``: that of the 28 days before it. ``present``: what is on the books for ``days``.
    """
    minor = half_up(Fraction(before * days.days, SPEND.days)) - present
    if minor <= 0:
        return None
    return Missing(lack=Lack.IMPORT, name=imported.channel, minor=minor, ask=imported.by, days=days)


_slug = lru_cache(maxsize=1024)(slug)


def like_periods(period: Period) -> list[Period]:
    """The like periods before, nearest first: months of months, weeks of weeks, else as many days."""
    likes = [period.previous()]
    while len(likes) < LOOKED_BACK:
        likes.append(likes[-1].previous())
    return likes


def missing_hours(
    worked: Iterable[Worked], period: Period, passed: Period, kept: Mapping[str, Money], *, veil: Veil
) -> list[Missing]:
    """The hours each person lacks: what is usual in the share of ``period`` that has ``passed``, less those logged.

    ``worked``: in the order it was logged, of ``period`` and its `like_periods`. ``kept``: person -> rate in force.
    """
    likes, share = like_periods(period), Fraction(passed.days, period.days)
    persons: dict[str, list[Worked]] = {}
    for work in worked:
        persons.setdefault(work.key, []).append(work)
    regular = {key: works for key, works in persons.items() if any(work.day < likes[USUAL - 1].end for work in works)}
    if veil.shows_hours:
        lacks = (_by_hours(works, period, likes, share, kept.get(key)) for key, works in regular.items())
        return [lack for lack in lacks if lack.minor > 0]
    return [_person(works[-1], 0) for works in regular.values() if _logged_none(works, period, likes)]


def may_be_new(worked: Sequence[Worked], likes: Sequence[Period]) -> bool:
    """Whether somebody has hours in the last two of the three like periods and none in the first: new, or away then."""
    recent, first = ({work.key for work in worked if work.day in like} for like in (likes[0], likes[USUAL - 1]))
    return any(work.day in likes[1] and work.key in recent - first for work in worked)


def _by_hours(
    works: Sequence[Worked], period: Period, likes: Sequence[Period], share: Fraction, kept: Money | None
) -> Missing:
    usual = _median([_hours_in(works, like) for like in likes[:USUAL]])
    now = _hours_in(works, period)
    hours = max(Fraction(), usual * share - now)
    rate = kept.minor if kept else works[-1].rate
    return replace(_person(works[-1], half_up(hours * rate)), hours=hours, open=True)


def _hours_in(works: Sequence[Worked], period: Period) -> Fraction:
    return Fraction(sum(work.hours for work in works if work.day in period))


def _logged_none(works: Sequence[Worked], period: Period, likes: Sequence[Period]) -> bool:
    """Whether somebody who usually has hours has none in the period."""
    usual = _median([_hours_in(works, like) for like in likes[:USUAL]])
    return usual > 0 and not any(work.day in period for work in works)


def _person(last: Worked, minor: int) -> Missing:
    return Missing(lack=Lack.HOURS, name=last.person, minor=minor, ask=last.by, open=False)


def _median(values: Sequence[Fraction]) -> Fraction:
    return sorted(values)[len(values) // 2]

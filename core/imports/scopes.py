"""Scopes: what an earlier import holds of the same spend as a file, and what is to become of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.calendar.periods import Period
from core.imports.choices import Overlap
from core.imports.records import ImportRecord, Scope, State
from core.imports.remembered import TABLE
from core.ledger.entries import Conversion, Cost, Entry
from core.ledger.spreads import service_period, spread
from core.money.money import Money


class Clash(StrEnum):
    """How a file and an earlier import of the same account meet."""

    SAME = "same"
    """The same scope, later: it is replaced without a question."""
    OLDER = "older"
    """The same days, but the file is older than the import."""
    LEVEL = "level"
    """Some of the same days at another level: campaigns, ad sets and ads hold the same spend."""
    LONGER = "longer"
    """All of its days and more, later, by a file that names the account and lacks none of its campaigns: it is replaced
    without a question."""
    PERIOD = "period"
    """Some of the same days."""
    STRANGER = "stranger"
    """The same days, but the files name no account and have no campaign in common: perhaps two accounts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """An earlier import and all ``entries`` that it has made, those that were taken back by hand too.

    ``fixed``: ids of those that cannot give way to a file's, being sales that were refunded since. ``orders``: id of a
    sale -> the number of its order.
    """

    record: ImportRecord
    entries: Sequence[Entry]
    fixed: frozenset[int] = frozenset()
    orders: Mapping[int, str] = field(default_factory=dict)

    def standing(self, period: Period) -> list[Entry]:
        """Those of the days of ``period``, if only in part, that stand."""
        return [entry for entry in self.within(period) if entry.stands]

    def within(self, period: Period) -> list[Entry]:
        """Those of the days of ``period``, if only in part, whether they stand or not."""
        return [entry for entry in self.entries if meets(days_of(entry), period)]

    @property
    def campaigns(self) -> set[str]:
        return {entry.fact.campaign for entry in self.entries if entry.fact.campaign}


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlapping:
    """An ``earlier`` import with some of the same days. ``was``: what of it stands on them, a sum for each currency.

    ``days``: its own, or where it has put back what stays of a spread cost, those of that. ``decided``: None where it
    has to be asked.
    """

    earlier: ImportRecord
    clash: Clash
    was: tuple[Money, ...]
    days: Period
    decided: Overlap | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Newcomer:
    """A file that meets earlier imports. ``campaigns``: keys of those in it. ``dated``: when it was made, where known.

    ``before``: the import that put the very same file on the books, if one has: whatever came after it is newer.
    ``currency``: the one that the file itself names; empty where people have said it, or none is named.
    """

    scope: Scope
    campaigns: Collection[str] = ()
    dated: datetime | None = None
    before: ImportRecord | None = None
    currency: str = ""

    def is_older_than(self, record: ImportRecord) -> bool:
        if self.before:
            return record.id > self.before.id
        return self.dated is not None and self.dated < (record.dated or record.at)


def overlapping(
    new: Newcomer, earlier: Iterable[Earlier], decided: Mapping[int, Overlap]
) -> list[tuple[Overlapping, Earlier]]:
    """Each of the ``earlier`` imports that holds some of the same spend, with how the two meet."""
    met = [one for one in by_owner(earlier) if may_be_of(new.scope, one.record) and one.within(new.scope.period)]
    same = [one for one in met if not _is_of_another_account(new, one)]
    return [(_overlapping(new, one, decided.get(one.record.id)), one) for one in same]


def _is_of_another_account(new: Newcomer, one: Earlier) -> bool:
    """Whether files that name no account are of two for sure: each in a currency of its own, no campaign in common.

    A currency that people have said may have been said wrongly of the very same spend.
    """
    record = one.record
    if new.scope.account and record.scope.account:
        return False
    other = new.currency and record.currency and not record.choices.currency and new.currency != record.currency
    return bool(other) and not _share(new.campaigns, one.campaigns)


def by_owner(earlier: Iterable[Earlier]) -> list[Earlier]:
    """The imports, newest first, each with the entries that are its own now: within its days also those of the imports
    whose place it has taken, as what such a file held already was left standing.
    """
    newest = sorted(earlier, key=lambda one: -one.record.id)
    owned: dict[int, list[Entry]] = {one.record.id: [] for one in newest}
    for one in newest:
        heirs = [other.record for other in newest if one.record.id in _replaced_by(other.record, newest)]
        for entry in one.entries:
            owned[_owner(entry, heirs, one.record)].append(entry)
    return [replace(one, entries=owned[one.record.id]) for one in newest]


def _replaced_by(record: ImportRecord, every: Iterable[Earlier]) -> set[int]:
    """The ids of the imports whose place ``record`` has taken, those of theirs among them."""
    by_id = {one.record.id: one.record for one in every}
    reached: set[int] = set()
    waiting = list(record.replaces)
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting += by_id[number].replaces if number in by_id else ()
    return reached


def _owner(entry: Entry, heirs: Iterable[ImportRecord], own: ImportRecord) -> int:
    """The newest import that has taken the place of the entry's; its own where none has."""
    return next((heir.id for heir in heirs if meets(days_of(entry), heir.scope.period)), own.id)


def remains(cost: Cost, period: Period) -> list[Cost]:
    """What of a cost that is spread over more days stays when those of ``period`` are taken out of it.

    Each day outside keeps what it has: in as many costs as that takes, mostly one before and one after.
    """
    by_day, days = dict(spread(cost.amount.minor, cost.service)), cost.service
    before = Period(start=days.start, end=min(days.end, period.start)) if days.start < period.start else None
    after = Period(start=max(days.start, period.end), end=days.end) if period.end < days.end else None
    return [part for outside in (before, after) if outside for part in _parts(cost, outside, by_day)]


def _parts(cost: Cost, days: Period, by_day: Mapping[date, int]) -> list[Cost]:
    """One cost where its spread is what the days have, else those of either half."""
    placed = {day: minor for day, minor in by_day.items() if day in days}
    minor = sum(placed.values())
    if dict(spread(minor, days)) == placed:
        return [_part(cost, days, minor)] if minor else []
    middle = days.start + timedelta(days=days.days // 2)
    halves = Period(start=days.start, end=middle), Period(start=middle, end=days.end)
    return [part for half in halves for part in _parts(cost, half, by_day)]


def _part(cost: Cost, days: Period, minor: int) -> Cost:
    amount = Money(minor=minor, currency=cost.amount.currency)
    return replace(cost, day=days.start, until=days.last if days.days > 1 else None, amount=amount)


def reached(scope: Scope, records: Iterable[ImportRecord]) -> list[ImportRecord]:
    """The imports, oldest first, that may hold the same spend: those met, and those that have taken the place of one.

    Of a cost spread over more days than its own, such an import has put the rest on the books again.
    """
    numbers: set[int] = set()
    held = []
    for one in sorted(records, key=lambda one: one.id):
        if is_met(scope, one) or (one.state is State.BOOKED and numbers.intersection(one.replaces)):
            numbers.add(one.id)
            held.append(one)
    return held


def is_met(scope: Scope, record: ImportRecord) -> bool:
    """Whether an import is of some of the same days, and may hold the same spend."""
    return may_be_of(scope, record) and meets(scope.period, record.scope.period)


def may_be_of(scope: Scope, record: ImportRecord) -> bool:
    """Whether an import may be of the same account: one that either of the two does not name may be the same."""
    other = record.scope
    accounts = scope.account == other.account or not (scope.account and other.account)
    return record.state is State.BOOKED and scope.kind == other.kind and accounts


def meets(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end


def days_of(entry: Entry) -> Period:
    """The days that an entry stands on."""
    fact = entry.fact
    return service_period(fact.day, fact.until if isinstance(fact, Cost) else None)


def _overlapping(new: Newcomer, one: Earlier, choice: Overlap | None) -> Overlapping:
    clash, standing = _clash(new, one), one.standing(new.scope.period)
    return Overlapping(
        earlier=one.record,
        clash=clash,
        was=_sums(standing, one.record.currency),
        days=_days(new.scope, one.record, standing),
        decided=Overlap.REPLACE if clash in (Clash.SAME, Clash.LONGER) and choice is None else choice,
    )


def _days(scope: Scope, record: ImportRecord, standing: Sequence[Entry]) -> Period:
    every = [days_of(entry) for entry in standing]
    if is_met(scope, record) or not every:
        return record.scope.period
    return Period(start=min(one.start for one in every), end=max(one.end for one in every))


def _clash(new: Newcomer, one: Earlier) -> Clash:
    scope, other = new.scope, one.record.scope
    if scope.level != other.level:
        return Clash.LEVEL
    if not (_is_named(scope.account) and _is_named(other.account)) and not _share(new.campaigns, one.campaigns):
        return Clash.STRANGER
    if new.is_older_than(one.record):
        return Clash.OLDER
    if scope.period == other.period:
        return Clash.SAME
    return Clash.LONGER if _holds_all_of(new, one) else Clash.PERIOD


def _holds_all_of(new: Newcomer, one: Earlier) -> bool:
    """Whether a file of the same account, which it names, has all days and all campaigns of the import."""
    period, other = new.scope.period, one.record.scope.period
    named = _is_named(new.scope.account) and new.scope.account == one.record.scope.account
    days = period.start <= other.start and other.end <= period.end
    return named and days and one.campaigns <= set(new.campaigns)


def _is_named(account: str) -> bool:
    """Whether a file says whose it is: two tables of one head may be of two teams."""
    return bool(account) and not account.startswith(TABLE)


def _share(ones: Collection[str], others: Collection[str]) -> bool:
    """Whether two files have a campaign in common; of files without any nothing can be said."""
    return not ones or not others or any(key in others for key in ones)


def _sums(entries: Iterable[Entry], currency: str) -> tuple[Money, ...]:
    """The sum of each currency: of what was spent, or else of what came in."""
    facts = [entry.fact for entry in entries]
    spent = [fact.amount for fact in facts if isinstance(fact, Cost)]
    brought = [fact.revenue for fact in facts if isinstance(fact, Conversion) and fact.revenue]
    sums: dict[str, Money] = {}
    for amount in spent or brought:
        before = sums.get(amount.currency)
        sums[amount.currency] = before + amount if before else amount
    return tuple(sums.values()) or (Money(minor=0, currency=currency),)

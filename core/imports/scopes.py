"""Scopes: what an earlier import holds of the same spend as a file, and what is to become of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.calendar.periods import Period
from core.imports.choices import Overlap
from core.imports.records import ImportRecord, Scope, State
from core.ledger.entries import Cost, Entry
from core.ledger.spreads import service_period
from core.money.money import Money


class Clash(StrEnum):
    """How a file and an earlier import of the same account meet."""

    SAME = "same"
    """The same scope, later: it is replaced without a question."""
    OLDER = "older"
    """The same scope, but the file is older than the import."""
    LEVEL = "level"
    """Some of the same days at another level: campaigns, ad sets and ads hold the same spend."""
    PERIOD = "period"
    """Some of the same days."""
    STRANGER = "stranger"
    """The same scope, but the files name no account and have no campaign in common: perhaps two accounts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """An earlier import and all ``entries`` that it has made, those that were taken back by hand too."""

    record: ImportRecord
    entries: Sequence[Entry]

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
    """An ``earlier`` import with some of the same days. ``was``: what of it stands within them, in its currency.

    ``straddles``: some of it is spread over days of the file and others, so that it cannot be replaced in part.
    ``decided``: None where it has to be asked.
    """

    earlier: ImportRecord
    clash: Clash
    was: Money
    straddles: bool = False
    decided: Overlap | None = None


def overlapping(
    scope: Scope,
    dated: datetime | None,
    campaigns: Collection[str],
    earlier: Iterable[Earlier],
    decided: dict[int, Overlap],
) -> list[tuple[Overlapping, Earlier]]:
    """Each of the ``earlier`` imports that holds some of the same spend, with how the two meet.

    ``dated``: when the file was made, where known; ``campaigns``: keys of those in it.
    """
    met = [one for one in earlier if is_met(scope, one.record) and one.standing(scope.period)]
    return [(_overlapping(scope, dated, campaigns, one, decided.get(one.record.id)), one) for one in met]


def is_met(scope: Scope, record: ImportRecord) -> bool:
    """Whether an import may hold the same spend: an account that one of the two does not name may be the same."""
    other = record.scope
    accounts = scope.account == other.account or not (scope.account and other.account)
    return record.state is State.BOOKED and scope.kind == other.kind and accounts and meets(scope.period, other.period)


def meets(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end


def days_of(entry: Entry) -> Period:
    """The days that an entry stands on."""
    fact = entry.fact
    return service_period(fact.day, fact.until if isinstance(fact, Cost) else None)


def _overlapping(
    scope: Scope, dated: datetime | None, campaigns: Collection[str], one: Earlier, choice: Overlap | None
) -> Overlapping:
    standing = one.standing(scope.period)
    clash = _clash(scope, dated, campaigns, one)
    return Overlapping(
        earlier=one.record,
        clash=clash,
        was=_sum(standing, one.record.currency),
        straddles=any(not _within(days_of(entry), scope.period) for entry in standing),
        decided=Overlap.REPLACE if clash is Clash.SAME and choice is None else choice,
    )


def _clash(scope: Scope, dated: datetime | None, campaigns: Collection[str], one: Earlier) -> Clash:
    other = one.record.scope
    if scope.level != other.level:
        return Clash.LEVEL
    if not (scope.account and other.account) and not _share(campaigns, one.campaigns):
        return Clash.STRANGER
    if scope.period != other.period:
        return Clash.PERIOD
    return Clash.OLDER if _is_older(dated, one.record) else Clash.SAME


def _share(ones: Collection[str], others: Collection[str]) -> bool:
    """Whether two files have a campaign in common; of files without any nothing can be said."""
    return not ones or not others or any(key in others for key in ones)


def _is_older(dated: datetime | None, record: ImportRecord) -> bool:
    """Whether a file was made before the one that was imported, as far as both are known."""
    return dated is not None and dated < (record.dated or record.at)


def _within(one: Period, other: Period) -> bool:
    return other.start <= one.start and one.end <= other.end


def _sum(entries: Iterable[Entry], currency: str) -> Money:
    return Money(minor=sum(_minor(entries)), currency=currency)


def _minor(entries: Iterable[Entry]) -> Iterator[int]:
    for entry in entries:
        if isinstance(entry.fact, Cost):
            yield entry.fact.amount.minor

"""Totals read: one workspace's books in one snapshot, summed from totals and never from entries (P-08)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection, Date, TextualSelect, text

from core.calendar.periods import Period
from core.ledger.hourly_rates import current
from core.ledger.metrics import Tally
from core.ledger.own_currency import Foreign
from core.money.money import Money
from core.performance.blocks import RowKind, Spent
from core.performance.cells import Cell
from core.performance.cohorts import Cohort
from core.performance.histories import Daily
from core.plans.benchmarks import Benchmark
from core.plans.targets import Target
from core.reports.claimed import Claim
from core.reports.cover import Paid
from core.reports.late_results import ResultFiles
from core.reports.missing import Due, Imported, Scope, Worked
from core.reports.posted_alerts import Told
from core.sales.deals import Deal
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.company_figures import CompanyMonth
from core.setup.goals import Goal
from core.setup.registers import Register
from core.setup.workspaces import DEFAULT_COMPLETENESS
from storage import alerts as alert_book
from storage import benchmarks as benchmark_book
from storage import blocks as block_book
from storage import campaigns as campaign_book
from storage import cohorts as cohort_book
from storage import company as company_book
from storage import (
    completeness,
    currency_totals,
    first_contacts,
    hourly_rates,
    import_claims,
    person_totals,
    splits,
    sums,
)
from storage import daily as daily_book
from storage import deals as deal_book
from storage import dearest_sales as dearest_book
from storage import first_costs as first_cost_book
from storage import goals as goal_book
from storage import metrics as metric_book
from storage import names as name_book
from storage import targets as target_book
from storage.sums import Sum

T = TypeVar("T")


def _first_and_last(where: str = "") -> TextualSelect:
    """A statement of the first and last day, each looked up at its own end of an index.

    MIN and MAX asked together read everything between (SQLite).
    """
    days = f"FROM daily_totals WHERE workspace_id = :workspace {where}"
    statement = text(f"SELECT (SELECT MIN(day) {days}) AS first, (SELECT MAX(day) {days}) AS last")
    return statement.columns(first=Date, last=Date)


_DAYS = _first_and_last()
_DAYS_OF_CAMPAIGN = _first_and_last("AND campaign = :campaign")


class WorkspaceBooks:
    """One workspace's books in one snapshot: what `core.reports.books.Books` asks for, each thing read once."""

    def __init__(
        self, connection: Connection, workspace: int, currency: str, complete_from: int = DEFAULT_COMPLETENESS
    ) -> None:
        self._connection = connection
        self._workspace = workspace
        self.currency = currency
        self.complete_from = complete_from
        self._read: dict[Hashable, Any] = {}

    def register(self) -> Register:
        return self._once("names", lambda: name_book.register(self._connection, self._workspace))

    def campaign(self, name: str) -> Campaign | None:
        """The campaign with this key or name, as typed. Raises `NameUnclear`."""
        key = self.register().find(name, name_book.CAMPAIGN)
        return self._once(("campaign", key), lambda: self._campaign(key))

    def campaigns(self) -> Mapping[str, Campaign]:
        return self._once("campaigns", lambda: campaign_book.every(self._connection, self._workspace))

    def goals(self) -> Mapping[int, Goal]:
        """Every version of every goal, by version id."""
        return self._goals()[0]

    def current_goals(self) -> Sequence[Goal]:
        """Today's goals, newest first."""
        return self._goals()[1]

    def names(self) -> Mapping[str, str]:
        """Key -> name of all a team has named."""
        return self.register().names

    def targets(self) -> Sequence[Target]:
        """The targets, newest first."""
        return self._once("targets", lambda: target_book.every(self._connection, self._workspace))

    def of_campaign(self, key: str, period: Period) -> Sequence[Cell]:
        """Asked only for what can hold something, so that all periods around the campaign are one."""
        held = sums.held(period, self.days(key))
        return self._cells(sums.OF_CAMPAIGN, held, campaign=key) if held.days else ()

    def by_campaign(self, period: Period) -> Sequence[Cell]:
        return self._cells(sums.BY_CAMPAIGN, period)

    def by_goal(self, period: Period) -> Sequence[Cell]:
        """What came of each version of a goal; no costs."""
        read = partial(block_book.by_goal, self._connection, self._workspace, period)
        return self._once(("goals of", period), read)

    def by_channel(self, period: Period) -> Sequence[Cell]:
        return self._cells(sums.BY_CHANNEL, period)

    def persons(
        self, period: Period, campaign: str | None = None, channels: Collection[str] | None = None
    ) -> Sequence[Paid]:
        """What each person cost where; in ``channels`` alone, or in all."""
        held = sums.held(period, self.days(campaign)) if campaign else period
        read = partial(person_totals.persons, self._connection, self._workspace, held, campaign)
        paid = self._once(("persons", held, campaign), read)
        return paid if channels is None else [one for one in paid if one.channel in channels]

    def hours(self, period: Period) -> Mapping[str, Decimal]:
        """Campaign -> hours logged for it. For admins' eyes only, and so is what is worked out of them."""
        return splits.hours(self._connection, self._workspace, period)

    def by_content(self, period: Period) -> Sequence[Cell]:
        return self._cells(sums.BY_CONTENT, period)

    def dearest_sales(self, period: Period) -> Mapping[str, int]:
        """Goal key -> the dearest single real sale in ``period``, in minor units."""
        read = partial(dearest_book.dearest, self._connection, self._workspace, period)
        return self._once(("dearest", period), read)

    def by_week(self, period: Period) -> Sequence[tuple[date, Cell]]:
        """(Monday, cell by goal) of each week of ``period``, which is of whole weeks; costs have no category."""
        read = partial(block_book.by_week, self._connection, self._workspace, period)
        return self._once(("weeks", period), read)

    def blocks(self, end: date, kind: RowKind, campaign: str | None = None) -> Sequence[tuple[int, Cell]]:
        """(number, cell) of the thirteen blocks of four weeks before ``end``, 0 being the oldest; costs by goal 0."""
        read = partial(block_book.blocks, self._connection, self._workspace, end, kind, campaign)
        return self._once(("blocks", end, kind, campaign), read)

    def first_costs(self, kind: RowKind, end: date, campaign: str | None = None) -> Mapping[str, date]:
        """Key -> the day of its first cost; of months before last quarter's the first day of the month."""
        read = partial(first_cost_book.first_costs, self._connection, self._workspace, kind, end, campaign)
        return self._once(("first costs", kind, end, campaign), read)

    def spending(self, start: date, end: date, campaign: str | None = None) -> Sequence[Spent]:
        """By day and place, of [start, end)."""
        read = partial(block_book.spending, self._connection, self._workspace, start, end, campaign)
        return self._once(("spending", start, end, campaign), read)

    def cohorts(self, period: Period, campaign: str | None = None) -> Sequence[Cohort]:
        """By month of first contact, of each month that ``period`` touches; costs by goal 0."""
        read = partial(cohort_book.cohorts, self._connection, self._workspace, period, campaign)
        return self._once(("cohorts", period, campaign), read)

    def daily(self, by: str, period: Period) -> Sequence[Daily]:
        """Cost and results of each day ``by`` channel or campaign."""
        read = partial(daily_book.daily, self._connection, self._workspace, by, period)
        return self._once(("daily", by, period), read)

    def foreign(self, period: Period, campaign: str | None = None) -> Sequence[Foreign]:
        """The sums booked from other currencies. Whether there are any at all is looked up only once."""
        there_is = self._once("any foreign", lambda: currency_totals.any_at_all(self._connection, self._workspace))
        return currency_totals.foreign(self._connection, self._workspace, period, campaign) if there_is else ()

    def claims(self, period: Period, campaign: str | None = None, channel: str | None = None) -> Sequence[Claim]:
        """What platforms say of their results; nothing is asked where no file has ever held any."""
        if not self._looked().claims:
            return ()
        read = partial(import_claims.standing, self._connection, self._workspace, period)
        standing = self._once(("claims", period), read)
        return [
            Claim(
                source=kind,
                type=one.type,
                window=one.window,
                count=one.count,
                campaign=one.campaign,
                channel=one.channel,
            )
            for kind, one in standing
            if campaign in (None, one.campaign) and channel in (None, one.channel)
        ]

    def metrics(self, period: Period, campaign: str | None = None) -> Sequence[Tally]:
        asked = ("metrics", period, campaign)
        return self._once(asked, lambda: metric_book.tallies(self._connection, self._workspace, period, campaign))

    def benchmarks(self) -> Sequence[Benchmark]:
        """The benchmarks the team has recorded itself, those of the latest day first."""
        standing = self._once("benchmarks", lambda: benchmark_book.standing(self._connection, self._workspace))
        return [logged.fact.known for logged in standing]

    def company(self) -> Sequence[CompanyMonth]:
        """The company figures, the newest month first."""
        return self._once("company", lambda: company_book.every(self._connection, self._workspace))

    def open_deals(self, day: date, end: date, campaign: str | None = None) -> Sequence[Deal]:
        """The deals open on ``day``, but for those whose return is booked between it and ``end``."""
        read = partial(deal_book.open_on, self._connection, self._workspace, day, end, campaign)
        return [step.fact for step in self._once(("deals", day, end, campaign), read)]

    def begun(self, day: date) -> Mapping[str, date]:
        """Deal -> the first contact by its first step up to ``day``."""
        return self._once(("begun", day), lambda: first_contacts.begun(self._connection, self._workspace, day))

    def last_results(self, by: str, period: Period, campaign: str | None = None) -> Mapping[tuple[str, int], date]:
        """(channel or campaign, goal) -> the day of its last result in ``period``; of one ``campaign``, or of all."""
        read = partial(daily_book.last_results, self._connection, self._workspace, by, period, campaign)
        return self._once(("last results", by, period, campaign), read)

    def posted_alerts(self, since: date) -> Mapping[str, Told]:
        """Finding -> what was last posted of it, on ``since`` or later."""
        return self._once(("alerts", since), lambda: alert_book.posted(self._connection, self._workspace, since))

    def days(self, campaign: str | None = None) -> tuple[date, date] | None:
        """The first and the last day with an entry, both included; None where there is none."""
        return self._once(("days", campaign), lambda: self._days(campaign))

    def _goals(self) -> tuple[Mapping[int, Goal], Sequence[Goal]]:
        return self._once("goals", lambda: goal_book.versions_and_current(self._connection, self._workspace))

    def _campaign(self, key: str) -> Campaign | None:
        return campaign_book.find(self._connection, self._workspace, key) if key else None

    def _days(self, campaign: str | None) -> tuple[date, date] | None:
        statement = _DAYS if campaign is None else _DAYS_OF_CAMPAIGN
        row = self._connection.execute(statement, {"workspace": self._workspace, "campaign": campaign}).one()
        return (row.first, row.last) if row.first else None

    def due(self, today: date) -> Sequence[Due]:
        first = self._looked().next_day
        waits = first is not None and first <= today
        read = partial(completeness.due, self._connection, self._workspace, today, self.currency)
        return self._once(("due", today), read) if waits else ()

    def imported(self) -> Sequence[Imported]:
        read = partial(completeness.imported, self._connection, self._workspace)
        return self._once("imported", read) if self._looked().imports else ()

    def result_files(self) -> Sequence[ResultFiles]:
        read = partial(completeness.result_files, self._connection, self._workspace)
        return self._once("result files", read) if self._looked().files else ()

    def worked(self, scope: Scope) -> Sequence[Worked]:
        read = partial(completeness.worked, self._connection, self._workspace, scope, self.currency)
        return self._once(("worked", scope), read) if self._looked().hours else ()

    def ads(self, channel: str, period: Period, campaign: str | None) -> int:
        """Ad spend on one channel in minor units, however it came on the books."""
        cells = self.by_channel(period) if campaign is None else self.of_campaign(campaign, period)
        return sum(cell.cost for cell in cells if cell.channel == channel and cell.category == Category.ADS)

    def kept_rates(self, day: date) -> Mapping[str, Money]:
        """Person -> the rate in force, where it is in the reporting currency."""
        every = self._once("rates", lambda: hourly_rates.every(self._connection, self._workspace))
        kept = current(every, day)
        return {key: rate.rate for key, rate in kept.items() if rate.rate.currency == self.currency}

    def _looked(self) -> completeness.Look:
        """The kinds of missing costs there are to ask about."""
        return self._once("look", lambda: completeness.look(self._connection, self._workspace))

    def _cells(self, wanted: Sum, period: Period, **where: str) -> Sequence[Cell]:
        read = partial(sums.cells, self._connection, self._workspace, wanted, period, where)
        return self._once((wanted.fields, period, *where.values()), read)

    def _once(self, what: Hashable, read: Callable[[], T]) -> T:
        """The value that ``read`` finds, read when it is first asked for and kept: a snapshot does not move."""
        if what not in self._read:
            self._read[what] = read()
        kept: T = self._read[what]
        return kept

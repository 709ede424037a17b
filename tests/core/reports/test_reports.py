"""Reports: rows in order of excess cost that add up, the period really shown, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import ALL, Period, monday_of
from core.ledger.entries import Conversion, Cost
from core.ledger.metrics import Tally
from core.ledger.own_currency import Foreign, own_postings
from core.ledger.postings import Posting, postings
from core.money.money import Money
from core.money.rounding import half_up
from core.performance.blocks import RowKind, Spent
from core.performance.cells import Cell
from core.performance.cohorts import Cohort
from core.performance.histories import Daily
from core.plans.targets import Target
from core.reports.books import Books
from core.reports.campaign import CampaignReport, campaign_report, find_campaign
from core.reports.claimed import Claim
from core.reports.cover import Paid, cost_of_each
from core.reports.gaps import ASKED_FOR
from core.reports.late_results import ResultFiles
from core.reports.missing import Due, Imported, Scope, Worked
from core.reports.posted_alerts import Told
from core.reports.privacy import MERGING
from core.reports.ranking import Ranking, campaign_ranking, channel_ranking
from core.sales.deals import Deal
from core.setup.campaigns import Campaign, UnknownCampaign
from core.setup.categories import Category
from core.setup.goals import Basis, Goal, Stage
from core.setup.registers import CAMPAIGN, STARTING_CHANNELS, Register

TODAY = date(2026, 8, 10)
JULY = Period(start=date(2026, 7, 1), end=date(2026, 8, 1))
DAY = date(2026, 7, 15)


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


SALE = Goal(id=1, key="sale", name="Sale", basis=Basis.FIXED, value=eur(10000), stage=Stage.CUSTOMER)
LEAD = Goal(id=2, key="lead", name="Lead", basis=Basis.FIXED, value=eur(500), stage=Stage.LEAD, counts=False)
Q3 = Campaign(key="campaign-q3", name="Campaign Q3", start=date(2026, 7, 1), end=date(2026, 9, 30))
BRAND = Campaign(key="brand", name="Brand")


@dataclass(kw_only=True)
class Ledger:
    """The `Books` of a test: every fact there is, summed anew on each question."""

    facts: Sequence[Cost | Conversion] = ()
    known: Sequence[Campaign] = (Q3, BRAND)
    aims: Sequence[Target] = ()
    currency: str = "EUR"
    counted: Sequence[Tally] = ()
    complete_from: int = 80
    waiting: Sequence[Due] = ()
    imports: Sequence[Imported] = ()
    work: Sequence[Worked] = ()
    kept: Mapping[str, Money] = field(default_factory=dict)
    deals: Sequence[Deal] = ()
    alerts: Mapping[str, Told] = field(default_factory=dict)
    versions: Sequence[Goal] = (SALE, LEAD)
    claimed: Sequence[Claim] = ()

    def register(self) -> Register:
        return Register({**STARTING_CHANNELS, **dict.fromkeys(self.campaigns(), CAMPAIGN)}, self.names())

    def campaign(self, name: str) -> Campaign | None:
        return self.campaigns().get(self.register().find(name, CAMPAIGN))

    def campaigns(self) -> Mapping[str, Campaign]:
        return {campaign.key: campaign for campaign in self.known}

    def names(self) -> Mapping[str, str]:
        return {campaign.key: campaign.name for campaign in self.known}

    def claims(self, period: Period, campaign: str | None = None, channel: str | None = None) -> Sequence[Claim]:
        del period
        return [one for one in self.claimed if campaign in (None, one.campaign) and channel in (None, one.channel)]

    def goals(self) -> Mapping[int, Goal]:
        return {goal.id: goal for goal in self.versions}

    def targets(self) -> Sequence[Target]:
        return self.aims

    def of_campaign(self, key: str, period: Period) -> Sequence[Cell]:
        return [cell(p) for p in self._within(period) if p.campaign == key]

    def by_campaign(self, period: Period) -> Sequence[Cell]:
        return [replace(cell(p), channel="") for p in self._within(period)]

    def by_goal(self, period: Period) -> Sequence[Cell]:
        return [cell(p) for p in self._within(period) if p.goal]

    def by_channel(self, period: Period) -> Sequence[Cell]:
        return [cell(p) for p in self._within(period)]

    def persons(
        self, period: Period, campaign: str | None = None, channels: Collection[str] | None = None
    ) -> Sequence[Paid]:
        """All logged by one admin."""
        costs = [fact for fact in self.facts if isinstance(fact, Cost) and fact.category is Category.PEOPLE]
        return [
            Paid(fact.campaign, fact.channel, fact.content, person, "U1", minor)
            for fact in costs
            if fact.day in period and campaign in (None, fact.campaign)
            if channels is None or fact.channel in channels
            for person, minor in cost_of_each(fact.people, fact.booked.minor).items()
        ]

    def hours(self, period: Period) -> Mapping[str, Decimal]:
        worked = [f for f in self.facts if isinstance(f, Cost) and f.hours and f.day in period]
        return {
            one.campaign: sum((f.hours or Decimal() for f in worked if f.campaign == one.campaign), Decimal())
            for one in worked
        }

    def by_content(self, period: Period) -> Sequence[Cell]:
        return [replace(cell(p), channel="", category="") for p in self._within(period)]

    def by_week(self, period: Period) -> Sequence[tuple[date, Cell]]:
        return [(monday_of(p.day), cell(p)) for p in self._within(period)]

    def blocks(self, end: date, kind: RowKind, campaign: str | None = None) -> Sequence[tuple[int, Cell]]:
        first = end - timedelta(days=28 * 13)
        return [
            ((p.day - first).days // 28, cell(p))
            for p in self._within(Period(start=first, end=end))
            if campaign in (None, p.campaign)
        ]

    def spending(self, start: date, end: date, campaign: str | None = None) -> Sequence[Spent]:
        return [
            Spent(day=p.day, campaign=p.campaign, channel=p.channel, content=p.content, cost=p.cost)
            for p in self._within(Period(start=start, end=end))
            if p.cost and campaign in (None, p.campaign)
        ]

    def cohorts(self, period: Period, campaign: str | None = None) -> Sequence[Cohort]:
        return ()

    def dearest_sales(self, period: Period) -> Mapping[str, int]:
        sold = [
            (fact.goal.key, fact.revenue.minor // fact.count)
            for fact in self.facts
            if isinstance(fact, Conversion) and fact.revenue and fact.day in period
        ]
        return {key: max(each for goal, each in sold if goal == key) for key, _ in sold}

    def last_results(self, by: str, period: Period, campaign: str | None = None) -> Mapping[tuple[str, int], date]:
        results = [p for p in self._within(period) if p.count > 0 and campaign in (None, p.campaign)]
        return {(getattr(p, by), p.goal): p.day for p in sorted(results, key=lambda p: p.day)}

    def posted_alerts(self, since: date) -> Mapping[str, Told]:
        return self.alerts

    def first_costs(self, kind: RowKind, end: date, campaign: str | None = None) -> Mapping[str, date]:
        days: dict[str, date] = {}
        for p in sorted(self._within(ALL), key=lambda p: p.day):
            if p.day < end and p.category and campaign in (None, p.campaign):
                days.setdefault(getattr(p, kind), p.day)
        return days

    def daily(self, by: str, period: Period) -> Sequence[Daily]:
        within = self._within(period)
        return [Daily(key=getattr(p, by), day=p.day, goal=p.goal, cost=p.cost, count=p.count) for p in within]

    def foreign(self, period: Period, campaign: str | None = None) -> Sequence[Foreign]:
        return [
            Foreign(
                currency=p.currency,
                channel=p.channel,
                goal=p.goal,
                own_cost=p.own_cost,
                cost=p.cost,
                own_value=p.own_value,
                value=p.value,
            )
            for fact in self.facts
            for p in own_postings(fact)
            if p.day in period and campaign in (None, p.campaign)
        ]

    def metrics(self, period: Period, campaign: str | None = None) -> Sequence[Tally]:
        return self.counted

    def open_deals(self, day: date, end: date, campaign: str | None = None) -> Sequence[Deal]:
        return [deal for deal in self.deals if deal.day <= day and campaign in (None, deal.campaign)]

    def begun(self, day: date) -> Mapping[str, date]:
        return {deal.key: deal.first_contact or deal.day for deal in self.deals}

    def days(self, campaign: str | None = None) -> tuple[date, date] | None:
        found = [p.day for p in self._within(ALL) if campaign in (None, p.campaign)]
        return (min(found), max(found)) if found else None

    def due(self, today: date) -> Sequence[Due]:
        return [one for one in self.waiting if one.cost.day <= today]

    def result_files(self) -> Sequence[ResultFiles]:
        return ()

    def imported(self) -> Sequence[Imported]:
        return self.imports

    def ads(self, channel: str, period: Period, campaign: str | None) -> int:
        mine = [p for p in self._within(period) if p.channel == channel and campaign in (None, p.campaign)]
        return sum(p.cost for p in mine if p.category == Category.ADS)

    def worked(self, scope: Scope) -> Sequence[Worked]:
        return [work for work in self.work if work.day in scope.period]

    def kept_rates(self, day: date) -> Mapping[str, Money]:
        return self.kept

    def _within(self, period: Period) -> Iterable[Posting]:
        return [p for fact in self.facts for p in postings(fact) if p.day in period]


def cell(p: Posting) -> Cell:
    return Cell(
        campaign=p.campaign,
        channel=p.channel,
        category=p.category,
        content=p.content,
        goal=p.goal,
        cost=p.cost,
        count=p.count,
        value=p.value,
        revenue=p.revenue,
    )


def cost(minor: int, channel: str = "linkedin", campaign: str = "campaign-q3", day: date = DAY) -> Cost:
    return Cost(day=day, category=Category.ADS, amount=eur(minor), campaign=campaign, channel=channel)


def sales(count: int, channel: str = "linkedin", campaign: str = "campaign-q3", day: date = DAY) -> Conversion:
    value = SALE.return_of(count, None)
    return Conversion(day=day, goal=SALE, count=count, value=value, campaign=campaign, channel=channel)


def leads(count: int, channel: str = "linkedin", campaign: str = "campaign-q3", day: date = DAY) -> Conversion:
    return Conversion(day=day, goal=LEAD, count=count, value=eur(0), campaign=campaign, channel=channel)


def report(books: Books, name: str = "campaign-q3", period: Period | None = JULY) -> CampaignReport:
    return campaign_report(books, name, period, TODAY, veil=MERGING)


PLACES = {
    "channel": st.sampled_from(["", "linkedin", "google", "email"]),
    "campaign": st.sampled_from(["", "campaign-q3", "brand"]),
    "day": st.dates(date(2026, 6, 1), date(2026, 9, 30)),
}
FACTS = st.lists(
    st.builds(cost, st.integers(0, 10**8), **PLACES)
    | st.builds(sales, st.integers(1, 1000), **PLACES)
    | st.builds(leads, st.integers(1, 1000), **PLACES),
    max_size=15,
)


# --- one campaign ---


def test_the_report_of_a_campaign() -> None:
    """Cost, return and ROI of the campaign alone, over the days asked for, with its categories."""
    books = Ledger(facts=[cost(40000), sales(10), leads(20), cost(99, campaign="brand"), cost(7, day=date(2026, 8, 1))])
    shown = report(books, period=JULY)
    assert (shown.total.cost, shown.total.value) == (40000, 100000)
    assert shown.total.roi == 150
    assert (shown.campaign, shown.period, shown.categories) == (Q3, JULY, {"ads": 40000})
    assert shown.names["campaign-q3"] == "Campaign Q3"


@pytest.mark.parametrize("name", ["campaign-q3", "Campaign Q3", "  CAMPAIGN   q3", "Cámpaign_Q3"])
def test_a_campaign_is_found_by_key_or_name(name: str) -> None:
    """However it is written."""
    assert find_campaign(Ledger(), name) == Q3


@pytest.mark.parametrize("name", ["campain-q3", "campaign-q4", "Kampaign Q3"])
def test_a_misspelt_campaign_leads_to_the_nearest(name: str) -> None:
    """The problem carries the name as typed and what it may have been."""
    with pytest.raises(UnknownCampaign) as problem:
        report(Ledger(), name)
    assert (problem.value.name, problem.value.alike, problem.value.field) == (name, ("campaign-q3",), "campaign")


def test_a_campaign_like_no_other() -> None:
    """Where nothing is near, or there is nothing, nothing is offered."""
    for books in (Ledger(), Ledger(known=())):
        with pytest.raises(UnknownCampaign) as problem:
            report(books, "zzz")
        assert problem.value.alike == ()


@pytest.mark.parametrize(
    ("campaign", "today", "start", "end"),
    [
        (Q3, TODAY, "2026-07-01", "2026-08-11"),
        (Q3, date(2026, 12, 1), "2026-07-01", "2026-10-01"),
        (Q3, date(2026, 6, 1), "2026-07-01", "2026-10-01"),
        (replace(Q3, end=None), TODAY, "2026-07-01", "2026-08-11"),
        (replace(Q3, start=None), TODAY, "2026-07-10", "2026-08-11"),
        (replace(Q3, start=None, end=None), TODAY, "2026-07-10", "2026-08-11"),
        (replace(Q3, start=None), date(2026, 12, 1), "2026-07-10", "2026-10-01"),
    ],
)
def test_without_a_period_a_campaign_shows_its_own(campaign: Campaign, today: date, start: str, end: str) -> None:
    """Its own days up to today, before it begins all of them; with no first day, from the first entry."""
    books = Ledger(facts=[cost(1, day=date(2026, 7, 10)), cost(1, day=date(2026, 7, 20))], known=[campaign])
    shown = campaign_report(books, "campaign-q3", None, today, veil=MERGING)
    assert shown.period == Period(start=date.fromisoformat(start), end=date.fromisoformat(end))


def test_an_open_campaign_that_has_not_begun_shows_its_first_day() -> None:
    """It has no last day to show, and its period never ends before it starts."""
    books = Ledger(known=[replace(Q3, end=None)])
    shown = campaign_report(books, "campaign-q3", None, date(2026, 6, 1), veil=MERGING)
    assert shown.period == Period(start=date(2026, 7, 1), end=date(2026, 7, 2))
    early = replace(books, facts=[cost(1, day=date(2026, 7, 20))])
    shown = campaign_report(early, "campaign-q3", None, date(2026, 6, 1), veil=MERGING)
    assert shown.period == Period(start=date(2026, 7, 1), end=date(2026, 7, 21))


def test_the_period_before() -> None:
    """As many days, right before; where nothing was on the books, there is nothing to compare with."""
    june = cost(500, day=date(2026, 6, 30))
    assert report(Ledger(facts=[cost(1)])).before is None
    before = report(Ledger(facts=[cost(1), june, cost(9, day=date(2026, 5, 30))])).before
    assert before is not None
    assert before.cost == 500


def test_the_channels_of_a_campaign_are_weighed_with_its_margin() -> None:
    """At 40 % the dear channel that sells is worse than the cheap one that does not."""
    facts: list[Cost | Conversion] = [cost(100000), sales(12), cost(45000, "google")]
    plain, thin = Ledger(facts=facts), Ledger(facts=facts, known=[replace(Q3, margin=Decimal(40))])
    assert [(row.key, half_up(row.excess)) for row in report(plain).channels] == [
        ("google", 45000),
        ("linkedin", -20000),
    ]
    assert [(row.key, half_up(row.excess)) for row in report(thin).channels] == [("linkedin", 52000), ("google", 45000)]


# --- what is missing ---


def test_the_gaps_of_a_campaign() -> None:
    """Categories without any cost, conversions without a channel, and what lies outside the days shown."""
    books = Ledger(facts=[cost(100), leads(3, channel=""), sales(2, channel=""), sales(1), cost(7, day=TODAY)])
    gaps = report(books).gaps
    assert gaps.categories == tuple(category for category in ASKED_FOR if category is not Category.ADS)
    assert gaps.without_channel == 5
    assert gaps.outside is not None
    assert (gaps.outside.cost, gaps.outside.value) == (7, 0)
    assert not gaps.no_conversions


def test_a_campaign_without_gaps() -> None:
    """Nothing is said where nothing is missing."""
    costs: list[Cost | Conversion] = [replace(cost(100), category=category) for category in Category]
    gaps = report(Ledger(facts=[*costs, sales(1), leads(2)])).gaps
    assert (gaps.categories, gaps.without_channel, gaps.outside, gaps.no_conversions) == ((), 0, None, False)


def test_a_campaign_without_anything() -> None:
    """Just created, it has an empty report: no ROI, no rows, no conversions."""
    shown = report(Ledger(), period=None)
    assert (shown.total.empty, shown.total.roi, shown.channels, shown.before) == (True, None, (), None)
    assert shown.gaps.no_conversions


def test_conversions_outside_the_days_are_not_forgotten() -> None:
    """Results without worth, outside the days shown, are outside all the same."""
    gaps = report(Ledger(facts=[cost(100), leads(3, day=TODAY)])).gaps
    assert gaps.outside is not None


def test_a_category_taken_back_is_not_listed() -> None:
    """What sums to nothing is as good as never logged."""
    shown = report(Ledger(facts=[cost(100), cost(-100)]))
    assert shown.categories == {}
    assert shown.gaps.categories == ASKED_FOR


# --- rankings ---


def test_the_worst_excess_stands_first() -> None:
    """Cost above return decides, not ROI: a small total loss stands behind a great partial one."""
    books = Ledger(facts=[cost(5000, "email"), cost(100000, "google"), sales(5, "google"), sales(1), cost(100)])
    assert [row.key for row in channel_ranking(books, JULY, TODAY, veil=MERGING).rows] == [
        "google",
        "email",
        "linkedin",
    ]


def test_each_return_is_weighed_with_its_own_margin() -> None:
    """A channel that two campaigns share counts each one's return at that campaign's margin."""
    books = Ledger(
        facts=[cost(10000), sales(1), sales(1, campaign="brand"), sales(1, campaign="")],
        known=[replace(Q3, margin=Decimal(50)), replace(BRAND, margin=Decimal("12.5"))],
    )
    (row,) = channel_ranking(books, JULY, TODAY, veil=MERGING).rows
    assert row.excess == 10000 - 5000 - 1250 - 10000


def test_equal_excess_is_in_order_of_keys() -> None:
    """The same books give the same answer."""
    books = Ledger(facts=[cost(100, "google"), cost(100, "email"), cost(100, "")])
    assert [row.key for row in channel_ranking(books, JULY, TODAY, veil=MERGING).rows] == ["email", "google", ""]


def test_the_total_of_campaigns_takes_no_campaign_for_a_channel_of_ads() -> None:
    """By campaign nothing says on which channels ads ran, so none of the return is left out (J-12)."""
    books = Ledger(facts=[cost(10000), sales(1), sales(1, campaign="brand")])
    total = campaign_ranking(books, JULY, TODAY, veil=MERGING).total
    assert total.ads_value == total.value > 0


def test_what_belongs_nowhere_is_a_row_of_its_own() -> None:
    """Shared costs are not hidden, so the rows add up."""
    books = Ledger(facts=[cost(100, campaign=""), cost(200)])
    assert [(row.key, half_up(row.excess)) for row in campaign_ranking(books, JULY, TODAY, veil=MERGING).rows] == [
        ("campaign-q3", 200),
        ("", 100),
    ]


def test_a_group_is_divided_once() -> None:
    """100 → 300 and 900 → 900 are together 20 %, not the mean of the rows."""
    books = Ledger(facts=[cost(10000), sales(3), cost(90000, "google"), sales(9, "google")])
    ranking = channel_ranking(books, JULY, TODAY, veil=MERGING)
    assert [row.performance.roi for row in ranking.rows] == [0, 200]
    assert ranking.total.roi == 20


@given(FACTS, st.sampled_from([JULY, ALL]), st.sampled_from([channel_ranking, campaign_ranking]))
def test_rows_add_up_to_the_total(
    facts: list[Cost | Conversion], period: Period, ranked: Callable[..., Ranking]
) -> None:
    """Whatever is on the books, no cost, value or conversion is lost between the rows and the total."""
    ranking = ranked(Ledger(facts=facts), period, TODAY, veil=MERGING)
    for name in ("cost", "value", "counting", "not_counting", "leads", "customers", "conversions"):
        assert sum(getattr(row.performance, name) for row in ranking.rows) == getattr(ranking.total, name)
    ranked_rows = [row for row in ranking.rows if not row.overhead]
    assert list(ranking.rows[: len(ranked_rows)]) == ranked_rows
    assert [row.excess for row in ranked_rows] == sorted((row.excess for row in ranked_rows), reverse=True)


@given(FACTS)
def test_the_rows_of_a_campaign_add_up_too(facts: list[Cost | Conversion]) -> None:
    """Its channels and categories are the whole campaign, and inside and outside are all there is."""
    shown = report(Ledger(facts=facts))
    assert sum(row.performance.cost for row in shown.channels) == shown.total.cost
    assert sum(shown.categories.values()) == shown.total.cost
    outside = shown.gaps.outside.cost if shown.gaps.outside else 0
    assert shown.total.cost + outside == sum(
        fact.amount.minor for fact in facts if isinstance(fact, Cost) and fact.campaign == "campaign-q3"
    )


# --- all ---


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        ([], "2026-08-10", "2026-08-11"),
        (["2025-03-01", "2026-07-15"], "2025-03-01", "2026-08-11"),
        (["2026-07-15", "2027-02-01"], "2026-07-15", "2027-02-02"),
        (["2026-12-01"], "2026-08-10", "2026-12-02"),
    ],
)
def test_all_is_as_long_as_there_are_days(days: list[str], start: str, end: str) -> None:
    """From the first entry to the last or to today, never from the year 1 to 9999."""
    shown = Period(start=date.fromisoformat(start), end=date.fromisoformat(end))
    books = Ledger(facts=[cost(1, day=date.fromisoformat(day)) for day in days])
    assert channel_ranking(books, ALL, TODAY, veil=MERGING).period == shown
    assert campaign_ranking(books, ALL, TODAY, veil=MERGING).period == shown
    assert report(books, period=ALL).period == shown
    assert channel_ranking(books, ALL, TODAY, veil=MERGING).total.cost == len(days)


def test_all_of_a_campaign_is_its_own_days() -> None:
    """Another campaign's earlier entry does not lengthen it."""
    books = Ledger(facts=[cost(1), cost(1, campaign="brand", day=date(2020, 1, 1))])
    assert report(books, period=ALL).period.start == DAY


def test_a_period_that_is_asked_for_stays() -> None:
    """Days without any entry are shown as asked."""
    assert channel_ranking(Ledger(), JULY, TODAY, veil=MERGING).period == JULY

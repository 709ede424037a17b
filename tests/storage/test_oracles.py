"""The worked numbers through the books of either database: logged as people log, read as every report reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from core.calendar.periods import ALL, Period, months, week_of
from core.ledger.entries import Conversion, Cost, people_amount
from core.ledger.hourly_rates import Work
from core.ledger.media import media_of, media_period
from core.ledger.splits import Part, Split, SplitKey
from core.money.exchange import ExchangeRate, typed_rate
from core.money.money import Money
from core.money.rounding import rounded
from core.performance.break_even import break_even
from core.performance.performance import Performance, performance
from core.reports.campaign import campaign_report
from core.reports.company import CompanyReport, company_report
from core.reports.privacy import MERGING
from core.reports.ranking import channel_ranking
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.company_figures import CompanyMonth
from core.setup.goals import Basis, Goal, Stage
from core.setup.workspaces import Workspace
from storage import campaigns, company, goals, ledger, media
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.data import Oracles, read_oracles
from tests.storage.facts import NOW, act

DAY = date(2025, 3, 5)
MARCH = months(12 * 2025 + 2, 1)
YEAR = months(12 * 2025, 12)


@pytest.fixture(scope="module")
def oracles() -> Oracles:
    """Every worked number, by its id."""
    return read_oracles()


class Team:
    """One workspace at its books: what it logs, and what its reports read."""

    def __init__(self, database: Database, workspace: Workspace, currency: str = "USD") -> None:
        self.database, self.workspace, self.currency = database, workspace.id, currency

    def log(self, *facts: Cost | Conversion) -> None:
        for fact in facts:
            with self.database.writing() as connection:
                ledger.log(connection, act(self.workspace), fact, source="form", request="")

    def goal(self, key: str, value: str, stage: Stage = Stage.OTHER, *, counts: bool = True) -> Goal:
        goal = Goal(key=key, name=key, basis=Basis.FIXED, value=money(value, self.currency), stage=stage, counts=counts)
        with self.database.writing() as connection:
            return goals.save(connection, act(self.workspace), goal)

    def done(self, period: Period = ALL) -> Performance:
        with self.database.reading() as connection:
            books = WorkspaceBooks(connection, self.workspace, self.currency)
            return performance(books.by_campaign(period), books.goals(), self.currency)

    def cost(self, period: Period = ALL) -> Money:
        return self.done(period).invested


@pytest.fixture
def team(database: Database, workspace: Workspace) -> Team:
    """A team that reports in dollars."""
    return Team(database, workspace)


def money(text: str, currency: str = "USD") -> Money:
    return Money(minor=int(Decimal(text) * 100), currency=currency)


def cost(amount: str, category: Category = Category.ADS, **more: Any) -> Cost:
    return Cost(**{"day": DAY, "category": category, "amount": money(amount), **more})


def conversions(goal: Goal, count: int, revenue: Money | None = None, **more: Any) -> Conversion:
    value = goal.return_of(count, revenue)
    return Conversion(**{"day": DAY, "goal": goal, "count": count, "value": value, "revenue": revenue, **more})


def shown(value: Fraction | None) -> str | None:
    return None if value is None else str(rounded(value))


# --- the article ---


def test_a_share_of_a_tool(team: Team, oracles: Oracles) -> None:
    """40 % of 1,200.00 stand on the books (A-11)."""
    team.log(cost("1200.00", Category.TOOLS, share=Decimal(40)))
    assert team.cost() == money(oracles["article"]["shared_tool_40pct_of_1200"])


def test_hours_of_two_people(team: Team, oracles: Oracles) -> None:
    """As two entries and as one of two people (A-06)."""
    people = [(Decimal(hours), money(rate)) for rate, hours in oracles["article"]["hr_cost"]["people"]]
    total = money(oracles["article"]["hr_cost"]["total"])
    for hours, rate in people:
        amount = people_amount(hours, rate)
        team.log(replace(cost("0", Category.PEOPLE), amount=amount, hours=hours, rate=rate))
    assert team.cost() == total
    work = tuple(Work(person=f"P{rate.minor}", hours=hours, rate=rate) for hours, rate in people)
    team.log(replace(cost("0", Category.PEOPLE), amount=total, people=work))
    assert team.cost() == total + total


def test_the_media_of_an_invoice_counts_once(team: Team, oracles: Oracles) -> None:
    """4,500.00 are on the books as ads: the invoice of 6,000.00 adds 1,500.00 (A-14)."""
    said = oracles["article"]["agency_no_double"]
    team.log(cost(said["imported_media"]))
    with team.database.reading() as connection:
        found = media.unclaimed(connection, team.workspace, media_period(DAY, None), "", "")
    left_out = media_of(money(said["media_in_invoice"]), found)
    team.log(cost(said["invoice"], Category.AGENCY, media=left_out))
    assert team.cost() == money(said["total"])


# --- F1 ---


def log_f1(team: Team, f1: Oracles) -> None:
    """The reference campaign as its parts are logged."""
    with team.database.writing() as connection:
        margin = Decimal(f1["contribution_margin"]) * 100
        campaign = Campaign(key="f1", name="F1", start=MARCH.start, end=MARCH.last, margin=margin)
        campaigns.save(connection, act(team.workspace), campaign)
    parts = {
        Category.AGENCY: "600.00",
        Category.PEOPLE: "720.00",
        Category.TOOLS: "230.00",
        Category.MATERIALS: "50.00",
    }
    team.log(cost(f1["ad_spend"], campaign="f1", channel="linkedin"))
    team.log(*(cost(amount, category, campaign="f1") for category, amount in parts.items()))
    lead, sale = team.goal("lead", "0", Stage.LEAD, counts=False), team.goal("sale", "6000.00", Stage.CUSTOMER)
    team.log(conversions(lead, f1["leads"], campaign="f1", channel="linkedin"))
    team.log(conversions(sale, f1["customers"], campaign="f1", channel="linkedin"))


def test_the_campaign_f1(team: Team, oracles: Oracles) -> None:
    """Every figure of its report."""
    f1 = oracles["F1"]
    log_f1(team, f1)
    with team.database.reading() as connection:
        report = campaign_report(WorkspaceBooks(connection, team.workspace, "USD"), "f1", None, DAY, veil=MERGING)
    done = report.total
    assert (done.invested, done.returned) == (money(f1["total_cost"]), money(f1["revenue"]))
    assert (shown(done.roi), shown(done.roas), shown(report.margin_roi)) == (f1["roi"], f1["roas"], f1["margin_roi"])
    assert (done.cpl_ads, done.cpl) == (money(f1["cpl_ads"]), money(f1["cpl_full"]))
    assert (done.cpa_ads, done.cpa) == (money(f1["cpa_ads"]), money(f1["cpa_full"]))
    found = report.break_even
    assert found == break_even(done, Fraction(f1["contribution_margin"]))
    assert (shown(found.roas), found.cpa, found.cpl) == (f1["be_roas"], money(f1["be_cpa"]), money(f1["be_cpl"]))


def test_the_company_of_f1(team: Team, oracles: Oracles) -> None:
    """With the company figures of its month: MER, CAC, LTV, LTV:CAC and payback."""
    f1 = oracles["F1"]
    log_f1(team, f1)
    said = CompanyMonth(
        month=MARCH.start,
        revenue=money("120000.00"),
        marketing_cost=money("30000.00"),
        sales_cost=money("3400.00"),
        arpa=money("250.00"),
        gross_margin=Decimal(70),
        churn=Decimal(2),
    )
    with_typed_cost = kept(team, said)
    assert with_typed_cost.blended is not None
    assert shown(with_typed_cost.blended.mer) == f1["mer"]
    report = kept(team, replace(said, marketing_cost=None))
    acquired, customer = report.acquired, report.customer
    assert acquired is not None
    assert customer is not None
    assert (acquired.cac, customer.ltv) == (money(f1["cac"]), money(f1["ltv"]))
    assert shown(customer.to_cac(acquired)) == f1["ltv_cac"]
    assert shown(customer.payback(acquired)) == f1["payback_months"]


def kept(team: Team, said: CompanyMonth) -> CompanyReport:
    """The report once these figures are kept; CAC takes a typed marketing cost, as MER does (J-12)."""
    with team.database.writing() as connection:
        company.save(connection, act(team.workspace), said, "USD")
    with team.database.reading() as connection:
        own = WorkspaceBooks(connection, team.workspace, "USD")
        report = company_report(own, own.company(), MARCH, NOW.date())
    assert report is not None
    return report


def test_a_group_is_divided_once(team: Team, oracles: Oracles) -> None:
    """Two channels: their ROI is that of the sums, and no mean."""
    said = oracles["group_roi"]
    sale = team.goal("sale", "1.00")
    for channel, (spent, returned) in zip(("linkedin", "x"), said["parts"], strict=True):
        team.log(cost(spent, channel=channel), conversions(sale, 1, money(returned), channel=channel))
    with team.database.reading() as connection:
        ranking = channel_ranking(WorkspaceBooks(connection, team.workspace, "USD"), MARCH, DAY, veil=MERGING)
    assert shown(ranking.total.roi) == said["roi"]
    mean = sum((row.performance.roi or Fraction() for row in ranking.rows), Fraction()) / len(ranking.rows)
    assert shown(mean) == said["wrong_mean"]


@pytest.mark.parametrize("number", range(5))
def test_the_edges(team: Team, oracles: Oracles, number: int) -> None:
    """Returns below zero, costs below zero, and neither (D-16)."""
    edge = oracles["edges"][number]
    sale = team.goal("sale", "1.00")
    spent, returned = money(edge["cost"]), money(edge["return"])
    team.log(*([cost(edge["cost"], note="credit")] if spent.minor else ()))
    team.log(*([conversions(sale, 1, returned)] if returned.minor else ()))
    assert (team.done().invested, team.done().returned) == (spent, returned)
    assert shown(team.done().roi) == edge["roi"]


# --- spread and split ---


def bill(said: Oracles, **more: Any) -> Cost:
    until = date.fromisoformat(said["end_exclusive"]) - timedelta(days=1)
    return cost(said["total"], Category.TOOLS, **{"day": date.fromisoformat(said["start"]), "until": until, **more})


def test_a_yearly_bill_in_the_weeks_of_2025(team: Team, oracles: Oracles) -> None:
    """What every week's report reads: 23.01 and 23.02, the part weeks, and 1,200.00 in all (D-17)."""
    said = oracles["proration"]
    team.log(bill(said))
    weeks = [team.cost(week).minor for week in _weeks(YEAR)]
    assert Counter(weeks) == {money(amount).minor: count for amount, count in said["week_counts"].items()}
    assert sum(weeks) == money(said["sum_of_iso_weeks"]).minor
    assert team.cost(week_of(date.fromisoformat(said["week_start"]))) == money(said["week"])
    assert sum(team.cost(months(12 * 2025 + month, 1)).minor for month in range(12)) == money(said["total"]).minor


def test_a_share_of_it_and_a_leap_year(team: Team, oracles: Oracles) -> None:
    """The share is taken first; 366 days have smaller weeks."""
    said = oracles["proration"]
    team.log(bill(said, share=Decimal(40)))
    assert team.cost(week_of(date.fromisoformat(said["week_start"]))) == money(said["social40"])
    team.log(bill(said, day=date(2024, 1, 1), until=date(2024, 12, 31)))
    first = Period(start=date(2024, 1, 1), end=date(2024, 1, 8))
    assert team.cost(first) == money(said["leap2024_first7"])


def test_a_split_by_the_largest_remainder(team: Team, oracles: Oracles) -> None:
    """Each campaign's report reads its part, and the parts are the whole (D-18)."""
    for row, (total, weights, expected) in enumerate(oracles["largest_remainder"]):
        keys = [f"r{row}-{number}" for number in range(len(weights))]
        parts = tuple(Part(campaign=key, weight=Decimal(w)) for key, w in zip(keys, weights, strict=True))
        team.log(cost(total, Category.OTHER, split=Split(key=SplitKey.WEIGHTS, months=((MARCH.start, parts),))))
        with team.database.reading() as connection:
            books = WorkspaceBooks(connection, team.workspace, "USD")
            found = [sum(cell.cost for cell in books.of_campaign(key, MARCH)) for key in keys]
        assert found == [money(part).minor for part in expected]


def _weeks(period: Period) -> Iterable[Period]:
    first = week_of(period.start)
    count = (week_of(period.last).end - first.start).days // 7
    starts = (first.start + timedelta(days=7 * number) for number in range(count))
    return [Period(start=start, end=start + timedelta(days=7)) for start in starts]


# --- currencies ---


def at_rate(rate: str) -> ExchangeRate:
    return typed_rate("USD", "PLN", Decimal(rate), DAY)


def test_each_line_at_its_own_rate(database: Database, workspace: Workspace, oracles: Oracles) -> None:
    """300.00 at 4.0000 and 100.00 at 4.2000 stand as 1,620.00 PLN (D-22)."""
    team, said = Team(database, workspace, "PLN"), oracles["fx"]
    for amount, rate in said["lines"]:
        team.log(cost(amount, exchange=at_rate(rate)))
    assert team.cost() == money(said["pln"], "PLN") != money(said["avg_wrong"], "PLN")


@pytest.mark.parametrize(("currency", "expected"), [("PLN", "roi_pln"), ("USD", "roi_usd")])
def test_roi_in_either_currency(
    database: Database, workspace: Workspace, oracles: Oracles, currency: str, expected: str
) -> None:
    """The same campaign, counted in the one and in the other."""
    team = Team(database, workspace, currency)
    sale, revenue = team.goal("sale", "1.00"), money("1500.00")
    bought, sold = (at_rate("4.00"), at_rate("3.80")) if currency == "PLN" else (None, None)
    team.log(cost("1000.00", exchange=bought))
    value = sold.convert(revenue) if sold else revenue
    team.log(replace(conversions(sale, 1, revenue), value=value, exchange=sold))
    assert shown(team.done().roi) == oracles["fx"][expected]

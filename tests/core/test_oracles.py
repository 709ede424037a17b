"""The worked numbers of docs/domain.md, each computed as the bot does it; one test proves that none is left out."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from math import exp, isclose, lgamma, log
from typing import Any

import pytest

from core.calendar.periods import Period, iso_week
from core.calendar.weekly import Weekday, Weekly, local_day
from core.imports.sheets import is_footer
from core.ledger.entries import Conversion, Cost, people_amount, work_amount
from core.ledger.hourly_rates import Work
from core.ledger.media import media_of
from core.ledger.postings import Posting, postings
from core.ledger.refunds import left_of, refund
from core.ledger.splits import largest_remainder
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money, parse_money
from core.money.rounding import rounded
from core.performance.break_even import break_even, break_even_rate
from core.performance.cells import Cell
from core.performance.performance import Performance, performance
from core.performance.ranges import MoneyRange, Range, ranges
from core.performance.results import Interval, Results
from core.performance.statistics import wilson
from core.performance.verdicts import Evidence, judge
from core.plans.budgets import google_month_cap
from core.plans.targets import Target
from core.posts.anomalies import usual
from core.reports.company import Acquired, Blended, Customer, google_roi
from core.reports.comparison_words import comparison
from core.reports.comparisons import Beside
from core.reports.privacy import MERGING
from core.reports.roi_change import change
from core.sales.deals import Deal
from core.sales.pipelines import Pipeline, pipeline
from core.sales.stages import STARTING, Closed
from core.setup.categories import Category
from core.setup.goals import Basis, Goal, Stage
from tests.core.reports.test_reports import Ledger
from tests.data import Oracles, read_oracles


class Watched(Mapping[str, Any]):
    """A part of the oracles that writes down which ids were asked for. A list is one id, whatever is in it."""

    def __init__(self, part: Mapping[str, Any], seen: set[str], path: str = "") -> None:
        self._part, self._seen, self._path = part, seen, path

    def __getitem__(self, name: str) -> Any:
        found, path = self._part[name], f"{self._path}{name}"
        if isinstance(found, dict):
            return Watched(found, self._seen, f"{path}.")
        self._seen.add(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._part)

    def __len__(self) -> int:
        return len(self._part)


@pytest.fixture(scope="module")
def oracles() -> Oracles:
    """Every worked number, by its id."""
    return read_oracles()


# --- none is left out ---


def test_every_oracle_has_its_test(oracles: Oracles) -> None:
    """Every id of the file is asked for by some test here, whichever of them run beside this one."""
    seen: set[str] = set()
    for test in _tests():
        test(Watched(oracles, seen))
    assert ids(oracles) == seen


def test_an_oracle_without_a_test_is_noticed() -> None:
    """The negative control: what nobody asks for is not seen, at any depth."""
    part = {"a": 1, "b": {"c": [1, {"d": 2}], "e": {"f": 3}}}
    seen: set[str] = set()
    watched = Watched(part, seen)
    assert watched["b"]["c"] == [1, {"d": 2}]
    assert ids(part) - seen == {"a", "b.e.f"}
    assert dict(watched["b"]["e"].items()) == {"f": 3}
    assert ids(part) - seen == {"a"}


def ids(part: Mapping[str, Any], path: str = "") -> Set[str]:
    """The path of every value and list: ``F1.cac``."""
    found: set[str] = set()
    for name, value in part.items():
        found |= ids(value, f"{path}{name}.") if isinstance(value, dict) else {f"{path}{name}"}
    return found


def _tests() -> list[Callable[[Oracles], None]]:
    """The tests here that ask the oracles, but the one that calls them."""
    found = {name: value for name, value in globals().items() if name.startswith("test_") and callable(value)}
    del found["test_every_oracle_has_its_test"]
    return [test for test in found.values() if list(inspect.signature(test).parameters) == ["oracles"]]


def money(text: str) -> Money:
    """An amount of the oracles, which may be nothing or less."""
    return Money(minor=int(Decimal(text) * 100), currency="USD")


def result(cost: str, returned: str) -> Performance:
    return Performance(currency="USD", cost=money(cost).minor, value=money(returned).minor)


def shown(value: Fraction | None) -> str | None:
    return None if value is None else str(rounded(value))


# --- the article ---


def test_the_roi_of_the_article(oracles: Oracles) -> None:
    """The ratio itself to nine places, and what is shown of it to two."""
    returned, cost, expected = oracles["article"]["roi_pct"]
    roi = result(cost, returned).roi
    assert roi is not None
    assert str(rounded(roi, 9)) == expected
    assert shown(roi) == oracles["article"]["display_2dp"]


def test_the_worth_of_goals(oracles: Oracles) -> None:
    """12,000 subscribers, one in ten of whom becomes a customer worth 150; and 75 % of bookings at 300."""
    article = oracles["article"]
    newsletter = goal(Basis.HISTORY, "150", "10")
    booking = goal(Basis.AVERAGE, "300", "75")
    assert newsletter.return_of(12_000, None) == money(article["goal_value_total"])
    assert newsletter.each == money(article["goal_value_each"])
    assert booking.each == money(article["booking_expected"])


def goal(basis: Basis, value: str, rate: str) -> Goal:
    return Goal(key="goal", name="Goal", basis=basis, value=parse_money(value, "USD"), rate=Decimal(rate))


def test_the_cost_of_people(oracles: Oracles) -> None:
    """Hours times rate, repeated for each person and summed."""
    people = oracles["article"]["hr_cost"]
    amounts = [people_amount(Decimal(hours), money(rate)) for rate, hours in people["people"]]
    assert sum(amounts, money("0")) == money(people["total"])
    work = [Work(person=rate, hours=Decimal(hours), rate=money(rate)) for rate, hours in people["people"]]
    assert work_amount(work) == money(people["total"])


def test_media_counts_once(oracles: Oracles) -> None:
    """The agency's invoice adds what is not on the books as ads already (A-14)."""
    said = oracles["article"]["agency_no_double"]
    ads = money(said["imported_media"])
    media = media_of(money(said["media_in_invoice"]), ads.minor)
    bill = Cost(day=date(2025, 8, 4), category=Category.AGENCY, amount=money(said["invoice"]), media=media)
    assert ads + bill.social == money(said["total"])


def test_the_budget_of_a_goal(oracles: Oracles) -> None:
    """500 leads in three months at 2.75: 1,375.00 in all, and month by month with nothing lost."""
    target = article_target(date(2025, 7, 1), date(2025, 9, 30))
    assert target.budget == money(oracles["article"]["goal_budget"])
    assert [part for _, part in target.monthly_budgets()] == list(map(money, oracles["article"]["goal_budget_monthly"]))


def test_the_pace_of_a_goal() -> None:
    """D-28, which has no entry in the file: 500 leads, day 40 of 92."""
    target = article_target(date(2025, 7, 1), date(2025, 9, 30))
    assert target.days == 92
    assert shown(target.expected(date(2025, 8, 9))) == "217.39"


def article_target(start: date, end: date) -> Target:
    return Target(campaign="q3", goal="lead", count=500, cost_per_conversion=money("2.75"), start=start, end=end)


# --- splits ---


def test_the_largest_remainder(oracles: Oracles) -> None:
    """Parts that sum to the whole, ties to the earlier."""
    for total, weights, expected in oracles["largest_remainder"]:
        assert largest_remainder(money(total).minor, weights) == [money(part).minor for part in expected]


# --- F1 ---


def test_the_campaign_f1(oracles: Oracles) -> None:
    """ROI, ROAS, full cost per lead and per customer, total cost and margin ROI of the reference campaign."""
    f1 = oracles["F1"]
    done = campaign_f1(f1)
    assert done.invested == money(f1["total_cost"])
    assert (shown(done.roi), shown(done.roas)) == (f1["roi"], f1["roas"])
    assert (done.cpl, done.cpa) == (money(f1["cpl_full"]), money(f1["cpa_full"]))
    assert shown(done.margin_roi(Fraction(f1["contribution_margin"]))) == f1["margin_roi"]


def test_the_named_variants_of_f1(oracles: Oracles) -> None:
    """Cost per lead and per customer, on ad spend and in full: four figures that are never mixed."""
    f1 = oracles["F1"]
    done = campaign_f1(f1)
    assert (done.cpl_ads, done.cpl) == (money(f1["cpl_ads"]), money(f1["cpl_full"]))
    assert (done.cpa_ads, done.cpa) == (money(f1["cpa_ads"]), money(f1["cpa_full"]))


def test_the_break_even_of_f1(oracles: Oracles) -> None:
    """ROAS, CPA and CPL at which nothing is won or lost, at a margin of 65 %."""
    f1 = oracles["F1"]
    found = break_even(campaign_f1(f1), Fraction(f1["contribution_margin"]))
    assert shown(found.roas) == f1["be_roas"]
    assert (found.cpa, found.cpl) == (money(f1["be_cpa"]), money(f1["be_cpl"]))
    assert found.each == found.cpa


def test_the_ranges_of_f1(oracles: Oracles) -> None:
    """Four customers: 546.79 to 5,138.25 for one, and 16.77 % to 997.31 % (D-23, as J-02 has it of equal worths)."""
    f1 = campaign_f1(oracles["F1"])
    each = f1.value / f1.customers
    sold = Results(total=f1.value, squares=f1.value * each, dearest=each, typical=each, count=f1.customers)
    judgement = judge(Evidence(cost=f1.cost, due=f1.cost, results=sold))
    found = ranges(f1, f1, judgement)
    assert found.cost_per_conversion == MoneyRange(low=money("546.79"), high=money("5138.25"))
    assert found.roi is not None
    assert (shown(found.roi.low), shown(found.roi.high)) == ("16.77", "997.31")
    assert isinstance(found.lead_rate, Range)
    assert (shown(found.lead_rate.low), shown(found.lead_rate.high)) == ("1.96", "12.16")


def test_the_roi_of_the_article_at_a_margin(oracles: Oracles) -> None:
    """Revenue is not profit (T-02)."""
    returned, cost, _ = oracles["article"]["roi_pct"]
    assert shown(result(cost, returned).margin_roi(Fraction(7, 10))) == oracles["article"]["roi_at_70pct_margin"]


def test_the_rate_at_which_the_article_breaks_even(oracles: Oracles) -> None:
    """65,000 / (12,000 × 150): 3.61 % of the subscribers, where the article takes 10 (T-02)."""
    _, cost, _ = oracles["article"]["roi_pct"]
    rate = break_even_rate(money(cost), 12_000, money("150"))
    assert rate is not None
    assert str(rounded(rate, 6)) == oracles["article"]["break_even_rate"]


def campaign_f1(f1: Oracles) -> Performance:
    lead = Goal(id=1, key="lead", name="Lead", basis=Basis.FIXED, value=money("0"), stage=Stage.LEAD, counts=False)
    opportunity = replace(lead, id=3, key="opportunity", stage=Stage.OTHER)
    sale = Goal(id=2, key="sale", name="Sale", basis=Basis.FIXED, value=money("6000"), stage=Stage.CUSTOMER)
    cells = [
        Cell(category=Category.ADS, cost=money(f1["ad_spend"]).minor),
        Cell(category=Category.OTHER, cost=(money(f1["total_cost"]) - money(f1["ad_spend"])).minor),
        Cell(goal=1, count=f1["leads"]),
        Cell(goal=2, count=f1["customers"], value=sale.return_of(f1["customers"], None).minor),
        Cell(goal=3, count=f1["opps"]),
    ]
    assert sale.return_of(f1["customers"], None) == money(f1["revenue"])
    return performance(cells, {1: lead, 2: sale, 3: opportunity}, "USD")


def test_the_customers_of_f1(oracles: Oracles) -> None:
    """What one costs and is worth (D-09 to D-12): sales cost 3,400; 250 a month at 70 %, of which 2 % go a month."""
    f1 = oracles["F1"]
    done = campaign_f1(f1)
    acquired = Acquired(cost=done.invested, sales=money("3400.00"), customers=done.customers)
    customer = Customer(arpa=money("250.00"), margin=Decimal(70), churn=Decimal(2))
    assert (acquired.cac, customer.ltv) == (money(f1["cac"]), money(f1["ltv"]))
    assert shown(customer.to_cac(acquired)) == f1["ltv_cac"]
    assert shown(customer.payback(acquired)) == f1["payback_months"]


def test_the_company_of_f1(oracles: Oracles) -> None:
    """MER (D-05): 120,000 of revenue on 30,000 of marketing; its break-even is that of ROAS (D-06)."""
    f1 = oracles["F1"]
    margin = Fraction(f1["contribution_margin"]) * 100
    found = Blended(revenue=money("120000.00"), cost=money("30000.00"), from_books=False, margin=margin)
    assert shown(found.mer) == f1["mer"]
    assert shown(found.break_even) == f1["be_roas"]


def test_what_google_calls_roi(oracles: Oracles) -> None:
    """D-04: F1's goods (30 % of revenue) stand in the denominator with its costs; and Google's own example."""
    f1 = oracles["F1"]
    goods = money(f1["revenue"]).times(Fraction(30, 100))
    assert shown(google_roi(money(f1["revenue"]), goods, money(f1["total_cost"]))) == f1["google_cogs_roi"]
    assert shown(google_roi(money("1200"), money("600"), money("200"))) == "50.00"


# --- edges and groups ---


def test_the_edges(oracles: Oracles) -> None:
    """Every case of D-16: a percentage, or no answer."""
    for edge in oracles["edges"]:
        assert shown(result(edge["cost"], edge["return"]).roi) == edge["roi"], edge


def test_the_roi_of_a_group(oracles: Oracles) -> None:
    """Sums first, then one division."""
    cells = [Cell(cost=int(cost), goal=1, value=int(value)) for cost, value in oracles["group_roi"]["parts"]]
    done = performance(cells, {1: goal(Basis.FIXED, "1", "100")}, "USD")
    assert shown(done.roi) == oracles["group_roi"]["roi"] != oracles["group_roi"]["wrong_mean"]


def test_the_change_of_a_group(oracles: Oracles) -> None:
    """From the first part to the whole of it: the change is between the ROI of sums, never of means."""
    (cost, value), _ = oracles["group_roi"]["parts"]
    cells = [Cell(cost=int(cost), goal=1, count=1, value=int(value)) for cost, value in oracles["group_roi"]["parts"]]
    goals = {1: goal(Basis.FIXED, "1", "100")}
    moved = change(cells[:1], cells, goals)
    assert moved is not None
    whole = Fraction(oracles["group_roi"]["roi"])
    assert moved.points == whole - Fraction((int(value) - int(cost)) * 100, int(cost))


# --- chance ---


def test_exact_poisson_intervals(oracles: Oracles) -> None:
    """Garwood's, to four places."""
    for count, (low, high) in oracles["garwood95"].items():
        found = garwood(int(count))
        assert isclose(found.low, low, abs_tol=5e-5)
        assert isclose(found.high, high, abs_tol=5e-5)


def garwood(count: int) -> Interval:
    """The range of a count: all results weigh the same, and one more of them could have come."""
    return Results(total=count, squares=count, dearest=1, typical=1, count=count).range()


def test_the_poisson_cdf(oracles: Oracles) -> None:
    """P(X <= k | λ), as Garwood's upper end has it: there it is 2.5 %."""
    for case, expected in oracles["poisson_cdf"].items():
        count, mean = map(int, case.split("|"))
        assert isclose(poisson_cdf(count, mean), expected, abs_tol=5e-7)
    for count in map(int, oracles["garwood95"]):
        assert isclose(poisson_cdf(count, garwood(count).high), 0.025, rel_tol=1e-9)


def poisson_cdf(count: int, mean: float) -> float:
    """Summed term by term."""
    return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1))


def test_wilson_intervals(oracles: Oracles) -> None:
    """To six places."""
    for case, (low, high) in oracles["wilson95"].items():
        found = wilson(*map(int, case.split("/")))
        assert isclose(found.low, low, abs_tol=5e-7)
        assert isclose(found.high, high, abs_tol=5e-7)


def test_excess_cost_and_how_little_it_may_be(oracles: Oracles) -> None:
    """700 too much for 15 conversions, or 468.83 too little had there been 24.74 (D-26)."""
    case = oracles["excess"]
    value = money(case["be_cpa"]).minor * case["conversions"]
    done = Performance(
        currency="USD",
        cost=money(case["cost"]).minor,
        value=value,
        counting=case["conversions"],
        by_goal={"sale": case["conversions"]},
        returns={"sale": value},
    )
    assert done.excess() == money(case["excess"]).minor
    each = money(case["be_cpa"]).minor
    most = (
        Results(total=value, squares=value * each, dearest=each, typical=each, count=case["conversions"]).range().high
    )
    assert round(done.cost - most) == money(case["lower"]).minor


def test_what_is_far_from_usual(oracles: Oracles) -> None:
    """Modified z by median and MAD, by the mean deviation where MAD is 0; one outlier masks no other (D-27)."""
    mad = oracles["mad"]
    found = usual(mad["base"])
    assert (found.middle, found.median_deviation) == (Fraction(mad["median"]), Fraction(mad["mad"]))
    for value, expected in mad["z"].items():
        assert isclose(found.z(int(value)) or 0, expected, abs_tol=5e-5)
    dirty = usual([*mad["base"][:-1], 900])
    assert dirty.middle == Fraction(mad["contaminated_last_900"]["median"])
    assert dirty.median_deviation == Fraction(mad["contaminated_last_900"]["mad"])
    assert isclose(dirty.z(160) or 0, mad["contaminated_last_900"]["z160"], abs_tol=5e-5)
    same = mad["mad0"]
    assert isclose(usual(same["base"]).z(same["x"]) or 0, same["z"], abs_tol=5e-4)


# --- what platforms do ---


def test_the_cap_of_a_google_budget(oracles: Oracles) -> None:
    """30.4 × the daily budget (D-27's neighbours: no anomaly below it)."""
    cap = oracles["google_budget_cap"]
    assert google_month_cap(money(cap["daily"])) == money(cap["month"])


def test_the_footer_of_tiktok(oracles: Oracles) -> None:
    """Summed with its rows everything counts twice; the row that says so is none."""
    said = oracles["tiktok_footer"]
    rows = [["Spring", "12000.00"], ["Total of one", "636.99"], ["Total of 2 results", said["rows_sum"]]]
    assert sum((money(row[1]) for row in rows), money("0")) == money(said["with_footer_wrong"])
    assert sum((money(row[1]) for row in rows if not is_footer(row)), money("0")) == money(said["rows_sum"])
    for first in ("Total of 33 results", "TOTAL  of 8", "Totally of 8", "Total of", "The total of 8"):
        assert is_footer([first]) == bool(re.match(said["footer_regex"], first, re.IGNORECASE)), first


# --- the calendar ---


def test_the_week_of_an_instant(oracles: Oracles) -> None:
    """Sunday evening in New York is Monday in Warsaw; weeks there have 167 and 169 hours when clocks change."""
    tz = oracles["tz"]
    event = datetime.fromisoformat(tz["event"])
    assert event == datetime.fromisoformat(tz["warsaw"])
    assert local_day(event, "Europe/Warsaw") == datetime.fromisoformat(tz["warsaw"]).date()
    midnight = Weekly(weekday=Weekday.MON, at=time(0), timezone="Europe/Warsaw")
    for monday in (date(2025, 3, 24), date(2025, 10, 20)):
        hours = tz[f"hours_week_{monday:%Y_%m_%d}"]
        assert midnight.run_on(monday + timedelta(days=7)) - midnight.run_on(monday) == timedelta(hours=hours)


def test_iso_weeks(oracles: Oracles) -> None:
    """The ISO year is not always the calendar's."""
    for day, (year, week, _) in oracles["iso"].items():
        assert iso_week(date.fromisoformat(day)) == f"{year}-W{week:02}"


def test_the_same_week_of_last_year(oracles: Oracles) -> None:
    """364 days earlier, on the same weekday."""
    for day, earlier in oracles["minus364"]:
        start = date.fromisoformat(day)
        week = Period(start=start, end=start + timedelta(days=7))
        assert week.minus_a_year().start == date.fromisoformat(earlier)


# --- share, spread, split ---


def test_a_shared_tool_counts_in_part(oracles: Oracles) -> None:
    """40 % of 1,200.00 (A-11)."""
    tool = replace(BILL, share=Decimal(40))
    assert tool.social == money(oracles["article"]["shared_tool_40pct_of_1200"])


def test_a_yearly_bill_in_weeks(oracles: Oracles) -> None:
    """Its weeks by cumulative rounding (D-17): each as stated, all of them the whole, leap years included."""
    said = oracles["proration"]
    assert BILL.amount == money(said["total"])
    assert (BILL.day, BILL.until) == (_day(said["start"]), _day(said["end_exclusive"]) - timedelta(days=1))
    weeks = Counter[tuple[int, int]]()
    for posting in postings(BILL):
        weeks[posting.day.isocalendar()[:2]] += posting.cost
    assert weeks[date.fromisoformat(said["week_start"]).isocalendar()[:2]] == money(said["week"]).minor
    assert sum(weeks.values()) == money(said["sum_of_iso_weeks"]).minor
    assert Counter(weeks.values()) == {money(amount).minor: count for amount, count in said["week_counts"].items()}
    assert _of_week(replace(BILL, share=Decimal(40)), said["week_start"]) == money(said["social40"]).minor
    leap = replace(BILL, day=date(2024, 1, 1), until=date(2024, 12, 31))
    assert _of_week(leap, "2024-01-01") == money(said["leap2024_first7"]).minor


def test_splits_by_largest_remainder(oracles: Oracles) -> None:
    """Every split of the oracles (D-18)."""
    for total, weights, parts in oracles["largest_remainder"]:
        assert largest_remainder(money(total).minor, weights) == [money(part).minor for part in parts]


# --- currencies ---


def test_each_line_at_the_rate_of_its_own_day(oracles: Oracles) -> None:
    """D-22: 300.00 at 4.0000 and 100.00 at 4.2000; the average of the two rates would say something else."""
    said = oracles["fx"]
    booked = [posting.cost for amount, rate in said["lines"] for posting in postings(_in_usd(amount, rate))]
    assert sum(booked) == money(said["pln"]).minor != money(said["avg_wrong"]).minor


def test_roi_depends_on_the_reporting_currency(oracles: Oracles) -> None:
    """D-22: cost 1,000 USD at 4.00, revenue 1,500 USD at 3.80."""
    said = oracles["fx"]
    cost, revenue = _in_usd("1000.00", "4.00").booked, _rate("3.80").convert(money("1500.00"))
    assert shown(Performance(currency="PLN", cost=cost.minor, value=revenue.minor).roi) == said["roi_pln"]
    assert shown(result("1000.00", "1500.00").roi) == said["roi_usd"]


def _in_usd(amount: str, rate: str) -> Cost:
    return replace(BILL, until=None, amount=money(amount), exchange=_rate(rate))


def _rate(value: str) -> ExchangeRate:
    day = date(2026, 8, 3)
    return ExchangeRate(currency="USD", reporting="PLN", value=Fraction(value), day=day, source=RateSource.TYPED)


BILL = Cost(
    day=date(2025, 1, 1), until=date(2025, 12, 31), category=Category.TOOLS, amount=Money(minor=1200_00, currency="USD")
)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _of_week(cost: Cost, monday: str) -> int:
    start = date.fromisoformat(monday)
    return sum(one.cost for one in postings(cost) if start <= one.day < start + timedelta(days=7))


def test_a_comparison_of_weeks(oracles: Oracles) -> None:
    """Week by name, of 2026 also the 53rd: what is laid beside it began 364 days earlier."""
    for day, earlier in oracles["minus364"]:
        week = iso_week(date.fromisoformat(day))
        pairs = comparison(Ledger(), week, date(2027, 6, 1), veil=MERGING).pairs
        [beside] = [pair.side.period for pair in pairs if pair.beside is Beside.LAST_YEAR]
        assert (beside.start, beside.days) == (date.fromisoformat(earlier), 7)


# --- deals ---

AMOUNTS = (10_000, 8_000, 5_000, 4_000, 6_000)
"""Open deals of F1, at the five stages a workspace begins with (docs/domain.md#pipeline-roi)."""


def pipeline_of(f1: Mapping[str, Any]) -> Pipeline:
    deals = [
        Deal(
            key=stage.key,
            name=stage.key,
            day=date(2026, 8, 3),
            stage=stage.key,
            probability=stage.probability,
            amount=Money(minor=amount * 100, currency="USD"),
        )
        for stage, amount in zip(STARTING.stages, AMOUNTS, strict=True)
    ]
    found = pipeline(deals, date(2026, 8, 3), result(f1["total_cost"], f1["revenue"]), {}, own_cost=True)
    assert found is not None
    return found


def test_f1_pipeline_weighted_open(oracles: Oracles) -> None:
    """Each open amount times its probability: 16,800.00."""
    assert pipeline_of(oracles["F1"]).expected.units == Decimal(oracles["F1"]["pipeline_weighted_open"])


def test_f1_pipeline_sd(oracles: Oracles) -> None:
    """The standard deviation of the open part: 6,569.63."""
    assert pipeline_of(oracles["F1"]).deviation.units == Decimal(oracles["F1"]["pipeline_sd"])


def test_f1_pipeline_roi(oracles: Oracles) -> None:
    """628.57 % beside the booked 328.57 %, which it leaves alone."""
    found, f1 = pipeline_of(oracles["F1"]), oracles["F1"]
    assert found.joined is not None
    assert found.joined.roi is not None
    assert found.total.roi is not None
    assert (rounded(found.total.roi), rounded(found.joined.roi)) == (Decimal(f1["roi"]), Decimal(f1["pipeline_roi"]))


def test_f1_pipeline_naive_wrong(oracles: Oracles) -> None:
    """Unweighted, the open deals would say 917.86 %: the figure that is not shown."""
    found, f1 = pipeline_of(oracles["F1"]), oracles["F1"]
    naive = result(f1["total_cost"], str(found.total.returned.units + sum(AMOUNTS))).roi
    assert naive is not None
    assert rounded(naive) == Decimal(f1["pipeline_naive_wrong"])
    assert found.joined is not None
    assert found.joined.roi != naive


def test_calibration_from_closed_deals() -> None:
    """4,238 won and 2,473 lost: 63.15 % (docs/domain.md#stages-of-deals)."""
    assert Closed(stage="contract-sent", won=4_238, of=4_238 + 2_473).share == Decimal("63.15")


# --- refunds ---


def test_a_refund_restates_the_day_of_the_sale(oracles: Oracles) -> None:
    """A sale of 5 March, refunded whole on 2 April: March as it was told, and as it is restated."""
    said = oracles["refund"]
    paid, cost, sold = money(said["sale"]), money(said["cost"]), date(2026, 3, 5)
    goal = Goal(id=1, key="sale", name="Sale", basis=Basis.FIXED, value=paid)
    sale = Conversion(day=sold, goal=goal, count=1, value=paid, revenue=paid)
    spent = Cost(day=sold, category=Category.ADS, amount=cost)
    back = refund(sale, 1, left_of(sale, []), paid, date(2026, 4, 2), "sent back")
    months: list[list[Cost | Conversion]] = [[spent, sale], [spent, sale, back]]
    found = [_march([one for fact in facts for one in postings(fact)], goal) for facts in months]
    assert [shown(done.roi) for done in found] == [said["before"], said["after"]]
    assert [done.conversions for done in found] == [1, 0]


def _march(posted: list[Posting], goal: Goal) -> Performance:
    march = [one for one in posted if (one.day.year, one.day.month) == (2026, 3)]
    cells = [
        Cell(category=one.category, goal=one.goal, cost=one.cost, count=one.count, value=one.value) for one in march
    ]
    return performance(cells, {1: goal}, "USD")

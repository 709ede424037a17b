"""Alerts: what is told of spend without results, of too few and of idle costs, and what is not (J-05 to J-07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.ledger.hourly_rates import Work
from core.money.money import Money
from core.performance.alert_bounds import longest_wait
from core.performance.result_price import Source
from core.performance.verdicts import Verdict
from core.plans.targets import Target
from core.posts.alerts import MOST_TOLD, AlertReport, Finding, Reason, alert_report
from core.posts.expectations import Expectation, price_of, since
from core.posts.watch import Unit, recent, watch
from core.reports.posted_alerts import Told
from core.reports.privacy import MERGING
from core.reports.ranking import channel_ranking, last_year
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.goals import Basis, Goal, Stage
from tests.core.reports.test_reports import Ledger
from tests.data import read_judgements

TODAY = date(2026, 10, 5)
FLOOR = 100_00
J05, J06, J07 = (read_judgements()[rule] for rule in ("J-05", "J-06", "J-07"))
SURE = [case for case in J07 if case.get("h") == 12 and "L" in case and "own_n" not in case]
BORROWED = [case for case in J07 if case.get("h") == 4 and "L" in case]
FEW = [case["too_few"] for case in J07 if "too_few" in case]
MATURING = [case for case in J06 if "counts_as" in case]


def eur(minor: int) -> Money:
    return Money(minor=minor, currency="EUR")


def goal(number: int, key: str, worth: int, **more: Any) -> Goal:
    """One of it is worth so many minor units; it counts unless it says otherwise."""
    usual = Goal(id=number, key=key, name=key.title(), basis=Basis.FIXED, value=eur(worth), stage=Stage.CUSTOMER)
    return replace(usual, **more)


SALE, NEWSLETTER = goal(1, "sale", 6_000_00), goal(2, "newsletter", 15_00)
DEMO = goal(3, "demo", 210_00)
DEAR = goal(3, "demo", 10**9)
"""As dear as to be no measure of its own price."""
LEAD = goal(4, "lead", 50_00, stage=Stage.LEAD, counts=False)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def spent(minor: int, days: int = 1, channel: str = "linkedin", campaign: str = "", **more: Any) -> Cost:
    usual = Cost(day=ago(days), category=Category.ADS, amount=eur(minor), channel=channel, campaign=campaign)
    return replace(usual, **more)


def came(of: Goal, days: int, count: int = 1, channel: str = "linkedin", campaign: str = "") -> Conversion:
    value = of.return_of(count, None)
    return Conversion(day=ago(days), goal=of, count=count, value=value, channel=channel, campaign=campaign)


def worked(minor: int, days: int, person: str = "Anna", **where: str) -> Cost:
    cost = spent(minor, days, **where)
    people = (Work(person=person, hours=Decimal(1), rate=eur(minor)),)
    return replace(cost, category=Category.PEOPLE, hours=Decimal(1), people=people)


def books(
    *facts: Cost | Conversion, goals: Sequence[Goal] = (DEMO,), campaigns: Sequence[Campaign] = (), **more: Any
) -> Ledger:
    return Ledger(facts=facts, versions=goals, known=campaigns, **more)


def report(ledger: Ledger, *, floor: int = FLOOR, told: dict[str, Told] | None = None) -> AlertReport:
    return alert_report(ledger, TODAY, floor, told or {})


def told_of(ledger: Ledger, **more: Any) -> list[tuple[str, str]]:
    """(why, of which channel or campaign)."""
    return [(str(one.reason), one.unit.id) for one in report(ledger, **more).findings]


def only(ledger: Ledger) -> Finding:
    (finding,) = report(ledger).findings
    return finding


def expected_of(finding: Finding) -> Expectation:
    assert finding.expectation is not None
    return finding.expectation


def campaign(key: str, **more: Any) -> Campaign:
    return Campaign(key=key, name=key.title(), **more)


def target(key: str, of: Goal, price: int, start: date = date(2026, 1, 1), end: date = date(2026, 12, 31)) -> Target:
    return Target(campaign=key, goal=of.key, count=50, cost_per_conversion=eur(price), start=start, end=end)


NOTHING_AT_LINKEDIN = [("nothing", "channel:linkedin")]


# --- the slander that must not happen (J-05) ---


def a_year(of: Goal, each: int, results: int, channel: str) -> list[Cost | Conversion]:
    """So many results in regular steps up to four weeks ago, each but the first paid for just before it came."""
    days = [28 + 330 * n // (results - 1) for n in range(results)]
    paid = [spent(each, day + 1, channel) for day in days[:-1]]
    return [*paid, *(came(of, day, channel=channel) for day in days)]


CHEAP = a_year(NEWSLETTER, 467, 300, "facebook")


def test_dear_sales_are_not_slandered_by_cheap_newsletters() -> None:
    """1,400 without a sale, where one costs 1,500, are no alert, however cheap newsletters are elsewhere."""
    dear = a_year(SALE, 1_500_00, 9, "linkedin")
    ledger = books(*CHEAP, *dear, spent(1_400_00, 5), came(NEWSLETTER, 1, channel="facebook"), goals=(SALE, NEWSLETTER))
    expected = expected_now(ledger, "linkedin")
    assert told_of(ledger) == []
    assert (expected.each, f"{expected.results:.2f}") == (int(J05["own"]["k"]) * 100, J05["own"]["lambda"])


def test_a_new_channel_is_not_measured_by_another_ones_newsletters() -> None:
    """Without a history it has the worth of the dearest result to bring."""
    ledger = books(*CHEAP, spent(1_400_00, 5), came(NEWSLETTER, 1, channel="facebook"), goals=(SALE, NEWSLETTER))
    expected = expected_now(ledger, "linkedin")
    assert told_of(ledger) == []
    assert (expected.each, f"{expected.results:.2f}") == (int(J05["new"]["k"]) * 100, J05["new"]["lambda"])


def expected_now(ledger: Ledger, key: str) -> Expectation:
    """What a unit should have brought since its last result, told or not."""
    watched = watch(ledger, TODAY)
    unit = next(one for one in watched.units if one.key == key)
    price = price_of(watched, unit, TODAY, recent(TODAY))
    assert price is not None
    return since(watched, unit, price, unit.history.last(watched.primary, TODAY))


# --- nothing comes (J-07) ---


def others(count: int) -> list[Cost | Conversion]:
    """So many channels more that are watched and have just had a result."""
    keys = [f"other-{number}" for number in range(count)]
    return [fact for key in keys for fact in (spent(1_00, 2, key), came(DEMO, 1, channel=key))]


@pytest.mark.parametrize("case", SURE)
@pytest.mark.parametrize(("more", "findings"), [("-0.0001", 0), ("0.0001", 1)])
def test_an_alert_is_raised_at_the_longest_wait(case: dict[str, Any], more: str, findings: int) -> None:
    """What one is worth counts for twelve results; each unit has at least five chances a year."""
    spend = int((Decimal(case["L"]) + Decimal(more)) * DEMO.value.minor * 1000)
    thousandfold = goal(3, "demo", DEMO.value.minor * 1000)
    ledger = books(spent(spend), *others(case["n"] // 5 - 1), goals=(thousandfold,))
    assert len(report(ledger).findings) == findings


@pytest.mark.parametrize(("spend", "findings"), [(1_178_85, 0), (1_178_86, 1)])
def test_the_bound_of_the_documentation(spend: int, findings: int) -> None:
    """docs/figures.md: at a target of 210.00, one channel and no result yet."""
    aims = (target("autumn", DEMO, 210_00),)
    ledger = books(spent(spend, 1, "", "autumn"), goals=(DEAR,), campaigns=(campaign("autumn"),), aims=aims)
    assert len(report(ledger).findings) == findings


@pytest.mark.parametrize("case", BORROWED)
@pytest.mark.parametrize(("more", "findings"), [("-0.0001", 0), ("0.0001", 1)])
def test_a_price_of_five_results_is_waited_on_longer(case: dict[str, Any], more: str, findings: int) -> None:
    """It counts for four."""
    each = 100_000_00
    history = a_year(DEMO, each, 5, "linkedin")
    spend = int((Decimal(case["L"]) + Decimal(more)) * each)
    ledger = books(*history, spent(spend, 5), *others(case["n"] // 5 - 1), goals=(DEAR,))
    assert len(report(ledger).findings) == findings


@pytest.mark.parametrize(("more", "findings"), [("-0.0001", 0), ("0.0001", 1)])
def test_sixty_steady_results_are_waited_on_less_long(more: str, findings: int) -> None:
    """No waves make their price less certain."""
    case = next(case for case in J07 if case.get("own_n") == 60 and "L" in case)
    each = 100_000_00
    spend = int((Decimal(case["L"]) + Decimal(more)) * each)
    ledger = books(*a_year(DEMO, each, 60, "linkedin"), spent(spend, 5), goals=(DEAR,))
    assert expected_now(ledger, "linkedin").price.strength == pytest.approx(float(case["h"]), abs=5e-5)
    assert len(report(ledger).findings) == findings


def test_nine_thousand_without_a_result_may_be_chance() -> None:
    """Eight came on 12,000 before: 5.25 should have come since, and that none has is no alert."""
    case = next(case for case in J07 if "since" in case)
    history = [*a_year(DEMO, 12_000_00 // 7, 8, "linkedin"), spent(12_000_00 % 7, 29)]
    ledger = books(*history, spent(9_000_00, 5), *others(6), goals=(DEAR,))
    expected = expected_now(ledger, "linkedin")
    assert told_of(ledger) == []
    assert expected.results == pytest.approx(float(case["lambda_"]))
    assert expected.price.strength == case["h"]


def test_what_is_told_of_spend_without_a_result() -> None:
    """The money since the last result, by day, and the price it is measured by."""
    ledger = books(spent(500_00, 200), came(DEMO, 200), spent(700_00, 100), spent(2_000_00))
    finding = only(ledger)
    assert (finding.reason, finding.spend, finding.last) == (Reason.NOTHING, 2_700_00, ago(200))
    assert (expected_of(finding).each, expected_of(finding).whole) == (210_00, 13)
    assert expected_of(finding).price.source is Source.BREAK_EVEN


def test_a_unit_without_any_result_is_told_of_from_its_start_on() -> None:
    """From its first cost, as far back as is read."""
    finding = only(books(spent(500_00, 200), spent(2_000_00)))
    assert (finding.spend, finding.last, finding.period) == (2_500_00, None, Period(start=ago(200), end=TODAY))


@pytest.mark.parametrize(("after", "findings"), [(6, 0), (7, 1)])
def test_the_bill_that_follows_the_last_result_is_no_spend_in_vain(after: int, findings: int) -> None:
    """Bills are booked once a week: only money spent a week after the result or later shows that it went on."""
    facts = (came(DEMO, 10), spent(90_000_00, 9))
    assert told_of(books(*facts)) == []
    assert len(told_of(books(*facts, spent(1, 10 - after)))) == findings


def test_one_result_a_day_ago_silences() -> None:
    """However much was spent before."""
    assert told_of(books(spent(90_000_00, 30), came(DEMO, 1))) == []


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_more_spend_never_silences(one: int, other: int) -> None:
    """What is an alert is one with more money as well."""
    less, more = sorted((one, other))
    assert len(told_of(books(spent(less)))) <= len(told_of(books(spent(more))))


# --- too few (J-07) ---


def aiming(count: int, expected: int, number: int = 0, day: int = 60) -> tuple[list[Cost | Conversion], Campaign]:
    """A campaign that aims at 100.00, on which so many should have come in the quarter, and so many have."""
    key = f"aim-{number}"
    results = [came(DEMO, 1, count, "", key)] if count else []
    return [spent(expected * 100_00 - 1, day, "", key), spent(1, 2, "", key), *results], campaign(key)


@pytest.mark.parametrize("case", FEW)
def test_too_few_in_a_quarter(case: dict[str, Any]) -> None:
    """Of four that aim at the same price, the one that stays behind; where nothing came at all, that is told."""
    built = [aiming(case["k"], int(case["lambda_"])), *(aiming(1, 1, number) for number in range(1, case["units"]))]
    facts = [fact for facts, _ in built for fact in facts]
    campaigns = [one for _, one in built]
    ledger = books(*facts, campaigns=campaigns, aims=[target(one.key, DEMO, 100_00) for one in campaigns])
    reason = "too_few" if case["k"] else "nothing"
    assert told_of(ledger) == [(reason, "campaign:aim-0")] * case["alert"]


def test_what_is_told_of_too_few() -> None:
    """The results of the quarter beside those that should have come, at the price of the year before it."""
    history = [fact for n in range(20) for fact in (spent(100_00, 120 + n), came(DEMO, 120 + n))]
    finding = only(books(*history, spent(4_000_00, 60), spent(1_00, 2), came(DEMO, 1, 2)))
    assert (finding.reason, finding.count, finding.spend) == (Reason.TOO_FEW, 2, 4_001_00)
    assert finding.period == Period(start=ago(91), end=TODAY)
    # 20 came on 2,000, and of these the first 100 were not waited for.
    assert expected_of(finding).price.price == Fraction(2_000_00, 19)
    assert expected_of(finding).whole == 38


@pytest.mark.parametrize(("age", "findings"), [(27, 0), (28, 1)])
def test_a_young_unit_is_not_said_to_bring_too_few(age: int, findings: int) -> None:
    """Early figures look worse than they are (A-26)."""
    facts, aim = aiming(2, 20, day=age)
    ledger = books(*facts, campaigns=(aim,), aims=(target(aim.key, DEMO, 100_00),))
    assert len(report(ledger).findings) == findings


# --- due spend (J-06) ---


@pytest.mark.parametrize("case", MATURING)
def test_only_what_had_time_to_bring_results_counts(case: dict[str, Any]) -> None:
    """The goal's delay: 50 a day over four weeks are 623.68 due where half of the results take 14 days."""
    slow = replace(DEMO, delay=case["delay"])
    # A day's money is due in parts from the day after it on; the last whole day is yesterday.
    days = [spent(int(case["per_day"]) * 100, 1 + n) for n in range(case["days"])]
    expected = expected_now(books(*days, goals=(slow,)), "linkedin")
    assert expected.results * 210 == pytest.approx(float(case["counts_as"]), abs=0.005)
    assert expected.delay == case["delay"]


# --- which results count (J-01) ---


def test_leads_do_not_silence_where_sales_come() -> None:
    """Once a result that counts has come anywhere, only those are waited for."""
    ledger = books(spent(3_000_00), came(LEAD, 1), *others(1), goals=(DEMO, LEAD))
    assert told_of(ledger) == NOTHING_AT_LINKEDIN


def test_leads_silence_where_nothing_counts_yet() -> None:
    """The latest stage that has results."""
    assert told_of(books(spent(3_000_00), came(LEAD, 1), goals=(DEMO, LEAD))) == []


@pytest.mark.parametrize(("days", "told"), [(1, []), (80, [("nothing", "campaign:autumn")])])
def test_leads_that_a_campaign_is_for_silence_it_where_sales_come(days: int, told: list[tuple[str, str]]) -> None:
    """Its price is that of a lead, so the last lead is what it waited for, though only sales count."""
    ledger = books(
        *[spent(50_00, day, campaign="autumn") for day in range(1, 90)],
        *[came(LEAD, day, campaign="autumn") for day in range(days, 90)],
        *others(1),
        goals=(DEMO, LEAD),
        campaigns=(campaign("autumn"),),
        aims=(target("autumn", LEAD, 50_00),),
    )
    assert [one for one in told_of(ledger) if one[1] == "campaign:autumn"] == told


def test_a_credit_larger_than_the_quarters_spend_is_no_alarm() -> None:
    """Fewer than no results are expected then."""
    ledger = books(spent(3_000_00, 100), came(DEMO, 101), spent(-2_600_00, 40), spent(50_00, 5))
    assert told_of(ledger) == []


# --- who is watched ---


def test_what_is_watched() -> None:
    """Channels and running campaigns that spent in 28 days: no overhead, nothing ended, unknown or for free."""
    campaigns = (
        campaign("runs", end=TODAY),
        campaign("open"),
        campaign("ended", end=ago(1)),
        campaign("licence", serves_all=True),
        campaign("before"),
        campaign("credited"),
    )
    here = ("runs", "open", "ended", "licence", "unknown")
    facts = [spent(5_00, 28, "linkedin" if key == "runs" else "", key) for key in here]
    before = [spent(5_00, 29, "email", "before"), spent(5_00, 9), spent(5_00, 8, "", "credited")]
    ledger = books(*facts, *before, spent(-5_00, 7, "", "credited", note="back"), campaigns=campaigns)
    assert [one.id for one in watch(ledger, TODAY).units] == ["channel:linkedin", "campaign:runs", "campaign:open"]


def test_what_one_person_costs_is_not_told() -> None:
    """Neither where all of the 28 days is hers, nor where the money that is told of would be, nor the price."""
    alone = books(worked(5_000_00, 5))
    assert watch(alone, TODAY).units == ()
    hers_since = books(spent(1_00, 20), came(DEMO, 15), worked(9_000_00, 3))
    assert told_of(hers_since) == []
    both = books(spent(1_00, 20), came(DEMO, 15), worked(9_000_00, 3), worked(9_000_00, 3, "Ben"))
    assert told_of(both) == NOTHING_AT_LINKEDIN
    history = [fact for n in range(6) for fact in (worked(10_00, 60 + n), came(DEMO, 60 + n))]
    assert told_of(books(*history, spent(9_000_00, 3))) == []


def test_below_the_floor_is_silent() -> None:
    """However unlikely; at the floor it is told."""
    cheap = books(spent(99_99), goals=(goal(3, "demo", 1_00),))
    assert told_of(cheap) == []
    assert told_of(cheap, floor=99_99) == NOTHING_AT_LINKEDIN


def test_most_money_stands_first_and_no_more_than_twelve_are_told() -> None:
    """Spend without results goes before too few, and that before questions."""
    ledger = books(*(spent(9_000_00 + n, 1, f"channel-{n:02}") for n in range(MOST_TOLD + 1)))
    assert [one.unit.key for one in report(ledger).findings] == [f"channel-{n:02}" for n in range(12, 0, -1)]
    few, aim = aiming(2, 200)
    idle = spent(100_00, 70, "", "licence", category=Category.TOOLS), spent(100_00, 2, "", "licence")
    mixed = books(
        *few,
        replace(idle[1], category=Category.TOOLS),
        idle[0],
        spent(3_000_00),
        campaigns=(aim, campaign("licence")),
        aims=(target(aim.key, DEMO, 100_00),),
    )
    assert [reason for reason, _ in told_of(mixed)] == ["nothing", "too_few", "idle"]


# --- which price (J-05) ---


def price_now(ledger: Ledger, key: str) -> tuple[object, ...]:
    price = expected_now(ledger, key).price
    return price.goal, price.source, price.price


def test_a_target_measures_its_own_campaign() -> None:
    """Of two the dearer speaks; another campaign's and one that is over say nothing."""
    aims = (
        target("autumn", DEMO, 70_00),
        target("autumn", NEWSLETTER, 9_00),
        target("other", DEMO, 900_00),
        target("autumn", SALE, 999_00, end=ago(29)),
    )
    goals = (SALE, NEWSLETTER, DEMO)
    ledger = books(spent(5_00, campaign="autumn"), goals=goals, campaigns=(campaign("autumn"),), aims=aims)
    assert price_now(ledger, "autumn") == ("demo", Source.TARGET, 70_00)
    assert price_now(ledger, "linkedin") == ("demo", Source.TARGET, 70_00)


def test_a_target_does_not_measure_other_campaigns_money() -> None:
    """On a channel where somebody without an aim spends as well, it says nothing of the channel."""
    ledger = books(
        spent(5_00, campaign="autumn"),
        spent(5_00, campaign="open"),
        campaigns=(campaign("autumn"), campaign("open")),
        aims=(target("autumn", DEMO, 70_00),),
    )
    assert price_now(ledger, "linkedin") == ("demo", Source.BREAK_EVEN, 210_00)


def test_a_campaigns_own_goal_goes_first() -> None:
    """Also for a channel on which only it spends."""
    history = [fact for n in range(6) for fact in (spent(30_00, 60 + n, campaign="autumn"), both(60 + n))]
    newsletters = [came(NEWSLETTER, 60, 100, campaign="autumn")]
    ledger = books(
        *history,
        *newsletters,
        spent(5_00, campaign="autumn"),
        goals=(NEWSLETTER, DEMO),
        campaigns=(campaign("autumn", goal="demo"),),
    )
    assert price_now(ledger, "autumn") == price_now(ledger, "linkedin") == ("demo", Source.OWN, 36_00)


def both(days: int) -> Conversion:
    return came(DEMO, days, campaign="autumn")


def test_a_new_campaign_borrows_its_channels_price() -> None:
    """That of the channel most of its money goes to; of few results it counts for four at most."""
    history = [fact for n in range(20) for fact in (spent(30_00, 60 + n), came(DEMO, 60 + n))]
    ledger = books(*history, spent(5_00, campaign="new"), spent(4_00, 1, "google", "new"), campaigns=(campaign("new"),))
    price = expected_now(ledger, "new").price
    assert (price.source, price.price, price.strength) == (Source.PARENT, Fraction(600_00, 19), 4)
    dearer = books(*history, spent(5_00, campaign="new"), spent(6_00, 1, "google", "new"), campaigns=(campaign("new"),))
    assert price_now(dearer, "new") == ("demo", Source.BREAK_EVEN, 210_00)


def test_the_worth_of_one_is_that_of_the_dearest_and_by_margin() -> None:
    """An average sale that was typed counts where it is more; of a channel's margins the highest does."""
    campaigns = (campaign("thin", margin=Decimal(40)), campaign("fat", margin=Decimal(50)))
    facts = (spent(5_00, campaign="thin"), spent(5_00, campaign="fat"))
    ledger = books(*facts, goals=(NEWSLETTER, DEMO, LEAD), campaigns=campaigns)
    assert [price_now(ledger, key)[2] for key in ("thin", "fat", "linkedin")] == [84_00, 105_00, 105_00]
    average = books(*facts, goals=(replace(DEMO, average=eur(1_000_00)),), campaigns=campaigns)
    assert price_now(average, "fat") == ("demo", Source.BREAK_EVEN, 500_00)


def test_without_any_price_nothing_is_said() -> None:
    """Where no goal has a worth and nothing has come."""
    assert told_of(books(spent(10**9), goals=(goal(3, "demo", 0),))) == []


def test_the_version_of_today_says_what_one_is_worth() -> None:
    """A goal that was changed is measured as it is now."""
    ledger = books(spent(3_000_00), goals=(DEMO, goal(9, "demo", 9_000_00)))
    assert told_of(ledger) == []


# --- idle units ---


def licence(first: int, last: int = 2, category: Category = Category.TOOLS) -> Ledger:
    costs = [spent(249_00, day, "", "licence", category=category) for day in (first, last)]
    return books(*costs, campaigns=(campaign("licence"),))


def test_what_costs_for_long_without_ads_is_asked_about() -> None:
    """Not an alert, however much it is; the money is that of the last 365 days."""
    costs = [spent(249_00, 2 + 30 * n, "", "licence", category=Category.TOOLS) for n in range(13)]
    finding = only(books(*costs, campaigns=(campaign("licence"),)))
    assert (finding.reason, finding.spend, finding.expectation) == (Reason.IDLE, 13 * 249_00, None)
    assert finding.id == "idle:campaign:licence"


def test_who_is_not_idle() -> None:
    """Neither one of sixty days nor one with ads, nor one with a result in the year."""
    assert told_of(licence(61)) == [("idle", "campaign:licence")]
    assert told_of(licence(60)) == []
    assert told_of(licence(61, category=Category.ADS)) == []
    ledger = licence(61)
    for days, findings in ((365, 0), (366, 1)):
        result = came(DEMO, days, channel="", campaign="licence")
        assert len(told_of(replace(ledger, facts=(*ledger.facts, result)))) == findings


@pytest.mark.parametrize("aims", [(), (target("licence", LEAD, 400_00),)])
def test_who_brings_what_it_is_for_is_not_idle(aims: Sequence[Target]) -> None:
    """Three leads that count for nothing, too few to have a price, are life of a campaign that is for leads."""
    of_others = spent(10_00, 70, "linkedin"), came(SALE, 70)
    facts = (*licence(61).facts, *of_others, came(LEAD, 30, 3, channel="", campaign="licence"))
    own = campaign("licence", goal="" if aims else "lead")
    for_leads = books(*facts, goals=(SALE, LEAD), campaigns=(own,), aims=aims)
    assert told_of(for_leads) == []
    assert told_of(replace(for_leads, known=(campaign("licence"),), aims=())) == [("idle", "campaign:licence")]


PAID_BACK = [spent(minor, day, "x", category=Category.ADS) for minor, day in ((50_00, 100), (-60_00, 90))]


@pytest.mark.parametrize(
    ("more", "idle"),
    [
        ([], True),
        (PAID_BACK[:1], False),
        (PAID_BACK, False),
        ([came(LEAD, 30, 3, "x", "talks")], False),
        ([came(LEAD, 30, 3, "x", "fair")], True),
    ],
    ids=["nothing", "ads", "ads paid back", "leads of who is for them", "leads of who is for sales"],
)
def test_what_is_asked_about_is_what_answers_call_idle(more: Sequence[Cost | Conversion], idle: bool) -> None:
    """A channel on which a campaign for leads spends, and one for sales; what each is for is its own."""
    tools = [spent(200_00, day, "x", key, category=Category.TOOLS) for day in (200, 2) for key in ("talks", "fair")]
    ledger = books(
        *(*tools, *more, spent(10_00, 70), came(SALE, 70)),
        goals=(SALE, LEAD),
        campaigns=(campaign("talks", goal="lead"), campaign("fair", goal="sale")),
    )
    (row,) = (row for row in channel_ranking(ledger, last_year(ago(1)), ago(1), veil=MERGING).rows if row.key == "x")
    assert row.judgement is not None
    assert (row.judgement.verdict is Verdict.IDLE) is idle
    assert (("idle", "channel:x") in told_of(ledger)) is idle


def test_idle_units_raise_no_bound() -> None:
    """The others are not waited for longer because of them."""
    spend = ceil(longest_wait(12, 5) * 210_00)
    ledger = licence(61)
    assert told_of(replace(ledger, facts=(*ledger.facts, spent(spend))))[0] == NOTHING_AT_LINKEDIN[0]


# --- what was told ---


def test_what_was_told_stays_silent_until_a_result_comes() -> None:
    """The last result that was known then is what is remembered."""
    ledger = books(spent(9_000_00, 9), came(DEMO, 60), spent(9_000_00))
    for told, silent in (
        (Told(day=ago(7), last=ago(60)), True),
        (Told(day=ago(700), last=ago(60)), True),
        (Told(day=ago(70), last=ago(80)), False),
        (Told(day=ago(70), last=None), False),
    ):
        assert (told_of(ledger, told={"channel:linkedin": told}) == []) is silent
    never = books(spent(9_000_00))
    assert told_of(never, told={"channel:linkedin": Told(day=ago(7), last=None)}) == []


@pytest.mark.parametrize(("days", "findings"), [(90, 0), (91, 1)])
def test_too_few_is_told_once_in_a_quarter(days: int, findings: int) -> None:
    """A single result does not bring it back, as long as the quarters overlap."""
    facts, aim = aiming(2, 20)
    ledger = books(*facts, campaigns=(aim,), aims=(target(aim.key, DEMO, 100_00),))
    assert len(told_of(ledger, told={"campaign:aim-0": Told(day=ago(days), last=ago(days))})) == findings


def test_what_is_told_is_remembered_with_what_it_waits_for() -> None:
    """The goal whose price it was measured by, and whether it spoke of a quarter."""
    facts, aim = aiming(2, 20)
    few = only(books(*facts, campaigns=(aim,), aims=(target(aim.key, DEMO, 100_00),)))
    assert few.told_on(TODAY) == Told(day=TODAY, last=few.last, goal="demo", too_few=True)
    nothing = only(books(spent(9_000_00)))
    assert nothing.told_on(TODAY) == Told(day=TODAY, last=None, goal="demo")


def test_a_question_that_was_asked_is_not_asked_again() -> None:
    """Nor does an alert of the same unit count as one."""
    asked = {"idle:campaign:licence": Told(day=ago(300), last=None)}
    assert told_of(licence(350), told=asked) == []
    assert told_of(licence(350), told={"campaign:licence": Told(day=ago(300), last=None)}) != []


def test_a_report_says_how_many_were_watched() -> None:
    """And calls everything by its name."""
    found = report(books(spent(5_00, campaign="autumn"), campaigns=(campaign("autumn"),)))
    assert (found.watched, found.day, found.names, found.findings) == (2, TODAY, {"autumn": "Autumn"}, ())


def test_units_of_one_key_are_told_apart() -> None:
    """A channel and a campaign may have the same key."""
    unit = watch(books(spent(5_00, 1, "x", "x"), campaigns=(campaign("x"),)), TODAY).units
    assert [one.id for one in unit] == ["channel:x", "campaign:x"]
    assert [one.lender and one.lender.id for one in unit] == ["campaign:x", "channel:x"]
    assert isinstance(unit[0], Unit)


# --- what an open alert stands in place of (J-03, J-04) ---


@pytest.mark.parametrize("alerted", [True, False])
def test_what_an_alert_is_open_on_is_not_praised(alerted: bool) -> None:
    """It paid over the year; nothing has come of it since the alert, so nobody is told to put more there."""
    ledger = books(
        *[spent(20_00, day) for day in range(70, 160)],
        *[came(DEMO, day) for day in range(70, 160)],
        *[spent(40_00, day, "email") for day in range(1, 160)],
        alerts={"channel:linkedin": Told(day=ago(3), last=ago(70))} if alerted else {},
    )
    ranking = channel_ranking(ledger, last_year(TODAY), TODAY, veil=MERGING)
    named = [ranking.more, ranking.extremes.best.candidate if ranking.extremes.best else None]
    assert [one.key for one in named if one] == ([] if alerted else ["linkedin", "linkedin"])

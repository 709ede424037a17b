"""Net costs of nothing and below: figures like all others, without an ROI and without a price of anything (J-12)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.bot.conftest import ANNA, Team, today
from tests.bot.test_digest_setup import next_run, set_up, weekly
from tests.bot.test_drill_down import menu, opened

LINE = "ROI n/a (net cost ≤ 0) · cost $0.00 · return $0.00"
LINIA = "ROI n/d (koszt po korektach ≤ 0) · koszt 0,00 USD · zwrot 0,00 USD"
NOTHING = ("Nothing was logged", "nie ma wpisów", "Nie było wtedy", "Nothing is logged")


def credit(team: Team, minus: str, **values: str) -> None:
    """Money that comes back for ads."""
    team.cost_form("ads", amount=minus, note="credit note", **values)


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """In March 2025 ads of 400.00 and their credit; in May ads of 100.00, a credit of 150.00, a lead and a customer."""
    team.goal("lead", "0", stage="lead", counts="no")
    team.goal("sale", "500", stage="customer")
    team.campaign("Alpha", start="2025-03-01")
    team.cost("400 ads linkedin alpha reel 2025-03-03")
    credit(team, "-400", campaign="alpha", channel="linkedin", content="reel", date="2025-03-04")
    team.cost("100 ads linkedin alpha 2025-05-05")
    credit(team, "-150", campaign="alpha", channel="linkedin", date="2025-05-06")
    team.conversions("2 lead linkedin alpha 2025-05-07")
    team.conversions("1 sale linkedin alpha 2025-05-08")
    return team


@pytest.mark.parametrize(
    "text", ["alpha 2025-03", "2025-03", "channels 2025-03", "campaigns 2025-03", "content 2025-03", "compare 2025-03"]
)
def test_costs_that_come_to_nothing_are_figures(books: Team, text: str) -> None:
    """$0.00, and no word of nothing having been logged, in both languages."""
    english = books.ask(text).text
    polish = books.ask(text, ANNA).text.replace("\u00a0", " ")
    assert LINE in english
    assert LINIA in polish
    first = english.split("The period before")[0].split("The same length")[0]
    assert not any(words in first for words in NOTHING)
    assert not any(words in polish.split("Poprzedni okres")[0] for words in NOTHING)


def test_a_category_that_comes_to_nothing_is_not_missing(books: Team) -> None:
    """Ads stand among the costs with $0.00; the others are what nothing was logged in."""
    answer = books.ask("alpha 2025-03").text
    assert "Cost by category\nAds: $0.00" in answer
    assert "No cost logged in: Tools, People, Materials, Agency." in answer
    assert "Reel: ROI n/a (net cost ≤ 0) · cost $0.00 · return $0.00" in answer


def test_what_was_taken_back_is_nothing(books: Team) -> None:
    """An entry and its undo are no figures: nothing of it stands."""
    books.campaign("Beta", start="2025-03-01")
    books.cost("70 ads google beta 2025-03-05")
    books.ask("undo")
    answer = books.ask("beta 2025-03").text
    assert "Nothing was logged in this period." in answer
    assert "ROI n/a · cost $0.00 · return $0.00" in answer
    assert "No cost logged in: Ads" in answer
    assert "Google" not in books.ask("channels 2025-03").text


def test_it_is_a_side_of_a_comparison(books: Team) -> None:
    """Also where it stands beside another; its change cannot be told."""
    answer = books.ask("compare 2025-03 2025-05").text
    assert f"1–31 Mar 2025\n{LINE}" in answer
    assert "Nothing was logged" not in answer
    assert "No change to show: one of the two has no ROI." in answer


def test_it_lies_outside_another_period(books: Team) -> None:
    """The answer about an empty month still says that something is logged elsewhere."""
    assert "Outside this period: cost -$50.00, return $500.00." in books.ask("alpha 2025-04").text


@pytest.mark.parametrize("what", ["alpha ", "", "channels ", "campaigns ", "compare "])
def test_without_a_cost_above_nothing_there_is_no_price(books: Team, what: str) -> None:
    """Neither below zero nor of zero: per conversion, lead and customer; the counts stand."""
    answer = books.ask(f"{what}2025-05").text
    assert "ROI n/a (net cost ≤ 0) · cost -$50.00 · return $500.00" in answer
    for price in ("-$50.00 per", "-$25.00", "CPA -", "CPL -", "CPA $", "CPL $", "(ads)"):
        assert price not in answer
    if what == "alpha ":
        assert "ROAS n/a · CPL n/a · CPA n/a (on full cost)" in answer
    else:
        assert "sale: 1 · lead: 2" in answer
        assert "each" not in answer


def test_a_price_of_nothing_is_none_either(books: Team) -> None:
    """Costs and credits of the same amount; an organic post without any cost still cost $0.00 each (D-16)."""
    books.campaign("Even", start="2025-06-01")
    books.campaign("Organic", start="2025-06-01")
    books.cost("80 ads facebook even 2025-06-02")
    credit(books, "-80", campaign="even", channel="facebook", date="2025-06-03")
    books.conversions("4 sale facebook even 2025-06-04")
    books.conversions("4 sale email organic 2025-06-04")
    assert "CPL n/a · CPA n/a (on full cost)" in books.ask("even 2025-06").text
    assert "CPA $0.00 (on full cost)" in books.ask("organic 2025-06").text


def test_an_opened_figure_has_no_price_either(books: Team) -> None:
    """Each price of the answer, opened, is n/a."""
    figures = menu(opened(books, "alpha 2025-05"))
    prices = {"cpl", "cpl_ads", "cpa", "cpa_ads", "cost_per_conversion"}
    assert {name: figures[name].rpartition(" ")[2] for name in prices} == dict.fromkeys(prices, "n/a")


def test_a_target_has_no_price_either(books: Team) -> None:
    """Customers came, and the credits were larger than the costs."""
    values = {"campaign": "alpha", "goal": "sale", "count": "5", "cost_per_conversion": "90"}
    books.fill("/roi", {**values, "start": "2025-05-01", "end": "2025-05-31"}, "target")
    assert "sale: n/a (net cost ≤ 0) each on full cost · target $90.00" in books.ask("alpha 2025-05").text


def test_the_digest_of_such_a_week(new_team: Team) -> None:
    """The week's costs came to nothing: its line stands, Ads are not missing, and nothing has a price."""
    rhythm = weekly()
    run = next_run(rhythm)
    week = rhythm.reported(run)
    new_team.goal("sale", "5")
    new_team.cost(f"400 ads linkedin {week.start}")
    credit(new_team, "-400", channel="linkedin", date=f"{week.start}")
    set_up(new_team, rhythm, "C1")
    new_team.tick(run)
    digest = new_team.posts("C1")[-1]
    assert LINE in digest.splitlines()
    assert f"LinkedIn: {LINE}" in digest
    assert "No cost logged in: Tools, People, Materials, Agency." in digest
    assert "Nothing was logged in this week." not in digest


def test_a_month_stands_beside_the_month_before(books: Team) -> None:
    """28 days of February beside all of January: in the campaign's answer as in a comparison, however it is typed."""
    books.campaign("Steady", start="2023-01-01")
    books.cost("31 ads steady 2023-01-02")
    books.cost("28 ads steady 2023-02-02")
    before = "1–31 Jan 2023"
    for period in ("2023-02", "2023-02-01..2023-02-28", "february 2023"):
        answer = books.ask(f"steady {period}").text
        assert f"The same length of time before\n{before}: ROI -100.00% · cost $31.00 · return $0.00" in answer
        assert f"The period before\n{before}\nROI -100.00% · cost $31.00" in books.ask(f"compare steady {period}").text


def test_a_month_that_is_not_over_stands_beside_as_many_days(books: Team) -> None:
    """Of the month before its first days, as a comparison has it; the whole of it below."""
    day = today()
    first = day.replace(day=1)
    month_before = (first - timedelta(days=1)).replace(day=1)
    books.campaign("Running on", start=month_before.isoformat())
    books.cost(f"10 ads running-on {month_before}")
    books.cost(f"20 ads running-on {first - timedelta(days=1)}")
    for text in ("running-on this month", "compare running-on this month"):
        answer = books.ask(text).text
        told = "In full, " if day + timedelta(days=1) < _next(first) and _days(month_before) > day.day else ""
        assert re.search(f"{told}1–[0-9]+ {month_before:%b}", answer)
        assert "ROI -100.00% · cost $30.00 · return $0.00" in answer


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _days(first: date) -> int:
    return (_next(first) - first).days

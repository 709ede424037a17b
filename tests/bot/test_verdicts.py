"""What may be concluded, as people read it: margin, break-even, ranges, too early, best and worst."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ANNA, Team


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """The reference campaign F1 of the domain's maths, and channels of which some can be told apart."""
    team.goal("sale", "6000", stage="customer")
    team.goal("lead", "0", stage="lead", counts="no")
    team.goal("order", "100")
    team.campaign("F1", margin="65")
    for cost in ("4000 ads linkedin", "600 agency", "12.5h 40 people", "4h 55 people", "230 tools", "50 materials"):
        team.cost(f"{cost} f1 2025-08-04")
    team.conversions("80 lead linkedin f1 2025-08-05")
    team.conversions("4 sale linkedin f1 2025-08-06")
    team.campaign("Shop")
    for day, facebook, google in (("2025-09-01", 40, 300), ("2025-11-03", 40, 45), ("2025-12-01", 9, 300)):
        team.cost(f"1000 ads facebook shop {day}")
        team.cost(f"1000 ads google shop {day}")
        team.conversions(f"{facebook} order facebook shop {day}")
        team.conversions(f"{google} order google shop {day}")
    return team


def test_a_margin_is_told_beside_the_roi(books: Team) -> None:
    """ROI on the whole return, then on what is left of it: the line that decides."""
    told = books.ask("f1 2025-08").text.splitlines()
    line = told.index("ROI 328.57% · cost $5,600.00 · return $24,000.00")
    assert told[line + 1] == "Margin ROI 178.57%"
    assert "Margin ROI" not in books.ask("shop 2025-09").text


def test_four_customers_are_too_few_to_judge_and_the_figures_stand(books: Team) -> None:
    """Said beside the ROI, with how many more it takes; a member reads the same."""
    told = books.ask("f1 2025-08").text
    assert "Too early to judge: 4 conversions, 6 more needed." in told
    assert "ROI = ($24,000.00 - $5,600.00) × 100 / $5,600.00 = 328.57%" in told
    assert "Too early" not in books.ask("shop 2025-09").text


def test_the_ranges_of_a_campaign(books: Team) -> None:
    """Between which figures chance could have put it (D-23)."""
    told = books.ask("f1 2025-08").text
    wanted = (
        "Likely range (95%)\n"
        "ROI 16.77% to 997.31%\n"
        "Cost per conversion $546.79 to $5,138.25\n"
        "Excess cost -$34,342.20 to $1,349.53\n"
    )
    assert wanted in told


def test_the_break_even_of_a_campaign(books: Team) -> None:
    """From its own figures at its own margin (D-06, D-13, D-14)."""
    wanted = (
        "Break-even at a margin of 65.00%\n"
        "ROAS 1.54×\n"
        "CPL (full) $195.00\n"
        "CPA (full) $3,900.00\n"
        "Customers from leads: 4 of 80, 5.00% (1.96% to 12.16%)\n"
    )
    assert wanted in books.ask("f1 2025-08").text


def test_without_a_margin_the_break_even_says_so(books: Team) -> None:
    """An order worth 100 may cost 100."""
    assert "Break-even at full margin (none is set)\n$100.00 per conversion\n" in books.ask("shop 2025-09").text


def test_cost_per_lead_and_customer_are_named_by_what_they_rest_on(books: Team) -> None:
    """On ad spend and on full cost, side by side, never one for the other (D-07, D-08)."""
    told = books.ask("f1 2025-08").text
    assert "ROAS 6.00× · CPL $70.00 · CPA $1,400.00 (on full cost)" in told
    assert "CPL (ads) $50.00 · CPL (full) $70.00\nCPA (ads) $1,000.00 · CPA (full) $1,400.00" in told
    assert "(ads)" not in books.ask("shop 2025-09").text


def test_best_and_worst_are_named_where_the_gap_is_real(books: Team) -> None:
    """300 orders against 40 for the same money; each with the range of its ROI."""
    told = books.ask("channels 2025-09").text
    assert "Best: Google · ROI 2,570.09% to 3,259.41%\nWorst: Facebook · ROI 185.77% to 444.69%" in told


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2025-11", "No difference between those with 10 conversions is certain."),
        ("2025-12", "Too early to compare: it takes two with 10 conversions each."),
    ],
)
def test_without_a_real_gap_there_is_neither_best_nor_worst(books: Team, period: str, told: str) -> None:
    """40 against 45 may be chance; nine may be anything."""
    answer = books.ask(f"channels {period}").text
    assert told in answer
    assert "Best" not in answer
    assert "Worst" not in answer


def test_too_early_stands_in_the_rows(books: Team) -> None:
    """Beside the figures of channels and campaigns; in a campaign's own channels in three words."""
    facebook = (
        "Facebook: ROI -10.00% · cost $1,000.00 · return $900.00\n"
        "9 conversions · $111.11 per conversion · excess cost $100.00\n"
        "too early to judge: 1 more needed"
    )
    assert facebook in books.ask("channels 2025-12").text
    assert "too early to judge: 6 more needed" in books.ask("campaigns 2025-08").text
    assert (
        "Facebook: ROI -10.00% · cost $1,000.00 · return $900.00 · too early to judge" in books.ask("shop 2025-12").text
    )


def test_one_row_is_compared_with_nothing(books: Team) -> None:
    """One campaign alone is neither best nor worst, and nothing is said of it."""
    answer = books.ask("campaigns 2025-09").text
    assert not [word for word in ("Best", "Worst", "difference", "compare") if word in answer]


def test_all_of_it_in_polish(books: Team) -> None:
    """For whoever reads Polish."""
    told = books.ask("f1 2025-08", ANNA).text.replace("\u00a0", " ")
    for line in (
        "ROI z marży 178,57%",
        "Za wcześnie na ocenę: 4 konwersje, potrzeba jeszcze 6.",
        "ROI od 16,77% do 997,31%",
        "Koszt konwersji od 546,79 USD do 5 138,25 USD",
        "Próg rentowności przy marży 65,00%",
        "CPL (reklamy) 50,00 USD · CPL (pełny) 70,00 USD",
        "Klienci z leadów: 4 z 80, 5,00% (od 1,96% do 12,16%)",
    ):
        assert line in told.splitlines()
    ranked = books.ask("kanały 2025-09", ANNA).text.replace("\u00a0", " ")
    assert "Najlepszy wynik: Google · ROI od 2 570,09% do 3 259,41%" in ranked
    assert "potrzeba jeszcze 1" in books.ask("kanały 2025-12", ANNA).text

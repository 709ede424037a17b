"""What may be concluded, as people read it: verdicts, ranges, break-even, best and worst (J-01 to J-04, J-08)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.bot.conftest import ADA, ANNA, Team, today
from tests.bot.test_serving_all import serves_all


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
    team.cost("10 ads facebook shop 2025-01-07")
    team.cost("10 ads google shop 2025-01-07")
    for day, facebook, google in (("2025-09-01", 4, 300), ("2025-11-03", 40, 45), ("2025-12-01", 9, 300)):
        team.cost(f"10000 ads facebook shop {day}")
        team.cost(f"10000 ads google shop {day}")
        team.conversions(f"{facebook} order facebook shop {day}")
        team.conversions(f"{google} order google shop {day}")
    team.cost("60000 ads facebook shop 2025-10-06")
    team.cost("1000 ads google shop 2025-10-06")
    team.conversions("4 order facebook shop 2025-10-06")
    team.conversions("300 order google shop 2025-10-06")
    return team


def test_a_margin_is_told_at_the_end_of_the_roi_line(books: Team) -> None:
    """ROI on the whole return, then on what is left of it: the figure that decides (J-08)."""
    line = "ROI 328.57% · cost $5,600.00 · return $24,000.00 · margin ROI 178.57%"
    assert line in books.ask("f1 2025-08").text.splitlines()
    assert f"F1: {line}" in books.ask("campaigns 2025-08").text
    assert "margin ROI" not in books.ask("shop 2025-09").text


def test_without_any_margin_that_is_said_once(books: Team) -> None:
    """Above the rows."""
    answer = books.ask("campaigns 2025-09").text
    assert answer.count("at full margin") == 1
    assert "at full margin" not in books.ask("campaigns 2025-08").text


def test_the_young_are_not_judged_and_the_figures_stand(new_team: Team) -> None:
    """27 days after its first cost; a day later it probably pays."""
    new_team.goal("sale", "6000", stage="customer")
    for days, name in ((26, "young"), (27, "old")):
        new_team.campaign(name, start=str(today() - timedelta(days=40)))
        new_team.cost(f"2000 ads linkedin {name} {today() - timedelta(days=days)}")
        new_team.conversions(f"2 sale linkedin {name}")
    assert "Too early: day 27, ahead by $10,000.00 so far." in new_team.ask("young").text
    assert "Probably pays: ahead by $10,000.00." in new_team.ask("old").text


def test_days_of_last_year_are_not_too_early(books: Team) -> None:
    """Asked about now: its first cost is more than four weeks ago."""
    answer = books.ask("f1 2025-08").text
    assert "Probably pays: ahead by $10,000.00. It settles after about 2 more." in answer
    assert "ROI = ($24,000.00 - $5,600.00) × 100 / $5,600.00 = 328.57%" in answer


def test_the_ranges_of_a_campaign(books: Team) -> None:
    """On margin where one is set: four customers say little (J-02)."""
    assert "Likely range (95%)\nMargin ROI -24.10% to 613.25%\n" in books.ask("f1 2025-08").text


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
    assert "Break-even at full margin (100%: none is set)\n$100.00 per conversion\n" in books.ask("shop 2025-09").text


def test_cost_per_lead_and_customer_are_named_by_what_they_rest_on(books: Team) -> None:
    """On ad spend and on full cost, side by side, never one for the other (D-07, D-08)."""
    told = books.ask("f1 2025-08").text
    assert "ROAS 6.00× · CPL $70.00 · CPA $1,400.00 (on full cost)" in told
    assert "CPL (ads) $50.00 · CPL (full) $70.00\nCPA (ads) $1,000.00 · CPA (full) $1,400.00" in told
    assert "(ads)" not in books.ask("shop 2025-09").text


def test_best_and_worst_are_named_where_the_gap_is_real(books: Team) -> None:
    """300 orders for 1,000 against 4 for 60,000; each with the range of its ROI.

    Where more goes is a matter of the last 365 days, and not said of any other.
    """
    answer = books.ask("channels 2025-10").text
    assert "Best: Google · ROI " in answer
    assert "Worst: Facebook · ROI " in answer
    assert "More on " not in answer


def test_without_a_real_gap_there_is_neither_best_nor_worst(books: Team) -> None:
    """40 against 45 may be chance, and both lose."""
    answer = books.ask("channels 2025-11").text
    assert "Best" not in answer
    assert "Worst" not in answer


def test_every_row_has_its_verdict(books: Team) -> None:
    """A mark and a word behind its ROI line, in a campaign's own channels too."""
    facebook = "Facebook: ROI -91.00% · cost $10,000.00 · return $900.00 · "
    assert facebook in books.ask("channels 2025-12").text
    assert facebook in books.ask("shop 2025-12").text


def test_nobody_counts_to_ten_any_more(books: Team) -> None:
    """Too early by a bare count is gone (J-03)."""
    for question in ("f1 2025-08", "channels 2025-12", "campaigns 2025-08", "shop 2025-12", ""):
        assert "more needed" not in books.ask(question).text


def test_one_row_is_compared_with_nothing(books: Team) -> None:
    """One campaign alone is neither best nor worst, and nothing is said of it."""
    answer = books.ask("campaigns 2025-09").text
    assert not [word for word in ("Best", "Worst", "difference", "compare") if word in answer]


def test_all_of_it_in_polish(books: Team) -> None:
    """For whoever reads Polish."""
    told = books.ask("f1 2025-08", ANNA).text.replace("\u00a0", " ")
    for line in (
        "ROI 328,57% · koszt 5 600,00 USD · zwrot 24 000,00 USD · ROI z marży 178,57%",
        "Próg rentowności przy marży 65,00%",
        "CPL (reklamy) 50,00 USD · CPL (pełny) 70,00 USD",
        "Klienci z leadów: 4 z 80, 5,00% (od 1,96% do 12,16%)",
    ):
        assert line in told.splitlines()
    ranked = books.ask("kanały 2025-09", ANNA).text.replace("\u00a0", " ")
    assert "Najlepszy wynik: Google · ROI od " in ranked


def test_an_open_alert_stands_in_place_of_the_verdict(new_team: Team) -> None:
    """From its post until a result comes: in the row, in the answer, and where it is said what to cut (J-03)."""
    team = new_team
    day = today() - timedelta(days=40)
    team.goal("booking", "210")
    team.campaign("Silent", start=str(day))
    team.cost(f"3000 ads linkedin silent {day}")
    team.cost(f"3000 ads linkedin silent {today() - timedelta(days=9)}")
    team.fill("/roi", {"conversation": "C1"}, "alerts", ADA)
    # Answers are kept while the books stand still, and no entry comes in between.
    assert "alert since" not in team.ask("channels this year").text
    team.tick(datetime.now(UTC) + timedelta(days=7))
    assert "Silent" in team.posts("C1")[-1]
    assert "· ! alert since " in team.ask("channels this year").text
    assert "Alert since " in team.ask("silent").text
    assert "Silent: alert since " in team.ask("").text
    serves_all(team, "silent")
    assert "It serves all campaigns" in team.ask("silent").text
    assert "lert since" not in team.ask("campaigns this year").text
    assert "· ! alert since " in team.ask("channels this year").text
    team.conversions("1 booking linkedin silent")
    assert "lert since" not in team.ask("channels this year").text


# --- leads that do not count are not nothing ---


@pytest.fixture
def leads(new_team: Team) -> Team:
    """Sales come of Shop; Talks had ads and Tool had none, and both brought leads alone, which do not count."""
    team, day = new_team, today() - timedelta(days=100)
    team.goal("sale", "500", stage="customer")
    team.goal("lead", "0", stage="lead", counts="no")
    for name in ("Shop", "Talks", "Tool"):
        team.campaign(name, start=str(today() - timedelta(days=200)))
    for cost in ("10 ads google shop", "4100 ads linkedin talks", "4200 tools website tool"):
        team.cost(f"{cost} {day}")
    for result in ("30 sale google shop", "30 lead linkedin talks", "2 lead website tool"):
        team.conversions(f"{result} {day}")
    return team


def test_where_to_cut_says_what_came(leads: Team) -> None:
    """In both languages, of what loses and, where that is asked, of what is idle as well."""
    days = f"{today() - timedelta(days=150)} to {today()}"
    answer = leads.ask("where should I cut").text
    assert "Tool: $4,200.00 brought 2 × lead, 0 × sale, and no ads ran on it. Does it serve all campaigns" in answer
    assert "nothing" not in answer
    serves_all(leads, "tool")
    assert "Cut Talks: $4,100.00 brought 30 × lead, 0 × sale." in leads.ask(days).text
    told = leads.ask(days, ANNA).text.replace("\u00a0", " ")
    assert "Utnij wydatki na Talks: 4 100,00 USD dało tylko: 30 × lead, 0 × sale." in told


def test_what_is_open_waits_for_a_result_that_counts(leads: Team) -> None:
    """Leads came: it is not without a result."""
    leads.campaign("Fresh", start=str(today() - timedelta(days=200)))
    leads.cost(f"400 ads x fresh {today() - timedelta(days=40)}")
    leads.conversions(f"3 lead x fresh {today() - timedelta(days=40)}")
    answer = leads.ask(f"fresh {today() - timedelta(days=50)} to {today()}").text
    assert "Open: $404.72 more without a result that counts, and it probably does not pay." in answer


def test_the_weekly_post_says_what_came(leads: Team) -> None:
    """Of spend without the results that are waited for, and of what is asked about."""
    for cost in ("3000 ads linkedin talks", "10 tools website tool"):
        leads.cost(f"{cost} {today() - timedelta(days=5)}")
    leads.fill("/roi", {"conversation": "C1"}, "alerts", ADA)
    leads.tick(datetime.now(UTC) + timedelta(days=7))
    post = leads.posts("C1")[-1]
    assert "Talks: $7,100.00 brought 30 × lead, 0 × sale since " in post
    asked = "$4,210.00 brought 2 × lead, 0 × sale in 12 months, and no ads ran on it: does it serve all campaigns"
    assert asked in post
    assert "without a result since" not in post
    assert "Nothing came" not in post

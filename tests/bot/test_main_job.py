"""The main job: log costs and conversions, ask for the return on investment, in both languages, by the oracles."""

from __future__ import annotations

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said
from tests.data import read_ad_report
from tests.program import environment, run

LINE = "ROI 176.92% · cost $65,000.00 · return $180,000.00"
POLISH_LINE = "ROI 176,92% · koszt 65\u00a0000,00\u00a0USD · zwrot 180\u00a0000,00\u00a0USD"
FORMULA = "ROI = ($180,000.00 - $65,000.00) × 100 / $65,000.00 = 176.92%"


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """The article's example on the books: 65,000 USD over all categories, 12,000 subscribers, in forms and in lines."""
    team.goal("newsletter", "150", "history", rate="10")
    team.campaign("Campaign Q3")
    where = {"campaign": "campaign-q3", "date": DAY}
    team.cost_form("ads", amount="29500", channel="linkedin", **where)
    team.cost_form("tools", amount="6000", **where)
    team.cost_form("people", hours="120", rate="100", user=MAX, **where)
    team.cost_form("other", amount="500", **where)
    team.cost(f'12000 USD agency linkedin campaign-q3 {DAY} "retainer"')
    team.cost(f"3000 materials {DAY} campaign-q3")
    team.cost(f"40h 50 USD people campaign-q3 {DAY}", user=MAX)
    team.fill("/roi-conversion", {"goal": "newsletter", "count": "7000", "channel": "linkedin", **where}, user=MAX)
    team.conversions(f"5000 newsletter linkedin campaign-q3 {DAY}")
    return team


def test_the_campaign_answers_with_its_roi(books: Team) -> None:
    """`/roi campaign-q3` says the whole line, in the text for screen readers and in the blocks."""
    answer = books.ask("campaign-q3")
    assert LINE in answer.text.splitlines()
    assert LINE in said(answer.blocks).splitlines()


def test_only_the_person_who_asked_sees_the_answer(books: Team) -> None:
    """The answer is ephemeral until somebody shares it."""
    assert (books.ask("campaign-q3", MAX).body or {})["response_type"] == "ephemeral"


def test_the_campaign_answers_in_polish(books: Team) -> None:
    """Somebody whose Slack is Polish reads the same line with Polish words and formats."""
    answer = books.ask("campaign-q3", ANNA)
    assert POLISH_LINE in answer.text.splitlines()
    assert POLISH_LINE in said(answer.blocks).splitlines()


def test_the_polish_answer_has_polish_formats(books: Team) -> None:
    """Decimal comma, no-break spaces between thousands and before the currency, no space before the percent sign."""
    answer = books.ask("campaign-q3", ANNA).text
    assert "ROI 176,92% · " in answer
    assert "65\u00a0000,00\u00a0USD" in answer
    assert "180\u00a0000,00\u00a0USD" in answer
    assert "$" not in answer


def test_the_polish_answer_speaks_no_english(books: Team) -> None:
    """No English heading is left in what a Polish reader sees."""
    words = set(books.read("campaign-q3", ANNA).replace(":", " ").split())
    assert words & {"cost", "return", "Formula", "Conversions", "channel", "Share", "Materials", "before"} == set()


def test_the_formula_is_shown_with_its_numbers(books: Team) -> None:
    """Anybody can check the figure by hand."""
    answer = books.ask("campaign-q3")
    assert FORMULA in answer.text
    assert FORMULA in said(books.details("campaign-q3", "how"))


@pytest.mark.parametrize("name", ["campaign-q3", "Campaign Q3", "CAMPAIGN-Q3", "  cämpaign-q3 ", "campaign-q3 all"])
def test_the_name_may_be_written_as_it_comes(books: Team, name: str) -> None:
    """Case, accents and signs between words do not matter, and a period may follow."""
    assert LINE in books.ask(name).text


def test_cost_is_told_by_category_and_people_only_to_admins(books: Team) -> None:
    """An admin sees what people cost; to others it is merged into people and other, and the total stands."""
    admin, member = books.ask("campaign-q3", ADA).text, books.ask("campaign-q3", MAX).text
    assert "Ads: $29,500.00\nTools: $6,000.00\nPeople: $14,000.00\nMaterials: $3,000.00\nAgency: $12,000.00" in admin
    assert "People + Agency: $26,000.00" in member
    assert "$14,000.00" not in member
    assert LINE in member


def test_cost_and_return_are_told_by_channel(books: Team) -> None:
    """Each channel has its line, what has none as well, so that the lines add up."""
    answer = books.ask("campaign-q3").text
    assert "LinkedIn: ROI 333.73% · cost $41,500.00 · return $180,000.00" in answer
    assert "No channel: cost $23,500.00 · return $0.00" in answer


def test_conversions_and_ratios_are_told(books: Team) -> None:
    """The count of the goal, the return on ad spend, and no cost per lead where nobody is a lead."""
    assert "newsletter: 12,000, $5.42 each\nROAS 6.10× · CPL n/a · CPA n/a" in books.ask("campaign-q3").text


def test_a_period_may_be_asked_for(books: Team) -> None:
    """August has everything, July nothing; and the answer for July says what lies outside."""
    assert LINE in books.ask("campaign-q3 august 2025").text
    july = books.ask("campaign-q3 2025-07").text
    assert "ROI n/a · cost $0.00 · return $0.00" in july
    assert "cost $65,000.00, return $180,000.00" in july


def test_the_same_length_of_time_before_is_told(books: Team) -> None:
    """The week asked for stands beside the week before it."""
    answer = books.ask("campaign-q3 2025-08-11..2025-08-17").text
    assert f"4–10 Aug 2025: {LINE}" in answer


def test_the_books_balance_afterwards(books: Team) -> None:
    """`check` recomputes the totals from the entries and finds them equal."""
    done = run("check", env=environment(books.slack, books.url))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The books balance: ")


def test_leads_that_do_not_count_and_customers_that_do(team: Team) -> None:
    """Fixture F1: full cost against booked revenue, leads and customers each on full cost, return on ad spend alone."""
    team.goal("F1 lead", "0", stage="lead", counts="no")
    team.goal("F1 customer", "6000", stage="customer")
    team.campaign("F1")
    where = {"campaign": "f1", "date": DAY, "channel": "linkedin"}
    for category, amount in {"ads": "4000", "agency": "600", "tools": "230", "materials": "50"}.items():
        team.cost_form(category, amount=amount, **where)
    team.cost_form("people", hours="12.5", rate="40", **where)
    team.cost_form("people", hours="4", rate="55", **where)
    team.fill("/roi-conversion", {"goal": "f1-lead", "count": "80", **where})
    team.fill("/roi-conversion", {"goal": "f1-customer", "count": "4", "revenue": "24000", **where})
    answer = team.ask("f1").text
    assert "ROI 328.57% · cost $5,600.00 · return $24,000.00" in answer
    assert "ROAS 6.00× · CPL $70.00 · CPA $1,400.00" in answer
    assert "F1 lead: 80" in answer


def test_the_ad_report_entered_by_hand(new_team: Team) -> None:
    """Sixteen rows of an ad report, through the forms, give its totals and its three channels."""
    new_team.goal("sale", "0")
    for row in read_ad_report():
        where = {
            "campaign": f"+{row['campaign']}",
            "channel": row["channel"],
            "date": row["day"],
            "note": row["advert"],
        }
        new_team.fill("/roi-cost", {"amount": row["cost"], **where})
        results = {"goal": "sale", "count": row["conversions"], "revenue": row["revenue"]}
        new_team.fill("/roi-conversion", results | where)
    answer = new_team.ask("channels august 2025").text
    assert "ROI 104.04% · cost $2,247.15 · return $4,585.00" in answer
    assert "Google: ROI 151.26% · cost $587.05 · return $1,475.00 · ▲ pays\nsale: 59, $9.95 each" in answer
    assert "Facebook: ROI 104.55% · cost $1,188.00 · return $2,430.00 · ▲ pays\nsale: 108, $11.00 each" in answer
    assert "TikTok: ROI 44.04% · cost $472.10 · return $680.00 · △ probably pays\nsale: 34, $13.89 each" in answer


@pytest.mark.parametrize(
    ("name", "cost", "revenue", "line"),
    [
        ("edge nothing", "", "", "ROI n/a · cost $0.00 · return $0.00"),
        ("edge no cost", "", "400", "ROI n/a (no cost) · cost $0.00 · return $400.00"),
        ("edge no return", "400", "", "ROI -100.00% · cost $400.00 · return $0.00"),
        ("edge zero return", "400", "0", "ROI -100.00% · cost $400.00 · return $0.00"),
        ("edge small return", "400", "21.33", "ROI -94.67% · cost $400.00 · return $21.33"),
        ("edge cents", "0.01", "1000000000", "ROI 9,999,999,999,900.00% · cost $0.01 · return $1,000,000,000.00"),
    ],
)
def test_where_a_ratio_has_no_answer_it_says_so(team: Team, name: str, cost: str, revenue: str, line: str) -> None:
    """The line keeps its three parts; what cannot be divided is worded, never zero and never infinite (D-16)."""
    key = name.replace(" ", "-")
    team.campaign(name)
    if cost:
        team.cost(f"{cost} ads linkedin {key} {DAY}")
    if revenue:
        goal = {"goal": f"{key}-goal", "count": "2", "revenue": revenue, "campaign": key, "date": DAY}
        team.goal(f"{key} goal", "1")
        team.fill("/roi-conversion", goal)
    answer = team.ask(key)
    assert line in answer.text.splitlines()
    assert line in said(answer.blocks).splitlines()


def test_without_conversions_no_cost_per_conversion_is_made_up(team: Team) -> None:
    """400 spent and nothing reached: cost per lead and per customer have no answer."""
    team.campaign("barren")
    team.cost(f"400 ads linkedin barren {DAY}")
    answer = team.ask("barren").text
    assert "No conversions yet." in answer
    assert "ROAS 0.00× · CPL n/a · CPA n/a" in answer

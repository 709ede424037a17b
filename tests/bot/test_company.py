"""`/roi company`: what admins keep of the whole company, and MER, CAC, LTV and payback in the overview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, Team, at_work, said, today
from tests.databases import Copies
from tests.screens import find

AUGUST = {
    "revenue": "120000",
    "marketing_cost": "30000",
    "sales_cost": "3400",
    "arpa": "250",
    "gross_margin": "70",
    "churn": "2",
}


def keep(team: Team, month: str, user: str = ADA, **figures: Any) -> Answer:
    """The form of a month, opened by its name, as it is filled in; an empty text empties a field."""
    return team.fill("/roi", {"month": month, **figures}, f"company {month}", user)


def log_f1(team: Team) -> None:
    """The reference campaign F1 (docs/domain.md#the-reference-campaign-f1) in August 2025."""
    team.goal("Lead", "0", stage="lead", counts="no")
    team.goal("Sale", "6000", stage="customer")
    team.campaign("F1")
    for line in ("4000 ads linkedin", "600 agency", "720 category:people", "230 tools", "50 materials"):
        team.cost(f"{line} f1 2025-08-04")
    team.conversions("80 lead linkedin f1 2025-08-05")
    team.conversions("4 sale linkedin f1 2025-08-05")


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """F1 in August 2025, with the company's figures of that month."""
    with at_work(copies.url("sqlite")) as team:
        log_f1(team)
        keep(team, "2025-08", **AUGUST)
        yield team


BLOCK = """Company · 1–31 Aug 2025
MER 4.00× · revenue $120,000.00 / total marketing cost $30,000.00 · break-even 1.43×
CAC $8,350.00 · (cost $30,000.00 + sales cost $3,400.00) / 4 new customers
LTV $8,750.00 · ARPA $250.00 × 70.00% / 2.00%
LTV:CAC 1.05 (guide value: at least 3)
Payback in months: 47.71 (guide value: under 12)"""


@pytest.mark.parametrize("user", [ADA, MAX])
def test_the_overview_shows_the_companys_figures(books: Team, user: str) -> None:
    """Each by its name with the numbers put in, in the text and on the screen; everybody reads them."""
    answer = books.ask("2025-08", user)
    assert BLOCK in answer.text
    assert set(BLOCK.splitlines()) <= set(books.read("2025-08", user).splitlines())


def test_they_are_told_in_polish(books: Team) -> None:
    """In the reader's words and formats."""
    lines = books.ask("2025-08", ANNA).text.splitlines()
    block = lines[lines.index("Firma · 1–31 sie 2025") :]
    assert block[1] == (
        "MER 4,00× · przychód 120\u00a0000,00\u00a0USD / całkowity koszt marketingu 30\u00a0000,00\u00a0USD "
        "· próg rentowności 1,43×"
    )
    costs = "(koszt 30\u00a0000,00\u00a0USD + koszt sprzedaży 3\u00a0400,00\u00a0USD)"
    assert block[2] == f"CAC 8\u00a0350,00\u00a0USD · {costs} / 4 nowych klientów"
    assert block[4:6] == [
        "LTV:CAC 1,05 (wartość orientacyjna: co najmniej 3)",
        "Czas zwrotu w miesiącach: 47,71 (wartość orientacyjna: poniżej 12)",
    ]


def test_a_month_that_lacks_something_is_named(books: Team) -> None:
    """One line for all of them; what goes on needs no new word, and no error is made of it."""
    lines = books.ask("2025-08..2025-09").text.splitlines()
    block = lines[lines.index("Company · 1 Aug – 30 Sep 2025") + 1 :]
    assert block == [
        "LTV $8,750.00 · ARPA $250.00 × 70.00% / 2.00%",
        "Still missing: Company revenue (Sep 2025) · Sales cost (Sep 2025). Admins can add it with /roi company.",
    ]
    assert "Revenue per customer and month (ARPA) (Jul 2025)" in books.ask("july 2025").text


@pytest.mark.parametrize("text", ["2025-W32", "2025-08-04", "2025-08-01..2025-08-30", "f1 2025-08", "channels 2025-08"])
def test_they_stand_with_whole_months_only(books: Team, text: str) -> None:
    """And in the overview alone."""
    answer = books.ask(text).text
    assert "Company" not in answer
    assert "MER " not in answer


def test_who_keeps_nothing_is_told_nothing(new_team: Team) -> None:
    """Not even that something is missing."""
    new_team.cost("10 ads 2025-08-04")
    assert "Company" not in new_team.ask("2025-08").text


def test_without_a_marketing_cost_the_books_are_taken(new_team: Team) -> None:
    """And the answer says so; a company without any cost has no MER."""
    new_team.cost("400 ads 2025-08-04")
    keep(new_team, "2025-08", revenue="1000")
    keep(new_team, "2025-07", revenue="1000")
    told = "revenue $1,000.00 / total marketing cost $400.00 (where none is given, the total of your entries)"
    assert f"MER 2.50× · {told}" in new_team.ask("2025-08").text.splitlines()
    assert "MER n/a · revenue $1,000.00 / total marketing cost $0.00 (wh" in new_team.ask("2025-07").text


def test_where_there_is_no_answer(new_team: Team) -> None:
    """No customer, no churn: n/a by name, and never an error."""
    keep(new_team, "2025-08", sales_cost="100", arpa="250", gross_margin="70", churn="0")
    lines = new_team.ask("2025-08").text.splitlines()
    assert lines[-4:] == [
        "CAC n/a · (cost $0.00 + sales cost $100.00) / 0 new customers",
        "LTV n/a (no churn)",
        "LTV:CAC n/a (guide value: at least 3)",
        "Payback in months: n/a (guide value: under 12)",
    ]


# --- the form ---


def test_the_form_lists_what_is_kept_and_by_whom(books: Team) -> None:
    """Above the fields; it opens with what the month has."""
    view = books.form("/roi", "company 2025-08")
    assert view["title"]["text"] == "Company figures"
    line = "Aug 2025: revenue $120,000.00 · total marketing cost $30,000.00 · sales cost $3,400.00 · ARPA $250.00 · "
    assert f"{line}gross margin 70.00% · churn 2.00%" in said(view)
    assert {"type": "user", "user_id": ADA} in view["blocks"][0]["elements"][0]["elements"]
    assert find(view["blocks"], "revenue").element["initial_value"] == "120,000.00"
    assert find(view["blocks"], "month").element["initial_option"]["value"] == "2025-08"
    assert books.form("/roi", "firma", ADA)["callback_id"] == "company"


def test_saving_a_month_again_replaces_it(new_team: Team) -> None:
    """The receipt says what there was; the newest counts; the same form twice changes nothing."""
    keep(new_team, "2025-08", revenue="1000", churn="2")
    receipt = said(keep(new_team, "2025-08", revenue="900", churn="").view)
    assert "Aug 2025: revenue $900.00\n" in receipt
    assert "Before: Aug 2025: revenue $1,000.00 · churn 2.00%" in receipt
    assert "Before" not in said(keep(new_team, "2025-08", revenue="900").view)
    listed = new_team.ask("company", MAX).text
    assert "Aug 2025: revenue $900.00" in listed
    assert "1,000" not in listed


def test_a_month_can_be_emptied_but_not_begun_with_nothing(new_team: Team) -> None:
    """Nothing at all is refused under the first field, unless there is something to take away."""
    view = new_team.form("/roi", "company 2025-08")
    assert list(new_team.client.submit(view, {"month": "2025-08"}, user=ADA).errors) == ["revenue"]
    keep(new_team, "2025-08", revenue="1000")
    assert "Aug 2025: no figures" in said(keep(new_team, "2025-08", revenue="").view)
    assert "There are no company figures yet." in new_team.ask("company", MAX).text


def test_a_month_is_changed_from_the_list(books: Team) -> None:
    """*Change* opens the form of that month over the list, filled in; *Add another month* follows the receipt."""
    view = books.form("/roi", "company")
    books.client.press("company_month", "2025-08", view=view, user=ADA)
    again = books.slack.opened[-1]
    assert find(again["blocks"], "arpa").element["initial_value"] == "250.00"
    saved = books.client.submit(again, {}, user=ADA)
    assert said(saved.view).startswith("Company figures saved")
    books.client.press("company_month", "-", view=books.slack.views[again["id"]], user=ADA)
    assert books.slack.opened[-1]["callback_id"] == "company"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("revenue", "-1"),
        ("marketing_cost", "much"),
        ("arpa", "0"),
        ("gross_margin", "101"),
        ("churn", "100.5"),
        ("sales_cost", "1.234"),
    ],
)
def test_what_makes_no_sense_is_refused_under_its_field(books: Team, field: str, text: str) -> None:
    """In one sentence; nothing of the rest is saved."""
    view = books.form("/roi", "company 2025-01")
    answer = books.client.submit(view, {"revenue": "1", field: text}, user=ADA)
    assert list(answer.errors) == [field]
    assert "Jan 2025" not in books.ask("company", MAX).text


def test_a_month_to_come_has_no_figures(books: Team) -> None:
    """Neither by its name nor forged into the form."""
    told = "Choose a month that has begun"
    assert told in books.ask(f"company {today().year + 1}-12").text
    view = books.form("/roi", "company")
    find(view["blocks"], "month").element["options"].append(
        {"text": {"type": "plain_text", "text": "?", "emoji": False}, "value": "2999-01"}
    )
    assert told in books.client.submit(view, {"month": "2999-01", "revenue": "1"}, user=ADA).errors["month"]


def test_a_member_reads_and_does_not_set(books: Team) -> None:
    """The list, and whom to ask; a form of an admin's sent in a member's name saves nothing."""
    listed = books.ask("company", MAX)
    assert "Aug 2025: revenue $120,000.00" in listed.text
    assert "Only admins of the workspace can do this" in listed.text
    assert "Dane firmy\nsie 2025: przychód" in books.ask("firma", ANNA).text
    forged = books.client.submit(books.form("/roi", "company 2025-08"), {"revenue": "1"}, user=MAX)
    assert "Only admins" in " ".join(forged.errors.values())
    assert "revenue $120,000.00" in books.ask("company", MAX).text
    assert "120,000" not in books.ask("company", GUEST).text


def test_the_margin_of_campaigns_breaks_even_before_the_companys(new_team: Team) -> None:
    """F1 at 65%: 1 / 0.65, though the company keeps 70% (D-06, J-12)."""
    log_f1(new_team)
    keep(new_team, "2025-08", **AUGUST)
    assert "· break-even 1.43×" in new_team.ask("2025-08").text
    new_team.campaign("F1 again", margin="65")
    new_team.conversions("1 sale linkedin f1-again 2025-08-05")
    assert "· break-even 1.54×" in new_team.ask("2025-08").text

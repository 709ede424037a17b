"""The first contact: in the form of conversions, of deals, and in the quick line, in English and Polish (J-11)."""

from __future__ import annotations

from datetime import date

import pytest

from core.ledger.entries import Conversion
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said
from tests.screens import find

MET = "2025-06-01"


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """A goal for sales, and a campaign."""
    team.goal("Sale", "6000", stage="customer", average="6000")
    team.campaign("Fair")
    return team


def met(team: Team) -> date | None:
    """The first contact of the newest entry."""
    fact = team.entries()[0].fact
    assert isinstance(fact, Conversion)
    return fact.first_contact


def test_the_form_keeps_and_tells_it(books: Team) -> None:
    """In the receipt and in the history."""
    values = {"goal": "sale", "count": "1", "campaign": "fair", "date": DAY, "first_contact": MET}
    receipt = said(books.fill("/roi-conversion", values).view)
    assert "4 Aug 2025 · first contact 1 Jun 2025" in receipt
    assert met(books) == date(2025, 6, 1)
    assert "first contact 1 Jun 2025" in books.ask("history fair").text


def test_on_the_day_itself_nothing_is_said(books: Team) -> None:
    """It is what stands wherever nobody says another."""
    values = {"goal": "sale", "count": "1", "date": DAY, "first_contact": DAY}
    assert "first contact" not in said(books.fill("/roi-conversion", values).view)
    assert met(books) is None


@pytest.mark.parametrize("form", ["conversion", "deal"])
def test_after_the_day_it_is_refused_under_its_field(books: Team, form: str) -> None:
    """In words that name the day."""
    command = {"conversion": ("/roi-conversion", ""), "deal": ("/roi", "deal")}[form]
    said_of = {
        "conversion": {"goal": "sale", "count": "1"},
        "deal": {"name": "Late", "amount": "5", "stage": "contract-sent"},
    }
    values = {**said_of[form], "date": DAY, "first_contact": "2025-08-05"}
    refused = books.client.submit(books.form(*command), values, user=ADA).errors
    assert refused == {"first_contact": "The first contact can’t be after the day itself, 4 Aug 2025."}


@pytest.mark.parametrize(
    ("user", "word", "receipt"),
    [
        (MAX, "first:2025-06-01", "first contact 1 Jun 2025"),
        (MAX, "First: 1 Jun 2025", "first contact 1 Jun 2025"),
        (ANNA, "pierwszy:2025-06-01", "pierwszy kontakt 1 cze 2025"),
        (ANNA, "pierwszy:1 cze 2025", "pierwszy kontakt 1 cze 2025"),
    ],
)
def test_the_quick_line_says_it(books: Team, user: str, word: str, receipt: str) -> None:
    """Any date the bot reads, before or behind the day."""
    for line in (f"2 sale fair {word} {DAY}", f"2 sale {DAY} fair {word}"):
        answer = books.client.command("/roi-conversion", line, user=user)
        assert receipt in answer.text, answer.text
        assert met(books) == date(2025, 6, 1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"1 sale {DAY} first:2025-08-05", "The first contact can’t be after the day itself, 4 Aug 2025."),
        (f"1 sale {DAY} first:2025-02-30", "I can’t read the date “2025-02-30”."),
        (f"1 sale {DAY} first:soon", "I can’t read the date “soon”."),
        (f"1 sale {DAY} first:2025-06-01 first:2025-06-02", "Keep one."),
    ],
)
def test_what_is_wrong_in_the_line_is_said(books: Team, line: str, told: str) -> None:
    """And nothing is saved."""
    before = books.newest()
    assert told in books.client.command("/roi-conversion", line, user=MAX).text
    assert books.newest() == before


def test_a_line_in_doubt_keeps_it(books: Team) -> None:
    """*Log it anyway* logs all that was typed."""
    asked = books.client.command("/roi-conversion", "1 sale fair 3 Aug 2026 first:2025-06-01", user=MAX)
    if "Log it anyway" in said(asked.blocks):
        books.press("log_conversion_anyway", asked.body or {}, MAX)
    assert met(books) == date(2025, 6, 1)


def test_a_new_goal_keeps_it_while_it_waits(books: Team) -> None:
    """The conversions of a goal that is new are saved with its form."""
    view = books.form("/roi-conversion")
    books.save(view, {"goal": "+Trial run", "count": "3", "date": DAY, "first_contact": MET})
    books.save(books.slack.views[view["id"]], {"basis": "fixed", "value": "5"})
    assert met(books) == date(2025, 6, 1)


def test_a_deal_carries_it_into_its_sale(new_team: Team) -> None:
    """Said at any step, it stays through the others, and the sale that is booked has it."""
    new_team.goal("Sale", "100", stage="customer")
    step = {"name": "Acme", "amount": "500", "stage": "contract-sent", "date": DAY, "first_contact": MET}
    assert "4 Aug 2025 · first contact 1 Jun 2025" in said(new_team.fill("/roi", step, "deal").view)
    view = new_team.form("/roi", "deal Acme")
    assert find(view["blocks"], "first_contact").element["initial_date"] == MET
    new_team.save(view, {"stage": "decision-maker-bought-in", "date": DAY})
    won = {"name": "Acme", "amount": "500", "stage": "closed-won", "date": "2025-09-01"}
    new_team.fill("/roi", won, "deal")
    assert met(new_team) == date(2025, 6, 1)
    assert "first contact 1 Jun 2025" in new_team.ask("history").text


def test_a_first_contact_alone_is_a_change_of_a_deal(new_team: Team) -> None:
    """Its receipt says what stood before."""
    new_team.fill("/roi", {"name": "Bolt", "amount": "5", "stage": "contract-sent", "date": DAY}, "deal")
    receipt = said(new_team.fill("/roi", {"first_contact": MET, "date": DAY}, "deal Bolt").view)
    assert "first contact 1 Jun 2025" in receipt
    assert "Before: Bolt · $5.00" in receipt


def test_emptied_the_first_contact_is_the_day_of_the_first_step(new_team: Team) -> None:
    """The form stands empty, the receipt names none, and the sale is booked with that day, which the receipt says."""
    new_team.goal("Sale", "100", stage="customer")
    opened = {"name": "Acme", "amount": "500", "stage": "contract-sent", "date": DAY, "first_contact": MET}
    new_team.fill("/roi", opened, "deal")
    won = said(new_team.fill("/roi", {"stage": "closed-won", "date": "2025-09-01"}, "deal Acme").view)
    assert "1 Sep 2025 · first contact 1 Jun 2025" in won
    assert ", goal Sale." in won
    emptied = said(new_team.fill("/roi", {"first_contact": None, "date": "2025-09-01"}, "deal Acme").view)
    assert "1 Sep 2025\nBefore: " in emptied
    assert "goal Sale, first contact 4 Aug 2025." in emptied
    assert "initial_date" not in find(new_team.form("/roi", "deal Acme")["blocks"], "first_contact").element
    assert met(new_team) == date(2025, 8, 4)


def test_a_first_step_logged_later_takes_the_sale_with_it(new_team: Team) -> None:
    """Its receipt says so; taken back, the sale goes back as well. The closed month it is in has the same sums."""
    new_team.goal("Sale", "100", stage="customer")
    new_team.fill("/roi", {"name": "Acme", "amount": "500", "stage": "closed-won", "date": DAY}, "deal")
    assert met(new_team) is None
    new_team.fill("/roi", {"month": "2025-08-01"}, "close")
    earlier = {"name": "Acme", "amount": "500", "stage": "contract-sent", "date": "2025-05-05"}
    receipt = said(new_team.fill("/roi", earlier, "deal").view)
    assert "The return it had added was undone: $500.00." in receipt
    assert "goal Sale, first contact 5 May 2025." in receipt
    assert met(new_team) == date(2025, 5, 5)
    assert "Closed:" not in receipt
    assert "Closed:" not in said(new_team.ask("undo").blocks)
    assert met(new_team) is None


def test_a_first_step_of_a_refunded_sale_is_taken(new_team: Team) -> None:
    """The sale stands as it was booked, and the receipt does not say that it was taken back."""
    new_team.goal("Sale", "100", stage="customer")
    new_team.fill("/roi", {"name": "Acme", "amount": "500", "stage": "closed-won", "date": DAY}, "deal")
    new_team.client.press("refund", message=new_team.ask("history").body, user=ADA)
    new_team.save(new_team.slack.opened[-1], {"amount": "100", "note": "sent back"})
    earlier = {"name": "Acme", "amount": "500", "stage": "contract-sent", "date": "2025-05-05"}
    receipt = said(new_team.fill("/roi", earlier, "deal").view)
    assert "5 May 2025" in receipt
    assert "was undone" not in receipt
    assert "Booked as return: $500.00, goal Sale." in receipt


def test_what_a_later_step_said_stands_in_the_form(new_team: Team) -> None:
    """Also where the last step by day is another: saved as it stands, nothing has changed."""
    new_team.fill("/roi", {"name": "Acme", "amount": "5", "stage": "contract-sent", "date": DAY}, "deal")
    earlier = {"name": "Acme", "amount": "5", "stage": "contract-sent", "date": "2025-07-01", "first_contact": MET}
    new_team.fill("/roi", earlier, "deal")
    view = new_team.form("/roi", "deal Acme")
    assert find(view["blocks"], "first_contact").element["initial_date"] == MET
    assert "haven’t changed anything" in str(new_team.client.submit(view, {}, user=ADA).errors)


def test_the_form_is_polish_for_polish_people(books: Team) -> None:
    """Label and hint."""
    assert "Pierwszy kontakt" in said(books.form("/roi-conversion", user=ANNA))

"""Where two features meet: deals and refunds, corrections and closed months, each with a change of the currency."""

from __future__ import annotations

from typing import Any

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, DAY, MAX, Payload, Team, said, today
from tests.bot.test_closings import ASKED, close
from tests.bot.test_company import keep
from tests.bot.test_corrections import form, number, refused, save
from tests.bot.test_currency_change import FRIDAY, balanced, line, press, rate
from tests.bot.test_currency_change import choose as change
from tests.bot.test_deals import deal
from tests.bot.test_drill_down import choose, lines, menu, opened
from tests.bot.test_drill_down import press as open_press
from tests.bot.test_refunds import refund, take_back, values_of

MARCH = "2025-03-01"


def into(team: Team, currency: str) -> None:
    """The books in another currency; today a dollar is four złoty."""
    rate(team, currency, "4" if currency == "USD" else "0.25", today().isoformat())
    press(team, change(team, currency))


@pytest.fixture
def books(new_team: Team) -> Team:
    """A goal for sales and a campaign; a dollar is 3.749123 złoty on `FRIDAY`."""
    new_team.goal("Sale", "100", stage="customer")
    new_team.campaign("Alpha")
    new_team.cost(f"100 ads linkedin alpha {FRIDAY}")
    new_team.cost("1 tools 2025-01-05")
    return new_team


def sold(team: Team, revenue: str, day: str = FRIDAY, **more: Any) -> Answer:
    values = {"goal": "sale", "count": "1", "revenue": revenue, "campaign": "alpha", "date": day, **more}
    return team.fill("/roi-conversion", values)


# --- deals ---


def test_a_deal_in_a_closed_month_says_so(books: Team) -> None:
    """Won there, the receipt says that it is restated; taken back or put back, it asks first and then says it."""
    close(books, MARCH)
    won = deal(books, "Acme", "1000", "closed-won", campaign="alpha", date="2025-03-10")
    assert f"Closed: March 2025. {ASKED}" in said(won.view)
    question = books.ask("undo")
    assert question.text.startswith("Undo this entry?")
    assert "24 hours" not in question.text
    assert line(books, "alpha all").endswith("return $1,000.00")
    undone = books.press("undo_deal_sure", question.body or {})
    assert ASKED in undone["text"]
    assert line(books, "alpha all").endswith("return $0.00")
    asked = books.press("redo_deal", undone)
    assert asked["text"].startswith("Restore this entry?")
    restored = books.press("redo_deal_sure", asked)
    assert ASKED in restored["text"]
    assert line(books, "alpha all").endswith("return $1,000.00")
    moved = deal(books, "Acme", "1000", "closed-won", campaign="alpha", date="2025-07-10")
    assert f"Closed: March 2025. {ASKED}" in said(moved.view)
    open_one = deal(books, "Bolt", "1000", "contract-sent", campaign="alpha", date="2025-03-10")
    assert ASKED not in said(open_one.view)
    balanced(books)


def test_a_refunded_deal_moves_once_the_refund_is_taken_back(books: Team) -> None:
    """Until then the form and *Undo* say what to do, and nothing has moved."""
    deal(books, "Acme", "1000", "closed-won", campaign="alpha")
    assert refund(books, "alpha", amount="400", date=DAY).errors == {}
    told = "This sale has a refund. Undo the refund first"
    values = {"name": "Acme", "amount": "1000", "stage": "closed-lost", "date": DAY}
    view = books.form("/roi", "deal")
    answer = books.client.submit(view, values, user=ADA)
    assert told in said(answer.body) + str(answer.errors)
    listed = books.ask("history alpha")
    step = values_of(listed, "undo_deal_listed")[0]
    assert told in books.press("undo_deal_listed", listed.body or {}, value=step)["text"]
    assert line(books, "alpha all").endswith("return $600.00")
    take_back(books, "alpha", 0)
    deal(books, "Acme", "1000", "closed-lost", campaign="alpha")
    assert line(books, "alpha all").endswith("return $0.00")
    balanced(books)


def test_all_that_is_told_is_in_the_new_currency(books: Team) -> None:
    """A won and an open deal, the company's figures and a target: overview, campaign and forms, there and back."""
    deal(books, "Acme", "1000", "closed-won", campaign="alpha", date=FRIDAY)
    deal(books, "Bolt", "800", "contract-sent", campaign="alpha", date=FRIDAY)
    keep(books, "2025-08", revenue="120000", sales_cost="3400", arpa="250", gross_margin="70")
    questions = ("2025-08", "alpha 2025-08", "channels 2025-08", "campaigns 2025-08", "compare 2025-08")
    before = {question: books.ask(question).text for question in questions}
    into(books, "PLN")
    for question in questions:
        assert "$" not in books.ask(question).text, books.ask(question).text
    assert "Booked return: PLN\u00a03,749.12" in books.ask("alpha 2025-08").text
    assert "PLN\u00a02,699.37" in books.ask("alpha 2025-08").text  # 90 % of 800 × 3.749123
    assert "revenue PLN\u00a0480,000.00" in books.ask("2025-08").text
    assert "3000" not in said(books.form("/roi", "company 2025-08")["blocks"])
    assert "1,000.00" in str(books.form("/roi", "company 2025-08")["blocks"])  # ARPA
    assert "PLN\u00a02,999.30 (800.00 USD)" in said(books.form("/roi", "deal")["blocks"])
    balanced(books)
    rate(books, "EUR", "9", FRIDAY)
    into(books, "USD")
    for question in questions:
        assert books.ask(question).text == before[question]
    balanced(books)


# --- corrections ---


def test_a_correction_out_of_a_closed_month_says_so(books: Team) -> None:
    """Both months count: the one it stood in and the one it stands in; undo asks in both cases."""
    close(books, MARCH)
    receipt = books.cost("250 ads alpha 2025-03-10")
    told = save(books, form(books, receipt), date="2025-07-10")
    assert f"Closed: March 2025. {ASKED}" in told
    question = books.ask("undo")
    assert question.text.startswith("Undo this entry?")
    undone = books.press("undo_sure", question.body or {})
    assert f"Closed: March 2025. {ASKED}" in undone["text"]
    asked = books.press("redo", undone)
    assert asked["text"].startswith("Restore this entry?")
    assert f"Closed: March 2025. {ASKED}" in books.press("redo_sure", asked)["text"]
    balanced(books)


def test_what_a_correction_does_not_change_stays_after_a_change_of_currency(books: Team) -> None:
    """Conversions keep the worth they had, in its currency; saved as it is, the form says that nothing is changed."""
    receipt = books.conversions(f"3 sale linkedin alpha {FRIDAY}")
    into(books, "PLN")
    before = line(books, "alpha all")
    assert before.endswith("return PLN\u00a01,124.74")
    assert refused(books, form(books, receipt)) == [
        "You haven’t changed anything yet. Change what is wrong, or press “Cancel”."
    ]
    save(books, form(books, receipt), note="from the fair")
    assert line(books, "alpha all") == before
    shown = lines(choose(books, opened(books, "alpha all"), "return"))
    assert "3 × its value at the time, at that day’s exchange rate: PLN\u00a01,124.74" in "\n".join(shown)
    assert "Each one is worth 100.00 USD" in "\n".join(shown)
    save(books, form(books, books.ask("history")), count="6")
    assert line(books, "alpha all").endswith("return PLN\u00a02,249.47")
    books.ask("undo")
    assert line(books, "alpha all") == before
    balanced(books)
    into(books, "USD")
    assert line(books, "alpha all").endswith("return $300.00")
    balanced(books)


@pytest.mark.parametrize(
    ("category", "values", "changed"),
    [
        ("agency", {"amount": "600", "media": "80"}, {"amount": "700"}),
        ("people", {"hours": "12.5", "rate": "40"}, {"hours": "13"}),
        ("people", {"people": "Wanda 12.5 40\nXaver 3 50.5"}, {"people": "Wanda 10 40"}),
        ("tools", {"amount": "1200", "until": "2026-07-31", "share": "40"}, {"share": "50"}),
    ],
)
def test_a_cost_is_corrected_after_a_change_of_currency(
    books: Team, category: str, values: dict[str, str], changed: dict[str, str]
) -> None:
    """Its form holds what was typed, in the currency it was typed in; saved as it is, nothing is changed."""
    books.cost_form(category, **values, date=FRIDAY, campaign="alpha")
    into(books, "PLN")
    history = books.ask("history alpha")
    shown = len(books.slack.opened)
    books.client.press("correct", values_of(history, "correct")[0], message=history.body, user=ADA)
    view = books.slack.opened[shown]
    assert refused(books, view) == ["You haven’t changed anything yet. Change what is wrong, or press “Cancel”."]
    assert "It replaces: " in save(books, view, **changed)
    balanced(books)


def test_the_preview_of_a_correction_is_what_saving_does(books: Team) -> None:
    """The rate of its day stays, also where another was typed since."""
    rate(books, "EUR", "1.25", DAY)
    receipt = books.cost(f"40 EUR materials alpha {DAY}")
    rate(books, "EUR", "2", DAY)
    view = form(books, receipt)
    shown = len(books.slack.opened)
    books.client.press("preview_cost", view=view, state=books.typed(view, {"note": "boxes"}), user=ADA)
    assert "cost $150.00" in said(books.slack.opened[shown])
    save(books, view, note="boxes")
    assert "cost $150.00" in line(books, "alpha all")


def test_the_rows_of_a_figure_ask_in_a_closed_month(books: Team) -> None:
    """*Undo* there too; what was undone and restored says that its month has changed."""
    close(books, MARCH)
    books.cost("250 ads alpha 2025-03-10")
    view = choose(books, opened(books, "alpha 2025-03"), "cost")
    asked = open_press(books, view, "undo_opened")
    assert asked["title"]["text"] == "Undo this entry?"
    assert f"Closed: March 2025. {ASKED}" in said(asked)
    undone = open_press(books, asked, "undo_opened_sure")
    assert f"Closed: March 2025. {ASKED}" in said(undone)
    assert f"Closed: March 2025. {ASKED}" in said(open_press(books, undone, "redo_opened"))


# --- refunds ---


def test_a_refunded_sale_is_not_corrected(books: Team) -> None:
    """*Correct* says that the refund is to be taken back first; the form that was open then says it too."""
    receipt = sold(books, "100")
    view = _correct(books, receipt)
    assert refund(books, "alpha", amount="40", date=DAY).errors == {}
    answer = books.client.submit(view, {"revenue": "120"}, user=ADA)
    told = "This sale has a refund. Undo the refund first"
    assert told in said(answer.body) + str(answer.errors)
    assert line(books, "alpha all").endswith("return $60.00")
    assert told in said(_correct(books, receipt))
    balanced(books)


def test_a_refunded_sale_opens_and_moves_with_the_currency(books: Team) -> None:
    """Thirds of it: the rows of the return add up before and after, and the last third leaves nothing."""
    sold(books, "100")
    refund(books, "alpha", amount="33.33", date=DAY)
    refund(books, "alpha", amount="33.33", date=DAY)
    into(books, "PLN")
    assert line(books, "alpha all").endswith("return PLN\u00a0125.00")  # 33.34 × 3.749123
    shown = lines(choose(books, opened(books, "alpha all"), "return"))
    assert "PLN\u00a0125.00" in "\n".join(shown)
    balanced(books)
    assert refund(books, "alpha", date=DAY).errors == {}
    assert line(books, "alpha all").endswith("return PLN\u00a00.00")
    into(books, "USD")
    assert line(books, "alpha all").endswith("return $0.00")
    assert ": 1, " not in books.ask("campaigns all").text
    balanced(books)


def _correct(team: Team, receipt: Answer) -> Payload:
    """What *Correct* of a receipt in a modal shows: its form, or why there is none."""
    shown = len(team.slack.opened)
    value = number(receipt)
    team.client.press("correct", value, message=team.ask("history").body, user=ADA)
    return team.slack.opened[shown] if len(team.slack.opened) > shown else team.slack.responses[-1][1]


# --- opened figures ---


def test_a_row_that_campaigns_share_opens_to_its_own_sales_only(books: Team) -> None:
    """One person's hours are a campaign's only cost, so others see it in one row with the cheapest that hides it: its
    sum, its rows and what its values rest on are of these two; and the rates too.
    """
    for name in ("Wanda", "Cheap"):
        books.campaign(name)
    books.cost_form("people", people="Wanda 10 40", date=FRIDAY, campaign="wanda")
    books.cost(f"50 ads cheap {FRIDAY}")
    sold(books, "70", campaign="cheap")
    sold(books, "60", currency="EUR")
    view = opened(books, "campaigns 2025-08", MAX)
    shared = next(value for value in menu(view) if value.startswith("campaign:") and "|" in value)
    assert shared == "campaign:cheap|wanda"
    told = "\n".join(lines(choose(books, view, shared, MAX)))
    assert "$70.00" in told
    assert "Alpha" not in told.split("Where the values come from")[1]
    assert "EUR" not in told
    assert "1 conversion" in told
    assert "2 conversions" not in told

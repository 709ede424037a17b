"""Receipts: one line says what was logged, a few more what it did to its campaign."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.views.blocks import actions, option
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, said, today
from tests.inside import statements
from tests.screens import controls, find

ENDED = {"start": "2025-07-01", "end": "2025-09-30"}


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    """A goal that comes often and one that is dear."""
    team.goal("Newsletter", "15")
    team.goal("Booking", "225")
    return team


def logged(team: Team, line: str, user: str = MAX) -> str:
    return team.cost(line, user).text


def seen(shown: Any) -> str:
    """What is on the screen, wherever its lines may break."""
    return said(shown).replace("\u00a0", " ")


def below(receipt: str) -> list[str]:
    """The lines of a receipt but its first."""
    return receipt.splitlines()[1:]


def test_a_cost_says_what_it_did_to_its_campaign(books: Team) -> None:
    """Its ROI now and before, what of the budget is spent, and what would pay for it."""
    books.campaign("Autumn", budget="22000", **ENDED)
    books.cost(f"2467.65 ads autumn {DAY}")
    books.conversions(f"22 newsletter autumn {DAY}")
    answer = books.cost(f"250 ads linkedin autumn {DAY}")
    assert answer.text.splitlines() == [
        "Logged: $250.00 · Ads · LinkedIn · Autumn · 4 Aug 2025",
        "Autumn now: ROI -87.86% · cost $2,717.65 · return $330.00",
        "Before: ROI -86.63% · cost $2,467.65 · return $330.00",
        "12.35% of the budget of $22,000.00 is committed.",
        "11 more conversions of Booking (or 160 of Newsletter) would pay for it.",
    ]
    shown = seen([block for block in answer.blocks if block["type"] != "actions"]).splitlines()
    assert shown[0] == "✓ $250.00 logged · Ads · LinkedIn · Autumn · 4 Aug 2025"
    assert shown[1] == "Autumn now: ROI -87.86% · cost $2,717.65 · return $330.00"
    assert shown[2] == "Before: ROI -86.63%. 12% of the budget of $22,000 is committed."
    assert len(shown) == 4
    assert [control.element["text"]["text"] for control in controls(answer.blocks)] == [
        "Undo",
        "Correct",
        "Log another",
    ]


def test_conversions_say_it_as_well(books: Team) -> None:
    """In the reader's language; a campaign that earns more than it cost needs nothing to pay for it."""
    books.campaign("Paying", **ENDED)
    books.cost(f"100 ads paying {DAY}")
    told = books.client.command("/roi-conversion", f"1 booking paying {DAY}", user=ANNA).text.replace("\u00a0", " ")
    assert "Paying teraz: ROI 125,00% · koszt 100,00 USD · zwrot 225,00 USD" in told
    assert "Przedtem: ROI -100,00% · koszt 100,00 USD · zwrot 0,00 USD" in told
    assert "Zwróci się" not in told


def test_what_is_the_same_before_is_not_said(books: Team) -> None:
    """Nor is a campaign's first entry beside nothing."""
    books.campaign("First", **ENDED)
    assert "Before" not in logged(books, f"100 ads first {DAY}")
    assert "Before" not in logged(books, f"100 ads first {DAY} “again”")


def test_a_day_outside_the_campaign_is_said(books: Team) -> None:
    """The ROI is the campaign's own, and leaves it out; where nothing is in it there is none."""
    books.campaign("Short", **ENDED)
    assert below(logged(books, "70 ads short 2025-10-02")) == ["Its date is outside Short: 1 Jul – 30 Sep 2025."]
    books.cost(f"100 ads short {DAY}")
    told = logged(books, "71 ads short 2025-10-02")
    assert "Short now: ROI -100.00% · cost $100.00 · return $0.00" in told
    assert "Its date is outside 1 Jul – 30 Sep 2025, so this ROI leaves it out." in told


def test_what_counts_from_a_later_day_says_that_alone(books: Team) -> None:
    """Its campaign's figures of today do not know it."""
    books.campaign("Later")
    told = logged(books, f"70 ads later {today() + timedelta(days=3)}")
    assert "it counts from" in told
    assert "Later now" not in told


@pytest.mark.parametrize("line", [f"250 ads linkedin {DAY}", f"250 tools {DAY}"])
def test_what_has_no_campaign_says_what_was_logged_alone(books: Team, line: str) -> None:
    """There is nothing that it changed the ROI of."""
    assert below(logged(books, line)) == []


def test_a_margin_decides_what_pays(books: Team) -> None:
    """At 40% it takes more than twice as many."""
    books.campaign("Thin", margin="40", **ENDED)
    told = logged(books, f"90 ads thin {DAY}")
    assert "margin ROI -100.00%" not in told  # nothing came back, so the margin made less of nothing
    assert "1 more conversion of Booking (or 15 of Newsletter)" not in told
    assert "1 more conversion of Booking would pay for it." in told
    assert "3 more conversions of Booking would pay for it." in logged(books, f"180 ads thin {DAY}")


def test_a_correction_is_set_beside_what_stood(books: Team) -> None:
    """What it replaces is no part of before and after alike."""
    books.campaign("Corrected", **ENDED)
    books.conversions(f"10 newsletter corrected {DAY}")
    view: dict[str, Any] = books.form("/roi-cost")
    books.save(view, {"amount": "300", "campaign": "corrected", "date": DAY})
    books.client.press("correct", view=books.slack.views[view["id"]], user=ADA)
    told = seen(books.client.submit(books.slack.views[view["id"]], {"amount": "100"}, user=ADA).view)
    assert "✓ Corrected: $100.00" in told
    assert "Corrected now: ROI 50.00% · cost $100.00 · return $150.00" in told
    assert "Before: ROI -50.00%." in told


def test_undo_and_redo_say_it_as_well(books: Team) -> None:
    """Each of what it did itself, whatever was logged between."""
    books.campaign("Walked", **ENDED)
    books.conversions(f"10 newsletter walked {DAY}")
    books.cost(f"100 ads walked {DAY}")
    receipt = books.cost(f"200 ads walked {DAY}").body or {}
    undone = books.press("undo", receipt)
    assert "Walked now: ROI 50.00% · cost $100.00 · return $150.00\nBefore: ROI -50.00%" in undone["text"]
    redone = books.press("redo", undone)
    assert "Walked now: ROI -50.00% · cost $300.00 · return $150.00\nBefore: ROI 50.00%" in redone["text"]


def test_an_empty_campaign_has_no_roi_to_say(books: Team) -> None:
    """Its only entry is taken back, and that is all there is to say."""
    books.campaign("Emptied", **ENDED)
    undone = books.press("undo", books.cost(f"100 ads emptied {DAY}").body or {})
    assert undone["text"] == "Undone: $100.00 · Ads · No channel · Emptied · 4 Aug 2025"


def test_a_refund_says_it_as_well(books: Team) -> None:
    """It counts on the day of the sale."""
    books.campaign("Refunding", **ENDED)
    books.cost(f"100 ads refunding {DAY}")
    sale = books.form("/roi-conversion")
    sold = {"goal": "booking", "count": "1", "revenue": "400", "campaign": "refunding", "date": DAY}
    books.save(sale, sold)
    books.client.press("refund", view=books.slack.views[sale["id"]], user=ADA)
    told = seen(books.save(books.slack.opened[-1], {"amount": "200", "note": "broken"}).view)
    assert "✓ Logged: Refund of $200.00 · Booking" in told
    assert "Refunding now: ROI 100.00% · cost $100.00 · return $200.00" in told
    assert "Before: ROI 300.00%." in told


@pytest.mark.parametrize(("choice", "count"), [("correct", "1"), ("another", None)])
def test_the_menu_of_a_sale_holds_what_a_phone_has_no_room_for(books: Team, choice: str, count: str | None) -> None:
    """*Undo* and *Refund* stand beside it; *Correct* opens the sale, *Log another* the form for the same place."""
    books.campaign(f"Menu {choice}", **ENDED)
    sale = books.form("/roi-conversion")
    sold = {"goal": "booking", "count": "1", "revenue": "400", "campaign": f"menu-{choice}", "date": DAY}
    books.save(sale, sold)
    receipt = books.slack.views[sale["id"]]
    *_, undo, refund, menu = controls(receipt["blocks"])
    assert (undo.action_id, refund.action_id, menu.kind) == ("undo", "refund", "overflow")
    chosen = next(option["value"] for option in menu.element["options"] if option["value"].startswith(choice))
    books.client.press("more", chosen, view=receipt, user=ADA)
    form = books.slack.views[sale["id"]]
    assert find(form["blocks"], "campaign").element["initial_option"]["value"] == f"menu-{choice}"
    assert find(form["blocks"], "count").element.get("initial_value") == count


def test_somebody_elses_sale_opens_no_form(books: Team) -> None:
    """Whatever a client has put in the place of the number."""
    books.campaign("Forged", **ENDED)
    number = find(books.conversions(f"1 booking forged {DAY}", ADA).blocks, "undo").element["value"]
    shown = len(books.slack.opened)
    menu = {"type": "overflow", "action_id": "more", "options": [option("Log another", f"another:{number}")]}
    books.client.press("more", f"another:{number}", message={"blocks": [actions([menu])]}, user=MAX)
    assert len(books.slack.opened) == shown
    assert books.slack.responses[-1][1]["text"].startswith("Only the person who logged this, or an admin,")


def test_what_is_most_urgent_comes_first(books: Team) -> None:
    """That it may be a double, before what it did."""
    books.campaign("Twice", **ENDED)
    line = f"100 ads twice {DAY}"
    books.cost(line)
    assert "You logged the same a moment ago." in below(logged(books, line, ADA))[0]


@pytest.mark.parametrize(("line", "most"), [("50 ads linkedin", 4), ("50 ads linkedin short", 8)])
def test_a_receipt_reads_no_more_than_it_says(new_team: Team, line: str, most: int) -> None:
    """The person waits for it: four statements to log the line, four more for the figures of its campaign, however far
    that is behind and whatever budget it has.
    """
    new_team.goal("signup", "10")
    new_team.campaign("Short", budget="5000")
    new_team.cost("900 ads linkedin short")
    new_team.conversions("3 signup linkedin short")
    with statements() as sent:
        new_team.cost(line)
    assert len(sent) <= most

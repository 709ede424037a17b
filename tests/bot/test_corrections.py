"""*Correct*: an entry's own form, filled; saved, the new entry takes the old one's place, and undo brings that back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.ledger.entries import Conversion, Cost
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, ZONE, Team, said, today
from tests.bot.test_drill_down import choose, lines, opened, press
from tests.screens import find

Payload = dict[str, Any]


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    return books_of(team)


def books_of(team: Team) -> Team:
    """A goal, two campaigns, and a rate of the euro."""
    team.goal("Lead", "15.00")
    team.campaign("Alpha")
    team.campaign("Beta")
    team.fill("/roi", {"currency": "EUR", "rate": "1.25", "date": DAY}, "fx")
    return team


def number(receipt: Answer) -> str:
    """The id of the entry that a receipt is of."""
    correct = find(_blocks(receipt), "correct")
    return correct.choice.partition(":")[2] or str(correct.element["value"])


def _blocks(receipt: Answer) -> list[Payload]:
    body: Mapping[str, Any] = receipt.body or {}
    return list(body.get("blocks") or body["view"]["blocks"])


def form(team: Team, receipt: Answer, user: str = ADA) -> Payload:
    """The form behind *Correct* of an ephemeral receipt."""
    shown = len(team.slack.opened)
    assert team.client.press("correct", message=dict(receipt.body or {}), user=user).status == 200
    assert len(team.slack.opened) == shown + 1
    return team.slack.opened[-1]


def save(team: Team, view: Payload, user: str = ADA, **values: Any) -> str:
    """Saves the form; what its receipt says."""
    answer = team.client.submit(view, values, user=user)
    assert answer.errors == {}, answer.errors
    return said(answer.body)


def refused(team: Team, view: Payload, user: str = ADA, **values: Any) -> list[str]:
    return list(team.client.submit(view, values, user=user).errors.values())


# --- what the form holds, and what saving it does ---


def test_a_cost_is_corrected(books: Team) -> None:
    """Its form is filled; the receipt names the old line; the figures are the new ones; the history keeps both."""
    books.campaign("Corrected")
    receipt = books.cost(f'250 ads linkedin corrected {DAY} "boost"')
    view = form(books, receipt)
    assert view["callback_id"] == "cost"
    assert view["title"]["text"] == "Correct a cost"
    told = save(books, view, amount="205")
    assert "$205.00 · Ads · LinkedIn · Corrected · 4 Aug 2025 · “boost”" in told
    assert "It replaces: $250.00 · Ads · LinkedIn · Corrected · 4 Aug 2025 · “boost”" in told
    assert "cost $205.00" in books.ask("corrected 2025-08").text
    history = books.ask("history corrected").text
    assert "$205.00 · Ads" in history
    assert "replaces: $250.00 · Ads" in history
    assert "Undone: $250.00 · Ads" in history
    assert "undone since" in history


def test_it_is_corrected_in_polish(books: Team) -> None:
    """Anna's form, receipt and history."""
    books.campaign("Po polsku")
    receipt = books.client.command("/roi-cost", f"250 ads po-polsku {DAY}", user=ANNA)
    view = form(books, receipt, ANNA)
    assert view["title"]["text"] == "Popraw koszt"
    assert "Zastępuje wpis: 250,00\xa0USD · Reklamy" in save(books, view, ANNA, amount="205")
    assert "zastępuje: 250,00\xa0USD · Reklamy" in books.ask("history po-polsku", ANNA).text


CASES: Mapping[str, tuple[str, Mapping[str, str], Mapping[str, str]]] = {
    "a shared and spread bill": (
        "tools",
        {"amount": "1200", "date": "2025-01-01", "until": "2025-12-31", "share": "40", "campaign": "alpha"},
        {"share": "50"},
    ),
    "a split bill": (
        "other",
        {"amount": "200", "date": DAY, "split": "weights", "weights": "alpha 1, beta/linkedin 3"},
        {"weights": "alpha 1, beta 1"},
    ),
    "an equally split bill": ("other", {"amount": "200", "date": DAY, "split": "equal"}, {"amount": "300"}),
    "an invoice with media": ("agency", {"amount": "600", "media": "100", "date": DAY}, {"media": "200"}),
    "an amount in euro": ("materials", {"amount": "80", "currency": "EUR", "date": DAY}, {"amount": "90"}),
    "hours": ("people", {"hours": "12.5", "rate": "40", "date": DAY}, {"hours": "13"}),
    "people": ("people", {"people": "Wanda 12.5 40\nXaver 3 50.5", "date": DAY}, {"people": "Wanda 10 40"}),
    "a credit": (
        "ads",
        {"amount": "-50", "note": "refund", "date": DAY, "content": "reel", "channel": "linkedin"},
        {"amount": "-40"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_form_holds_everything(books: Team, case: str) -> None:
    """Saved as it is, it says that nothing is changed; so every field holds what was logged. One changed, it saves."""
    category, values, change = CASES[case]
    books.cost_form(category, **values)
    shown = said(books.ask("history").blocks)
    value = str(find(books.ask("history").blocks, "correct").element["value"])
    view = _from_history(books, value)
    assert refused(books, view) == ["You haven’t changed anything yet. Change what is wrong, or press “Cancel”."]
    assert said(books.ask("history").blocks) == shown
    told = save(books, view, **change)
    assert "It replaces: " in told


def _from_history(team: Team, value: str, user: str = ADA) -> Payload:
    shown = len(team.slack.opened)
    assert (
        team.client.press("correct", value, message=dict(team.ask("history", user).body or {}), user=user).status == 200
    )
    assert len(team.slack.opened) == shown + 1
    return team.slack.opened[-1]


CONVERSIONS = {
    "revenue in euro": {"goal": "lead", "count": "3", "revenue": "90", "currency": "EUR", "campaign": "alpha"},
    "a channel, a content type and a note": {"goal": "lead", "count": "4", "channel": "email", "content": "reel"},
    "a first contact": {"goal": "lead", "count": "2", "first_contact": "2025-06-01"},
}
NOT_CORRECTED = {"refund", "frozen"}
"""Fields of conversions that no form fills: refunds are not corrected, and a change of currency freezes."""


@pytest.mark.parametrize("case", CONVERSIONS)
def test_the_form_of_conversions_holds_everything(books: Team, case: str) -> None:
    """Saved as it is, it says that nothing is changed."""
    books.fill("/roi-conversion", {**CONVERSIONS[case], "date": DAY, "note": case})
    newest = str(find(books.ask("history").blocks, "correct").element["value"])
    view = _from_history(books, newest)
    assert refused(books, view) == ["You haven’t changed anything yet. Change what is wrong, or press “Cancel”."]


def test_no_field_of_an_entry_is_missing_from_the_cases(new_team: Team) -> None:
    """Each optional field of a cost and of conversions is logged by a case above, so that *Correct* cannot lose it.

    A new field makes this red until a case logs it; then that case shows whether the form holds it.
    """
    team = books_of(new_team)
    for category, values, _ in CASES.values():
        team.cost_form(category, **values)
    for case, values in CONVERSIONS.items():
        team.fill("/roi-conversion", {**values, "date": DAY, "note": case})
    facts = [entry.fact for entry in team.entries()]
    for kind in (Cost, Conversion):
        optional = {field.name: field.default for field in fields(kind) if field.default is not MISSING}
        own = [fact for fact in facts if isinstance(fact, kind)]
        logged = {name for fact in own for name in optional if getattr(fact, name) != optional[name]}
        assert logged | NOT_CORRECTED >= set(optional)


def test_a_plain_amount_of_people_is_corrected(books: Team) -> None:
    """Logged without hours, it has its amount in the form."""
    view = form(books, books.cost(f"500 people alpha {DAY}"))
    assert refused(books, view) == ["You haven’t changed anything yet. Change what is wrong, or press “Cancel”."]
    assert "$450.00 · People" in save(books, view, amount="450")


def test_conversions_are_corrected(books: Team) -> None:
    """Count, revenue and the worth their goal had then: a goal changed since moves nothing."""
    books.goal("Demo", "10.00")
    books.campaign("Demos")
    receipt = books.conversions(f"12 demo demos {DAY}")
    books.goal("Demo", "99.00")
    view = form(books, receipt)
    assert (view["callback_id"], view["title"]["text"]) == ("conversion", "Correct conversions")
    assert refused(books, view) == ["You haven’t changed anything yet. Change what is wrong, or press “Cancel”."]
    told = save(books, view, count="10")
    assert "10 × Demo · return $100.00" in told
    assert "It replaces: 12 × Demo · return $120.00" in told
    assert "return $100.00" in books.ask("demos 2025-08").text


def test_a_first_contact_stays_and_is_corrected(books: Team) -> None:
    """Another field corrected, it stays; it is corrected itself, and taken away."""
    books.fill("/roi-conversion", {"goal": "lead", "count": "2", "date": DAY, "first_contact": "2025-06-01"})
    for change, wanted in (
        ({"count": "3"}, date(2025, 6, 1)),
        ({"first_contact": "2025-05-01"}, date(2025, 5, 1)),
        ({"first_contact": None}, None),
    ):
        newest = str(find(books.ask("history").blocks, "correct").element["value"])
        save(books, _from_history(books, newest), **change)
        fact = books.entries()[0].fact
        assert isinstance(fact, Conversion)
        assert (fact.count, fact.first_contact) == (3, wanted)


def test_the_rate_of_its_day_stays(books: Team) -> None:
    """A rate typed since does not move what was exchanged, unless its day or currency is corrected."""
    receipt = books.cost(f"100 EUR ads alpha {DAY}")
    books.fill("/roi", {"currency": "EUR", "rate": "1.50", "date": DAY}, "fx")
    view = form(books, receipt)
    assert "$150.00" in save(books, view, amount="120")
    books.fill("/roi", {"currency": "EUR", "rate": "1.25", "date": DAY}, "fx")


def test_the_fields_of_another_category_stay_a_correction(books: Team) -> None:
    """Choosing another category redraws the form; it still takes the old entry's place, and never repeats."""
    view = form(books, books.cost(f"33 ads alpha {DAY}"))
    books.client.select(view, "category", "tools", user=ADA)
    again = books.slack.views[view["id"]]
    assert again["title"]["text"] == "Correct a cost"
    assert "repeat" not in {block.get("block_id") for block in again["blocks"]}
    assert "It replaces: $33.00 · Ads" in save(books, again)


def test_a_preview_counts_it_once(books: Team) -> None:
    """What the form would do is shown without the entry it takes the place of."""
    books.campaign("Seen")
    view = form(books, books.cost(f"100 ads seen {DAY}"))
    assert (
        books.client.press("preview_cost", view=view, state=books.typed(view, {"amount": "40"}), user=ADA).status == 200
    )
    assert "ROI -100.00% · cost $40.00" in said(books.slack.opened[-1]["blocks"])
    assert "cost $100.00" in books.ask("seen 2025-08").text


def test_a_preview_keeps_what_saving_keeps(books: Team) -> None:
    """The rate it was logged with, though another was typed since."""
    books.campaign("Kept rate")
    receipt = books.cost(f"100 EUR ads kept-rate {DAY}")
    books.fill("/roi", {"currency": "EUR", "rate": "1.50", "date": DAY}, "fx")
    view = form(books, receipt)
    books.client.press("preview_cost", view=view, state=books.typed(view, {"amount": "120"}), user=ADA)
    assert "ROI -100.00% · cost $150.00" in said(books.slack.opened[-1])
    save(books, view, amount="120")
    assert "ROI -100.00% · cost $150.00" in books.ask("kept-rate 2025-08").text
    books.fill("/roi", {"currency": "EUR", "rate": "1.25", "date": DAY}, "fx")


# --- once, and never twice ---


def test_the_same_form_corrects_once(books: Team) -> None:
    """Sent again it answers the same; the books moved once."""
    books.campaign("Once")
    view = form(books, books.cost(f"100 ads once {DAY}"))
    assert save(books, view, amount="60") == save(books, view, amount="60")
    assert "cost $60.00" in books.ask("once 2025-08").text


def test_two_forms_of_one_entry(books: Team) -> None:
    """Who comes second is told; nothing counts twice."""
    books.campaign("Twice")
    receipt = books.cost(f"100 ads twice {DAY}")
    first, second = form(books, receipt), form(books, receipt)
    save(books, first, amount="60")
    (told,) = refused(books, second, amount="70")
    assert told.startswith("This entry has been corrected since.")
    assert "cost $60.00" in books.ask("twice 2025-08").text


def test_taken_back_meanwhile(books: Team) -> None:
    """An entry that does not stand any more is not corrected, whether its form is open or not."""
    receipt = books.cost(f"100 ads alpha {DAY}")
    view = form(books, receipt)
    books.press("undo", receipt.body or {})
    assert refused(books, view, amount="70") == ["This entry has been undone since. Restore it first, or log it again."]
    sent = len(books.slack.responses)
    books.client.press("correct", number(receipt), user=ADA)
    assert books.slack.responses[sent][1]["text"].startswith("Undone: $100.00")


def test_corrected_and_corrected_again(books: Team) -> None:
    """The receipt in the place of the old one opens what stands."""
    save(books, form(books, books.cost(f"100 ads alpha {DAY}")), amount="60")
    shown = len(books.slack.opened)
    books.client.press("correct", message=books.slack.responses[-1][1], user=ADA)
    assert len(books.slack.opened) == shown + 1
    assert "It replaces: $60.00" in save(books, books.slack.opened[-1], amount="50")


# --- undo and redo ---


def test_undo_brings_the_old_entry_back(books: Team) -> None:
    """Both at once; redo puts the correction in its place again."""
    books.campaign("Undone")
    receipt = books.cost(f"100 ads undone {DAY}")
    saved = books.client.submit(form(books, receipt), {"amount": "60"}, user=ADA).body or {}
    entry = find(saved["view"]["blocks"], "undo").element["value"]
    taken = books.press("undo", receipt.body or {}, value=entry)
    assert "Counted again: $100.00 · Ads" in taken["text"]
    assert "cost $100.00" in books.ask("undone 2025-08").text
    books.press("redo", taken)
    assert "cost $60.00" in books.ask("undone 2025-08").text
    books.ask("undo")
    assert "cost $100.00" in books.ask("undone 2025-08").text


# --- who may ---


def test_an_admin_corrects_anothers(books: Team) -> None:
    """The corrector is named as who logged it; the first author stays in the history."""
    books.campaign("Others")
    books.cost(f"100 ads others {DAY}", user=MAX)
    answer = books.ask("history others")
    value = str(find(answer.blocks, "correct").element["value"])
    save(books, _from_history(books, value), amount="60")
    words = books.ask("history others").text
    assert f"<@{ADA}>" in words
    assert f"<@{MAX}>" in words


def test_nobody_else_may(books: Team) -> None:
    """Neither the button nor a forged press gives another member the form."""
    receipt, other = books.cost(f"100 ads alpha {DAY}", user=MAX), books.person(locale="pl-PL")
    assert 'action_id": "correct"' not in str(books.ask("history", other).raw)
    sent, shown = len(books.slack.responses), len(books.slack.opened)
    books.client.press("correct", number(receipt), user=other)
    told = books.slack.responses[sent][1]["text"]
    assert told.startswith("Ten wpis może poprawić tylko osoba, która go dodała, albo administrator.")
    assert len(books.slack.opened) == shown


# --- from opened figures, and of repeats ---


def test_a_correction_redraws_the_figures_below(books: Team) -> None:
    """The form lies over the figures; once it is saved, they show the new ones."""
    books.campaign("Below")
    books.cost(f"100 ads below {DAY}")
    view = choose(books, opened(books, "below 2025-08"), "cost")
    shown = len(books.slack.opened)
    press(books, view, "correct")
    assert len(books.slack.opened) == shown + 1
    save(books, books.slack.opened[-1], amount="60")
    assert "Cost: $60.00" in lines(books.slack.views[view["id"]])
    assert any(line.startswith("replaces: $100.00") for line in lines(books.slack.views[view["id"]]))


def test_a_receipt_in_a_form_becomes_the_form(books: Team) -> None:
    """Corrected again and again, no more modals lie over each other than Slack takes."""
    view = books.form("/roi-cost")
    books.client.submit(view, {"amount": "10", "date": DAY}, user=ADA)
    for amount in ("11", "12", "13", "14", "15"):
        press(books, books.slack.views[view["id"]], "correct")
        save(books, books.slack.views[view["id"]], amount=amount)
    assert "$15.00 · Ads" in said(books.slack.views[view["id"]]["blocks"])


def test_what_logged_itself_is_corrected_for_its_day(new_team: Team) -> None:
    """The repeat goes on as it was; ended from a day on, it takes the corrected one back as well."""
    team = new_team
    team.campaign("Alpha")
    first = (today().replace(day=1) - timedelta(days=40)).replace(day=1)
    made = team.cost_form("tools", amount="100", date=first.isoformat(), campaign="alpha", repeat="monthly")
    assert "Repeats monthly" in said(made.body)
    team.tick(datetime.now(ZoneInfo(ZONE)))
    logged = sum("$100.00 · Tools" in line for line in team.ask("history").text.splitlines())
    assert logged >= 2
    value = str(find(team.ask("history").blocks, "correct").element["value"])
    told = save(team, _from_history(team, value), amount="90")
    assert "It goes on repeating" not in told
    assert f"cost ${100 * (logged - 1) + 90}.00" in team.ask("alpha all").text
    team.client.press("change_repeat", message=dict(team.ask("repeats").body or {}), user=ADA)
    change = team.slack.opened[-1]
    assert change["title"]["text"] == "Change what repeats"
    later = (first + timedelta(days=1)).isoformat()
    assert "were undone" in save(team, change, date=later, amount="70", until=None)
    assert "cost $170.00" in team.ask("alpha all").text

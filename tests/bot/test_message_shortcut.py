"""*Log cost from message*: the cost form, filled in with what somebody's message says, and a link back to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, at_work, said
from tests.databases import Copies
from tests.screens import fields

Payload = dict[str, Any]
TS = f"{int(datetime(2025, 8, 6, 12, tzinfo=UTC).timestamp())}.000100"
"""Noon of a Wednesday, in UTC."""

LINK = f"https://test-team.slack.com/archives/C1/p{TS.replace('.', '')}"


@pytest.fixture(scope="module")
def house(copies: Copies) -> Iterator[Team]:
    """A team with a campaign, a goal and one cost."""
    with at_work(copies.url("sqlite")) as team:
        team.goal("newsletter", "10")
        team.campaign("Campaign Q3")
        team.cost(f"100 ads linkedin campaign-q3 {DAY}")
        yield team


def opened(team: Team, text: str, user: str = ADA, **more: Any) -> Payload:
    """The form that the shortcut opens for a message."""
    shown = len(team.slack.opened)
    answer = team.client.message_shortcut("log_cost_from_message", text, user, **{"ts": TS, **more})
    assert (answer.status, answer.raw) == (200, "")
    (form,) = team.slack.opened[shown:]
    assert form["callback_id"] == "cost"
    return form


def test_the_form_says_what_the_message_says(house: Team) -> None:
    """Amount, currency, day, channel and campaign are found; the note is the text with the way back."""
    text = "We paid €1,250.50 for the LinkedIn boost yesterday (Campaign Q3)"
    assert fields(opened(house, text)) == {
        "category": "ads",
        "amount": "1,250.50",
        "currency": "EUR",
        "campaign": "campaign-q3",
        "channel": "linkedin",
        "date": "2025-08-05",
        "note": f"{text} {LINK}",
    }


def test_a_polish_message_fills_in_a_polish_form(house: Team) -> None:
    """Amounts, days and categories are read as Poles write them, and printed so."""
    form = opened(house, "Faktura z 4 sierpnia 2025: 1 250,00 zł, agencja, kampania-q3", ANNA)
    found = fields(form)
    assert (found["amount"], found["currency"], found["date"]) == ("1\u00a0250,00", "PLN", "2025-08-04")
    assert found["category"] == "agency"


def test_a_line_is_read_as_behind_the_command(house: Team) -> None:
    """Who wrote the line into a conversation instead finds all of it in the form, without a currency as well."""
    found = fields(opened(house, f'250 tools linkedin campaign-q3 {DAY} "CRM"'))
    assert (found["category"], found["amount"], found["currency"]) == ("tools", "250.00", "USD")
    assert (found["channel"], found["campaign"], found["date"]) == ("linkedin", "campaign-q3", DAY)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("first 12, then 300 PLN or 99 EUR", "300.00", "PLN"),
        ("see you at 10, we are 12 all told, try 3", "", "USD"),
        ("either 1.250 USD or less", "", "USD"),
        ("250 złotych", "250.00", "PLN"),
        ("", "", "USD"),
    ],
)
def test_the_first_amount_with_a_currency_counts(house: Team, text: str, amount: str, currency: str) -> None:
    """A number alone may be anything; where none has a currency, or the first may be two, the field is empty."""
    found = fields(opened(house, text))
    assert (found.get("amount", ""), found["currency"]) == (amount, currency)


@pytest.mark.parametrize("text", ["LinkedIn or Facebook, ads or tools", "people said x about other things, v3.08"])
def test_of_what_may_be_several_things_nothing_is_taken(house: Team, text: str) -> None:
    """Two channels or categories, and words that mean something else in most texts, leave the form as it is."""
    found = fields(opened(house, text))
    assert "channel" not in found
    assert (found["category"], found["date"]) == ("ads", "2025-08-06")


def test_a_long_message_is_cut_and_keeps_its_link(house: Team) -> None:
    """A note has 500 characters at most, and the way back is never what is cut."""
    note = fields(opened(house, "word " * 2000))["note"]
    assert len(note) <= 500
    assert note.endswith(f"… {LINK}")


def test_a_reply_is_linked_within_its_thread(house: Team) -> None:
    """The link of a reply leads into the thread."""
    note = fields(opened(house, "$5", thread_ts="1754400000.000001"))["note"]
    assert note == f"$5 {LINK}?thread_ts=1754400000.000001&cid=C1"


def test_what_slack_has_escaped_and_linked_is_read_as_it_was_typed(house: Team) -> None:
    """Signs, addresses and mentions of a message stand in the note as a person reads them."""
    text = "R&D <tools> by "
    assert fields(opened(house, text))["note"] == f"R&D <tools> by {LINK}"


@pytest.mark.parametrize("more", [{"ts": ""}, {"ts": "x"}, {"channel": ""}])
def test_without_an_address_the_form_opens_without_a_link(house: Team, more: Payload) -> None:
    """Where Slack does not say where the message is, only the link is missing."""
    assert fields(opened(house, "$5 for ads", **more))["note"] == "$5 for ads"


def test_a_message_of_an_app_opens_the_form(house: Team) -> None:
    """Messages of apps have no text at times: their link is the note."""
    assert fields(opened(house, "", by="U0BOT", blocks=[], metadata=None))["note"] == LINK


def test_it_is_saved_once_and_its_receipt_links_back(house: Team) -> None:
    """The form is saved as any other, twice pressed once; the link in the receipt can be pressed."""
    form = opened(house, "We paid $31 for ads", MAX)
    receipt = house.save(form, {}, MAX).view or {}
    links = [part["url"] for block in receipt["blocks"] for part in _parts(block) if part.get("type") == "link"]
    assert links == [LINK]
    assert "“We paid $31 for ads”" in said(receipt)
    entry = house.entries()[0]
    assert (entry.logged_by, entry.fact.note) == (MAX, f"We paid $31 for ads {LINK}")


def _parts(part: Any) -> Iterator[Payload]:
    if isinstance(part, dict):
        yield part
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _parts(one)

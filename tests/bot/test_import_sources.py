"""Several sources of one goal, of several months: each month counts from the one that knows most, or from all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from tests.bot.conftest import Payload, Team
from tests.bot.test_imports import drop, press
from tests.bot.test_imports_preview import change, opened, values_of

SEPTEMBER = b"""# Start date: 20260901
# End date: 20260930

Session campaign,Session source / medium,Key events,Total revenue
spring,google / cpc,3,900.00
"""
OCTOBER = b"""Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date
7301,North,Closed won,4200.00,USD,2026-10-18,2026-08-02
"""
BOTH_MONTHS = b"""date,channel,campaign,goal,count,revenue,currency,external_id,first_contact,note
2026-09-10,google,spring,Customer,1,70.00,USD,,,
2026-10-10,google,spring,Customer,2,20.00,USD,,,
"""
FILES = {"ga4.csv": SEPTEMBER, "hubspot.csv": OCTOBER, "list.csv": BOTH_MONTHS}
ALSO = "“Customer” is also counted from"


@pytest.fixture
def books(new_team: Team) -> Team:
    new_team.campaign("Spring")
    new_team.goal("Customer", "100", stage="customer")
    return new_team


def bring(team: Team, name: str) -> Payload:
    """The file as it is once the better source alone is to count, month by month."""
    message = drop(team, FILES[name], names=(name,))
    while "to decide" in message["text"]:
        clash = ALSO in message["text"]
        message = change(team, message, {ALSO: "one"} if clash else {"“Key events”": "customer"})
    return message


@pytest.mark.parametrize("order", list(permutations(FILES)), ids=" ".join)
def test_each_month_counts_from_the_source_that_knows_most_in_every_order(books: Team, order: Sequence[str]) -> None:
    """The list in September, where only analytics count too; the deals in October."""
    for name in order:
        press(books, "import_save", bring(books, name))
    assert "return $70.00" in books.ask("2026-09").text
    assert "return $4,200.00" in books.ask("2026-10").text
    assert books.unbalanced() == []


def test_what_gives_way_and_what_does_not_is_told_apart_and_asked_once(books: Team) -> None:
    press(books, "import_save", bring(books, "ga4.csv"))
    press(books, "import_save", bring(books, "hubspot.csv"))
    before = books.ask("2026-09").text, books.ask("2026-10").text
    message = drop(books, BOTH_MONTHS, names=("list.csv",))
    assert "1 thing to decide" in message["text"]
    assert "Google Analytics (1–30 Sep 2026: 3 there, 1 here)" in message["text"]
    assert "won deals (1–31 Oct 2026: 1 there, 2 here)" in message["text"]
    offered = values_of(opened(books, message), f"{ALSO}: Google Analytics, won deals")
    assert offered[0] == "Count only the one that knows most, month by month"
    message = change(books, message, {ALSO: "one"})
    assert (
        "counts only from this file (1–30 Sep 2026: 1 here), no longer from: Google Analytics (3 there)."
        in message["text"]
    )
    assert (
        "counts only from: won deals (1–31 Oct 2026: 1 there, 2 here). This file’s results are not added."
        in message["text"]
    )
    saved = press(books, "import_save", message)
    press(books, "undo_import", saved)
    assert (books.ask("2026-09").text, books.ask("2026-10").text) == before

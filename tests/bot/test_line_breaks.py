"""Where a line does not break on a phone: in what is drawn; the text beside it keeps ordinary spaces."""

from __future__ import annotations

import json

import pytest

from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, DAY, MAX, Payload, Team


@pytest.fixture(scope="module")
def books(team: Team) -> Team:
    team.goal("Sale", "50", stage="customer")
    team.campaign("Alpha")
    team.cost(f"1000 ads linkedin alpha {DAY}")
    team.conversions(f"2 sale linkedin alpha {DAY}")
    return team


def drawn(shown: Answer | Payload) -> str:
    blocks = shown.blocks if isinstance(shown, Answer) else shown["blocks"]
    return json.dumps(blocks, ensure_ascii=False)


def opened(team: Team, text: str, section: str, user: str) -> Payload:
    """A section of *Details*."""
    return team.client.details(team.ask(text, user).body or {}, section, user=user)


def test_a_receipt_breaks_within_no_date(books: Team) -> None:
    """Its text stays as scripts read it."""
    receipt = books.cost(f"7 ads linkedin alpha {DAY}")
    assert "4 Aug 2025" in receipt.text
    assert "4\u00a0Aug\u00a02025" in drawn(receipt)


@pytest.mark.parametrize(("user", "kept"), [(MAX, "4\u00a0Aug\u00a02025"), (ANNA, "4\u00a0sie\u00a02025")])
def test_the_entries_in_details_break_within_no_date(books: Team, user: str, kept: str) -> None:
    assert kept in drawn(opened(books, "alpha 2025-08", "entries", user))


def test_a_count_stands_with_what_it_counts(books: Team) -> None:
    assert "2\u00a0×\u00a0Sale" in drawn(books.conversions(f"2 sale linkedin alpha {DAY}"))


def test_single_letters_do_not_end_a_line(books: Team) -> None:
    """In Polish they never do, in small print neither."""
    shown = drawn(opened(books, "alpha 2025-08", "how", ANNA))
    assert "w\u00a0" in shown
    assert " w " not in shown


def test_a_command_stays_as_it_is_typed(new_team: Team) -> None:
    """The word before it is kept with it; what is to be copied has ordinary spaces."""
    new_team.campaign("Bare")
    new_team.cost(f"100 ads linkedin bare {DAY}")
    assert "podaj wartość konwersji w\u00a0/roi cel." in drawn(new_team.ask("bare 2025-08", ANNA))


@pytest.mark.parametrize("user", [ADA, ANNA])
def test_a_mark_in_details_keeps_its_word(books: Team, user: str) -> None:
    shown = drawn(opened(books, "channels 2025-08", "rows", user))
    assert any(f"{mark}\u00a0" in shown for mark in "▲△▽▼…?")
    assert not any(f"· {mark} " in shown for mark in "▲△▽▼…?")

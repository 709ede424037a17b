"""Whether a line without a command is a cost or conversions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.ledger.quick_kind import LineKind, begins_with_number, meant_as, readable_as
from core.ledger.quick_words import Vocabulary
from core.setup.registers import STARTING_CHANNELS

COST, CONVERSION, UNCLEAR = LineKind
WORDS = Vocabulary(
    kinds={**STARTING_CHANNELS, "campaign-q3": "campaign", "newsletter": "goal"},
    today=date(2026, 11, 30),
    currency="USD",
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("250 ads linkedin campaign-q3", COST),
        ("$250 ads", COST),
        ("1 250,50 zł reklamy", COST),
        ("7:30 50 people", COST),
        ("12 newsletter", CONVERSION),
        ("12x newsletter linkedin yesterday", CONVERSION),
        ("12 szt. newsletter", CONVERSION),
    ],
)
def test_a_line_is_what_it_can_be_read_as(line: str, kind: LineKind) -> None:
    """A category makes a cost, a goal conversions."""
    assert begins_with_number(line)
    assert readable_as(line, WORDS) is kind
    assert meant_as(line, WORDS) is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("250 EUR linkedin", COST),
        ("250.50 linkedin", COST),
        ("40h linkedin", COST),
        ("250 ads liknedin", COST),
        ("$250 foo", COST),
        ("12 newsletter liknedin", CONVERSION),
        ("250 linkedin campaign-q3", UNCLEAR),
        ("250", UNCLEAR),
        ("12 foo", UNCLEAR),
        ("12 ads newsletter", UNCLEAR),
    ],
)
def test_a_line_that_cannot_be_logged_is_what_its_words_speak_of(line: str, kind: LineKind) -> None:
    """What could become only one of the two is that; what could be both is asked about."""
    assert readable_as(line, WORDS) is None
    assert meant_as(line, WORDS) is kind


@pytest.mark.parametrize("text", ["campaign-q3", "ads 250", "help", "", "q3 2026", "-", "linkedin 12"])
def test_what_begins_with_no_number_is_no_line(text: str) -> None:
    """It is asked, as behind /roi."""
    assert not begins_with_number(text)


@given(some.text(max_size=80))
def test_any_text_has_a_kind(text: str) -> None:
    """Whatever somebody writes, it is decided without an error what it is."""
    if begins_with_number(text):
        assert (readable_as(text, WORDS) or meant_as(text, WORDS)) in LineKind

"""A refused line is repaired only where all that was not understood is near to something, and stands in it."""

from __future__ import annotations

import pytest

from core.ledger.quick_draft import Draft
from core.ledger.quick_guesses import CATEGORY, WORD, Guess
from core.ledger.quick_line import Unread
from core.ledger.quick_numbers import NumberUnread
from core.ledger.quick_repairs import Repair, repairs
from core.ledger.quick_words import UnknownWord
from core.setup.registers import CAMPAIGN, CHANNEL

LINKEDIN = Guess(word="linkdin", kind=CHANNEL, values=("linkedin",), near=True, clear=True)
ADS = Guess(word="adz", kind=CATEGORY, values=("ads",), near=True, clear=True)
AUTUMN = Guess(word="autum", kind=CAMPAIGN, values=("autumn-2027", "autumn-2026", "autumn-2025"), near=True)
NOTHING = Guess(word="xyz", kind=WORD)


def repaired(text: str, *guesses: Guess) -> list[str]:
    """The lines that are offered for ``text``, of which each guess is a part that was not understood."""
    unread = tuple(Unread(text=guess.word, problem=UnknownWord(word=guess.word)) for guess in guesses)
    draft = Draft(words={}, unread=unread)
    return [repair.line for repair in repairs(text, draft, guesses, UnknownWord(word=guesses[0].word))]


@pytest.mark.parametrize(
    ("text", "guesses", "lines"),
    [
        ("250 ads linkdin", [LINKEDIN], ["250 ads channel:linkedin"]),
        ("250 ads LinkdIn “linkdin”", [LINKEDIN], ["250 ads channel:linkedin “linkdin”"]),
        ("250 adz linkdin", [ADS, LINKEDIN], ["250 category:ads channel:linkedin"]),
        ("250 ads autum", [AUTUMN], ["250 ads campaign:autumn-2027", "250 ads campaign:autumn-2026"]),
        ("250 ads linkdin autum", [LINKEDIN, AUTUMN], []),
        ("250 ads linkdin xyz", [LINKEDIN, NOTHING], []),
        ("250 ads mylinkdin", [LINKEDIN], []),
        ("250 adz mylinkdin", [ADS, LINKEDIN], []),
    ],
)
def test_what_is_put_in_the_place_of_what(text: str, guesses: list[Guess], lines: list[str]) -> None:
    """Each word by itself; of two names that are alike the nearer first, and no more than two lines."""
    assert repaired(text, *guesses) == lines


def test_a_number_is_repaired_where_it_can_only_be_one() -> None:
    """Else the line has none to offer."""
    draft = Draft(words={}, unread=())
    hours = NumberUnread(text="1:20h", instead="1.33h", line="1.33h 50 people", kind="amount")
    assert repairs("1:20h 50 people", draft, (), hours) == [
        Repair(meant=(("", "1.33h"),), line="1.33h 50 people", clear=True)
    ]
    assert repairs("12 50 ads", draft, (), NumberUnread(text="12 50", instead="", line="", kind="amount")) == []

"""Lines that people type: what is asked, and what is proposed. What is understood is in `tests/data/typed.txt`."""

from __future__ import annotations

from datetime import date

import pytest

from core.ledger.quick_line import AmbiguousWord, words_of_conversion
from core.ledger.quick_words import UnknownWord, Vocabulary
from core.setup.registers import CAMPAIGN, GOAL, STARTING_CHANNELS

TEAM = {**STARTING_CHANNELS, "campaign-q3": CAMPAIGN, "zespol": CAMPAIGN, "newsletter": GOAL}
VOCABULARY = Vocabulary(kinds=TEAM, today=date(2026, 8, 10), currency="PLN", comma=True)


def test_times_or_the_channel_is_asked() -> None:
    """``x`` is both: what is written apart from the count is not guessed."""
    with pytest.raises(AmbiguousWord) as problem:
        words_of_conversion("12 x newsletter", VOCABULARY)
    assert problem.value.choices == ("12x", "12 channel:x")


def test_a_general_word_without_a_goal_is_refused_as_the_goal_that_was_meant() -> None:
    """What is refused names it."""
    with pytest.raises(UnknownWord) as problem:
        words_of_conversion("12 leads linkedin", VOCABULARY)
    assert problem.value.word == "leads"


@pytest.mark.parametrize(
    ("typed", "goal"),
    [
        ("12 leads linkedin", "lead"),
        ("12 leadów linkedin", "lead"),
        ("3 customers", "customer"),
        ("3 klientów", "customer"),
    ],
)
def test_a_goal_is_meant_by_its_plural_and_in_the_other_language(typed: str, goal: str) -> None:
    """Where the team has one of that name."""
    team = {**STARTING_CHANNELS, "lead": GOAL, "customer": GOAL}
    assert words_of_conversion(typed, Vocabulary(kinds=team, today=VOCABULARY.today, currency="PLN"))["goal"] == goal


def test_a_general_word_is_the_goal_of_that_name() -> None:
    """*Leads* are the goal *Lead* in the plural."""
    team = Vocabulary(kinds={**STARTING_CHANNELS, "lead": GOAL}, today=VOCABULARY.today, currency="PLN")
    assert words_of_conversion("12 leads linkedin", team)["goal"] == "lead"


def test_a_general_word_without_a_goal_is_named() -> None:
    """Where no goal is called so, what is refused names the word."""
    with pytest.raises(UnknownWord) as problem:
        words_of_conversion("12 leads linkedin", VOCABULARY)
    assert problem.value.word == "leads"

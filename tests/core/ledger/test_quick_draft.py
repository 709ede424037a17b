"""Lines that cannot be logged: what of them is understood all the same, and what the rest probably is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ledger.quick_draft import conversion_draft, cost_draft
from core.ledger.quick_guesses import AMOUNT, CATEGORY, CURRENCY, NO_CATEGORY, NO_GOAL, REVENUE, WORD, guess_of
from core.ledger.quick_words import UnknownWord, Vocabulary
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL, STARTING_CHANNELS

OWN = {"alpha": CAMPAIGN, "campaign-q3": CAMPAIGN, "newsletter": GOAL, "radio-zet": CHANNEL}
VOCABULARY = Vocabulary(kinds={**STARTING_CHANNELS, **OWN}, today=date(2026, 11, 30), currency="USD")


@pytest.mark.parametrize(
    ("text", "words", "unread"),
    [
        ("ads linkedin", {"category": "ads", "channel": "linkedin"}, []),
        ("ads 250 EUR alpha", {"amount": "250", "currency": "EUR", "category": "ads", "campaign": "alpha"}, []),
        ("250 ads linkedn alpha", {"amount": "250", "category": "ads", "campaign": "alpha"}, ["linkedn"]),
        ("12 50 ads", {"category": "ads"}, ["12 50"]),
        ("1:20h 50 people", {"rate": "50", "category": "people"}, ["1:20h"]),
        ("7h 30 150 people", {"rate": "150", "category": "people"}, ["7h 30"]),
        (
            "250 ads 31 feb 2026 linkedin 30 feb 2026",
            {"amount": "250", "category": "ads", "channel": "linkedin"},
            ["31 feb 2026", "30 feb 2026"],
        ),
        ("40 godz. alpha", {"hours": "40h", "campaign": "alpha"}, []),
        ('250 ads 31 Feb 2026 "a"', {"amount": "250", "category": "ads", "note": "a"}, ["31 feb 2026"]),
        ('250 ads "a" "b"', {"amount": "250", "category": "ads", "note": "a"}, ["b"]),
        ("250 ads yesterday wczoraj", {"amount": "250", "category": "ads", "day": "2026-11-29"}, ["wczoraj"]),
        ("250 other", {"amount": "250"}, ["other"]),
        ("100001h 50 people", {"rate": "50", "category": "people"}, ["100001h"]),
    ],
)
def test_what_is_understood_is_kept_and_the_rest_named(text: str, words: dict[str, str], unread: list[str]) -> None:
    """Wherever the amount stands; nothing is in neither."""
    draft = cost_draft(text, VOCABULARY)
    assert draft.words == words
    assert [part.text for part in draft.unread] == unread


@pytest.mark.parametrize(
    ("text", "words", "unread"),
    [
        ("newsletter", {"goal": "newsletter"}, []),
        ('newsletter "fair"', {"goal": "newsletter", "note": "fair"}, []),
        ("alpha 12 newsletter", {"count": "12", "goal": "newsletter", "campaign": "alpha"}, []),
        ("12 szt. newsleter", {"count": "12"}, ["newsleter"]),
        ("1.5 newsletter", {"goal": "newsletter"}, ["1.5"]),
        (
            "12 newsletter first: 2026-01-15",
            {"count": "12", "goal": "newsletter", "first_contact": "2026-01-15"},
            [],
        ),
    ],
)
def test_conversions_are_kept_likewise(text: str, words: dict[str, str], unread: list[str]) -> None:
    """Their count, their goal and the rest."""
    draft = conversion_draft(text, VOCABULARY)
    assert draft.words == words
    assert [part.text for part in draft.unread] == unread


@pytest.mark.parametrize("draft_of", [cost_draft, conversion_draft])
@given(text=st.text(st.sampled_from("a1 0,.:-'\"„”żx½٣€$zhkł/\n") | st.characters(), max_size=60))
def test_any_text_can_be_drafted(draft_of: Any, text: str) -> None:
    """Without an error, however odd it is; each part that is unread can be guessed at."""
    draft = draft_of(text, VOCABULARY)
    for part in draft.unread:
        if isinstance(part.problem, UnknownWord):
            guess_of(part.text, draft, VOCABULARY, conversions=draft_of is conversion_draft)


@pytest.mark.parametrize(
    ("line", "kind", "near"),
    [
        ("250 alpha linkedin reklmy", CATEGORY, ("ads",)),
        ("250 ads linkdin", CHANNEL, ("linkedin",)),
        ("250 ads campain-q3", CAMPAIGN, ("campaign-q3",)),
        ("250 ads kanał:radoi-zet", CHANNEL, ("radio-zet",)),
        ("250 ads alpha linkedin carusel", CONTENT, ("carousel",)),
        ("250 ads linkedin winter", CAMPAIGN, ()),
        ("250 ads alpha winter", CHANNEL, ()),
        ("250 ads alpha linkedin winter", WORD, ()),
        ("250 linkedin winter", CATEGORY, ()),
        ("250 ads alpha 1e5", AMOUNT, ()),
        ("250 ads alpha 50", AMOUNT, ()),
        ("250 XXQ ads", CURRENCY, ()),
        ("250 ads newsletter", NO_GOAL, ()),
    ],
)
def test_a_word_is_taken_for_what_it_probably_is(line: str, kind: str, near: tuple[str, ...]) -> None:
    """What it says, what is written almost so, or what the line has left open."""
    draft = cost_draft(line, VOCABULARY)
    (part,) = draft.unread
    guess = guess_of(part.text, draft, VOCABULARY)
    assert guess.kind == kind
    assert (guess.values if guess.near else ()) == near


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("12 newsleter", GOAL),
        ("12 newsletter ads", NO_CATEGORY),
        ("12 newsletter reklamy", NO_CATEGORY),
        ("12 newsletter $500", REVENUE),
        ("12 newsletter USD", REVENUE),
        ("12 newsletter campain-q3", CAMPAIGN),
    ],
)
def test_a_word_of_conversions_is_taken_for_what_it_probably_is(line: str, kind: str) -> None:
    """They have a goal, and no category, and their revenue is not in the line."""
    draft = conversion_draft(line, VOCABULARY)
    (part,) = draft.unread
    assert guess_of(part.text, draft, VOCABULARY, conversions=True).kind == kind

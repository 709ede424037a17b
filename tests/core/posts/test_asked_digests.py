"""The words that the buttons of a digest carry: read back as they were written, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from core.calendar.periods import week_of
from core.posts.asked_digests import AskedDigest, asked_digest

WEEK = week_of(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (AskedDigest(week=WEEK), "digest 2026-W40"),
        (AskedDigest(week=WEEK, channel="linkedin"), "digest 2026-W40 linkedin"),
        (AskedDigest(week=WEEK, weeks=True), "digest weeks 2026-W40"),
        (AskedDigest(week=WEEK, channel="trade-fair", weeks=True), "digest weeks 2026-W40 trade-fair"),
        (AskedDigest(week=week_of(date(2021, 1, 2))), "digest 2020-W53"),
    ],
)
def test_what_a_button_carries_is_read_back(asked: AskedDigest, words: str) -> None:
    """The week, the channel, and whether the eight weeks are meant; a week is of the year that ISO gives it."""
    assert asked.words == words
    assert asked_digest(words.removeprefix("digest ")) == asked


@pytest.mark.parametrize(
    "text", ["", "linkedin", "2026-W54", "2026-W00", "2026-W40 a b", "weeks", "2026-40", "٢٠٢٦-W40"]
)
def test_anything_else_is_none(text: str) -> None:
    """What a person may type behind *digest* is the form's, or a week that there is not."""
    assert asked_digest(text) is None

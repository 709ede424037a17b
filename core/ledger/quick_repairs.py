"""Repairs: a line that was refused once more, with what was probably meant in the place of what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.ledger.quick_draft import Draft
from core.ledger.quick_guesses import CATEGORY, Guess
from core.ledger.quick_line import WordMissing
from core.ledger.quick_numbers import NumberUnread
from core.problems import Problem
from core.setup.categories import Category
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL

KINDS = (CATEGORY, CAMPAIGN, CHANNEL, CONTENT, GOAL)
"""What a word of a line can be said to be, ``channel:linkedin``."""

MOST = 2
"""Repairs that are offered; more is a choice to make in the form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Repair:
    """The ``line`` to log. ``meant``: (kind, value) of each part put in; of a number, the number alone.

    ``clear``: nothing else can well have been meant.
    """

    meant: tuple[tuple[str, str], ...]
    line: str
    clear: bool


def repairs(text: str, draft: Draft, guesses: Sequence[Guess | None], problem: Problem) -> list[Repair]:
    """The repairs of a line refused for ``problem``; empty where a part of it is not nearly anything.

    What names a channel and no category is most often ads, and may be anything else.
    None of them was read again: whoever offers one looks first whether it can be logged.
    """
    if isinstance(problem, NumberUnread):
        return [Repair(meant=(("", problem.instead),), line=problem.line, clear=True)] if problem.line else []
    if isinstance(problem, WordMissing) and problem.kind == CATEGORY and CHANNEL in draft.words and not draft.unread:
        ads = Category.ADS.value
        return [Repair(meant=((CATEGORY, ads),), line=f"{text} {CATEGORY}:{ads}", clear=False)]
    near = [guess for guess in guesses if guess and guess.near and guess.kind in KINDS]
    if not near or len(near) < len(draft.unread):
        return []
    if len(near) == 1:
        return list(_of_one(text, draft.unread[0].text, near[0]))
    return _of_several(text, draft, near) if all(guess.clear for guess in near) else []


def place_of(part: str) -> re.Pattern[str]:
    """Where a part stands in a line, however its words were spaced; the whole words alone."""
    words = r"\s+".join(map(re.escape, part.split()))
    return re.compile(rf"(?<!\S){words}(?!\S)", re.IGNORECASE)


def _of_one(text: str, part: str, guess: Guess) -> Iterator[Repair]:
    for value in guess.values[:MOST]:
        if line := _put(text, part, guess.kind, value):
            clear = guess.clear or len(guess.values) == 1
            yield Repair(meant=((guess.kind, value),), line=line, clear=clear)


def _of_several(text: str, draft: Draft, guesses: Sequence[Guess]) -> list[Repair]:
    line = text
    for unread, guess in zip(draft.unread, guesses, strict=True):
        line = _put(line, unread.text, guess.kind, guess.values[0])
        if not line:
            return []
    meant = tuple((guess.kind, guess.values[0]) for guess in guesses)
    return [Repair(meant=meant, line=line, clear=True)]


def _put(text: str, part: str, kind: str, value: str) -> str:
    """The line with ``value`` in the place of the part; empty where the part does not stand there as it is."""
    line, times = place_of(part).subn(lambda _: f"{kind}:{value}", text, count=1)
    return line if times else ""

"""Quick rhythms: *a month* or *co rok* in the line of a cost, which then logs itself again by itself.

Such a line tells what is subscribed to: a word for a subscription is a tool where no category is named, and a goal,
which no cost has, is the note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.calendar.period_words import fold
from core.ledger.quick_spelling import GAP, IsKnown
from core.ledger.repeats import Every
from core.setup.categories import Category, category_of
from core.setup.names import slug

_MONTH = "month mo mth mies miesiac m-c mc".split()
_YEAR = "year yr rok".split()
_PHRASES: Mapping[str, Every] = {
    **dict.fromkeys(
        (
            *("monthly", "a month", "per month", "each month", "every month", "repeat:monthly"),
            *("miesiecznie", "na miesiac", "co miesiac", "kazdego miesiaca", "na mies", "co m-c"),
            *(f"/{space}{unit}" for unit in _MONTH for space in ("", " ")),
        ),
        Every.MONTHLY,
    ),
    **dict.fromkeys(
        (
            *("yearly", "annually", "a year", "per year", "each year", "every year", "repeat:yearly"),
            *("rocznie", "na rok", "co rok", "co roku", "kazdego roku"),
            *(f"/{space}{unit}" for unit in _YEAR for space in ("", " ")),
        ),
        Every.YEARLY,
    ),
}
_MOST_WORDS = 2
_SLASHED = re.compile(rf"(?P<before>\S*)/(?P<unit>{'|'.join((*_MONTH, *_YEAR))})\.?", re.IGNORECASE)
_SUBSCRIPTIONS = frozenset("subscription saas abonament abonamentu subskrypcja subskrypcje".split())


def without_rhythms(words: list[str], is_known: IsKnown) -> tuple[list[str], list[Every]]:
    """The words, a gap in the place of each that says how often, and what those say; a name of the team's own stays."""
    left, rhythms = list[str](), list[Every]()
    words = [part for word in words for part in _apart(word, is_known)]
    while words:
        runs = (words[:many] for many in range(min(len(words), _MOST_WORDS), 0, -1))
        run = next((run for run in runs if _rhythm(run) and not any(map(is_known, run))), [])
        if every := _rhythm(run):
            rhythms.append(every)
        left.append(GAP if run else words[0])
        words = words[len(run) or 1 :]
    return left, rhythms


def without_subscriptions(words: list[str], is_known: IsKnown) -> list[str]:
    """The words, with the category that a subscription is in its place, or nothing where another is named."""
    is_named = any(category_of(slug(word.partition(":")[2] or word)) for word in words)
    instead = [] if is_named else [f"category:{Category.TOOLS}"]
    left = list[str]()
    for word in words:
        is_subscription = fold(word) in _SUBSCRIPTIONS and not is_known(word)
        left += instead if is_subscription else [word]
        instead = [] if is_subscription else instead
    return left


def _apart(word: str, is_known: IsKnown) -> list[str]:
    """``$49/mo`` in two."""
    slashed = _SLASHED.fullmatch(word)
    if not slashed or is_known(word):
        return [word]
    return [*filter(None, [slashed["before"]]), f"/{slashed['unit']}"]


def _rhythm(run: list[str]) -> Every | None:
    return _PHRASES.get(fold(" ".join(run)).rstrip(".,;"))

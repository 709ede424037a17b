"""Question words: what people ask in words of their own behind `/roi`, as they fold it: no accents, no capitals.

None of them is reserved: a campaign, channel or goal that is called so comes first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from core.calendar.period_words import fold


class Question(StrEnum):
    """Where to spend less, where more, what is best and worst, and where the next money goes."""

    CUT = "cut"
    MORE = "more"
    BEST = "best"
    WORST = "worst"
    BUDGET = "budget"


_PHRASES: Mapping[Question, tuple[str, ...]] = {
    Question.CUT: (
        *("cut", "where to cut", "where should i cut", "where should we cut", "where can i cut", "where can we cut"),
        *("what to cut", "what should i cut", "what should we cut", "where do i cut", "where to save", "cut costs"),
        *("ciac", "gdzie ciac", "gdzie obciac", "gdzie przyciac", "gdzie uciac", "co ciac", "co obciac", "co uciac"),
        *("obciac", "gdzie oszczedzic", "gdzie oszczedzac", "co wylaczyc", "ciecia"),
        *("what loses", "where am i losing", "where are we losing", "where do i lose", "where do we lose"),
        *("what to stop", "what should i stop", "what should we stop", "where am i wasting", "where are we wasting"),
        *("gdzie trace", "gdzie tracimy", "na czym trace", "na czym tracimy", "co traci", "co nie zarabia"),
        *("gdzie przepalam", "gdzie przepalamy", "co wstrzymac", "co zatrzymac"),
    ),
    Question.MORE: (
        *("more", "spend more", "where to spend more", "where should i spend more", "where should we spend more"),
        *("where to invest", "where should i invest", "where more", "where to add", "put more", "where to put more"),
        *("where should i put more", "where should we put more", "where would you put more", "where can i put more"),
        *("gdzie dolozyc", "dolozyc", "gdzie wydac wiecej", "gdzie wydawac wiecej", "gdzie zainwestowac"),
        *("gdzie inwestowac", "wiecej", "gdzie wiecej", "gdzie dodac"),
    ),
    Question.BEST: (
        *("best", "the best", "top", "what is best", "whats best", "what's best", "what works", "what works best"),
        *("what is the best", "which is best", "which is the best", "which works", "which works best"),
        *("what is working", "what's working", "whats working", "what pays", "what pays off"),
        *("najlepsze", "najlepszy", "najlepsza", "co jest najlepsze", "co dziala", "co dziala najlepiej"),
        *("ktory najlepszy", "ktora najlepsza", "ktore najlepsze", "ktory jest najlepszy", "ktora jest najlepsza"),
        *("ktore sa najlepsze", "ktory dziala najlepiej", "ktora dziala najlepiej", "co zarabia", "co sie oplaca"),
    ),
    Question.WORST: (
        *("worst", "the worst", "what is worst", "what does not work", "what doesn't work"),
        *("what is the worst", "which is worst", "which is the worst", "what is not working", "what isn't working"),
        *("najgorsze", "najgorszy", "najgorsza", "co jest najgorsze", "co nie dziala"),
        *("ktory najgorszy", "ktora najgorsza", "ktore najgorsze", "ktory jest najgorszy", "ktora jest najgorsza"),
        *("ktore sa najgorsze",),
    ),
    Question.BUDGET: ("budget", "budgets", "the budget", "budzet", "budzety", "na co wydac", "gdzie wydac"),
}
QUESTIONS: Mapping[str, Question] = {phrase: question for question, many in _PHRASES.items() for phrase in many}

MONEY = frozenset("money cost costs spend spending expenses koszt koszty kosztow wydatki wydatkow pieniadze".split())
"""What is cut; behind a question it says nothing more."""

_AMOUNT = re.compile(r"[^\w\s]?\d[\d.,]*(?:k|tys)?[^\w\s]?|zł|zl|pln|usd|eur|dollars", re.IGNORECASE)


def without_amount(words: str) -> str:
    """The question without how much it is about: *where would you put 1000 more*."""
    return " ".join(word for word in words.split() if not _AMOUNT.fullmatch(word))


_ADS = frozenset("ads ad reklamy reklama reklam".split())
_LEADING = frozenset("on in at for na w we z dla".split())
"""Words between ads and where they run."""


def without_ads(text: str) -> str:
    """The question without the ads it is of, which a channel has anyway: *facebook ads*, *reklamy na facebooku*."""
    words = [word for word in text.split() if fold(word) not in _ADS]
    many = next((n for n, word in enumerate(words) if word.casefold() not in _LEADING), 0)
    return " ".join(words[many:])


_OPENINGS = (
    *("how is", "how's", "how are", "how was", "how did", "how does", "how has", "what about", "show me", "show"),
    *("jak idzie", "jak poszlo", "jak poszla", "jak wypada", "jak wypadl", "jak wypadla", "jak stoi", "jak tam"),
    *("jak dziala", "jak sobie radzi", "jak radzi sobie", "co z", "pokaz mi", "pokaz"),
)
_DOING = frozenset("doing going performing perform performed working do been".split())


def without_asking(text: str) -> str:
    """The question without the words around a name that only say it is one: *how is spring doing july*."""
    words = text.split()
    for many in (3, 2, 1):
        if fold(" ".join(words[:many])).replace("’", "'") in _OPENINGS:
            return " ".join(word for word in words[many:] if word.casefold() not in _DOING)
    return text


SUGGESTED: Mapping[str, tuple[str, ...]] = {
    "en": ("where to cut", "cut", "best", "worst", "budget"),
    "pl": ("gdzie ciąć", "gdzie dołożyć", "najlepsze", "najgorsze", "budżet"),
}
"""Language -> the words that a mistyped word may have meant."""

GREETINGS = frozenset(
    """hi|hello|hey|good morning|thanks|thank you|thx|hej|czesc|witaj|witam|siema|dzien dobry|dzieki|dziekuje""".split(
        "|"
    )
)
"""What people write to a bot that asks nothing: they get help."""

_ABOUT = (
    re.compile(r"(?:the )?(?:budgets?|bud[żz]ety?)(?: (?:for|of|dla|kampanii))? (?P<name>.+)", re.IGNORECASE),
    re.compile(
        r"how (?:is|are|was|did|does) (?P<name>.+) (?:doing|going|performing|perform|do|go)(?: (?P<rest>.+))?",
        re.IGNORECASE,
    ),
    re.compile(r"jak (?:idzie|działa|dziala|poszło|poszlo|radzi sobie) (?P<name>.+)", re.IGNORECASE),
)


def asked_of(text: str) -> str:
    """What a question in words is of, *autumn* of *budget autumn*; empty where it is of nothing."""
    match = next(filter(None, (shape.fullmatch(text) for shape in _ABOUT)), None)
    return " ".join(filter(None, match.groups())) if match else ""

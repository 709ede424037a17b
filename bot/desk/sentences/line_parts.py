"""Sentences for the parts of a line that fit nothing: what each probably is, and what there is of that kind."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.sentences import questions
from bot.language import Language, mark
from bot.views import words
from core.ledger.quick_guesses import AMOUNT, CATEGORY, CURRENCY, NO_CATEGORY, NO_GOAL, REVENUE, WORD, Guess
from core.setup import names
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL

UNKNOWN = {
    AMOUNT: mark("“{word}” looks like an amount, but I can’t read it. Write 1234.56 or 1234,56."),
    CATEGORY: mark("“{word}” isn’t a category of cost."),
    **{kind: questions.UNCLEAR_OF_KIND[kind] for kind in (CHANNEL, CAMPAIGN, GOAL)},
    CONTENT: mark("I can’t find a content type called “{name}”."),
    CURRENCY: mark("I don’t know the currency “{text}”. Use its code: USD, EUR, PLN."),
    NO_GOAL: mark("A cost has no goal, so “{word}” has no place here."),
    NO_CATEGORY: mark("Conversions have no category, so “{word}” has no place here."),
    REVENUE: mark("“{word}” looks like revenue, which goes in the form."),
    WORD: mark("I don’t know the name “{word}”. Put notes in quotes."),
}


def part_sentence(language: Language, guess: Guess, spoken: Mapping[str, str]) -> str:
    """``spoken``: key -> name of all that the team has named."""
    text = names.one_line(guess.word)[:60]
    unknown = language.say(UNKNOWN[guess.kind], word=text, text=text, name=text)
    if not guess.values:
        return unknown
    listed = ", ".join(_typed(language, guess.kind, value, spoken) for value in guess.values)
    if guess.near:
        return f"{unknown} " + language.say("Did you mean {names}?", names=listed)
    return f"{unknown} " + language.say("Choose from {names}.", names=listed)


def _typed(language: Language, kind: str, value: str, spoken: Mapping[str, str]) -> str:
    """The word for it in this language, as it may be typed in a line; the key of what the team has named."""
    if kind == CATEGORY:
        return words.uncapitalized(words.category(language, value))
    if kind == CONTENT and value not in spoken:
        return words.uncapitalized(words.content(language, value, spoken))
    if kind == CHANNEL and value in ("email", "website", "other"):
        return language.say(words.TYPED_CHANNELS[value])
    return value

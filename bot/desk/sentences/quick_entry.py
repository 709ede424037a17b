"""Sentences for problems with a cost or conversion typed in one line."""

from __future__ import annotations

import re

from bot.desk.sentences.sentence import Sentences
from bot.desk.sentences.setup import NAMES_OF_KINDS
from bot.language import Language, mark
from bot.views import words
from bot.views.line_commands import CONVERSION, COST
from core.ledger import quick_entry, quick_line, quick_numbers, quick_words
from core.setup import names
from core.setup.categories import Category

MISSING = {
    "amount": mark("Start with the amount: /roi-cost 250 ads linkedin campaign-q3 2026-08-03 “boosted post”."),
    "count": mark("Start with how many: /roi-conversion 12 newsletter linkedin campaign-q3 2026-08-03."),
    "category": mark("Add a category: {categories} or {other}."),
    "goal": mark("Add the goal’s name. /roi goal lists all goals."),
    "rate": mark("Add the hourly rate after the hours: /roi-cost 40h 50 people campaign-q3."),
}
SAID_ONCE = {
    **NAMES_OF_KINDS,
    "day": mark("a date"),
    "first_contact": mark("a first contact"),
    "note": mark("a note"),
    "person": mark("a person"),
    "repeat": mark("a word for how often it comes"),
    "sign": mark("a currency"),
    **dict.fromkeys(("amount", "hours", "rate", "count"), mark("a number")),
}
"""What a line says once: its kinds in words."""


def _unknown_word(language: Language, problem: quick_words.UnknownWord) -> str:
    unknown = language.say("I don’t know the word “{word}”.", word=names.one_line(problem.word)[:80])
    if problem.alike:
        return f"{unknown} " + language.say("Did you mean {names}?", names=", ".join(problem.alike))
    return f"{unknown} " + language.say("Create the campaign, channel or goal first. Put notes in quotes.")


def _number_unread(language: Language, problem: quick_numbers.NumberUnread) -> str:
    unknown = language.say("I can’t read “{text}” as one number.", text=problem.text[:60])
    if not problem.line:
        return f"{unknown} {_missing(language, problem.kind)}"
    command = CONVERSION if problem.kind == "count" else COST
    return f"{unknown} " + language.say(
        "With {instead} in its place, type {line} instead.",
        instead=problem.instead[:60],
        line=f"{command.command} {names.one_line(problem.line)[:1000]}",
    )


TYPED_KINDS = {
    "category": mark("category:{name}"),
    "channel": mark("channel:{name}"),
    "campaign": mark("campaign:{name}"),
    "content": mark("content:{name}"),
    "goal": mark("goal:{name}"),
}

_OF_A_KIND = re.compile(rf"\b({'|'.join(TYPED_KINDS)}):(\S+)$")


def _choice(language: Language, choice: str) -> str:
    """A choice as it is typed in the reader's language, ``kategoria:inne`` of ``category:other``."""
    return _OF_A_KIND.sub(lambda said: language.say(TYPED_KINDS[said[1]], name=_typed_name(language, said[2])), choice)


def _typed_name(language: Language, key: str) -> str:
    """The word of ours; a name of the team's own as it is."""
    return words.uncapitalized(words.category(language, key)) if key in Category.__members__.values() else key


def _ambiguous(language: Language, problem: quick_line.AmbiguousWord) -> str:
    return language.say(
        "“{word}” could be two things. Write {choices}.",
        word=names.one_line(problem.word)[:80],
        choices=language.say(" or ").join(_choice(language, choice) for choice in problem.choices),
    )


def _missing(language: Language, kind: str) -> str:
    *named, other = (words.uncapitalized(words.category(language, one)) for one in Category)
    return language.say(MISSING[kind], categories=", ".join(named), other=other)


SENTENCES: Sentences = {
    quick_line.AmbiguousWord: _ambiguous,
    quick_numbers.NumberUnread: _number_unread,
    quick_entry.HoursOfNobody: lambda language, problem: language.say(
        "Hours are work of people: write people as the category, or an amount in place of {hours}.",
        hours=problem.hours[:20],
    ),
    quick_entry.NeverRepeats: lambda language, _: language.say(
        "Ads and the work of people don’t repeat by themselves. Leave out how often, and log each cost as it comes."
    ),
    quick_line.SaidTwice: lambda language, problem: language.say(
        "“{first}” and “{second}” are each {kind}. Keep one.",
        first=names.one_line(problem.first)[:80],
        second=names.one_line(problem.second)[:80],
        kind=language.say(SAID_ONCE[problem.kind]),
    ),
    quick_words.UnknownWord: _unknown_word,
    quick_line.WordMissing: lambda language, problem: _missing(language, problem.kind),
}

"""Sentences for problems with a cost or conversion typed in one line."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences
from bot.language import Language, mark
from core.ledger import quick_entry, quick_line, quick_numbers, quick_words
from core.setup import names

MISSING = {
    "amount": mark("Say the amount first: /roi-cost 250 ads linkedin campaign-q3 2026-08-03 “boosted post”."),
    "count": mark("Say how many first: /roi-conversion 12 newsletter linkedin campaign-q3 2026-08-03."),
    "category": mark("Say the category too: ads, tools, people, materials, agency or other."),
    "goal": mark("Say the goal too. /roi goal lists the goals there are."),
    "rate": mark("Say the rate after the hours: /roi-cost 40h 50 people campaign-q3."),
}


def _unknown_word(language: Language, problem: quick_words.UnknownWord) -> str:
    unknown = language.say(
        "I do not know the word “{word}”; nothing was saved.", word=names.one_line(problem.word)[:80]
    )
    if problem.alike:
        return f"{unknown} " + language.say("Did you mean {names}?", names=", ".join(problem.alike))
    return f"{unknown} " + language.say("A campaign, channel or goal must exist first; a note goes in quotes.")


def _number_unread(language: Language, problem: quick_numbers.NumberUnread) -> str:
    unknown = language.say("I cannot read “{text}” as one number; nothing was saved.", text=problem.text[:60])
    if not problem.line:
        return f"{unknown} {language.say(MISSING[problem.kind])}"
    command = {"count": "/roi-conversion"}.get(problem.kind, "/roi-cost")
    return f"{unknown} " + language.say(
        "With {instead} in its place, type {line} instead.",
        instead=problem.instead[:60],
        line=f"{command} {names.one_line(problem.line)[:1000]}",
    )


def _ambiguous(language: Language, problem: quick_line.AmbiguousWord) -> str:
    return language.say(
        "“{word}” could be two things; nothing was saved. Write {choices}.",
        word=names.one_line(problem.word)[:80],
        choices=language.say(" or ").join(problem.choices),
    )


def _missing(language: Language, problem: quick_line.WordMissing) -> str:
    return language.say(MISSING[problem.kind])


SENTENCES: Sentences = {
    quick_line.AmbiguousWord: _ambiguous,
    quick_numbers.NumberUnread: _number_unread,
    quick_entry.HoursOfNobody: lambda language, problem: language.say(
        "Hours are work of people: write people as the category, or an amount in place of {hours}.",
        hours=problem.hours[:20],
    ),
    quick_line.SaidTwice: lambda language, problem: language.say(
        "You said two of the same: “{first}” and “{second}”. Keep one.",
        first=names.one_line(problem.first)[:80],
        second=names.one_line(problem.second)[:80],
    ),
    quick_words.UnknownWord: _unknown_word,
    quick_line.WordMissing: _missing,
}

"""Sentences for problems with days, periods, times and time zones."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed
from bot.language import Language
from core.calendar import period_words, periods, weekly
from core.setup import names


def _end_before_start(language: Language, problem: periods.EndBeforeStart) -> str:
    return language.say(
        "The end ({end}) is before the start ({start}).",
        end=language.day(problem.end),
        start=language.day(problem.start),
    )


def _ambiguous_date(language: Language, problem: period_words.AmbiguousDate) -> str:
    one, other = problem.days
    return language.say(
        "“{text}” may be {one} or {other}. Write it as {first} or {second}.",
        text=problem.text[:40],
        one=language.day(one),
        other=language.day(other),
        first=one.isoformat(),
        second=other.isoformat(),
    )


SENTENCES: Sentences = {
    period_words.AmbiguousDate: _ambiguous_date,
    period_words.UnknownDate: lambda language, problem: language.say(
        "I can’t read the date “{text}”. Write it like 2026-08-03.", text=problem.text[:40]
    ),
    period_words.UnknownPeriod: lambda language, problem: language.say(
        "I don’t know the period “{text}”. Try: last month, q3, july 2026, 2026-07-01..2026-07-31, all.",
        text=names.one_line(problem.text)[:60],
    ),
    periods.EndBeforeStart: _end_before_start,
    weekly.UnknownChoice: fixed("Choose one from the list."),
    weekly.UnknownTime: fixed("Write the time as 09:00."),
    weekly.UnknownTimezone: lambda language, problem: language.say(
        "I don’t know the time zone “{text}”. Write it like Europe/Warsaw.", text=problem.text[:40]
    ),
}

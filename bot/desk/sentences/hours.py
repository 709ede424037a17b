"""Sentences for problems with people's hours and hourly rates."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed, with_fields
from bot.language import Language
from core.ledger import hourly_rates
from core.setup import names


def _wage_unknown(language: Language, problem: hourly_rates.HourlyRateUnknown) -> str:
    return language.say(
        "There is no hourly rate for {person} on {day}. Add it after the hours, or save it with /roi rate.",
        person=problem.person,
        day=language.day(problem.day),
    )


def _work_unreadable(language: Language, problem: hourly_rates.WorkUnreadable) -> str:
    text, part = names.one_line(problem.text)[:60], names.one_line(problem.part)[:60]
    if part:
        return language.say(
            "In “{text}” I can’t read “{part}”. Write a name, hours and rate: Anna 12.5 40, or Anna 7:30 40.",
            text=text,
            part=part,
        )
    return language.say(
        "I can’t read the line “{text}”. Write name, hours, rate: Anna 12.5 40.",
        text=text,
    )


SENTENCES: Sentences = {
    hourly_rates.PeopleAndHours: fixed("Fill in either the list of people or one person’s hours and rate, not both."),
    hourly_rates.RateNotYours: fixed("Add the rate after each person’s hours. Only admins can use saved rates."),
    hourly_rates.HourlyRateUnknown: _wage_unknown,
    hourly_rates.TooManyPeople: with_fields("At most {most} people in one entry.", "most"),
    hourly_rates.PersonHasDigit: lambda language, problem: language.say(
        "“{name}” has a digit in it. In a line it would look like hours, so a new person’s name "
        "can’t have one. Write the name without it.",
        name=names.one_line(problem.name)[:60],
    ),
    hourly_rates.WorkUnclear: lambda language, problem: language.say(
        "“{text}” can be read two ways: as hours of {one}, or of {other}. Write {first}, or {second}.",
        **{name: names.one_line(getattr(problem, name))[:80] for name in ("text", "one", "other", "first", "second")},
    ),
    hourly_rates.WorkUnreadable: _work_unreadable,
}

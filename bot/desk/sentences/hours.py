"""Sentences for problems with people's hours and hourly rates."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences, fixed, with_fields
from bot.language import Language
from core.ledger import hourly_rates
from core.setup import names


def _wage_unknown(language: Language, problem: hourly_rates.HourlyRateUnknown) -> str:
    return language.say(
        "I know no rate of {person} on {day}. Write it behind the hours, or keep it with /roi rate.",
        person=problem.person,
        day=language.day(problem.day),
    )


def _work_unreadable(language: Language, problem: hourly_rates.WorkUnreadable) -> str:
    text, part = names.one_line(problem.text)[:60], names.one_line(problem.part)[:60]
    if part:
        return language.say(
            "In “{text}” I cannot read “{part}”. Write a name, hours and rate: Anna 12.5 40, or Anna 7:30 40.",
            text=text,
            part=part,
        )
    return language.say(
        "“{text}” is not a line I can read. Write a name, hours and rate: Anna 12.5 40.",
        text=text,
    )


SENTENCES: Sentences = {
    hourly_rates.PeopleAndHours: fixed("Either people, a line each, or the hours and rate of one: not both."),
    hourly_rates.RateNotYours: fixed("Write the rate behind the hours of each: kept rates are for admins to use."),
    hourly_rates.HourlyRateUnknown: _wage_unknown,
    hourly_rates.TooManyPeople: with_fields("At most {most} people in one entry, please.", "most"),
    hourly_rates.PersonHasDigit: lambda language, problem: language.say(
        "“{name}” has a digit in it, and a new person's name holds none: in a line it would look like hours. Write the "
        "name without it.",
        name=names.one_line(problem.name)[:60],
    ),
    hourly_rates.WorkUnclear: lambda language, problem: language.say(
        "“{text}” can be read two ways: as hours of {one}, or of {other}. Write {first}, or {second}.",
        **{name: names.one_line(getattr(problem, name))[:80] for name in ("text", "one", "other", "first", "second")},
    ),
    hourly_rates.WorkUnreadable: _work_unreadable,
}

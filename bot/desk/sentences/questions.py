"""Sentences for problems with what is asked behind `/roi`."""

from __future__ import annotations

from bot.desk.sentences.sentence import Sentences
from bot.language import Language, mark
from bot.views import words
from bot.views.line_commands import OF_KIND
from core.reports import cohorts, comparison_words, comparisons, misread, subjects
from core.setup import names
from core.setup.command_words import Command, word_in


def _goal_asked(language: Language, problem: subjects.GoalAsked) -> str:
    return language.say(
        "“{name}” is a goal. {command} shows what one is worth; the answers on campaigns and channels count it.",
        name=problem.name,
        command=f"/roi {word_in(Command.GOAL, language.code)} {problem.key}",
    )


def _shares_row(language: Language, problem: comparisons.SharesRow) -> str:
    name = words.channel(language, problem.channel, problem.names)
    shares = language.say(
        "{name} shares a row with others here, so that nobody reads what one person costs.", name=name
    )
    command = f"/roi {word_in(Command.CHANNELS, language.code)}"
    return f"{shares} " + language.say("{command} shows it.", command=command)


def _too_many_compared(language: Language, problem: comparison_words.TooManyCompared) -> str:
    return language.say(
        "I compare two at a time: {line}. For all of them: {all}.",
        line=f"/roi {word_in(Command.COMPARE, language.code)} {names.one_line(problem.first)[:130]}",
        all=f"/roi {word_in(Command.CHANNELS, language.code)}",
    )


UNCLEAR_OF_KIND = {
    "": mark("I don’t understand “{name}”."),
    "campaign": mark("I can’t find a campaign called “{name}”."),
    "channel": mark("I can’t find a channel called “{name}”."),
    "goal": mark("I can’t find a goal called “{name}”."),
    "command": mark("I don’t know the command “{name}”."),
    "period": mark("I can’t read the period “{name}”."),
    "cost": mark("“{name}” looks like a cost."),
    "conversion": mark("“{name}” looks like conversions."),
}
"""What a text looks like, as `core.reports.misread` calls it -> the sentence on it."""


def _not_understood(language: Language, problem: misread.NotUnderstood) -> str:
    """What it probably is, behind what was understood, and the lines that may have been meant."""
    unclear = language.say(UNCLEAR_OF_KIND[problem.kind], name=names.one_line(problem.text)[:80])
    if problem.behind:
        unclear = f"{problem.behind}: {unclear}"
    return f"{unclear} {_way_out(language, problem)}"


def _way_out(language: Language, problem: misread.NotUnderstood) -> str:
    lines = [names.one_line(line)[:200] for line in problem.lines]
    if command := OF_KIND.get(problem.kind):
        return language.say("Type {line} to log it.", line=f"{command.command} {lines[0]}")
    if lines:
        return language.say("Did you mean {names}?", names=", ".join(f"/roi {line}" for line in lines))
    if problem.kind == "period":
        days = language.say("last month, q3, july 2026, 2026-07-01..2026-07-31, all")
        return language.say("Try: {days}.", days=days)
    commands = (Command.CAMPAIGNS, Command.CHANNELS, Command.GOAL)
    listed = ", ".join(f"/roi {word_in(command, language.code)}" for command in commands)
    return language.say("{commands} list what there is.", commands=listed)


SENTENCES: Sentences = {
    comparisons.SharesRow: _shares_row,
    comparison_words.TooManyCompared: _too_many_compared,
    misread.NotUnderstood: _not_understood,
    subjects.GoalAsked: _goal_asked,
    cohorts.CohortsOfChannel: lambda language, _: language.say(
        "Cohorts are of campaigns, not of channels. {command} shows them.",
        command=f"/roi {word_in(Command.COHORTS, language.code)}",
    ),
}

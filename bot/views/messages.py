"""Answers in the Messages tab that no command has: a form behind a button, what a line is, many lines at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import Language
from bot.views import line_commands
from bot.views.blocks import LONGEST_VALUE, Block, button, message, paragraph, shorten
from core.setup.command_words import Command, word_in

LONGEST_LINE = 150
"""The most characters of a line that are repeated above an answer to it."""


def form_behind(language: Language, form: Block, value: str) -> Block:
    """A form that a message cannot open, behind a button with its title. ``value``: of `typed_value`."""
    words = language.say("Slack opens a form only from a button:")
    return message("", [paragraph(words)], (button(str(form["title"]["text"]), "open_typed", value),))


def cost_or_conversions(language: Language, line: str, value: str) -> Block:
    """The question what a line is, with a button each that opens its form with the line. ``value``: of both buttons."""
    buttons = (
        button(language.say("Log a cost"), line_commands.COST.open_form, value),
        button(language.say("Log conversions"), line_commands.CONVERSION.open_form, value),
    )
    return message("", [paragraph(shorten(line, LONGEST_LINE), bold=True), paragraph(asks_which(language))], buttons)


def typed_value(written: str, typed: str) -> str:
    """The value of a button that does what was typed: the key of the message it was written in, and the words."""
    return f"{written} {typed}"[:LONGEST_VALUE]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineAnswer:
    """A line of several and what became of it, in words."""

    line: str
    text: str
    is_logged: bool = False


def each_line(language: Language, answers: Sequence[LineAnswer]) -> Block:
    """A message of several lines: how many were logged, then each line and what became of it."""
    logged = sum(one.is_logged for one in answers)
    title = language.say("Logged: {n} of {total} lines", n=logged, total=len(answers))
    parts = [paragraph(one.text, heading=shorten(one.line, LONGEST_LINE)) for one in answers]
    return message(title, [*parts, *([paragraph(_undoing(language))] if logged else [])])


def _undoing(language: Language) -> str:
    last, each = (f"/roi {word_in(command, language.code)}" for command in (Command.UNDO, Command.HISTORY))
    return language.say("Undo: {last} for the last one, {each} for any of them.", last=last, each=each)


def too_many_lines(language: Language, most: int) -> Block:
    words = language.say("Nothing was logged: I read at most {n} lines at once. Please send them in parts.", n=most)
    return message("", [paragraph(words)])


def not_taken(language: Language) -> Block:
    """What stands in the place of an answer that Slack refuses to show."""
    history = f"/roi {word_in(Command.HISTORY, language.code)}"
    words = language.say("I couldn’t show my answer here. {history} lists what is saved.", history=history)
    return message("", [paragraph(words)])


def one_long_line(language: Language, most: int) -> Block:
    return message("", [paragraph(too_long(language, most))])


def too_long(language: Language, most: int) -> str:
    """``most``: the characters that a line may have."""
    return language.say("Nothing was saved: a line may have up to {n} characters. Please shorten it.", n=most)


def not_a_line(language: Language) -> str:
    return language.say("Not logged: it begins with no amount and no count. Ask in a message of its own.")


def is_asked_alone(language: Language, why: str) -> str:
    """``why``: what is said of the line alone, where buttons go with it."""
    alone = language.say("Not logged: send this line alone, and the buttons to answer come with it.")
    return f"{why}\n{alone}"


def asks_which(language: Language) -> str:
    return language.say("Nothing is saved yet: is this a cost, or are these conversions?")

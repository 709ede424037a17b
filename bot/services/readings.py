"""Readings: a text that can be read in several ways is asked about, a button for each; nothing is saved before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.desk import Desk
from bot.services import doubts, drafts
from bot.services.doubts import TypedLine
from bot.views import readings as views
from bot.views.blocks import Block
from bot.views.drafts import form_button
from core.ledger.quick_line import WordMissing
from core.ledger.quick_readings import UNCLEAR, Reading, Unclear, readings, unclear_part
from core.problems import Problem
from core.setup.names import one_line

OPENING = {"/roi-cost": "open_cost_line", "/roi-conversion": "open_conversion_line"}
"""The button that opens the form of each command's lines."""

LONGEST_VALUE = 2000
"""Characters of a button's value that Slack takes."""


def question_of_line(
    desk: Desk, unclear: Unclear, command: str, line: TypedLine, action: str, rewrite: Callable[[str], str]
) -> Block:
    """The question about a line. ``rewrite``: the line once more, each word saying what it is, if it can be read.

    Raises ``unclear`` itself where no reading can be logged.
    """
    texts = [(reading, _rewritten(reading, rewrite)) for reading in readings(line.text, unclear)]
    values = [(reading, doubts.button_value(line, text)) for reading, text in texts if text]
    offered = [(reading, value) for reading, value in values if len(value) <= LONGEST_VALUE]
    if not offered:
        raise unclear
    form = form_button(desk.language, OPENING[command], drafts.button_value(line.day, line.text))
    return views.question(desk.language, action, offered, f"{command} {one_line(line.text)}", form)


def question_of_missing(
    desk: Desk, missing: WordMissing, command: str, line: TypedLine, action: str, words: Mapping[str, str]
) -> Block:
    """The question about a line that lacks a word. ``words``: name -> what to write behind the line.

    Raises ``missing`` itself where the line is too long for a button.
    """
    every = [Reading(meant=name, line=f"{line.text} {word}") for name, word in words.items()]
    values = [(reading, doubts.button_value(line, reading.line)) for reading in every]
    offered = [(reading, value) for reading, value in values if len(value) <= LONGEST_VALUE]
    if not offered:
        raise missing
    form = form_button(desk.language, OPENING[command], drafts.button_value(line.day, line.text))
    return views.question(desk.language, action, offered, f"{command} {one_line(line.text)}", form)


def question_of_period(desk: Desk, unclear: Unclear, text: str) -> Block:
    """The question about what is asked for. Raises ``unclear`` itself where no reading is found in ``text``."""
    offered = [(reading, reading.line) for reading in readings(text, unclear)]
    if not offered:
        raise unclear
    return views.question(desk.language, "ask_as", offered, f"/roi {one_line(text)}")


def _rewritten(reading: Reading, rewrite: Callable[[str], str]) -> str:
    """The line to log; as it is where another part of it has to be asked about, empty where it cannot be logged."""
    try:
        return rewrite(reading.line)
    except UNCLEAR as again:
        return "" if unclear_part(again) in str(reading.meant) else reading.line
    except Problem:
        return ""

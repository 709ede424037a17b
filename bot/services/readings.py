"""Readings: a text that can be read in several ways is asked about, a button for each; nothing is saved before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.desk.desk import Desk
from bot.services import log_entry
from bot.services.typed_lines import TypedLine, value_to_log, value_to_open
from bot.views import readings as views
from bot.views.blocks import LONGEST_VALUE, Block
from bot.views.drafts import form_button
from bot.views.line_commands import LineCommand
from core.ledger.quick_line import WordMissing
from core.ledger.quick_readings import UNCLEAR, Reading, Unclear, readings, unclear_part
from core.ledger.quick_words import Vocabulary
from core.problems import Problem
from core.setup.names import one_line


def question_of_line(
    desk: Desk, unclear: Unclear, command: LineCommand, line: TypedLine, rewrite: Callable[[str, Vocabulary], str]
) -> Block:
    """The question about a line. ``rewrite``: the line once more, each word saying what it is, if it can be read.

    Raises ``unclear`` itself where no reading can be logged.
    """
    with desk.database.reading() as connection:
        vocabulary = log_entry.vocabulary(connection, desk, line.day)
    texts = [(reading, _rewritten(reading, rewrite, vocabulary)) for reading in readings(line.text, unclear)]
    return _question(desk, unclear, command, line, [(reading, text) for reading, text in texts if text])


def question_of_missing(
    desk: Desk, missing: WordMissing, command: LineCommand, line: TypedLine, words: Mapping[str, str]
) -> Block:
    """The question about a line that lacks a word. ``words``: name -> what to write behind the line.

    Raises ``missing`` itself where the line is too long for a button.
    """
    every = [Reading(meant=name, line=f"{line.text} {word}") for name, word in words.items()]
    return _question(desk, missing, command, line, [(reading, reading.line) for reading in every])


def _question(
    desk: Desk, problem: Problem, command: LineCommand, line: TypedLine, texts: Sequence[tuple[Reading, str]]
) -> Block:
    """A button for each reading whose text fits in one. Raises ``problem`` where none does."""
    values = [(reading, value_to_log(line, text)) for reading, text in texts]
    offered = [(reading, value) for reading, value in values if len(value) <= LONGEST_VALUE]
    if not offered:
        raise problem
    form = form_button(desk.language, command.open_form, value_to_open(line))
    return views.question(desk.language, command.log_as, offered, f"{command.command} {one_line(line.text)}", form)


def question_of_period(desk: Desk, unclear: Unclear, text: str) -> Block:
    """The question about what is asked for. Raises ``unclear`` itself where no reading is found in ``text``."""
    offered = [(reading, reading.line) for reading in readings(text, unclear)]
    if not offered:
        raise unclear
    return views.question(desk.language, "ask_as", offered, f"/roi {one_line(text)}")


def _rewritten(reading: Reading, rewrite: Callable[[str, Vocabulary], str], vocabulary: Vocabulary) -> str:
    """The line to log; as it is where another part of it has to be asked about, empty where it cannot be logged."""
    try:
        return rewrite(reading.line, vocabulary)
    except UNCLEAR as again:
        return "" if unclear_part(again) in str(reading.meant) else reading.line
    except Problem:
        return ""

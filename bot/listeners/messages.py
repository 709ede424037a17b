"""The Messages tab: what a person writes to the bot is answered as if it stood behind a command.

A line that begins with an amount or a count is logged, anything else is asked. Several lines are logged line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.desk import messages, replies
from bot.desk.answer_cache import Answer
from bot.desk.desk import Desk
from bot.desk.messages import Message
from bot.desk.replies import Body, Reply
from bot.desk.sentences import sentence
from bot.forms.escapes import unescaped
from bot.services import log_entry, roi_question
from bot.services.typed_lines import TypedLine, value_to_open
from bot.views import messages as views
from bot.views.blocks import Block
from bot.views.line_commands import OF_KIND
from bot.views.messages import LineAnswer
from core.calendar.period_parser import parse_period
from core.ledger.quick_kind import begins_with_number, meant_as, readable_as
from core.problems import Problem
from storage.outages import Outage

Typed = Callable[[Desk, Body, str], Reply | Answer]
"""What answers a command: ``/roi``, ``/roi-cost`` or ``/roi-conversion``, with the body that carries its text."""

MOST_LINES = 20
LONGEST_LINE = 1000
"""Characters of a line: a note has 500, and all else in one is short."""
AROUND = " \t`•◦▪"
"""The signs that Slack sets around the lines of a list, and around what is written as code."""
COMMANDS = {kind: line.command for kind, line in OF_KIND.items()}
"""The kind of a line -> the command that takes it."""


def written(desk: Desk, body: Body, typed: Typed) -> Reply:
    """Answers a message below it. An empty one, of a picture perhaps, asks for nothing."""
    message = messages.message_of(body)
    lines = list(filter(None, (line.strip(AROUND) for line in message.text.splitlines()))) if message else []
    if message and lines:
        reply = _one(desk, message, lines[0], typed) if len(lines) == 1 else _several(desk, message, lines, typed)
        answer = {name: part for name, part in reply.items() if name in ("text", "blocks")}
        messages.answer(desk.office, message, answer, views.not_taken(desk.language))
    return {}


def typed_again(desk: Desk, body: Body, typed: Typed) -> Reply:
    """Opens the form that a button under a message carries."""
    written_in, _, text = str(replies.pressed(body).get("value", "")).partition(" ")
    command, _, rest = text.partition(" ")
    reply = _shown(typed(desk, {**body, **_as_typed(written_in, command, rest)}, command))
    return replies.replace(desk, body, reply) if reply.get("blocks") else reply


def _one(desk: Desk, message: Message, line: str, typed: Typed) -> Block:
    if len(unescaped(line)) > LONGEST_LINE:
        return views.one_long_line(desk.language, LONGEST_LINE)
    command, text = _of_command(line) or (_command(desk, line), line)
    if command is None:
        return views.cost_or_conversions(
            desk.language, unescaped(text), value_to_open(TypedLine(text=unescaped(text), request="", day=desk.today))
        )
    return _shown(typed(desk, _as_typed(f"{message.key}:0", command, text), command))


def _several(desk: Desk, message: Message, lines: list[str], typed: Typed) -> Block:
    """Each line is logged by itself; one that is not says why."""
    if len(lines) > MOST_LINES:
        return views.too_many_lines(desk.language, MOST_LINES)
    answers = [_line(desk, f"{message.key}:{number}", line, typed) for number, line in enumerate(lines)]
    return views.each_line(desk.language, answers)


def _line(desk: Desk, key: str, line: str, typed: Typed) -> LineAnswer:
    """What became of one line of several. An outage is raised: Slack sends the message again."""
    plain = unescaped(line)
    if len(plain) > LONGEST_LINE:
        return LineAnswer(line=plain, text=views.too_long(desk.language, LONGEST_LINE))
    command, text = _of_command(line) or (_command(desk, line), line)
    if command == "/roi":
        return LineAnswer(line=plain, text=views.not_a_line(desk.language))
    if command is None:
        return LineAnswer(line=plain, text=views.is_asked_alone(desk.language, views.asks_which(desk.language)))
    try:
        reply = _shown(typed(desk, {**_as_typed(key, command, text), "is_one_of_many": True}, command))
    except Outage:
        raise
    except Problem as problem:
        return LineAnswer(line=plain, text=sentence(desk.language, problem))
    text = unescaped(reply["text"])
    if not _is_receipt(reply):
        return LineAnswer(line=plain, text=views.is_asked_alone(desk.language, text))
    return LineAnswer(line=plain, text=text, is_logged=True)


def _is_receipt(reply: Mapping[str, Any]) -> bool:
    """Whether something is logged, which can be undone; a doubt, a reading or a form waits for a button."""
    buttons = [element for block in reply["blocks"] for element in block.get("elements", ())]
    return any(button.get("action_id") == "undo" for button in buttons)


def _of_command(line: str) -> tuple[str, str] | None:
    """The command that the line itself names, as people type it in a thread, where Slack takes none."""
    first, _, rest = line.partition(" ")
    return (first, rest.strip()) if first in ("/roi", *COMMANDS.values()) else None


def _command(desk: Desk, line: str) -> str | None:
    """The command that the line could stand behind; None where it may be a cost or conversions."""
    text = unescaped(line)
    if not begins_with_number(text):
        return "/roi"
    with desk.database.reading() as connection:
        vocabulary = log_entry.vocabulary(connection, desk)
    kind = readable_as(text, vocabulary)
    if kind is None and _asks(desk, text):
        return "/roi"
    return COMMANDS.get(kind or meant_as(text, vocabulary))


def _asks(desk: Desk, text: str) -> bool:
    """Whether words that begin with a number are a question: *2026*, *3 Aug*, the campaign *2026 launch*."""
    try:
        return bool(parse_period(text, desk.today))
    except Problem:
        return roi_question.names_something(desk, text)


def _as_typed(written_in: str, command: str, text: str) -> Body:
    """What a command's payload says, of words written in a message."""
    return {"text": text, "written": written_in, "typed": f"{command} {text}".strip()}


def _shown(reply: Reply | Answer) -> Reply:
    return reply.message if isinstance(reply, Answer) else reply

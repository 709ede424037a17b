"""Typed lines: a line of a cost or of conversions, and how a button under an answer to it carries it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body
from bot.views.blocks import LONGEST_VALUE, shorten
from core.setup.names import one_line


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedLine:
    """A line as it was typed. ``request``: saves it once; empty before it has one. ``day``: when it was typed.

    ``is_one_of_many``: each is answered with what was saved alone, not with what that did.
    """

    text: str
    request: str
    day: date
    is_one_of_many: bool = False


def of_command(desk: Desk, body: Body, text: str) -> TypedLine:
    """The line behind a command, typed now."""
    request = replies.command_request(body, "command")
    return TypedLine(text=text, request=request, day=desk.today, is_one_of_many=bool(body.get("is_one_of_many")))


def value_to_log(line: TypedLine, text: str) -> str:
    """The value of a button that logs ``text`` in the place of the line, under the request of the line.

    So the press is the same one as the command; a line that has no request yet gets one, and two presses log it once.
    """
    request = line.request or f"asked:{secrets.token_hex(8)}"
    return _value(replace(line, text=text, request=request))


def value_to_open(line: TypedLine) -> str:
    """The value of a button that opens the form of the line: of one that is too long, its beginning."""
    return shorten(_value(replace(line, text=one_line(line.text), request="")), LONGEST_VALUE)


def pressed_line(desk: Desk, body: Body) -> TypedLine:
    """The line in the value of the pressed button; of one that says no day, as if it were typed today."""
    value = str(replies.pressed(body).get("value", ""))
    first, _, rest = value.partition(" ")
    if day := _day(first):
        return TypedLine(text=rest, request="", day=day)
    second, _, text = rest.partition(" ")
    if day := _day(second):
        return TypedLine(text=text, request=first, day=day)
    return TypedLine(text=rest, request=first, day=desk.today)


def _value(line: TypedLine) -> str:
    return f"{line.request} {line.day.isoformat()} {line.text}".lstrip()


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None

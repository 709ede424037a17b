"""Drafts in words: the answer to a line that was refused, and what stands above the form filled with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import Language
from bot.views.blocks import Block, Span, Strong, button, context, message, paragraph, shorten
from bot.views.inputs import MARK
from bot.views.line_commands import LineCommand
from core.ledger.quick_repairs import place_of
from core.setup.names import one_line

LONGEST_ECHO = 120
"""Characters of what was typed that are shown again."""

LEFT = "left"
"""The id of the block above a form that says what was not understood; it stays when the form is drawn anew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A line that was refused. ``reasons``: a sentence on each part; ``unread``: those parts as they were typed.

    ``typed``: the command. ``understood``: what the rest of the line says. ``repairs``: the names put in the place of
    what was not understood, and the value of the button that then logs it; ``clear``: nothing else can be meant.
    """

    reasons: Sequence[str]
    typed: str
    unread: Sequence[str]
    understood: Sequence[str]
    repairs: Sequence[tuple[str, str]] = ()
    clear: bool = False


def refused_line(language: Language, refusal: Refusal, command: LineCommand, value: str) -> Block:
    """Why nothing was logged, what was understood, *Save with …* where it is clear, and *Open the form*."""
    lines = [f"\n{line}" for line in refusal.reasons[1:]]
    why = paragraph(Strong(language.say("Not saved:")), f" {refusal.reasons[0]}", *lines)
    typed = paragraph(*_typed(language, refusal), *_understood(language, refusal.understood))
    style = "primary" if refusal.clear else ""
    repairs = [
        button(language.say("Save with {name}", name=name), f"{command.log_as}{MARK}{number}", repaired, style=style)
        for number, (name, repaired) in enumerate(refusal.repairs)
    ]
    return message("", [why, typed], [*repairs, form_button(language, command.open_form, value)])


def only_reasons(refusal: Refusal) -> Block:
    """The same of one line among many, which stands above it already."""
    return message("", [paragraph("\n".join(refusal.reasons))])


def _typed(language: Language, refusal: Refusal) -> list[Span]:
    """The command with what was not understood in bold."""
    text = language.say("You typed: {line}", line=shorten(refusal.typed, LONGEST_ECHO))
    marked = "|".join(place_of(part).pattern for part in refusal.unread if part)
    if not marked:
        return [text]
    parts = re.split(f"({marked})", text, flags=re.IGNORECASE)
    return [Strong(part) if number % 2 else part for number, part in enumerate(parts) if part]


def _understood(language: Language, parts: Sequence[str]) -> list[str]:
    if not parts:
        return []
    return ["\n" + language.say("Understood: {parts}", parts=" · ".join(parts))]


def form_button(language: Language, action_id: str, value: str) -> Block:
    return button(language.say("Open the form"), action_id, value)


def with_left(form: Block, left: Sequence[str]) -> Block:
    """The form, with what of the line is not in it said above."""
    if not left:
        return form
    return form | {"blocks": [context("\n".join(left)) | {"block_id": LEFT}, *form["blocks"]]}


def not_used(language: Language, text: str, near: Sequence[str] = ()) -> list[str]:
    """The sentence on what was typed behind a command and has no place in its form. ``near``: what may be meant."""
    if not text:
        return []
    unused = language.say("“{text}” isn’t used here.", text=shorten(one_line(text), 60))
    return [f"{unused} " + language.say("Did you mean {names}?", names=", ".join(near))] if near else [unused]


def left_above(view: Block) -> list[Block]:
    """The block that `with_left` has put above a form; none above any other."""
    return [block for block in view["blocks"] if block.get("block_id") == LEFT]

"""Drafts in words: the answer to a line that was refused, and what stands above the form filled with it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.views.blocks import Block, button, context, message, paragraph, shorten
from core.setup.names import one_line

LEFT = "left"
"""The id of the block above a form that says what was not understood; it stays when the form is drawn anew."""


def refused_line(language: Language, lines: Sequence[str], action_id: str, value: str) -> Block:
    """Why nothing was logged, and *Open the form* with what was understood."""
    return message("", [paragraph("\n".join(lines))], (form_button(language, action_id, value),))


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
    unused = language.say("“{text}” is not used here.", text=shorten(one_line(text), 60))
    return [f"{unused} " + language.say("Did you mean {names}?", names=", ".join(near))] if near else [unused]


def left_above(view: Block) -> list[Block]:
    """The block that `with_left` has put above a form; none above any other."""
    return [block for block in view["blocks"] if block.get("block_id") == LEFT]

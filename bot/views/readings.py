"""The question what was meant by a text that can be read in several ways, with a button for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import Block, button, message, paragraph, shorten
from bot.views.inputs import MARK
from core.ledger.quick_readings import Reading

LONGEST_ECHO = 300
"""Characters of what was typed that are shown again."""

LABEL_OF_KIND = {
    "category": mark("Category"),
    "channel": mark("Channel"),
    "campaign": mark("Campaign"),
    "content": mark("Content type"),
    "goal": mark("Goal"),
}


def question(
    language: Language, action: str, offered: Sequence[tuple[Reading, str]], typed: str, form: Block | None = None
) -> Block:
    """Each reading with the value of its button. ``typed``: the command; ``form``: *Open the form*, of a line."""
    labels = [label(language, reading) for reading, _ in offered]
    asked = _asked(language, labels)
    unsaved = [paragraph(language.say("Nothing is saved yet."))] if form else []
    buttons = [
        button(text, f"{action}{MARK}{number}", value)
        for number, (text, (_, value)) in enumerate(zip(labels, offered, strict=True))
    ]
    parts = [paragraph(asked, bold=True), paragraph(shorten(typed, LONGEST_ECHO)), *unsaved]
    return message("", parts, [*buttons, *([form] if form else [])])


def _asked(language: Language, labels: Sequence[str]) -> str:
    *first, last = labels
    if not first:
        return language.say("Did you mean {names}?", names=last)
    return language.say("Did you mean {names} or {last}?", names=", ".join(first), last=last)


def label(language: Language, reading: Reading) -> str:
    """The words on the button: a day, a number, a code, or *Category: Other*."""
    if isinstance(reading.meant, date):
        return language.day(reading.meant)
    if isinstance(reading.meant, Decimal):
        return language.number(reading.meant, max(0, -int(reading.meant.as_tuple().exponent)))
    kind, _, key = reading.meant.partition(":")
    if kind not in LABEL_OF_KIND:
        return reading.meant
    return f"{language.say(LABEL_OF_KIND[kind])}: {_name(language, kind, key)}"


def _name(language: Language, kind: str, key: str) -> str:
    """The word of ours for it; what a team has named is known by its key."""
    if kind == "category":
        return words.category(language, key)
    return words.channel(language, key, {}) if kind == "channel" else words.content(language, key, {})

"""Doubts in words, and the two ways to ask: a message with a button, and the form itself once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views.blocks import Block, button, context, message, paragraph, plain_text, shorten
from bot.views.facts import fact_line
from core.ledger.doubts import FAR_AHEAD, TIMES_THE_LARGEST, Doubts
from core.ledger.entries import Conversion, Cost

LONGEST_ECHO = 1000
"""Characters of what was typed that are shown again."""


def reasons(language: Language, doubts: Doubts) -> list[str]:
    """The reasons why it is asked, a line each."""
    lines = []
    if doubts.day:
        lines.append(
            language.say(
                "The date, {day}, is more than {n} days ahead.", day=language.day(doubts.day), n=FAR_AHEAD.days
            )
        )
    if doubts.amount and doubts.unusual:
        lines.append(
            language.say(
                "{amount} is more than {n} times as much as any cost of this campaign so far.",
                amount=language.money(doubts.amount),
                n=TIMES_THE_LARGEST,
            )
        )
    elif doubts.amount:
        lines.append(language.say("{amount} is a very large cost.", amount=language.money(doubts.amount)))
    return lines


def question(
    language: Language,
    fact: Cost | Conversion,
    doubts: Doubts,
    names: Mapping[str, str],
    typed: str,
    buttons: Sequence[Block],
) -> Block:
    """The question before a line is logged: what it would log, why that is asked, and the ``buttons`` that answer it.

    ``typed``: the command, to be typed otherwise.
    """
    parts = [
        paragraph(fact_line(language, fact, names), bold=True),
        paragraph("\n".join(reasons(language, doubts))),
        paragraph(
            language.say(
                "Nothing is saved yet. If this is right, press “Log it anyway”. If not, type it again: {typed}",
                typed=shorten(typed, LONGEST_ECHO),
            )
        ),
    ]
    return message(language.say("Is this right?"), parts, buttons)


def sure_button(language: Language, action_id: str, value: str) -> Block:
    return button(language.say("Log it anyway"), action_id, value, style="danger")


def asked_again(language: Language, form: Block, doubts: Doubts) -> Block:
    """A form with all that was typed in it, the reasons above, and *Log it anyway* in the place of *Save*."""
    lines = [
        *reasons(language, doubts),
        language.say("Nothing is saved yet. Change it here, or press “Log it anyway”."),
    ]
    return form | {
        "submit": plain_text(language.say("Log it anyway")),
        "blocks": [context("\n".join(lines)), *form["blocks"]],
    }

"""Repeats, listed: each with its next day, and the buttons that pause, change and end it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views import words
from bot.views.answer_buttons import log_buttons
from bot.views.blocks import Block, Mention, Paragraph, button, confirm, message, paragraph
from bot.views.facts import undated_line
from bot.views.history import Reader
from core.ledger.repeats import Repeat, State

MOST_LISTED = 20
"""The most repeats in the list, two blocks each: a message holds 50."""


def repeats_answer(
    language: Language, repeats: Sequence[Repeat], names: Mapping[str, str], reader: Reader, text: str = ""
) -> Block:
    """The running and the paused repeats, the next first. ``text``: what a button has just done."""
    title = language.say("What repeats")
    paragraphs = [paragraph(text)] if text else []
    if not repeats:
        paragraphs.append(
            paragraph(
                language.say(
                    "Nothing repeats yet. Log a cost for tools, materials, agency or other and choose how "
                    "often it repeats."
                )
            )
        )
        return message(title, paragraphs, log_buttons(language)[:1])
    paragraphs += [_row(language, repeat, names, reader) for repeat in repeats[:MOST_LISTED]]
    return message(title, [*paragraphs, *map(paragraph, words.more(language, len(repeats) - MOST_LISTED))])


def _row(language: Language, repeat: Repeat, names: Mapping[str, str], reader: Reader) -> Paragraph:
    when = [words.rhythm(language, repeat.every), _next(language, repeat)]
    if repeat.end:
        when.append(language.say("ends {day}", day=language.day(repeat.end)))
    line = f"{undated_line(language, repeat.first, names)}\n{' · '.join(when)} · "
    may = reader.admin or repeat.created_by == reader.id
    return paragraph(line, Mention(repeat.created_by), buttons=_buttons(language, repeat) if may else ())


def _next(language: Language, repeat: Repeat) -> str:
    if repeat.state is State.PAUSED:
        return language.say("paused")
    return language.say("next {day}", day=language.day(repeat.next_day))


def _buttons(language: Language, repeat: Repeat) -> tuple[Block, Block, Block]:
    number = str(repeat.id)
    paused = repeat.state is State.PAUSED
    ask = confirm(
        language.say("End it?"),
        language.say("It logs nothing more. What it has logged stays."),
        language.say("End"),
        language.say("Cancel"),
    )
    return (
        button(language.say("Resume"), "resume_repeat", number)
        if paused
        else button(language.say("Pause"), "pause_repeat", number),
        button(language.say("Change"), "change_repeat", number),
        button(language.say("End"), "end_repeat", number, confirm=ask),
    )

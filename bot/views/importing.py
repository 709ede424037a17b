"""What answers, *Details*, Home and posts say while an import is being saved or taken back: they hold a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.language import Language
from bot.views.answers import AnswerView
from bot.views.blocks import Block, context, paragraph


def while_importing(language: Language, view: AnswerView) -> AnswerView:
    """The answer with a remark on it, in its small print and in its text."""
    first = replace(view.first, notes=[remark(language), *view.first.notes])
    return replace(view, first=first, said=[*view.said, paragraph(remark(language))])


def below_first(language: Language, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a Home or a modal with the remark below the first, its heading or its menus."""
    return [*blocks[:1], context(remark(language)), *blocks[1:]]


def remark(language: Language) -> str:
    return language.say("An import is running: these figures include only part of it.")

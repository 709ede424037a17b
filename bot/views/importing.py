"""What answers and posts say while an import is being saved or taken back: their figures hold a part of it."""

from __future__ import annotations

from dataclasses import replace

from bot.language import Language
from bot.views.answers import AnswerView
from bot.views.blocks import paragraph


def while_importing(language: Language, view: AnswerView) -> AnswerView:
    """The answer with a remark on it, in its small print and in its text."""
    first = replace(view.first, notes=[remark(language), *view.first.notes])
    return replace(view, first=first, said=[*view.said, paragraph(remark(language))])


def remark(language: Language) -> str:
    return language.say("An import is running: these figures hold a part of it.")

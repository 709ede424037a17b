"""Maturity in words: through which day the money has brought its results."""

from __future__ import annotations

from datetime import date

from bot.language import Language
from bot.views.blocks import Paragraph, paragraph


def mature(language: Language, through: date | None) -> list[Paragraph]:
    """Only where results take time. ``through``: the last day whose money has brought nine tenths of them."""
    if through is None:
        return []
    return [paragraph(language.say("Mature through {day}.", day=language.day(through)))]

"""Gaps in words: what a campaign's entries lack."""

from __future__ import annotations

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, paragraph
from core.performance.performance import Performance
from core.reports.gaps import Gaps


def missing(language: Language, gaps: Gaps) -> list[Paragraph]:
    lines = gap_lines(language, gaps)
    return [paragraph("\n".join(lines), heading=language.say("What is missing"))] if lines else []


def gap_lines(language: Language, gaps: Gaps) -> list[str]:
    """A sentence each."""
    lines = []
    if gaps.no_conversions:
        lines.append(language.say("No conversions logged. Add them with /roi-conversion."))
    if gaps.categories:
        named = ", ".join(words.category(language, category.value) for category in gaps.categories)
        lines.append(language.say("No cost logged in: {categories}.", categories=named))
    if gaps.without_channel:
        lines.append(without_channel(language, gaps.without_channel))
    if gaps.outside:
        lines.append(_outside(language, gaps.outside))
    return lines


def without_channel(language: Language, count: int) -> str:
    return language.say_n("{n} conversion without a channel.", "{n} conversions without a channel.", count)


def _outside(language: Language, outside: Performance) -> str:
    return language.say(
        "Outside this period: cost {cost}, return {returned}. Add “all” to the command to see everything.",
        cost=language.money(outside.invested),
        returned=language.money(outside.returned),
    )

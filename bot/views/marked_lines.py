"""Advice as lines, each behind its mark; what verdicts wait for, where too much of the costs is missing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.views.answers import Line, line
from bot.views.completeness import waiting_for_costs
from core.reports.completeness import Completeness

Marked = tuple[str, str]
"""A mark and its sentence."""


def lines_or_wait(language: Language, lines: Sequence[Marked], complete: Completeness | None) -> list[Line]:
    """The lines; where too much of the costs is missing, from which percentage on verdicts are given."""
    if complete is None or complete.enough:
        return [line(sign, sentence) for sign, sentence in lines]
    return [Line(text=waiting_for_costs(language, complete))]

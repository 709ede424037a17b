"""The lines that the answers on campaigns, channels and rankings have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from bot.language import Language
from bot.views import break_even, funnels, verdicts, words
from bot.views.blocks import Paragraph, paragraph, rows
from core.money.money import Money
from core.performance.performance import Performance, Row
from core.reports.campaign import CampaignReport
from core.reports.channel import ChannelReport
from core.reports.privacy import JOINT
from core.setup.goals import Twice

MOST_ROWS = 12


def headline(language: Language, total: Performance, excess: Fraction) -> Paragraph:
    """``excess``: cost - return × margin, in minor units, unrounded."""
    return paragraph(roi_text(language, total, excess), bold=True)


def roi_text(language: Language, total: Performance, excess: Fraction) -> str:
    """The ROI line, with the ROI on margin where a margin makes less of it."""
    return words.roi_line(language, total) + words.margin_roi(language, total, excess)


RowsDrawn = Callable[[Language, str, Sequence[Row], Mapping[str, str], Mapping[str, str]], list[Paragraph]]
"""`row_by_row` or `rows_in_brief`."""


def row_by_row(
    language: Language, heading: str, every: Sequence[Row], named: Mapping[str, str], goals: Mapping[str, str]
) -> list[Paragraph]:
    """Each row with its results, prices and loss; none where there are no rows.

    ``named``: key -> name of each row; ``goals``: of each goal.
    """
    if not every:
        return []
    lines = [row_text(language, named[row.key], row, goals) for row in every[:MOST_ROWS]]
    return [rows(lines + words.more(language, len(every) - MOST_ROWS), heading=heading)]


def rows_in_brief(
    language: Language, heading: str, every: Sequence[Row], named: Mapping[str, str], _goals: Mapping[str, str]
) -> list[Paragraph]:
    """Each row with its ROI line and verdict alone; else as `row_by_row`."""
    if not every:
        return []
    lines = [row_line(language, named[row.key], row) for row in every[:MOST_ROWS]]
    return [rows(lines + words.more(language, len(every) - MOST_ROWS), heading=heading)]


def row_text(language: Language, name: str, row: Row, names: Mapping[str, str]) -> str:
    """One channel or campaign in two lines that fit a phone."""
    total = row.performance
    results = words.results(language, total, names)
    if row.overhead:
        return "\n".join([_overhead(language, name, row), *([results] if total.by_goal else [])])
    more = [*([results] if results else []), words.earned(language, row.excess, total.currency)]
    return f"{row_line(language, name, row)}\n{' · '.join(more)}"


def row_line(language: Language, name: str, row: Row) -> str:
    """Its ROI line and its verdict."""
    total = row.performance
    if row.overhead:
        return _overhead(language, name, row)
    line = words.roi_line(language, total) + words.margin_roi(language, total, row.excess)
    return f"{name}: {line}{verdicts.of_row(language, row)}{words.short_labels(language, total)}"


def _overhead(language: Language, name: str, row: Row) -> str:
    """What is not tied to a unit has no ROI and no verdict (J-03)."""
    total = row.performance
    money = {"cost": language.money(total.invested), "returned": language.money(total.returned)}
    if row.key and JOINT not in row.key:
        return language.say("{name} (serves all): cost {cost} · return {returned}", name=name, **money)
    return language.say("{name}: cost {cost} · return {returned}", name=name, **money)


def labels(language: Language, total: Performance) -> list[Paragraph]:
    marks = words.labels(language, total)
    return [paragraph(marks)] if marks else []


def received(language: Language, total: Performance) -> list[Paragraph]:
    """How much of the return was received, to the cent; nothing where all was (J-09)."""
    return [paragraph(text) for text in words.received_and_expected(language, total)]


def label_notes(language: Language, total: Performance) -> list[str]:
    """The same in short, for the small print: whoever sees the figures sees on what they rest."""
    label = words.short_labels(language, total).removeprefix(" · ")
    return [label] if label else []


def formula(language: Language, total: Performance) -> str:
    """With the numbers put in (article A-01)."""
    cost = language.money(total.invested)
    value = language.money(total.returned)
    return f"ROI = ({value} - {cost}) × 100 / {cost} = {words.roi(language, total)}"


def categories(language: Language, report: CampaignReport | ChannelReport) -> list[Paragraph]:
    if not report.categories:
        return []
    lines = [
        f"{words.category(language, key)}: {language.money(Money(minor=minor, currency=report.total.currency))}"
        for key, minor in report.categories.items()
    ]
    return [paragraph("\n".join(lines), heading=language.say("Cost by category"))]


def results(language: Language, report: CampaignReport | ChannelReport, twice: Twice | None = None) -> str:
    """The results goal by goal, the ratios, and what of the return was not received."""
    total = report.total
    goals = words.results(language, total, report.names)
    text = goals or language.say("No conversions yet.")
    expected = words.received_and_expected(language, total)
    warned = funnels.counted_twice(language, twice)
    return "\n".join([text, *_ratios(language, total, ads=report.tells_ads), *expected, *warned])


def _ratios(language: Language, total: Performance, *, ads: bool) -> list[str]:
    """``ads``: whether those of ads are the reader's to see."""
    full = {"cpl": words.money(language, total.cpl), "cpa": words.money(language, total.cpa)}
    if not ads:
        return [language.say("CPL {cpl} · CPA {cpa} (on full cost)", **full)]
    roas = words.times(language, total.roas)
    line = language.say("ROAS {roas} · CPL {cpl} · CPA {cpa} (on full cost)", roas=roas, **full)
    return [line, *break_even.variants(language, total)]


def nothing_logged(language: Language, *, new: bool, of: str = "") -> str:
    """``of``: the keys of what it is the answer on, as they are typed; empty where it is on everything."""
    if new:
        return language.say(
            "Nothing is logged yet. First an admin sets the currency (/roi settings) and what a goal "
            "is worth (/roi goal). Then log a cost and some conversions, and /roi shows the return. "
            "All commands: /roi help."
        )
    line = " ".join(filter(None, ["/roi", of, language.say("all")]))
    return language.say("Nothing was logged in this period. Type {line}, or log something now.", line=line)

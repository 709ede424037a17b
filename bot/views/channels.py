"""The answer on one channel, or on one campaign's part of it."""

from __future__ import annotations

from bot.language import Language
from bot.views import break_even, words
from bot.views.answer_buttons import log_buttons, open_button, share_button
from bot.views.benchmarks import beside_benchmarks
from bot.views.blocks import Block, Paragraph, button, fitting, message, paragraph, rows
from bot.views.completeness import complete
from bot.views.maturity import mature
from bot.views.metrics import beside_roi
from bot.views.reports import (
    ROWS_OF_A_CAMPAIGN,
    categories,
    formula,
    headline,
    labels,
    nothing_logged,
    results,
    row_line,
    verdict_or_wait,
)
from core.reports.channel import ChannelReport
from core.setup.categories import Category


def one_channel_answer(language: Language, report: ChannelReport, typed: str) -> Block:
    """The channel's ROI and verdict, its campaigns, and what it is seen beside."""
    return fitting(lambda most: _answer(language, report, typed, most), *ROWS_OF_A_CAMPAIGN)


def _answer(language: Language, report: ChannelReport, typed: str, most: int) -> Block:
    if report.total.empty:
        parts = [headline(language, report.total, report.row.excess), _nothing_logged(language, report)]
    else:
        parts = [*_roi(language, report), *_breakdowns(language, report, most), *_besides(language, report, most)]
    return message(_title(language, report), parts, _buttons(language, report, typed))


def _nothing_logged(language: Language, report: ChannelReport) -> Paragraph:
    """The way to all of the channel's days, or to its first cost where this is all of them."""
    campaign = [report.campaign.key] if report.campaign else []
    if not report.whole:
        return nothing_logged(language, new=False, of=" ".join([*campaign, report.channel]))
    ads = words.uncapitalized(words.category(language, Category.ADS))
    line = " ".join(["/roi-cost 250", ads, report.channel, *campaign])
    return paragraph(language.say("Nothing was logged here yet. The first cost: {line}.", line=line))


def _title(language: Language, report: ChannelReport) -> str:
    """``Campaign Q3 · LinkedIn · Jul 2026``."""
    name = words.channel(language, report.key, report.names)
    campaign = [report.campaign.name] if report.campaign else []
    return " · ".join([*campaign, name, language.period(report.period)])


def _roi(language: Language, report: ChannelReport) -> list[Paragraph]:
    """The ROI with its verdict, its formula, and how far it can be trusted."""
    return [
        headline(language, report.total, report.row.excess),
        *_shared_row(language, report),
        *complete(language, report),
        *_verdict(language, report),
        *labels(language, report.total),
        paragraph(formula(language, report.total), heading=language.say("Formula")),
        *break_even.ranges(language, report),
        *mature(language, report.mature_through),
    ]


def _shared_row(language: Language, report: ChannelReport) -> list[Paragraph]:
    """Why the answer is on more than the channel that was asked for."""
    if report.key == report.channel:
        return []
    name = words.channel(language, report.channel, report.names)
    text = language.say("{name} shares a row with others here, so that nobody reads what one person costs.", name=name)
    return [paragraph(text)]


def _verdict(language: Language, report: ChannelReport) -> list[Paragraph]:
    """A row that is shared with what has no channel has none, whatever a result is worth."""
    shared = report.key != report.channel and report.verdict is None
    return [] if shared else verdict_or_wait(language, report)


def _breakdowns(language: Language, report: ChannelReport, most: int) -> list[Paragraph]:
    """The campaigns, conversions and categories."""
    return [
        *_campaigns(language, report, most),
        paragraph(results(language, report), heading=language.say("Conversions")),
        *categories(language, report),
    ]


def _campaigns(language: Language, report: ChannelReport, most: int) -> list[Paragraph]:
    every = report.campaigns
    lines = [row_line(language, words.campaign(language, row.key, report.names), row) for row in every[:most]]
    if not lines:
        return []
    return [rows(lines + words.more(language, len(every) - most), heading=language.say("By campaign"))]


def _besides(language: Language, report: ChannelReport, most: int) -> list[Paragraph]:
    """The time before, where something was logged then, metrics and benchmarks."""
    before = []
    if report.before:
        line = f"{language.period(report.days_before)}: {words.roi_line(language, report.before)}"
        before = [paragraph(line, heading=language.say("The same length of time before"))]
    return [
        *before,
        *beside_roi(language, report.metrics),
        *beside_benchmarks(language, report.priced, report.names, most),
    ]


def _buttons(language: Language, report: ChannelReport, typed: str) -> tuple[Block, ...]:
    compare = [] if report.total.empty else [button(language.say("Compare"), "compare", typed)]
    campaign = report.campaign.key if report.campaign else "-"
    return (
        share_button(language, typed),
        open_button(language, typed),
        *compare,
        *log_buttons(language, campaign),
    )

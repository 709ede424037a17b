"""The answer on one channel, or on one campaign's part of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views import break_even, verdicts, words
from bot.views.answer_buttons import (
    CHANNEL_MENU,
    answer_place,
    details_button,
    log_buttons,
    more_menu,
    period_select,
    share_button,
)
from bot.views.answers import AnswerView, FirstView, Line, Section, line
from bot.views.benchmarks import beside_benchmarks
from bot.views.blocks import Block, Paragraph, paragraph
from bot.views.claimed import claimed
from bot.views.completeness import complete
from bot.views.maturity import mature
from bot.views.metrics import beside_roi
from bot.views.next_steps import next_step, per_one
from bot.views.reports import (
    MOST_ROWS,
    RowsDrawn,
    categories,
    formula,
    headline,
    label_notes,
    labels,
    nothing_logged,
    results,
    roi_text,
    row_by_row,
    rows_in_brief,
)
from bot.views.tables import Table
from bot.views.unit_tables import figure_heads, figures, table_notes, unit_table
from core.reports.channel import ChannelReport
from core.setup.categories import Category


def one_channel_answer(language: Language, report: ChannelReport, typed: str, *, usual: bool) -> AnswerView:
    """The channel's ROI and verdict, its campaigns, and what it is seen beside. ``usual``: no period was typed."""
    if report.total.empty:
        return _empty(language, report, typed, usual=usual)
    about = report.campaign.key if report.campaign else ""
    return AnswerView(
        title=_title(language, report),
        first=_first(language, report),
        said=_said(language, report),
        sections=_sections(language, report),
        brief={Section.ROWS: _campaigns(language, report, rows_in_brief)},
        buttons=(
            *_periods(language, report, typed, usual=usual),
            details_button(language, typed),
            more_menu(language, CHANNEL_MENU, about, _compared(report, usual=usual)),
        ),
        place=answer_place(typed),
    )


def _compared(report: ChannelReport, *, usual: bool) -> str:
    """The days that *Compare* is to be of where none were typed; empty where some were, or the campaign has its own."""
    return f"{report.period.start}..{report.period.last}" if usual and not report.campaign else ""


def _periods(language: Language, report: ChannelReport, typed: str, *, usual: bool) -> list[Block]:
    """A campaign has days of its own; there *Share* takes the place of the menu."""
    return [share_button(language, typed)] if report.campaign else [period_select(language, typed, usual=usual)]


def _empty(language: Language, report: ChannelReport, typed: str, *, usual: bool) -> AnswerView:
    nothing = _nothing_logged(language, report)
    return AnswerView(
        title=_title(language, report),
        first=FirstView(roi_line=roi_text(language, report.total, report.row.excess), verdict=[Line(text=nothing)]),
        said=[headline(language, report.total, report.row.excess), paragraph(nothing)],
        buttons=(
            *_periods(language, report, typed, usual=usual),
            *log_buttons(language, report.campaign.key if report.campaign else "-"),
        ),
        place=answer_place(typed),
    )


def _nothing_logged(language: Language, report: ChannelReport) -> str:
    """The way to all of the channel's days, or to its first cost where this is all of them."""
    campaign = [report.campaign.key] if report.campaign else []
    if not report.whole:
        return nothing_logged(language, new=False, of=" ".join([*campaign, report.channel]))
    ads = words.uncapitalized(words.category(language, Category.ADS))
    command = " ".join(["/roi-cost 250", ads, report.channel, *campaign])
    return language.say("Nothing was logged here yet. The first cost: {line}.", line=command)


def _title(language: Language, report: ChannelReport) -> str:
    """``Campaign Q3 · LinkedIn · Jul 2026``."""
    name = words.channel(language, report.key, report.names)
    campaign = [report.campaign.name] if report.campaign else []
    return " · ".join([*campaign, name, language.period(report.period)])


def _first(language: Language, report: ChannelReport) -> FirstView:
    glance = language.whole
    return FirstView(
        roi_line=roi_text(language, report.total, report.row.excess),
        verdict=_lines(glance, report),
        table=_table(language, report),
        missing=complete(glance, report),
        notes=[
            *table_notes(glance, report.campaigns or (report.row,), report.total.currency, report.names, "campaign"),
            *label_notes(language, report.total),
            *_where(language, report),
        ],
    )


def _lines(language: Language, report: ChannelReport) -> list[Line]:
    """The verdict and what to do about it."""
    shared = report.key != report.channel
    sentences = [] if shared and report.verdict is None else verdicts.of_unit(language, report)
    step = _moved(language, report) or next_step(
        language, report.campaigns, _campaign_names(language, report), is_over=False
    )
    return [
        *(line(verdicts.sign(report), sentence) for sentence in sentences),
        *([line("", step)] if step else []),
    ]


def _moved(language: Language, report: ChannelReport) -> str:
    """Where to move the money of a channel that loses; empty where it does not, or no other surely pays."""
    if report.elsewhere is None or not report.verdict or not report.verdict.judgement.verdict.bad:
        return ""
    name = words.channel(language, report.elsewhere.key, report.names)
    back = per_one(language, report.elsewhere)
    return language.say("Next: move the money to {name} ({back}).", name=name, back=back)


def _table(language: Language, report: ChannelReport) -> Table:
    """Its campaigns; where it has one at most, its time: a table of one row says nothing new."""
    own = [row for row in report.campaigns if not row.overhead]
    if len(own) > 1:
        return unit_table(language, language.say("Campaign"), report.campaigns, _campaign_names(language, report))
    times = [
        (language.period(report.period), report.total),
        *([(language.period(report.days_before), report.before)] if report.before else []),
        *([(language.say("12 months"), report.year)] if report.year else []),
    ]
    lines = tuple((days, *figures(language, total)) for days, total in times)
    return Table(head=figure_heads(language, language.say("Period")), rows=lines if len(lines) > 1 else ())


def _where(language: Language, report: ChannelReport) -> list[str]:
    """The only campaign that the channel was used for, and why the answer is on more than the channel."""
    own = [row for row in report.campaigns if not row.overhead]
    alone = len(own) == 1 == len(report.campaigns)
    name = words.campaign(language, own[0].key, report.names) if alone else ""
    return [
        *([language.say("All of it in {campaign}", campaign=name)] if alone else []),
        *_shared_row(language, report),
    ]


def _said(language: Language, report: ChannelReport) -> list[Paragraph]:
    """The ROI with its verdict, and how far it can be trusted."""
    return [
        headline(language, report.total, report.row.excess),
        *(paragraph(text) for text in _shared_row(language, report)),
        *complete(language, report),
        *(paragraph(one.lead + one.text) for one in _lines(language, report)),
    ]


def _shared_row(language: Language, report: ChannelReport) -> list[str]:
    """Why the answer is on more than the channel that was asked for."""
    if report.key == report.channel:
        return []
    name = words.channel(language, report.channel, report.names)
    return [
        language.say("{name} shares a row with others here, so that nobody reads what one person costs.", name=name)
    ]


def _sections(language: Language, report: ChannelReport) -> Mapping[Section, Sequence[Paragraph]]:
    return {
        Section.HOW: [
            *labels(language, report.total),
            paragraph(formula(language, report.total), heading=language.say("Formula")),
            *break_even.ranges(language, report),
            *mature(language, report.mature_through),
        ],
        Section.ROWS: _campaigns(language, report, row_by_row),
        Section.COSTS: categories(language, report),
        Section.RESULTS: [
            paragraph(results(language, report), heading=language.say("Conversions")),
            *claimed(language, report.claimed),
        ],
        Section.TIME: _time(language, report),
        Section.REACH: beside_roi(language, report.metrics),
        Section.BENCHMARKS: beside_benchmarks(language, report.priced, report.names, MOST_ROWS),
    }


def _time(language: Language, report: ChannelReport) -> list[Paragraph]:
    """The time before, where something was logged then."""
    if report.before is None:
        return []
    text = f"{language.period(report.days_before)}: {words.roi_line(language, report.before)}"
    return [paragraph(text, heading=language.say("The same length of time before"))]


def _campaigns(language: Language, report: ChannelReport, draw: RowsDrawn) -> list[Paragraph]:
    """``draw``: how long each is."""
    named = _campaign_names(language, report)
    return draw(language, language.say("By campaign"), report.campaigns, named, report.names)


def _campaign_names(language: Language, report: ChannelReport) -> dict[str, str]:
    """Key -> name of each campaign that has a row."""
    return {row.key: words.campaign(language, row.key, report.names) for row in report.campaigns}

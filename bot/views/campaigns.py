"""The answer on one campaign: its verdict and its channels at once, and everything else behind *Details*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language
from bot.views import break_even, verdicts, words
from bot.views.answer_buttons import CAMPAIGN_MENU, answer_place, details_button, more_menu, share_button
from bot.views.answers import AnswerView, FirstView, Line, Section, line
from bot.views.benchmarks import beside_benchmarks
from bot.views.blocks import Paragraph, paragraph
from bot.views.budgets import of_campaign
from bot.views.claimed import claimed
from bot.views.completeness import complete
from bot.views.deals import booked_and_expected
from bot.views.gaps import gap_lines, missing
from bot.views.maturity import mature
from bot.views.metrics import beside_roi
from bot.views.next_steps import next_step
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
from bot.views.shared_costs import spread_over_one
from bot.views.targets import campaign_targets
from bot.views.unit_tables import table_notes, unit_table
from core.reports.campaign import CampaignReport
from core.reports.shared_costs import SharedCosts


def campaign_answer(
    language: Language, report: CampaignReport, typed: str, shared: SharedCosts | None = None, channel: str = ""
) -> AnswerView:
    """``channel``: the key of a channel that what was typed could mean as well."""
    key, decisions = report.campaign.key, verdicts.idle_buttons(language, report)
    return AnswerView(
        title=f"{report.campaign.name} · {language.period(report.period)}",
        first=_first(language, report, channel),
        said=_said(language, report),
        sections=_sections(language, report, shared, channel),
        brief={Section.ROWS: _rows(language, report, rows_in_brief)},
        buttons=(
            details_button(language, typed),
            share_button(language, typed),
            *decisions,
            more_menu(language, CAMPAIGN_MENU, key),
        ),
        decisions=decisions,
        place=answer_place(typed),
    )


def _first(language: Language, report: CampaignReport, channel: str) -> FirstView:
    glance, excess = language.whole, report.total.excess(report.campaign.margin_share)
    return FirstView(
        roi_line=roi_text(language, report.total, excess),
        verdict=[*_verdict(glance, report), *_next(glance, report)],
        table=unit_table(language, language.say("Channel"), report.channels, _channel_names(language, report)),
        missing=complete(glance, report),
        notes=[
            *table_notes(glance, report.channels, report.total.currency, report.names, "channel"),
            *label_notes(language, report.total),
            *gap_lines(glance, report.gaps),
            *_channel_too(language, report, channel),
        ],
    )


def _said(language: Language, report: CampaignReport) -> list[Paragraph]:
    """The ROI, how far it can be trusted, the verdict and what to do about it."""
    total = report.total
    return [
        headline(language, total, total.excess(report.campaign.margin_share)),
        *complete(language, report),
        *(paragraph(one.lead + one.text) for one in (*_verdict(language, report), *_next(language, report))),
    ]


def _verdict(language: Language, report: CampaignReport) -> list[Line]:
    if report.total.empty:
        return [Line(text=nothing_logged(language, new=False, of=report.campaign.key))]
    return [line(verdicts.sign(report), sentence) for sentence in verdicts.of_unit(language, report)]


def _next(language: Language, report: CampaignReport) -> list[Line]:
    sentence = next_step(language, report.channels, _channel_names(language, report), is_over=report.is_over)
    return [line("", sentence)] if sentence else []


def _sections(
    language: Language, report: CampaignReport, shared: SharedCosts | None, channel: str
) -> Mapping[Section, Sequence[Paragraph]]:
    total = report.total
    return {
        Section.HOW: [
            *labels(language, total),
            *([] if total.empty else [paragraph(formula(language, total), heading=language.say("Formula"))]),
            *break_even.ranges(language, report),
            *mature(language, report.mature_through),
            *break_even.break_even(language, report),
            *spread_over_one(language, report.campaign.key, total, shared),
            *(paragraph(text) for text in _channel_too(language, report, channel)),
        ],
        Section.ROWS: _rows(language, report, row_by_row),
        Section.COSTS: [*missing(language, report.gaps), *categories(language, report)],
        Section.RESULTS: [
            paragraph(results(language, report, report.twice), heading=language.say("Conversions")),
            *claimed(language, report.claimed),
        ],
        Section.TIME: [paragraph(_before(language, report), heading=language.say("The same length of time before"))],
        Section.PLAN: [
            *campaign_targets(language, report.targets, report.names, MOST_ROWS),
            *of_campaign(language, report),
        ],
        Section.DEALS: booked_and_expected(language, report.pipeline, report.names, named=True),
        Section.REACH: beside_roi(language, report.metrics),
        Section.BENCHMARKS: beside_benchmarks(language, report.priced, report.names, MOST_ROWS),
    }


def _channel_names(language: Language, report: CampaignReport) -> dict[str, str]:
    """Key -> name of each channel that has a row."""
    return {row.key: words.channel(language, row.key, report.names) for row in report.channels}


def _rows(language: Language, report: CampaignReport, draw: RowsDrawn) -> list[Paragraph]:
    """Its channels, and its content types. ``draw``: how long each is."""
    contents = {row.key: words.content(language, row.key, report.names) for row in report.contents}
    return [
        *draw(language, language.say("By channel"), report.channels, _channel_names(language, report), report.names),
        *draw(language, language.say("By content type"), report.contents, contents, report.names),
    ]


def _before(language: Language, report: CampaignReport) -> str:
    """The lines on the period before, as far as this one has passed; where a calendar's unit is cut, on all of it."""
    lines = [language.say("Nothing was logged then.")]
    if report.before:
        days = language.period(report.days_before or report.period.previous())
        lines = [f"{days}: {words.roi_line(language, report.before)}"]
    if full := report.in_full:
        text = words.roi_line(language, full.total)
        lines.append(language.say("In full, {period}: {line}", period=language.period(full.period), line=text))
    return "\n".join(lines)


def _channel_too(language: Language, report: CampaignReport, channel: str) -> list[str]:
    """How to ask for the channel of that name."""
    if not channel:
        return []
    name = words.channel(language, channel, report.names)
    return [language.say("{name} is a channel, too: /roi channel:{name} asks for it.", name=name)]

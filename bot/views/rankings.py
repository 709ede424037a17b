"""The answers that rank: the overview, channels, campaigns and content types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.language import Language
from bot.views import decisions, marks, recommendations, words
from bot.views.answer_buttons import (
    OVERVIEW_MENU,
    RANKING_MENUS,
    answer_place,
    details_button,
    log_buttons,
    more_menu,
    period_select,
)
from bot.views.answers import AnswerView, FirstView, Line, Section
from bot.views.blocks import Block, Paragraph, paragraph
from bot.views.company import company_block
from bot.views.completeness import complete
from bot.views.deals import booked_and_expected
from bot.views.marked_lines import lines_or_wait
from bot.views.maturity import mature
from bot.views.metrics import by_channel
from bot.views.reports import headline, label_notes, labels, nothing_logged, received, roi_text, row_by_row
from bot.views.shared_costs import how_to_spread, spread_over_all
from bot.views.unit_tables import table_notes, unit_table
from core.money.rounding import half_up
from core.performance.extremes import Extremes
from core.reports.overview import Before, Overview
from core.reports.ranking import Ranking
from core.reports.shared_costs import SharedCosts


def channel_answer(language: Language, ranking: Ranking, typed: str, *, usual: bool) -> AnswerView:
    title = language.say("Channels · {period}", period=language.period(ranking.period))
    named = {row.key: words.channel(language, row.key, ranking.names) for row in ranking.rows}
    sections = {
        Section.DEALS: booked_and_expected(language, ranking.pipeline, ranking.names),
        Section.REACH: by_channel(language, ranking.metrics, ranking.names),
    }
    return _ranking(language, title, language.say("Channel"), ranking, named, typed, sections, usual=usual)


def content_answer(language: Language, ranking: Ranking, typed: str, *, usual: bool) -> AnswerView:
    title = language.say("Content types · {period}", period=language.period(ranking.period))
    named = {row.key: words.content(language, row.key, ranking.names) for row in ranking.rows}
    return _ranking(language, title, language.say("Content type"), ranking, named, typed, {}, usual=usual)


def campaigns_answer(
    language: Language,
    ranking: Ranking,
    typed: str,
    shared: SharedCosts | None = None,
    *,
    usual: bool,
    admin: bool = False,
) -> AnswerView:
    """The ranking of campaigns. ``shared``: how the costs of no campaign are spread; ``admin``: may switch that on."""
    title = language.say("Campaigns · {period}", period=language.period(ranking.period))
    named = {row.key: words.campaign(language, row.key, ranking.names) for row in ranking.rows}
    spread = [*spread_over_all(language, ranking, shared), *how_to_spread(language, shared, admin=admin)]
    return _ranking(
        language, title, language.say("Campaign"), ranking, named, typed, {Section.COSTS: spread}, usual=usual
    )


def overview_answer(language: Language, report: Overview, typed: str, *, usual: bool) -> AnswerView:
    """Where to cut and where more, all campaigns at a glance, the company's figures; of an empty workspace, what to do.

    ``usual``: no period was typed.
    """
    ranking = report.ranking
    title = language.say("Overview · {period}", period=language.period(ranking.period))
    beside = {
        Section.DEALS: booked_and_expected(language, ranking.pipeline, ranking.names),
        Section.COMPANY: company_block(language, report.company),
    }
    if not ranking.rows:
        return _empty(language, title, typed, beside, usual=usual, new=report.new)
    named = {row.key: words.campaign(language, row.key, ranking.names) for row in ranking.rows}
    glance = language.whole
    first = _first(language, language.say("Campaign"), ranking, named)
    return AnswerView(
        title=title,
        first=replace(first, verdict=[_earned(glance, report)], advice=decisions.in_short(glance, report.year)),
        said=_said_of_all(language, report),
        sections=_sections_of_all(language, report, named) | beside,
        buttons=_buttons(language, typed, OVERVIEW_MENU, usual=usual),
        place=answer_place(typed),
    )


def _said_of_all(language: Language, report: Overview) -> list[Paragraph]:
    lines = [_earned(language, report), *decisions.in_short(language, report.year)]
    return [*_total(language, report.ranking), *(paragraph(f"{one.lead}{one.text}") for one in lines)]


def _sections_of_all(
    language: Language, report: Overview, named: Mapping[str, str]
) -> dict[Section, Sequence[Paragraph]]:
    return {
        Section.ROWS: _rows(language, report.ranking, named),
        Section.HOW: _how(language, report.ranking),
        Section.COSTS: spread_over_all(language, report.ranking, report.shared),
        Section.TIME: _time(language, report),
    }


def _ranking(
    language: Language,
    title: str,
    head: str,
    ranking: Ranking,
    named: Mapping[str, str],
    typed: str,
    sections: Mapping[Section, Sequence[Paragraph]],
    *,
    usual: bool,
) -> AnswerView:
    """``head``: what the rows are of; ``sections``: what the answer has besides its rows."""
    if not ranking.rows:
        return _empty(language, title, typed, sections, usual=usual)
    first = _first(language, head, ranking, named)
    return AnswerView(
        title=title,
        first=replace(first, advice=_verdicts(language.whole, ranking, named)),
        said=[
            *_total(language, ranking),
            *(paragraph(f"{one.lead}{one.text}") for one in _verdicts(language, ranking, named)),
        ],
        sections={
            Section.ROWS: _rows(language, ranking, named),
            Section.HOW: _how(language, ranking),
            **sections,
        },
        buttons=_buttons(language, typed, RANKING_MENUS[ranking.by], usual=usual),
        place=answer_place(typed),
    )


def _first(language: Language, head: str, ranking: Ranking, named: Mapping[str, str]) -> FirstView:
    """The ROI, and a row for each unit. ``head``: what the rows are of."""
    glance = language.whole
    return FirstView(
        roi_line=roi_text(language, ranking.total, ranking.excess),
        table=unit_table(language, head, ranking.rows, named),
        missing=complete(glance, ranking),
        notes=[
            *table_notes(glance, ranking.rows, ranking.total.currency, ranking.names, ranking.by),
            *label_notes(language, ranking.total),
        ],
    )


def _empty(
    language: Language,
    title: str,
    typed: str,
    sections: Mapping[Section, Sequence[Paragraph]],
    *,
    usual: bool,
    new: bool = False,
) -> AnswerView:
    """Of a time without entries: what can be done about it."""
    nothing = nothing_logged(language, new=new)
    menu = [] if new else [period_select(language, typed, usual=usual)]
    return AnswerView(
        title=title,
        first=FirstView(verdict=[Line(text=nothing)]),
        said=[paragraph(nothing)],
        sections=sections,
        buttons=(*menu, *log_buttons(language)),
        place=answer_place(typed),
    )


def _total(language: Language, ranking: Ranking) -> list[Paragraph]:
    """The ROI of all, and how far it can be trusted."""
    return [
        headline(language, ranking.total, ranking.excess),
        *complete(language, ranking),
    ]


def _buttons(language: Language, typed: str, menu: Mapping[str, str], *, usual: bool) -> tuple[Block, ...]:
    return (
        period_select(language, typed, usual=usual),
        details_button(language, typed),
        more_menu(language, menu),
    )


def _how(language: Language, ranking: Ranking) -> list[Paragraph]:
    """On what the return rests, and up to which day it is whole."""
    return [
        *labels(language, ranking.total),
        *received(language, ranking.total),
        *mature(language, ranking.mature_through),
    ]


def _rows(language: Language, ranking: Ranking, named: Mapping[str, str]) -> list[Paragraph]:
    return row_by_row(language, _order(language, ranking), ranking.rows, named, ranking.names)


def _order(language: Language, ranking: Ranking) -> str:
    """What the rows are sorted by; where no margin is set, that too, once."""
    if any(row.margin_set for row in ranking.rows):
        return language.say("Greatest loss first")
    return language.say("Greatest loss first, at full margin (100%: none is set)")


def _verdicts(language: Language, ranking: Ranking, named: Mapping[str, str]) -> list[Line]:
    """The best and the worst; what they wait for where too much of the costs is missing.

    Where the next money goes is a matter of the last 365 days (J-03), and said where these are told (`decisions`).
    """
    best, worst = ranking.extremes.best, ranking.extremes.worst
    good = recommendations.extremes(language, named, ranking.rows, Extremes(best=best))
    bad = recommendations.extremes(language, named, ranking.rows, Extremes(worst=worst))
    lines = [*((marks.PAYS, text) for text in good), *((marks.LOSES, text) for text in bad)]
    return lines_or_wait(language, lines, ranking.completeness)


def _earned(language: Language, report: Overview) -> Line:
    """``earned $41,269 more than it cost, $6,952 more than the 30 days before``."""
    return earned_beside(language, report.ranking, report.before)


def earned_beside(language: Language, ranking: Ranking, before: Before | None) -> Line:
    """The same of any ranking of campaigns; ``before``: None where there is nothing to lay it beside."""
    text = words.earned(language, ranking.excess, ranking.total.currency)
    if before is None or ranking.total.cost <= 0:
        return Line(text=_sentence(text))
    moved = before.better
    amount = words.unsigned(language, moved, ranking.total.currency)
    days = language.period(before.period)
    if not half_up(moved):
        text = language.say("{earned}, as much as {days}", earned=text, days=days)
    elif moved > 0:
        text = language.say("{earned}, {amount} better than {days}", earned=text, amount=amount, days=days)
    else:
        text = language.say("{earned}, {amount} worse than {days}", earned=text, amount=amount, days=days)
    return Line(text=_sentence(text))


def _time(language: Language, report: Overview) -> list[Paragraph]:
    if report.before is None:
        return []
    text = f"{language.period(report.before.period)}: {words.roi_line(language, report.before.total)}"
    return [paragraph(text, heading=language.say("The same length of time before"))]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."

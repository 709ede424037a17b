"""The answers that rank: the overview, channels, campaigns and content types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.language import Language
from bot.views import verdicts, words
from bot.views.answer_buttons import log_buttons, open_button, share_button
from bot.views.blocks import (
    Block,
    Paragraph,
    message,
    rows,
)
from bot.views.company import company_block
from bot.views.completeness import complete, verdicts_or_wait
from bot.views.deals import booked_and_expected
from bot.views.maturity import mature
from bot.views.metrics import by_channel
from bot.views.reports import MOST_ROWS, headline, labels, nothing_logged, row_text
from bot.views.shared_costs import how_to_spread, spread_over_all
from core.reports.company import CompanyReport
from core.reports.ranking import Ranking
from core.reports.shared_costs import SharedCosts

MOST_CUT = 3


def channel_answer(language: Language, ranking: Ranking, typed: str) -> Block:
    title = language.say("Channels · {period}", period=language.period(ranking.period))
    named = {row.key: words.channel(language, row.key, ranking.names) for row in ranking.rows}
    expected = booked_and_expected(language, ranking.pipeline, ranking.names)
    below = [*expected, *by_channel(language, ranking.metrics, ranking.names)]
    return _ranking(language, title, ranking, named, typed, below)


def content_answer(language: Language, ranking: Ranking, typed: str) -> Block:
    title = language.say("Content types · {period}", period=language.period(ranking.period))
    named = {row.key: words.content(language, row.key, ranking.names) for row in ranking.rows}
    return _ranking(language, title, ranking, named, typed)


def campaigns_answer(
    language: Language, ranking: Ranking, typed: str, shared: SharedCosts | None = None, *, admin: bool = False
) -> Block:
    """The ranking of campaigns. ``shared``: how the costs of no campaign are spread; ``admin``: may switch that on."""
    title = language.say("Campaigns · {period}", period=language.period(ranking.period))
    named = {row.key: words.campaign(language, row.key, ranking.names) for row in ranking.rows}
    spread = [*spread_over_all(language, ranking, shared), *how_to_spread(language, shared, admin=admin)]
    return _ranking(language, title, ranking, named, typed, spread)


def overview_answer(
    language: Language,
    ranking: Ranking,
    typed: str,
    shared: SharedCosts | None = None,
    *,
    new: bool,
    year: Ranking,
    company: CompanyReport | None = None,
) -> Block:
    """Where to cut and where more, all campaigns at a glance, the company's figures; of an empty workspace, what to do.

    ``year``: the campaigns over the last 365 days, by which the advice is given.
    """
    title = language.say("Overview · {period}", period=language.period(ranking.period))
    expected = booked_and_expected(language, ranking.pipeline, ranking.names)
    below = [*expected, *company_block(language, company)]
    if not ranking.rows:
        return message(title, [nothing_logged(language, new=new), *below], log_buttons(language))
    named = {row.key: words.campaign(language, row.key, ranking.names) for row in ranking.rows}
    parts = [
        *_total(language, ranking),
        *_advice(language, year),
        *_rows(language, ranking, named),
        *mature(language, ranking.mature_through),
        *spread_over_all(language, ranking, shared),
        *below,
    ]
    return message(title, parts, _buttons(language, typed))


def _total(language: Language, ranking: Ranking) -> list[Paragraph]:
    """The ROI of all, and how far it can be trusted."""
    return [
        headline(language, ranking.total, ranking.excess),
        *complete(language, ranking),
        *labels(language, ranking.total),
    ]


def _ranking(
    language: Language,
    title: str,
    ranking: Ranking,
    named: Mapping[str, str],
    typed: str,
    below: Sequence[Paragraph] = (),
) -> Block:
    if not ranking.rows:
        return message(title, [nothing_logged(language, new=False), *below], log_buttons(language))
    parts = [
        *_total(language, ranking),
        *_rows(language, ranking, named),
        *mature(language, ranking.mature_through),
        *_verdicts(language, ranking, named),
        *below,
    ]
    return message(title, parts, _buttons(language, typed))


def _buttons(language: Language, typed: str) -> tuple[Block, ...]:
    return (share_button(language, typed), open_button(language, typed), *log_buttons(language))


def _rows(language: Language, ranking: Ranking, named: Mapping[str, str]) -> list[Paragraph]:
    listed = ranking.rows[:MOST_ROWS]
    lines = [row_text(language, named[row.key], row, ranking.names) for row in listed]
    lines += words.more(language, len(ranking.rows) - len(listed))
    return [rows(lines, heading=_order(language, ranking))]


def _order(language: Language, ranking: Ranking) -> str:
    """What the rows are sorted by; where no margin is set, that too, once."""
    if any(row.margin_set for row in ranking.rows):
        return language.say("Greatest loss first")
    return language.say("Greatest loss first, at full margin (100%: none is set)")


def _verdicts(language: Language, ranking: Ranking, named: Mapping[str, str]) -> list[Paragraph]:
    """The best, the worst and where the next money goes."""
    lines = [
        *verdicts.extremes(language, named, ranking.extremes),
        *verdicts.where_more(language, named, ranking.more, ranking.total.currency),
    ]
    return verdicts_or_wait(language, lines, ranking.completeness)


def _advice(language: Language, year: Ranking) -> list[Paragraph]:
    """Where to cut and where more, at most three and one: of the last 365 days, which the heading says."""
    named = {row.key: words.campaign(language, row.key, year.names) for row in year.rows}
    cut = [row for row in year.rows if row.key in year.running and verdicts.to_cut(row)]
    lines = [
        *(verdicts.cut(language, named[row.key], row, year.names) for row in cut[:MOST_CUT]),
        *verdicts.where_more(language, named, year.more, year.total.currency),
    ]
    if not lines:
        return []
    [advice] = verdicts_or_wait(language, lines, year.completeness)
    return [replace(advice, heading=language.say("Last 365 days"))]

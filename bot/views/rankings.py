"""The answers that rank: the overview, channels, campaigns and content types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.answer_buttons import log_buttons, open_button, share_button
from bot.views.blocks import (
    Block,
    Paragraph,
    message,
    paragraph,
    rows,
)
from bot.views.company import company_block
from bot.views.completeness import complete, losses_or_wait, verdict_or_wait
from bot.views.deals import booked_and_expected
from bot.views.metrics import by_channel
from bot.views.reports import MOST_ROWS, headline, labels, nothing_logged, row_text
from bot.views.shared_costs import how_to_spread, spread_over_all
from core.performance.performance import Row
from core.reports.company import CompanyReport
from core.reports.ranking import Ranking
from core.reports.shared_costs import SharedCosts


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
    company: CompanyReport | None = None,
) -> Block:
    """The overview: what needs attention, all campaigns, the company; of an empty workspace, what to do."""
    title = language.say("Overview · {period}", period=language.period(ranking.period))
    below = [
        *booked_and_expected(language, ranking.pipeline, ranking.names),
        *company_block(language, company),
    ]
    if not ranking.rows:
        return message(title, [nothing_logged(language, new=new), *below], log_buttons(language))
    named = {row.key: words.campaign(language, row.key, ranking.names) for row in ranking.rows}
    parts = [
        headline(language, ranking.total),
        *complete(language, ranking),
        *labels(language, ranking.total),
        *_attention(language, ranking, named),
        *_rows(language, ranking, named),
        *spread_over_all(language, ranking, shared),
        *below,
    ]
    return message(title, parts, _buttons(language, typed))


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
        headline(language, ranking.total),
        *complete(language, ranking),
        *labels(language, ranking.total),
        *_rows(language, ranking, named),
        *verdict_or_wait(language, ranking.verdict, named, ranking.completeness),
        *below,
    ]
    return message(title, parts, _buttons(language, typed))


def _buttons(language: Language, typed: str) -> tuple[Block, ...]:
    return (share_button(language, typed), open_button(language, typed), *log_buttons(language))


def _rows(language: Language, ranking: Ranking, named: Mapping[str, str]) -> list[Paragraph]:
    listed = ranking.rows[:MOST_ROWS]
    lines = [row_text(language, named[row.key], row) for row in listed]
    lines += words.more(language, len(ranking.rows) - len(listed))
    return [rows(lines, heading=language.say("Most excess cost first"))]


def _attention(language: Language, ranking: Ranking, named: Mapping[str, str]) -> list[Paragraph]:
    """The campaigns that cannot be judged or lose money, at most three of each."""
    spent = [row for row in ranking.rows if row.performance.cost > 0]
    barren = [named[row.key] for row in spent if row.key and not row.performance.conversions][:3]
    losing = [named[row.key] for row in spent if row.key and _loses(row)][:3]
    lines = [language.say("{name}: cost, but no conversions yet.", name=name) for name in barren]
    lines += losses_or_wait(language, losing, ranking.completeness)
    shared = next((row for row in ranking.rows if not row.key and row.performance.cost), None)
    if shared:
        lines.append(
            language.say("Costs of no campaign: {cost}.", cost=language.money(shared.performance.invested)),
        )
    return [paragraph("\n".join(lines), heading=language.say("Needs attention"))] if lines else []


def _loses(row: Row) -> bool:
    roi = row.performance.roi
    return bool(row.performance.conversions) and roi is not None and roi < Fraction(0)

"""The answer on one campaign, and the lines that it shares with the rankings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.language import Language
from bot.views import break_even, funnels, verdicts, words
from bot.views.answer_buttons import log_buttons, open_button, share_button
from bot.views.benchmarks import beside_benchmarks
from bot.views.blocks import (
    Block,
    Paragraph,
    button,
    fitting,
    message,
    paragraph,
    rows,
)
from bot.views.budgets import of_campaign
from bot.views.completeness import complete
from bot.views.deals import booked_and_expected
from bot.views.maturity import mature
from bot.views.metrics import beside_roi
from bot.views.shared_costs import spread_over_one
from bot.views.targets import campaign_targets
from bot.views.units import Unit
from core.money.money import Money
from core.performance.performance import Performance, Row
from core.reports.campaign import CampaignReport
from core.reports.channel import ChannelReport
from core.reports.gaps import Gaps
from core.reports.privacy import JOINT
from core.reports.shared_costs import SharedCosts
from core.setup.goals import Twice

MOST_ROWS = 12
ROWS_OF_A_CAMPAIGN = (MOST_ROWS, MOST_ROWS // 2, MOST_ROWS // 4)
"""The most rows in each list of a campaign's answer; fewer where names are so long that Slack would not take it."""


def campaign_answer(
    language: Language, report: CampaignReport, typed: str, shared: SharedCosts | None = None, channel: str = ""
) -> Block:
    """The campaign's ROI with its formula and what is missing; then what decides; what stands beside it last.

    ``channel``: the key of a channel that what was typed could mean as well.
    """
    return fitting(lambda most: _campaign_answer(language, report, typed, shared, channel, most), *ROWS_OF_A_CAMPAIGN)


def _campaign_answer(
    language: Language, report: CampaignReport, typed: str, shared: SharedCosts | None, channel: str, most: int
) -> Block:
    title = f"{report.campaign.name} · {language.period(report.period)}"
    parts = [
        *_roi_and_gaps(language, report, shared),
        *_decisive(language, report, most),
        *_breakdowns(language, report, most),
        *_besides(language, report, most),
        *_channel_too(language, report, channel),
    ]
    return message(title, parts, _campaign_buttons(language, report.campaign.key, typed))


def _roi_and_gaps(language: Language, report: CampaignReport, shared: SharedCosts | None) -> list[Paragraph]:
    """The ROI with its formula, how far it can be trusted, and what is missing."""
    total = report.total
    worked_out = paragraph(formula(language, total), heading=language.say("Formula"))
    return [
        headline(language, total, total.excess(report.campaign.margin_share)),
        *complete(language, report),
        *verdict_or_wait(language, report),
        *labels(language, total),
        nothing_logged(language, new=False, of=report.campaign.key) if total.empty else worked_out,
        *_missing(language, report.gaps),
        *spread_over_one(language, report.campaign.key, total, shared),
    ]


def _decisive(language: Language, report: CampaignReport, most: int) -> list[Paragraph]:
    """What a decision rests on: the range, the targets and the budget."""
    return [
        *break_even.ranges(language, report),
        *mature(language, report.mature_through),
        *campaign_targets(language, report.targets, report.names, most),
        *of_campaign(language, report),
    ]


def _breakdowns(language: Language, report: CampaignReport, most: int) -> list[Paragraph]:
    """The channels, conversions, categories and content types, and where the campaign breaks even."""
    return [
        *_channels(language, report, most),
        paragraph(results(language, report, report.twice), heading=language.say("Conversions")),
        *booked_and_expected(language, report.pipeline, report.names, named=True),
        *break_even.break_even(language, report),
        *categories(language, report),
        *_contents(language, report, most),
    ]


def _besides(language: Language, report: CampaignReport, most: int) -> list[Paragraph]:
    """What the campaign is seen beside: the time before, metrics and benchmarks."""
    return [
        paragraph(_before(language, report), heading=language.say("The same length of time before")),
        *beside_roi(language, report.metrics),
        *beside_benchmarks(language, report.priced, report.names, most),
    ]


def _channel_too(language: Language, report: CampaignReport, channel: str) -> list[Paragraph]:
    """How to ask for the channel of that name."""
    if not channel:
        return []
    name = words.channel(language, channel, report.names)
    return [paragraph(language.say("{name} is a channel, too: /roi channel:{name} asks for it.", name=name))]


def _campaign_buttons(language: Language, campaign: str, typed: str) -> tuple[Block, ...]:
    return (
        share_button(language, typed),
        open_button(language, typed),
        button(language.say("Compare"), "compare", typed),
        *log_buttons(language, campaign),
        button(language.say("Edit campaign"), "edit_campaign", campaign),
    )


def headline(language: Language, total: Performance, excess: Fraction) -> Paragraph:
    """``excess``: cost - return × margin, in minor units, unrounded."""
    return paragraph(words.roi_line(language, total) + words.margin_roi(language, total, excess), bold=True)


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


def verdict_or_wait(language: Language, report: Unit) -> list[Paragraph]:
    """A verdict waits while too little of the cost is there; the figures never wait."""
    if report.total.empty or (report.completeness and not report.completeness.enough):
        return []
    return verdicts.of_unit(language, report)


def labels(language: Language, total: Performance) -> list[Paragraph]:
    marks = words.labels(language, total)
    return [paragraph(marks)] if marks else []


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


def _channels(language: Language, report: CampaignReport, most: int) -> list[Paragraph]:
    named = {row.key: words.channel(language, row.key, report.names) for row in report.channels}
    return _breakdown(language, language.say("By channel"), report.channels, named, most)


def _contents(language: Language, report: CampaignReport, most: int) -> list[Paragraph]:
    named = {row.key: words.content(language, row.key, report.names) for row in report.contents}
    return _breakdown(language, language.say("By content type"), report.contents, named, most)


def _breakdown(
    language: Language, heading: str, every: Sequence[Row], named: Mapping[str, str], most: int
) -> list[Paragraph]:
    if not every:
        return []
    lines = [row_line(language, named[row.key], row) for row in every[:most]]
    return [rows(lines + words.more(language, len(every) - most), heading=heading)]


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


def _before(language: Language, report: CampaignReport) -> str:
    """The lines on the period before, as far as this one has passed; where a calendar's unit is cut, on all of it."""
    lines = [language.say("Nothing was logged then.")]
    if report.before:
        days = language.period(report.days_before or report.period.previous())
        lines = [f"{days}: {words.roi_line(language, report.before)}"]
    if full := report.in_full:
        line = words.roi_line(language, full.total)
        lines.append(language.say("In full, {period}: {line}", period=language.period(full.period), line=line))
    return "\n".join(lines)


def _missing(language: Language, gaps: Gaps) -> list[Paragraph]:
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
    return [paragraph("\n".join(lines), heading=language.say("What is missing"))] if lines else []


def without_channel(language: Language, count: int) -> str:
    return language.say_n("{n} conversion without a channel.", "{n} conversions without a channel.", count)


def _outside(language: Language, outside: Performance) -> str:
    return language.say(
        "Outside this period: cost {cost}, return {returned}. Add “all” to the command to see everything.",
        cost=language.money(outside.invested),
        returned=language.money(outside.returned),
    )


def nothing_logged(language: Language, *, new: bool, of: str = "") -> Paragraph:
    """``of``: the keys of what it is the answer on, as they are typed; empty where it is on everything."""
    if new:
        return paragraph(
            language.say(
                "Nothing is logged yet. First an admin sets the currency (/roi settings) and what a goal "
                "is worth (/roi goal). Then log a cost and some conversions, and /roi shows the return. "
                "All commands: /roi help."
            )
        )
    line = " ".join(filter(None, ["/roi", of, language.say("all")]))
    return paragraph(language.say("Nothing was logged in this period. Type {line}, or log something now.", line=line))

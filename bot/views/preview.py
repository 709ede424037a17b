"""The preview of a cost before it is saved: what it would do."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.views import words
from bot.views.blocks import Block, Paragraph, message, paragraph, rows
from bot.views.budgets import spending_line
from bot.views.facts import fact_line
from core.calendar.periods import month_number, months
from core.money.money import Money
from core.reports.campaign import CampaignReport
from core.reports.needed import Needed
from core.reports.preview import Outlook

MOST_ROWS = 12


def outlook_answer(language: Language, outlook: Outlook) -> Block:
    """The cost in words, its parts, its campaign with it, and what it takes to earn it back."""
    parts = [
        paragraph(fact_line(language, outlook.fact, outlook.names), bold=True),
        *(_campaign(language, outlook, outlook.report) if outlook.report else []),
        *_earned_back(language, outlook.needed),
        *_parts(language, outlook),
        *_months(language, outlook),
        paragraph(language.say("Nothing is saved yet. Go back and press “Save”, or change it.")),
    ]
    return message(language.say("Before you save"), parts)


def mistakes_answer(language: Language, mistakes: Sequence[tuple[str, str]]) -> Block:
    """The mistakes that Save would refuse, as (label of the field, what is wrong with it)."""
    return message(language.say("Before you save"), [rows([f"{label}: {problem}" for label, problem in mistakes])])


def _parts(language: Language, outlook: Outlook) -> list[Paragraph]:
    """The part of each campaign, and what it got before, of a cost that is split or takes the place of one that was."""
    campaigns = list(dict.fromkeys([*outlook.campaigns, *(outlook.instead or ())]))
    if outlook.fact.split is None and len(campaigns) < 2:
        return []
    lines = [_part(language, outlook, key) for key in campaigns[:MOST_ROWS]]
    lines += words.more(language, len(campaigns) - MOST_ROWS)
    return [rows(lines, heading=language.say("Each campaign’s share"))]


def _part(language: Language, outlook: Outlook, campaign: str) -> str:
    name = words.campaign(language, campaign, outlook.names)
    part = _money(language, outlook, outlook.campaigns.get(campaign, 0))
    if outlook.instead is None:
        return f"{name}: {part}"
    before = _money(language, outlook, outlook.instead.get(campaign, 0))
    return language.say("{name}: {part} · until now {before}", name=name, part=part, before=before)


def _months(language: Language, outlook: Outlook) -> list[Paragraph]:
    if len(outlook.months) < 2:
        return []
    lines = [
        f"{language.month(months(month_number(month), 1))}: {_money(language, outlook, minor)}"
        for month, minor in sorted(outlook.months.items())[:MOST_ROWS]
    ]
    lines += words.more(language, len(outlook.months) - MOST_ROWS)
    return [rows(lines, heading=language.say("Each month’s share"))]


def _campaign(language: Language, outlook: Outlook, report: CampaignReport) -> list[Paragraph]:
    """The report's own figures, as they will stand; beside them the ROI of now."""
    heading = language.say("{campaign} with this cost", campaign=report.campaign.name)
    lines = [words.roi_line(language, report.total), *_now(language, outlook, report)]
    if outlook.outside:
        period = language.period(report.period)
        lines.append(language.say("Its date is outside {period}, so this ROI leaves it out.", period=period))
    if report.spending:
        left = report.spending.budget - report.spending.spent
        text = language.say("Budget left {left}", left=language.money(left))
        if left.minor < 0:
            text = language.say("Over budget by {over}", over=language.money(-left))
        lines += [text, spending_line(language, report.spending)]
    return [paragraph("\n".join(lines), heading=heading)]


def _now(language: Language, outlook: Outlook, report: CampaignReport) -> list[str]:
    before = outlook.before
    if before is None or not (before.cost or before.value):
        return []
    now, then = (words.roi(language, total) for total in (before, report.total))
    return [] if now == then else [language.say("Now: ROI {roi}.", roi=now)]


def _earned_back(language: Language, needed: Sequence[Needed]) -> list[Paragraph]:
    """The ways to earn it back, in one sentence."""
    if not needed:
        return []
    ways = [f"{language.count(one.count)} × {one.goal.name}" for one in needed]
    either = language.say(" or ").join(filter(None, (", ".join(ways[:-1]), ways[-1])))
    return [paragraph(language.say("{ways} would earn this cost back.", ways=either))]


def _money(language: Language, outlook: Outlook, minor: int) -> str:
    return language.money(Money(minor=minor, currency=outlook.fact.booked.currency))

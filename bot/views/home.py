"""Home, from its top: what all cost and brought, what to log, what to decide, and the campaigns that run."""

from __future__ import annotations

from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.answer_buttons import PERIODS, period_select
from bot.views.blocks import (
    Block,
    Strong,
    actions,
    beside,
    button,
    context,
    divider,
    paragraph,
    rich_text,
)
from bot.views.deciding import to_decide
from bot.views.line_breaks import unbroken_parts
from bot.views.marks import word_of
from bot.views.rankings import earned_beside
from bot.views.reports import roi_text
from bot.views.short_verdicts import alert_since, mark_before, short, whole
from core.money.rounding import half_up
from core.performance.performance import Row
from core.performance.verdicts import Verdict
from core.reports.home import HomeReport
from core.reports.ranking import judged_part
from core.setup.campaigns import Campaign
from core.setup.command_words import Command, word_in

MOST_RUNNING = 12
PERIOD_MENU = "home_period"
"""The action id of the menu of periods."""


def figures(language: Language, report: HomeReport, chosen: str, *, may_set_goals: bool) -> list[Block]:
    """All that is read off the books. ``chosen``: the period that the menu holds."""
    return [
        _headline(language, report),
        _log(language, chosen),
        *to_decide(language, report, may_set_goals=may_set_goals),
        *_running(language, report, chosen),
    ]


def _headline(language: Language, report: HomeReport) -> Block:
    """The ROI line, and what was earned or lost in a sentence, beside the days before."""
    line = unbroken_parts(roi_text(language, report.total, report.ranking.excess))
    sentence = language.say("Nothing was logged in this time.")
    if not report.total.empty:
        sentence = earned_beside(language.whole, report.ranking, report.before).text
    return rich_text(paragraph(Strong(line), f"\n{sentence}"))


def _log(language: Language, chosen: str) -> Block:
    period = period_select(language, chosen, usual=not chosen) | {"action_id": PERIOD_MENU}
    return actions(
        [
            button(language.say("Log a cost"), "log_cost", "-", style="primary"),
            button(language.say("Log conversions"), "log_conversions", "-"),
            button(language.say("Import"), "open_import", "-"),
            button(language.say("New campaign"), "new_campaign", "-"),
            period,
        ]
    )


def _running(language: Language, report: HomeReport, chosen: str) -> list[Block]:
    """The campaigns that run, each with its verdict over the period; those of which nothing was logged in it last."""
    every = report.running_rows()
    if not every:
        return []
    lines = [_campaign(language, report, *one) for one in every[:MOST_RUNNING]]
    asked = f"/roi {word_in(Command.CAMPAIGNS, language.code)}"
    hidden = words.more(language, len(every) - len(lines))
    lines += [context(f"{more}: {asked}") for more in hidden]
    period = ", " + words.uncapitalized(language.say(PERIODS[chosen]))
    return [divider(), rich_text(paragraph(Strong(language.say("Running campaigns")), period)), *lines]


def _campaign(language: Language, report: HomeReport, campaign: Campaign, row: Row | None) -> Block:
    label = language.say("Open {name}", name=campaign.name)
    opened = button(language.say("Open"), "details", campaign.key, label=label)
    behind = _behind(language, report, campaign, row)
    before = mark_before(row) if row else ""
    return beside(opened, short(campaign.name), f" · {behind}" if behind else "", before)


def _behind(language: Language, report: HomeReport, campaign: Campaign, row: Row | None) -> str:
    """What is said behind its name; empty of one that shares its row, whose figures are not its own."""
    if row is None:
        return "" if report.has_entries(campaign) else language.say("nothing logged")
    if row.alerted:
        return alert_since(language, row.alerted, report.today)
    if row.serves_all:
        return language.say("serves all campaigns, {cost}", cost=language.whole.money(row.performance.invested))
    return _judged(language, report, campaign, row)


def _judged(language: Language, report: HomeReport, campaign: Campaign, row: Row) -> str:
    amount = whole(language, row.excess, row.performance.currency)
    match row.judgement and row.judgement.verdict:
        case Verdict.YOUNG:
            return _day(language, report, campaign, row)
        case Verdict.IDLE | Verdict.OPEN as verdict:
            return word_of(language, verdict)
        case Verdict.AHEAD:
            return language.say("ahead by {amount}", amount=amount)
        case Verdict.BEHIND:
            return language.say("behind by {amount}", amount=amount)
        case _:
            return _money(language, row.excess, amount)


def _money(language: Language, excess: Fraction, amount: str) -> str:
    if not half_up(excess):
        return language.say("broke even")
    return (
        language.say("lost {amount}", amount=amount) if excess > 0 else language.say("earned {amount}", amount=amount)
    )


def _day(language: Language, report: HomeReport, campaign: Campaign, row: Row) -> str:
    """``day 7 of 63`` of its own days, today counted as in its answer; without an end, which day of its cost it is."""
    end = judged_part(campaign.period, report.today).end
    passed = (end - campaign.start).days if campaign.start and campaign.end else 0
    if passed > 0:
        return language.say("day {n} of {all}", n=language.count(passed), all=language.count(campaign.period.days))
    age = row.judgement.evidence.age if row.judgement else 0
    return language.say("day {n}", n=language.count(age))

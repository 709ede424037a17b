"""Home, from its top: what all cost and brought, what to log, what to decide, and the campaigns that run."""

from __future__ import annotations

from fractions import Fraction

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import (
    Block,
    Strong,
    actions,
    beside,
    button,
    context,
    divider,
    paragraph,
    plain_text,
    rich_text,
)
from bot.views.deciding import to_decide
from bot.views.inputs import select
from bot.views.short_verdicts import alert_since, mark_of, short, whole, word_of
from core.money.money import half_up
from core.performance.performance import Row
from core.performance.verdicts import Verdict
from core.reports.home import Before, HomeReport
from core.reports.home_periods import DAYS, HomePeriod
from core.reports.ranking import judged_part
from core.setup.campaigns import Campaign
from core.setup.command_words import Command, word_in

PERIODS = {
    HomePeriod.LAST_30_DAYS: mark("Last 30 days"),
    HomePeriod.THIS_MONTH: mark("This month"),
    HomePeriod.LAST_MONTH: mark("Last month"),
    HomePeriod.THIS_QUARTER: mark("This quarter"),
    HomePeriod.THIS_YEAR: mark("This year"),
    HomePeriod.ALL: mark("Everything"),
}
LOST, EARNED = mark("lost {amount}"), mark("earned {amount} more than it cost")
MORE, LESS = mark("{earned}, {amount} more than {days}."), mark("{earned}, {amount} less than {days}.")
BETTER, WORSE = mark("{earned}, {amount} better than {days}."), mark("{earned}, {amount} worse than {days}.")
MOST_RUNNING = 12
NARROW = "\u00a0"
"""A space at which no line breaks, so that the ROI line breaks between its parts only."""


def figures(language: Language, report: HomeReport, chosen: HomePeriod, *, may_set_goals: bool) -> list[Block]:
    """All that is read off the books. ``chosen``: the period that the menu holds."""
    return [
        _headline(language, report),
        _log(language, chosen),
        *to_decide(language, report, may_set_goals=may_set_goals),
        *_running(language, report, chosen),
    ]


def _headline(language: Language, report: HomeReport) -> Block:
    """The ROI line, and what was earned or lost in a sentence, beside the days before."""
    line = words.roi_line(language, report.total)
    whole = line + words.margin_roi(language, report.total, report.ranking.excess)
    unbroken = " · ".join(part.replace(" ", NARROW) for part in whole.split(" · "))
    return rich_text(paragraph(Strong(unbroken), f"\n{_earned(language, report)}"))


def _earned(language: Language, report: HomeReport) -> str:
    if report.total.empty:
        return language.say("Nothing was logged in this time.")
    excess, currency = report.ranking.excess, report.total.currency
    amount = whole(language, excess, currency)
    earned = language.say("broke even")
    if half_up(excess):
        earned = language.say(LOST if excess > 0 else EARNED, amount=amount)
    return _beside_before(language, earned[:1].upper() + earned[1:], report.before, currency, is_loss=excess > 0)


def _beside_before(language: Language, earned: str, before: Before | None, currency: str, *, is_loss: bool) -> str:
    """``Earned $41,269 more than it cost, $6,952 more than the 30 days before.``"""
    if before is None or not half_up(before.better):
        return f"{earned}."
    days = language.say("the {n} days before", n=DAYS)
    if before.period.days != DAYS:
        days = language.say("in {period}", period=language.period(before.period))
    more, less = (BETTER, WORSE) if is_loss else (MORE, LESS)
    said = more if before.better > 0 else less
    return language.say(said, earned=earned, amount=whole(language, before.better, currency), days=days)


def _log(language: Language, chosen: HomePeriod) -> Block:
    options = [(one.value, language.say(text)) for one, text in PERIODS.items()]
    period = select(options, chosen) | {"action_id": "home_period", "placeholder": plain_text(language.say("Period"))}
    return actions(
        [
            button(language.say("Log a cost"), "log_cost", "-", style="primary"),
            button(language.say("Log conversions"), "log_conversions", "-"),
            button(language.say("New campaign"), "new_campaign", "-"),
            period,
        ]
    )


def _running(language: Language, report: HomeReport, chosen: HomePeriod) -> list[Block]:
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
    before = mark_of(language, row) if row else ""
    return beside(opened, short(campaign.name), f" · {behind}" if behind else "", before)


def _behind(language: Language, report: HomeReport, campaign: Campaign, row: Row | None) -> str:
    """What is said behind its name; empty of one that shares its row, whose figures are not its own."""
    if row is None:
        return "" if report.has_entries(campaign) else language.say("nothing logged")
    if row.alerted:
        return alert_since(language, row.alerted, report.today)
    if row.serves_all:
        return language.say("serves all campaigns, {cost}", cost=language.whole(row.performance.invested))
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
    return language.say(LOST, amount=amount) if excess > 0 else language.say("earned {amount}", amount=amount)


def _day(language: Language, report: HomeReport, campaign: Campaign, row: Row) -> str:
    """``day 7 of 63`` of its own days, as far as the period has passed; without an end, which day of its cost it is."""
    end = judged_part(report.ranking.period, report.today).end
    passed = (end - campaign.start).days if campaign.start and campaign.end else 0
    if passed > 0:
        return language.say("day {n} of {all}", n=language.count(passed), all=language.count(campaign.period.days))
    age = row.judgement.evidence.age if row.judgement else 0
    return language.say("day {n}", n=language.count(age))

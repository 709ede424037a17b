"""Verdicts in words: what may be said of a campaign or row, what would turn it, which is best and which is worst."""

from __future__ import annotations

from fractions import Fraction

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import Block, button
from bot.views.units import Unit
from core.money.money import Money, half_up
from core.performance.performance import Row
from core.performance.results import Interval
from core.performance.verdicts import Evidence, Judgement, Verdict, more_in_vain, turned_by

WORDS = {
    Verdict.PAYS: mark("▲ pays"),
    Verdict.AHEAD: mark("△ probably pays"),
    Verdict.BEHIND: mark("▽ probably does not pay"),
    Verdict.LOSES: mark("▼ loses"),
    Verdict.OPEN: mark("… open"),
    Verdict.YOUNG: mark("… too early"),
    Verdict.IDLE: mark("? idle"),
}
"""A mark is never colour or shape alone: its word stands beside it."""


def of_unit(language: Language, report: Unit) -> list[str]:
    """The verdict in a sentence, and about when it settles; where no result has a worth, what to do about it.

    Empty while too little of the cost is there: a verdict waits, the figures never do.
    """
    if report.total.empty or (report.completeness and not report.completeness.enough):
        return []
    if report.alerted:
        day = language.day(report.alerted)
        if not report.so_far.conversions:
            return [language.say("Alert since {day}: no results.", day=day)]
        return [language.say("Alert since {day}: too few results.", day=day)]
    if report.verdict is None:
        return _without_worth(language, report)
    judgement, settles = report.verdict.judgement, report.verdict.settles_after
    text = _sentence(language, report, judgement)
    if settles and judgement.verdict in (Verdict.OPEN, Verdict.AHEAD, Verdict.BEHIND):
        text += " " + language.say_n("It settles after about {n} more.", "It settles after about {n} more.", settles)
    return [text]


def sign(report: Unit) -> str:
    """The mark that stands before the sentence of `of_unit`; empty where it is no verdict."""
    if report.alerted:
        return "!"
    word = WORDS.get(report.verdict.judgement.verdict) if report.verdict else None
    return word.partition(" ")[0] if word else ""


def row_sign(row: Row) -> str:
    """The mark of a row's verdict; empty where it has none."""
    if row.alerted:
        return "!"
    return WORDS[row.judgement.verdict].partition(" ")[0] if row.judgement and row.judgement.verdict in WORDS else ""


def of_row(language: Language, row: Row) -> str:
    """The word behind a row's ROI line; empty where it has no verdict."""
    if row.alerted:
        return " · " + language.say("! alert since {day}", day=language.day(row.alerted))
    if row.judgement is None or row.overhead or row.judgement.verdict is Verdict.OVERHEAD:
        return ""
    return " · " + language.say(WORDS[row.judgement.verdict])


def to_cut(row: Row) -> bool:
    """Whether it is a place to cut: what is early never is (J-03)."""
    if row.alerted:
        return True
    return row.judgement is not None and (row.judgement.verdict.bad or idle(row))


def idle(row: Row) -> bool:
    """Whether nothing came of it and no ads ran on it."""
    return row.judgement is not None and row.judgement.verdict is Verdict.IDLE and not row.alerted


def _without_worth(language: Language, report: Unit) -> list[str]:
    if report.so_far.cost <= 0:
        return []
    return [language.say("No verdict yet: say what a result is worth with /roi goal.")]


def _sentence(language: Language, report: Unit, judgement: Judgement) -> str:
    match judgement.verdict:
        case Verdict.LOSES:
            return _loses(language, report, judgement)
        case Verdict.PAYS:
            low = language.percent(Fraction(judgement.roi.low))
            return language.say("Pays: even at the low end ({low}) it earns more than it costs.", low=low)
        case Verdict.BEHIND:
            return language.say("Probably does not pay: {turn}", turn=_behind(language, report, judgement))
        case Verdict.AHEAD:
            return language.say("Probably pays: ahead by {amount}.", amount=_amount(language, report))
        case Verdict.YOUNG:
            return _young(language, report, judgement)
        case Verdict.IDLE:
            return _idle(language, report, judgement)
        case Verdict.OVERHEAD:
            return language.say("It serves all campaigns, so it has no verdict of its own.")
        case _:
            return _open(language, report, judgement)


def _idle(language: Language, report: Unit, judgement: Judgement) -> str:
    """The money is that of the year that it was looked at."""
    cost = language.money(Money(minor=judgement.evidence.fruitless, currency=report.total.currency))
    if report.own_campaign is None:
        return language.say(
            "Nothing came of {cost} in 12 months, and no ads ran on it: are its results not logged, or should it end?",
            cost=cost,
        )
    return language.say(
        "Nothing came of {cost} in 12 months, and no ads ran on it: does it serve all campaigns, or should it end?",
        cost=cost,
    )


def idle_buttons(language: Language, report: Unit) -> list[Block]:
    """The two ways out of a campaign that nothing came of: each opens its form, where *Save* confirms it."""
    judgement = report.verdict.judgement if report.verdict else None
    if judgement is None or judgement.verdict is not Verdict.IDLE or report.own_campaign is None or report.alerted:
        return []
    return ways_out(language, report.own_campaign.key)


def ways_out(language: Language, campaign: str) -> list[Block]:
    """``campaign``: the key of one that nothing came of."""
    return [
        button(language.say("Serves all campaigns"), "serve_all", campaign),
        button(language.say("End it"), "end_campaign", campaign),
    ]


def _loses(language: Language, report: Unit, judgement: Judgement) -> str:
    if report.so_far.conversions:
        high = language.percent(Fraction(judgement.roi.high))
        return language.say("Loses: even at the high end ({high}) it costs more than it earns.", high=high)
    cost = language.money(report.so_far.invested)
    if came := words.came_instead(language, report.so_far, report.names):
        return language.say("Loses: {cost} brought {came}.", cost=cost, came=came)
    return language.say("Loses: {cost} brought nothing.", cost=cost)


def _open(language: Language, report: Unit, judgement: Judgement) -> str:
    evidence = judgement.evidence
    if not evidence.results.count and not evidence.uncertain:
        return _in_vain(language, report, evidence)
    if evidence.excess > 0:
        return language.say("Open: {turn}", turn=_behind(language, report, judgement))
    return language.say("Open: ahead by {amount} so far.", amount=_amount(language, report))


def _in_vain(language: Language, report: Unit, evidence: Evidence) -> str:
    """What it takes until it probably does not pay; where results take time, that is said of matured money only."""
    more = Money(minor=more_in_vain(evidence, Verdict.BEHIND), currency=report.total.currency)
    leads = any(count > 0 for count in report.so_far.by_goal.values())
    without = language.say("without a result that counts") if leads else language.say("without a result")
    details = {"more": language.money(more), "without": without}
    if not more.minor:
        return language.say("Open: if its money matures {without}, it probably does not pay.", without=without)
    if evidence.delay:
        return language.say("Open: {more} more {without}, and once matured it probably does not pay.", **details)
    return language.say("Open: {more} more {without}, and it probably does not pay.", **details)


def _young(language: Language, report: Unit, judgement: Judgement) -> str:
    amount = _amount(language, report)
    day = _day(language, report, judgement)
    if judgement.evidence.excess > 0:
        return language.say("Too early: day {day}, behind by {amount} so far.", day=day, amount=amount)
    return language.say("Too early: day {day}, ahead by {amount} so far.", day=day, amount=amount)


def _day(language: Language, report: Unit, judgement: Judgement) -> str:
    """``7 of 63`` where it is one of the campaign's own days, else which day of its cost it is."""
    campaign = report.own_campaign
    passed = (report.passed.end - campaign.start).days if campaign and campaign.start and campaign.end else 0
    if campaign is None or not 0 < passed <= campaign.period.days:
        return language.count(judgement.evidence.age)
    return language.say("{n} of {all}", n=language.count(passed), all=language.count(campaign.period.days))


def _behind(language: Language, report: Unit, judgement: Judgement) -> str:
    """``behind by $3,223.00 so far; 1 × Sale (or 215 × Sign-up) would turn it.``"""
    amount, turning = _amount(language, report), _turning(report, judgement)
    if not turning:
        return language.say("behind by {amount} so far.", amount=amount)
    named = [words.counted(language, {goal: count}, report.names) for goal, count in turning]
    if len(named) == 1:
        return language.say("behind by {amount} so far; {one} would turn it.", amount=amount, one=named[0])
    one, other = named
    return language.say(
        "behind by {amount} so far; {one} (or {other}) would turn it.", amount=amount, one=one, other=other
    )


def _turning(report: Unit, judgement: Judgement) -> list[tuple[str, int]]:
    """The fewest results that would turn it, and of the goal that comes most often."""
    worths = report.verdict.worths if report.verdict else {}
    turning = turned_by(judgement.evidence.excess, worths)
    if not turning:
        return []
    fewest = min(turning, key=lambda goal: (turning[goal], goal))
    commonest = max(turning, key=lambda goal: (report.so_far.by_goal.get(goal, 0), goal == fewest))
    return [(goal, turning[goal]) for goal in dict.fromkeys((fewest, commonest))]


def _amount(language: Language, report: Unit) -> str:
    """By how much it is behind or ahead so far, to the cent."""
    return language.money(Money(minor=abs(half_up(report.behind)), currency=report.total.currency))


def percents(language: Language, interval: Interval) -> str:
    """``-28.07% to 175.86%``."""
    low, high = (language.percent(Fraction(end)) for end in (interval.low, interval.high))
    return language.say("{low} to {high}", low=low, high=high)

"""The change from the week before in one sentence of money, with what made it where that is one clear thing."""

from __future__ import annotations

from fractions import Fraction

from bot.language import Language, mark
from bot.views import words
from core.money.rounding import half_up
from core.posts.causes import Cause
from core.posts.digests import DigestReport

COSTS = {
    True: mark("{name} cost {amount} more"),
    False: mark("{name} cost {amount} less"),
}
RETURNS = {
    True: mark("{name} returned {amount} more"),
    False: mark("{name} returned {amount} less"),
}
UNTIED_COSTS = {
    True: mark("costs not tied to a channel rose by {amount}"),
    False: mark("costs not tied to a channel fell by {amount}"),
}
UNTIED_RETURNS = {
    True: mark("return not tied to a channel rose by {amount}"),
    False: mark("return not tied to a channel fell by {amount}"),
}


def earned_sentence(language: Language, report: DigestReport) -> str:
    """``Earned $6,215 more than it cost, $3,305 less than the week before: LinkedIn returned $3,100 less.``"""
    earned = words.earned(language, report.excess, report.total.currency)
    text = earned if report.before.empty else _compared(language, report, earned)
    if reason := _cause(language, report):
        text = language.say("{sentence}: {cause}", sentence=text, cause=reason)
    return f"{text[:1].upper()}{text[1:]}."


def _compared(language: Language, report: DigestReport, earned: str) -> str:
    better = report.excess_before - report.excess
    values = {"earned": earned, "amount": _money(language, report, better)}
    if not half_up(better):
        return language.say("{earned}, as the week before", **values)
    if report.excess >= 0:
        if better > 0:
            return language.say("{earned}, {amount} better than the week before", **values)
        return language.say("{earned}, {amount} worse than the week before", **values)
    if better > 0:
        return language.say("{earned}, {amount} more than the week before", **values)
    return language.say("{earned}, {amount} less than the week before", **values)


def _cause(language: Language, report: DigestReport) -> str:
    one = report.cause
    if one is None:
        return ""
    name = words.channel(language, one.key, report.names) if one.key else ""
    sentence = _sentences(one)[one.more > 0]
    return language.say(sentence, name=name, amount=_money(language, report, Fraction(one.more)))


def _sentences(one: Cause) -> dict[bool, str]:
    if one.of_cost:
        return COSTS if one.key else UNTIED_COSTS
    return RETURNS if one.key else UNTIED_RETURNS


def _money(language: Language, report: DigestReport, minor: Fraction) -> str:
    return words.unsigned(language, minor, report.total.currency)

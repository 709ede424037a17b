"""The alert: what costs money and brings no conversions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.blocks import (
    Block,
    Paragraph,
    message,
    paragraph,
)
from bot.views.delays import with_delay
from bot.views.reports import MOST_ROWS
from core.money.money import rounded
from core.posts.alerts import AlertReport, Kind, Source, Suspicion

LEAST_CHANCE = Fraction(1, 100)
"""The smallest chance that is told as a number, in percent."""


def alert_post(language: Language, report: AlertReport, *, delayed: bool, waited: str = "") -> Block:
    """What costs money and brings nothing: the money at stake, the arithmetic, and what to check.

    ``waited``: why Slack did not take it at first; a reason of `core.posts.refusals`.
    """
    title = language.say("Spend without conversions · {period}", period=language.period(report.window))
    parts = [_suspicion(language, suspicion, report.names) for suspicion in report.suspicions[:MOST_ROWS]]
    parts += [paragraph(line) for line in words.more(language, len(report.suspicions) - MOST_ROWS)]
    return with_delay(language, message(title, [*parts, _what_to_check(language)]), delayed, waited)


def _what_to_check(language: Language) -> Paragraph:
    text = language.say(
        "Check the tracking first, then the audience and the offer; pause it if both are sound. I stay silent about "
        "these until a conversion arrives."
    )
    return paragraph(text, heading=language.say("What to check"))


def _suspicion(language: Language, suspicion: Suspicion, names: Mapping[str, str]) -> Paragraph:
    unit = suspicion.unit
    name = (words.channel if unit.kind is Kind.CHANNEL else words.campaign)(language, unit.key, names)
    spend = language.money(unit.performance.invested)
    heading = language.say("{name}: {spend} spent, no conversions", name=name, spend=spend)
    return paragraph(_by_chance(language, suspicion), heading=heading)


def _by_chance(language: Language, suspicion: Suspicion) -> str:
    """``in only 0.39% of such cases``; what is smaller than a hundredth of a percent says so."""
    chance = Fraction(suspicion.chance) * 100
    arithmetic = {
        "each": language.money(suspicion.expectation.cost),
        "source": _source(language, suspicion.expectation.source),
        "expected": language.number(rounded(suspicion.expected), 2),
        "chance": language.percent(max(chance, LEAST_CHANCE)),
    }
    if chance < LEAST_CHANCE:
        return language.say(
            "At {each} per conversion ({source}), {expected} would be expected; none at all happens by chance in less "
            "than {chance} of such cases.",
            **arithmetic,
        )
    return language.say(
        "At {each} per conversion ({source}), {expected} would be expected; none at all happens by chance in only "
        "{chance} of such cases.",
        **arithmetic,
    )


def _source(language: Language, source: Source) -> str:
    if source is Source.TARGET:
        return language.say("your target")
    if source is Source.HISTORY:
        return language.say("your own cost over the 90 days before")
    return language.say("break-even value of the goal")

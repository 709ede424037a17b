"""What an opened figure rests on: the worth of its conversions, and the exchange rates of its entries."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Language
from bot.views import words
from bot.views.blocks import Paragraph, rows
from bot.views.exchange import SOURCES, fx_words
from bot.views.range_formulas import range_basis
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.reports.drill_down import Worth
from core.reports.figures import Figure
from core.reports.inputs import PriceRange, RoiRange
from core.setup.goals import Goal

MOST_WORTHS = 10
MOST_RATES = 10


def values_basis(language: Language, worths: Sequence[Worth]) -> list[Paragraph]:
    """A line for each goal as it was when its conversions were logged; nothing where there are none."""
    if not worths:
        return []
    lines = [_worth(language, worth) for worth in worths[:MOST_WORTHS]]
    lines += words.more(language, len(worths) - MOST_WORTHS)
    return [rows(lines, heading=language.say("Where the values come from"))]


def inputs_basis(language: Language, figure: Figure) -> list[Paragraph]:
    """What a 95 % range is worked out of; nothing behind other figures."""
    if not isinstance(figure.inputs, RoiRange | PriceRange):
        return []
    return [rows(range_basis(language, figure, figure.inputs), heading=language.say("What the range is based on"))]


def rates_used(language: Language, rates: Sequence[ExchangeRate]) -> list[Paragraph]:
    """A line for each exchange rate, with where it comes from; nothing where there are none."""
    if not rates:
        return []
    lines = [_rate(language, rate) for rate in rates[:MOST_RATES]]
    lines += words.more(language, len(rates) - MOST_RATES)
    return [rows(lines, heading=language.say("Exchange rates used"))]


def _rate(language: Language, rate: ExchangeRate) -> str:
    return f"{fx_words(language, rate)} · {language.say(SOURCES[rate.source])}"


def _worth(language: Language, worth: Worth) -> str:
    """The goal as it was when its conversions were logged, and what they have brought; real revenue apart."""
    goal = worth.goal
    parts = []
    if worth.count != worth.sold:
        parts.append(_valued(language, worth))
    if worth.sold:
        parts.append(_real_revenue(language, worth))
    if goal.basis.estimate and goal.counts:
        parts.append(language.say("estimate"))
    return f"{goal.name}: {' · '.join([*parts, _basis(language, goal)])}"


def _basis(language: Language, goal: Goal) -> str:
    """``Average: share that buy × average spend · 10% × $150.00``; where there is no rate, the first part alone."""
    basis = language.say(words.BASES[goal.basis])
    if goal.rate is None:
        return basis
    places = max(0, -int(goal.rate.normalize().as_tuple().exponent))
    return f"{basis} · {language.number(goal.rate, places)}% × {language.money(goal.value)}"


def _real_revenue(language: Language, worth: Worth) -> str:
    revenue = language.money(Money(minor=worth.revenue, currency=worth.goal.value.currency))
    sold = words.conversions(language, worth.sold)
    return language.say("real revenue of {conversions}: {revenue}", conversions=sold, revenue=revenue)


def _valued(language: Language, worth: Worth) -> str:
    """``12 × $15.00 = $180.00``: each entry is rounded for itself, which is said where it shows.

    What was logged before the reporting currency has changed is worth what it was, at the rate of its day.
    """
    goal = worth.goal
    number = worth.count - worth.sold
    count = language.count(number)
    if not goal.counts:
        return language.say("{count} not counted as return", count=count)
    minor = worth.value - worth.revenue
    value = language.money(Money(minor=minor, currency=goal.value.currency))
    each = f"{count} × {language.money(goal.each)}"
    difference = abs(number * goal.each.minor - minor)
    if not difference:
        return f"{each} = {value}"
    if difference > number:  # more than rounding
        return language.say(
            "{count} × its value at the time, at that day’s exchange rate: {value}", count=count, value=value
        )
    return language.say("{each}, rounded per entry: {value}", each=each, value=value)

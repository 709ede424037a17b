"""Figures in words: what one is called, what it is, and its formula with the numbers put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.language import Language, mark
from bot.views import words
from bot.views.reports import formula as roi_formula
from core.money.money import Money, half_up
from core.performance.break_even import break_even
from core.performance.performance import Performance
from core.reports.drill_down import Opening
from core.reports.figures import ROWS, Figure, Kind
from core.reports.privacy import PEOPLE_AND_OTHER
from core.setup.categories import Category

NAMES = {
    Kind.ROI: mark("ROI"),
    Kind.MARGIN_ROI: mark("Margin ROI"),
    Kind.COST: mark("Cost"),
    Kind.RETURN: mark("Return"),
    Kind.EXCESS: mark("Cost above return"),
    Kind.ROAS: mark("ROAS"),
    Kind.ADS: mark("Ad spend"),
    Kind.CPL: mark("CPL (full)"),
    Kind.CPL_ADS: mark("CPL (ads)"),
    Kind.CPA: mark("CPA (full)"),
    Kind.CPA_ADS: mark("CPA (ads)"),
    Kind.EACH: mark("Cost per conversion"),
    Kind.CONVERSIONS: mark("Conversions"),
    Kind.BREAK_EVEN_CPL: mark("Break-even CPL (full)"),
    Kind.BREAK_EVEN_CPA: mark("Break-even CPA (full)"),
    Kind.BREAK_EVEN: mark("Break-even cost per conversion"),
}
BREAK_EVEN: Mapping[Kind, Callable[[Performance], int]] = {
    Kind.BREAK_EVEN_CPL: lambda done: done.leads,
    Kind.BREAK_EVEN_CPA: lambda done: done.customers,
    Kind.BREAK_EVEN: lambda done: done.counting,
}
"""The count that the return × margin is divided by."""
MOST_SUMMED = 12
"""The most terms of a sum that are written out."""


def figure_name(language: Language, figure: Figure, names: Mapping[str, str]) -> str:
    if figure.kind is Kind.CATEGORY:
        return words.category(language, figure.key)
    if figure.kind is Kind.GOAL:
        return names.get(figure.key, figure.key)
    if figure.kind is Kind.PRICE:
        return language.say("Cost per {goal}", goal=names.get(figure.key, figure.key))
    if figure.kind in ROWS:
        named = {Kind.CHANNEL: words.channel, Kind.CONTENT: words.content, Kind.CAMPAIGN: words.campaign}
        return named[figure.kind](language, figure.key, names)
    return language.say(NAMES[figure.kind])


def figure_value(language: Language, figure: Figure) -> str:
    """A figure as the answer tells it."""
    total, amount = figure.total, figure.sum
    if figure.kind in ROWS:
        return words.roi_line(language, total)
    if figure.kind in (Kind.COST, Kind.ADS, Kind.CATEGORY):
        return _money(language, figure, amount.cost)
    if figure.kind is Kind.GOAL:
        returned = _money(language, figure, amount.value)
        return language.say("{count} · return {returned}", count=language.count(amount.count), returned=returned)
    values = {
        Kind.ROI: words.roi(language, total),
        Kind.MARGIN_ROI: words.percent(language, total.margin_roi(figure.margin)),
        Kind.RETURN: language.money(total.returned),
        Kind.EXCESS: _money(language, figure, half_up(total.excess(figure.margin))),
        Kind.ROAS: words.times(language, total.roas),
        Kind.CONVERSIONS: language.count(total.conversions),
    }
    return values.get(figure.kind) or words.money(language, _each(figure))


def formulas(language: Language, opening: Opening, names: Mapping[str, str]) -> str:
    """The formulas of a figure, a line each."""
    figure = opening.figure
    name, value = figure_name(language, figure, names), figure_value(language, figure)
    if figure.kind is Kind.ROI:
        return roi_formula(language, figure.total)
    if figure.kind in ROWS:
        return "\n".join(_of_row(language, figure))
    if figure.kind is Kind.COST:
        return _sum(language, name, _costs(language, opening), value)
    if figure.kind is Kind.RETURN:
        returned = figure.total.returns.items()
        terms = [f"{names.get(key, key)} {_money(language, figure, minor)}" for key, minor in returned]
        return _sum(language, name, terms, value)
    if figure.kind is Kind.CONVERSIONS:
        return _sum(language, name, _counts(language, opening), value)
    if figure.kind in (Kind.ADS, Kind.CATEGORY, Kind.GOAL):
        return language.say("{name}: {value}, the sum of the rows below.", name=name, value=value)
    return f"{name} = {_ratio(language, figure)} = {value}"


def merged_name(language: Language, hidden: Iterable[str]) -> str:
    """The name of the categories whose costs are not listed one by one."""
    keys = [category.value for category in Category if category.value in set(hidden)]
    both = keys == [Category.PEOPLE.value, Category.OTHER.value]
    return words.category(language, PEOPLE_AND_OTHER if both else "+".join(keys))


def _of_row(language: Language, figure: Figure) -> list[str]:
    total = figure.total
    lines = [roi_formula(language, total)]
    if total.conversions and len(total.primary) < 2:
        lines.append(f"{language.say(NAMES[Kind.EACH])} = {_divided(language, figure)} = {_worded(language, figure)}")
    beyond = half_up(figure.excess)
    excess = language.say(
        "Cost above return = {cost} - {returned} (return × margin) = {excess}",
        cost=language.money(total.invested),
        returned=_money(language, figure, total.cost - beyond),
        excess=_money(language, figure, beyond),
    )
    return [*lines, excess]


def _ratio(language: Language, figure: Figure) -> str:
    total, margin = figure.total, language.percent(figure.margin * 100)
    cost, returned = language.money(total.invested), language.money(total.returned)
    if figure.kind is Kind.MARGIN_ROI:
        return f"({returned} × {margin} - {cost}) × 100 / {cost}"
    if figure.kind is Kind.EXCESS:
        return f"{cost} - {returned} × {margin}"
    if figure.kind is Kind.ROAS:
        returned = _money(language, figure, total.ads_value)
        return f"{returned} / {language.money(total.advertised)}"
    if figure.kind in BREAK_EVEN:
        return f"{returned} × {margin} / {language.count(BREAK_EVEN[figure.kind](total))}"
    return _divided(language, figure)


def _divided(language: Language, figure: Figure) -> str:
    return f"{_money(language, figure, figure.sum.cost)} / {language.count(figure.sum.count)}"


def _each(figure: Figure) -> Money | None:
    total = figure.total
    even = break_even(total, figure.margin)
    each = {
        Kind.CPL: total.cpl,
        Kind.CPL_ADS: total.cpl_ads,
        Kind.CPA: total.cpa,
        Kind.CPA_ADS: total.cpa_ads,
        Kind.BREAK_EVEN_CPL: even.cpl,
        Kind.BREAK_EVEN_CPA: even.cpa,
        Kind.BREAK_EVEN: even.each,
    }
    if figure.kind is Kind.PRICE:
        return total.price_of(figure.key)
    return each.get(figure.kind, total.cost_per_conversion)


def _worded(language: Language, figure: Figure) -> str:
    return words.money(language, figure.total.cost_per_conversion)


def _costs(language: Language, opening: Opening) -> list[str]:
    figure = opening.figure
    terms = [
        f"{words.category(language, key)} {_money(language, figure, minor)}"
        for key, minor in opening.costs.items()
        if key not in opening.hidden
    ]
    if opening.merged:
        terms.append(f"{merged_name(language, opening.hidden)} {_money(language, figure, opening.merged.cost)}")
    return terms


def _counts(language: Language, opening: Opening) -> list[str]:
    counted: dict[str, int] = {}
    for worth in opening.worths:
        counted[worth.goal.name] = counted.get(worth.goal.name, 0) + worth.count
    return [f"{name} {language.count(count)}" for name, count in counted.items()]


def _sum(language: Language, name: str, terms: Sequence[str], value: str) -> str:
    """A sum as ``Cost = Ads $100.00 + Tools $30.00 = $130.00``."""
    listed = [*terms[:MOST_SUMMED], *words.more(language, len(terms) - MOST_SUMMED)]
    return " = ".join([name, *([" + ".join(listed)] if listed else []), value])


def _money(language: Language, figure: Figure, minor: int) -> str:
    return language.money(Money(minor=minor, currency=figure.total.currency))

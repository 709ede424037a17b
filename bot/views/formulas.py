"""Figures in words: what one is called, what it is, and its formula with the numbers put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.language import Language, mark
from bot.views import words
from bot.views.figure_amounts import amount
from bot.views.reckoned import reckoned_lines, reckoned_name, reckoned_value
from bot.views.reports import formula as roi_formula
from core.money.money import Money
from core.money.rounding import half_up
from core.performance.break_even import break_even
from core.performance.performance import Performance
from core.reports.drill_down import Opening
from core.reports.figures import ROWS, Figure, Kind
from core.reports.inputs import Loss, Weighed
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
    if figure.row_of:
        return " · ".join([_row_name(language, figure, names), *_name_in_row(language, figure, names)])
    if figure.inputs:
        return reckoned_name(language, figure, names)
    return _excess_name(language, figure) if figure.kind is Kind.EXCESS else language.say(NAMES[figure.kind])


def _excess_name(language: Language, figure: Figure) -> str:
    """What it cost above its return or brought above its cost, whichever is more: the amount is never negative."""
    return language.say("Return above cost") if _beyond(figure) < 0 else language.say(NAMES[Kind.EXCESS])


def _beyond(figure: Figure) -> int:
    """Cost - return × margin, in minor units: of a row of a table as that was summed, campaign by campaign."""
    return half_up(figure.excess if figure.row_of else figure.total.excess(figure.margin))


def _row_name(language: Language, figure: Figure, names: Mapping[str, str]) -> str:
    named = {Kind.CHANNEL: words.channel, Kind.CONTENT: words.content, Kind.CAMPAIGN: words.campaign}
    return named[figure.row_of or figure.kind](language, figure.key, names)


def _name_in_row(language: Language, figure: Figure, names: Mapping[str, str]) -> list[str]:
    """What a figure of a row is called; the row itself has no other name."""
    goal = names.get(figure.goal, figure.goal)
    of_row = {
        Kind.ROW_COUNT: goal,
        Kind.ROW_PRICE: language.say("Cost per {goal}", goal=goal),
        Kind.ROW_LOSS: _excess_name(language, figure),
    }
    return [of_row[figure.kind]] if figure.kind in of_row else []


def figure_value(language: Language, figure: Figure) -> str:
    """A figure as the answer tells it."""
    total, part = figure.total, figure.sum
    if figure.kind in ROWS:
        return words.roi_line(language, total)
    if figure.kind is Kind.ROW_LOSS:
        return amount(language, figure, abs(_beyond(figure)))
    if figure.inputs:
        return reckoned_value(language, figure)
    if figure.kind in (Kind.COST, Kind.ADS, Kind.CATEGORY):
        return amount(language, figure, part.cost)
    if figure.kind in (Kind.GOAL, Kind.ROW_COUNT):
        returned = amount(language, figure, part.value)
        return language.say("{count} · return {returned}", count=language.count(part.count), returned=returned)
    values = {
        Kind.ROI: words.roi(language, total),
        Kind.MARGIN_ROI: words.percent(language, total.margin_roi(figure.margin)),
        Kind.RETURN: language.money(total.returned),
        Kind.EXCESS: amount(language, figure, abs(_beyond(figure))),
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
        return "\n".join(_of_row(language, figure, names))
    if isinstance(figure.inputs, Loss):
        return "\n".join(_loss(language, figure, figure.inputs, names))
    if figure.inputs:
        return "\n".join(reckoned_lines(language, figure, names))
    if figure.kind is Kind.COST:
        return _sum(language, name, _costs(language, opening), value)
    if figure.kind is Kind.RETURN:
        returned = figure.total.returns.items()
        terms = [f"{names.get(key, key)} {amount(language, figure, minor)}" for key, minor in returned]
        return _sum(language, name, terms, value)
    if figure.kind is Kind.CONVERSIONS:
        return _sum(language, name, _counts(language, opening), value)
    if figure.kind in (Kind.ADS, Kind.CATEGORY, Kind.GOAL, Kind.ROW_COUNT):
        return language.say("{name}: {value}, the sum of the rows below.", name=name, value=value)
    return f"{name} = {_ratio(language, figure)} = {value}"


def merged_name(language: Language, hidden: Iterable[str]) -> str:
    """The name of the categories whose costs are not listed one by one."""
    keys = [category.value for category in Category if category.value in set(hidden)]
    both = keys == [Category.PEOPLE.value, Category.OTHER.value]
    return words.category(language, PEOPLE_AND_OTHER if both else "+".join(keys))


def _of_row(language: Language, figure: Figure, names: Mapping[str, str]) -> list[str]:
    """The row's ROI, what one result of each goal cost, and what it lost or earned."""
    total = figure.total
    lines = [roi_formula(language, total)]
    alone = total.primary if len(total.primary) < 2 else ()
    if total.conversions and alone:
        lines.append(f"{language.say(NAMES[Kind.EACH])} = {_divided(language, figure)} = {_worded(language, figure)}")
    others = [goal for goal in total.by_goal if goal not in alone and total.price_of(goal)]
    lines += [_goal_price(language, figure, goal, names) for goal in others[:MOST_SUMMED]]
    lines += words.more(language, len(others) - MOST_SUMMED)
    return [*lines, _excess(language, figure)]


def _goal_price(language: Language, figure: Figure, goal: str, names: Mapping[str, str]) -> str:
    total = figure.total
    name = language.say("Cost per {goal}", goal=names.get(goal, goal))
    divided = f"{language.money(total.invested)} / {language.count(total.by_goal[goal])}"
    return f"{name} = {divided} = {words.money(language, total.price_of(goal))}"


def _excess(language: Language, figure: Figure) -> str:
    beyond = _beyond(figure)
    amounts = {
        "cost": language.money(figure.total.invested),
        "returned": amount(language, figure, figure.total.cost - beyond),
        "excess": amount(language, figure, abs(beyond)),
    }
    if beyond < 0:
        return language.say("Return above cost = {returned} (return × margin) - {cost} = {excess}", **amounts)
    return language.say("Cost above return = {cost} - {returned} (return × margin) = {excess}", **amounts)


def _loss(language: Language, figure: Figure, loss: Loss, names: Mapping[str, str]) -> list[str]:
    """What a row lost or earned; each campaign's return at its own margin, where one is set."""
    lines = [_excess(language, figure)]
    if loss.on_margin:
        terms = [_weighed(language, figure, one, names) for one in loss.returns]
        weighed = amount(language, figure, figure.total.cost - half_up(figure.excess))
        lines.append(_sum(language, language.say("Return × margin"), terms, weighed))
    return [*lines, words.earned(language, figure.excess, figure.total.currency)]


def _weighed(language: Language, figure: Figure, one: Weighed, names: Mapping[str, str]) -> str:
    returned, margin = amount(language, figure, one.value), language.percent(one.margin * 100)
    return f"{words.campaign(language, one.campaign, names)} {returned} × {margin}"


def _ratio(language: Language, figure: Figure) -> str:
    total, margin = figure.total, language.percent(figure.margin * 100)
    cost, returned = language.money(total.invested), language.money(total.returned)
    if figure.kind is Kind.MARGIN_ROI:
        return f"({returned} × {margin} - {cost}) × 100 / {cost}"
    if figure.kind is Kind.EXCESS:
        weighed = f"{returned} × {margin}"
        return f"{weighed} - {cost}" if _beyond(figure) < 0 else f"{cost} - {weighed}"
    if figure.kind is Kind.ROAS:
        returned = amount(language, figure, total.ads_value)
        return f"{returned} / {language.money(total.advertised)}"
    if figure.kind in BREAK_EVEN:
        return f"{returned} × {margin} / {language.count(BREAK_EVEN[figure.kind](total))}"
    return _divided(language, figure)


def _divided(language: Language, figure: Figure) -> str:
    return f"{amount(language, figure, figure.sum.cost)} / {language.count(figure.sum.count)}"


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
    if figure.kind in (Kind.PRICE, Kind.ROW_PRICE):
        return total.price_of(figure.goal or figure.key)
    return each.get(figure.kind, total.cost_per_conversion)


def _worded(language: Language, figure: Figure) -> str:
    return words.money(language, figure.total.cost_per_conversion)


def _costs(language: Language, opening: Opening) -> list[str]:
    figure = opening.figure
    terms = [
        f"{words.category(language, key)} {amount(language, figure, minor)}"
        for key, minor in opening.costs.items()
        if key not in opening.hidden
    ]
    if opening.merged:
        terms.append(f"{merged_name(language, opening.hidden)} {amount(language, figure, opening.merged.cost)}")
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

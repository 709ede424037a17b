"""Budget pace and targets, opened: how far they are, with the numbers put in (D-28)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from bot.language import Language
from bot.views import words
from core.money.rounding import rounded
from core.plans.budgets import Mark, Spending
from core.plans.progress import Progress


def plan_name(language: Language, campaign: str, inputs: Spending | Progress, names: Mapping[str, str]) -> str:
    """``campaign``: its key where the answer is of several; empty where it is of one."""
    own = [words.campaign(language, campaign, names)] if campaign else []
    if isinstance(inputs, Spending):
        return " · ".join([*own, language.say("Budget pace")])
    goal = names.get(inputs.target.goal, inputs.target.goal)
    return " · ".join([*own, language.say("Target · {goal}", goal=goal)])


def plan_value(language: Language, inputs: Spending | Progress) -> str:
    if isinstance(inputs, Spending):
        return words.percent(language, inputs.share)
    return language.say(
        "{count} of {whole}", count=language.count(inputs.count), whole=language.count(inputs.target.count)
    )


def plan_lines(language: Language, inputs: Spending | Progress, names: Mapping[str, str]) -> list[str]:
    """The formula with the numbers put in, a line each."""
    return _pace(language, inputs) if isinstance(inputs, Spending) else _target(language, inputs, names)


def _pace(language: Language, spending: Spending) -> list[str]:
    spent, budget = language.money(spending.spent), language.money(spending.budget)
    share = words.percent(language, spending.share)
    lines = [f"{language.say('Budget pace')} = {spent} × 100 / {budget} = {share}"]
    if spending.accrued is not None:
        lines.append(language.say("{accrued} of it accrued so far", accrued=language.money(spending.accrued)))
    if spending.days and spending.time is not None:
        passed, days = (language.count(number) for number in spending.days)
        share = language.say("{share} of the time gone", share=language.percent(spending.time))
        lines.append(f"{share} = {passed} × 100 / {days}")
    return lines + _reached(language, spending.mark)


def _reached(language: Language, reached: Mark) -> list[str]:
    if reached is Mark.NEARLY:
        return [language.say("80% of plan reached")]
    return [language.say("100% of plan reached")] if reached is Mark.ALL else []


def _target(language: Language, progress: Progress, names: Mapping[str, str]) -> list[str]:
    target = progress.target
    whole, each = language.count(target.count), language.money(target.cost_per_conversion)
    budget = f"{whole} × {each} = {language.money(target.budget)}"
    return [
        language.period(target.until(target.end)),
        *(_standing(language, progress, names) if progress.begun else [_begins(language, progress)]),
        language.say("Budget this needs: {budget}", budget=budget),
    ]


def _begins(language: Language, progress: Progress) -> str:
    return language.say("begins on {day}", day=language.deadline(progress.target.start, progress.day))


def _standing(language: Language, progress: Progress, names: Mapping[str, str]) -> list[str]:
    """How much of it has come, how much was expected by now, what a day takes, and the price."""
    count, whole = language.count(progress.count), language.count(progress.target.count)
    share = language.percent(Fraction(progress.count * 100, progress.target.count))
    return [
        language.say("Reached so far = {formula}", formula=f"{count} × 100 / {whole} = {share}"),
        *([] if progress.over else _expected(language, progress)),
        *_needed(language, progress),
        *_price(language, progress, names),
    ]


def _expected(language: Language, progress: Progress) -> list[str]:
    target, expected = progress.target, _decimal(language, progress.expected)
    passed, days = language.count(target.until(progress.day).days), language.count(target.days)
    formula = f"{language.count(target.count)} × {passed} / {days} = {expected}"
    apart = f"{language.count(progress.count)} - {expected} = {_decimal(language, progress.ahead)}"
    return [
        language.say("Expected by now = {formula}", formula=formula),
        language.say("So far - expected = {formula}", formula=apart),
    ]


def _needed(language: Language, progress: Progress) -> list[str]:
    if progress.needed_a_day is None:
        return []
    missing = f"({language.count(progress.target.count)} - {language.count(progress.count)})"
    needed = _decimal(language, progress.needed_a_day)
    formula = f"{missing} / {language.count(progress.days_left)} = {needed}"
    return [
        language.say_n(
            "Needed a day ({n} day left) = {formula}",
            "Needed a day ({n} days left) = {formula}",
            progress.days_left,
            formula=formula,
        )
    ]


def _price(language: Language, progress: Progress, names: Mapping[str, str]) -> list[str]:
    each, goal = progress.cost_per_conversion, progress.target.goal
    if each is None:
        return []
    name = language.say("Cost per {goal}", goal=names.get(goal, goal))
    aim = language.say("target {aim}", aim=language.money(progress.target.cost_per_conversion))
    formula = f"{language.money(progress.cost)} / {language.count(progress.count)} = {language.money(each)}"
    return [f"{name} = {formula} · {aim}"]


def _decimal(language: Language, value: Fraction) -> str:
    return language.number(rounded(value), 2)

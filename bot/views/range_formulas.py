"""The 95 % ranges of an answer, opened: what lies in them, how they are worked out, and what they rest on (J-02)."""

from __future__ import annotations

from fractions import Fraction

from bot.language import Language
from bot.views import words
from bot.views.figure_amounts import amount
from bot.views.verdicts import percents
from core.money.rounding import rounded
from core.reports.figures import Figure
from core.reports.inputs import LeadRange, PriceRange, RoiRange

Ranged = RoiRange | PriceRange | LeadRange
PLACES = 4
"""Decimals of a count that chance moves."""


def range_name(language: Language, inputs: Ranged) -> str:
    if isinstance(inputs, PriceRange):
        return language.say("Likely range of cost per conversion (95%)")
    if isinstance(inputs, LeadRange):
        return language.say("Likely range of customers from leads (95%)")
    if inputs.on_margin:
        return language.say("Likely range of margin ROI (95%)")
    return language.say("Likely range of ROI (95%)")


def range_value(language: Language, inputs: Ranged) -> str:
    """The range as the answer tells it."""
    if isinstance(inputs, RoiRange):
        roi = inputs.judgement.roi
        return percents(language, roi)
    if isinstance(inputs, LeadRange):
        return words.between(language, language.percent(inputs.share.low), language.percent(inputs.share.high))
    low, high = inputs.price.low, inputs.price.high
    if high is None:
        return language.say("at least {low}", low=language.money(low))
    return words.between(language, language.money(low), language.money(high))


def range_lines(language: Language, figure: Figure, inputs: Ranged) -> list[str]:
    """The formula with the numbers put in, a line each."""
    if isinstance(inputs, RoiRange):
        return _roi(language, figure, inputs)
    return _price(language, figure, inputs) if isinstance(inputs, PriceRange) else _leads(language, figure, inputs)


def range_basis(language: Language, figure: Figure, inputs: RoiRange | PriceRange) -> list[str]:
    """What the range is worked out of, a line each."""
    spent = language.say("Spent so far: {cost}", cost=language.money(figure.total.invested))
    if isinstance(inputs, PriceRange):
        counted = language.say(
            "{conversions} so far; one more is added at the top",
            conversions=words.conversions(language, figure.total.conversions),
        )
        return [counted, _waves(language, inputs.waves), spent]
    results = inputs.judgement.evidence.results
    dearest = language.say(
        "Dearest conversion that could have come: {dearest}; one more of it is added at the top",
        dearest=amount(language, figure, Fraction(results.dearest)),
    )
    return [_came(language, figure, inputs), dearest, _waves(language, results.waves), spent]


def _roi(language: Language, figure: Figure, inputs: RoiRange) -> list[str]:
    judgement, cost = inputs.judgement, language.money(figure.total.invested)
    likely = judgement.evidence.results.range()
    low, high = (amount(language, figure, Fraction(end)) for end in (likely.low, likely.high))
    text = language.say(
        "In 95 of 100 cases the same effort brings a return between {low} and {high}.", low=low, high=high
    )
    name = "ROI"
    if inputs.on_margin:
        name = language.say("Margin ROI")
        text = language.say(
            "In 95 of 100 cases the same effort brings a return × margin between {low} and {high}.", low=low, high=high
        )
    ends = zip((low, high), (judgement.roi.low, judgement.roi.high), strict=True)
    return [
        text,
        *(f"{name} = ({end} - {cost}) × 100 / {cost} = {language.percent(Fraction(roi))}" for end, roi in ends),
    ]


def _price(language: Language, figure: Figure, inputs: PriceRange) -> list[str]:
    cost, price = language.money(figure.total.invested), inputs.price
    low, high = (
        language.number(rounded(Fraction(end), PLACES), PLACES) for end in (inputs.results.low, inputs.results.high)
    )
    lines = [
        language.say("In 95 of 100 cases the same effort brings {low} to {high} conversions.", low=low, high=high),
        f"{cost} / {high} = {language.money(price.low)}",
    ]
    return lines + ([] if price.high is None else [f"{cost} / {low} = {language.money(price.high)}"])


def _leads(language: Language, figure: Figure, inputs: LeadRange) -> list[str]:
    total, share = figure.total, inputs.share
    customers, leads = language.count(total.customers), language.count(total.leads)
    interval = language.say(
        "Wilson’s 95% interval of {customers} in {leads}: {range}",
        customers=customers,
        leads=leads,
        range=words.between(language, language.percent(share.low), language.percent(share.high)),
    )
    return [f"{customers} × 100 / {leads} = {words.percent(language, total.lead_rate)}", interval]


def _came(language: Language, figure: Figure, inputs: RoiRange) -> str:
    results = inputs.judgement.evidence.results
    came = {
        "conversions": words.conversions(language, results.count),
        "value": amount(language, figure, Fraction(results.total)),
    }
    if inputs.on_margin:
        return language.say("{conversions} so far, return × margin {value}", **came)
    return language.say("{conversions} so far, return {value}", **came)


def _waves(language: Language, waves: float) -> str:
    if waves <= 1:
        return language.say("φ = 1: no waves widen the range")
    value = language.number(rounded(Fraction(waves), PLACES), PLACES)
    return language.say("φ = {waves}: the waves of the last year widen the range", waves=value)

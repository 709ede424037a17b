"""The company figures, opened: each with the numbers put in (D-05, D-06, D-09 to D-12)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from bot.language import Language, mark
from bot.views import words
from core.money.rounding import rounded
from core.reports.company import LTV_TO_CAC, PAYBACK, Acquired, Blended, Customer
from core.reports.figures import Kind
from core.reports.inputs import OfCompany

NAMES: Mapping[Kind, str] = {
    Kind.MER: mark("MER"),
    Kind.BREAK_EVEN_MER: mark("Break-even MER"),
    Kind.CAC: mark("CAC"),
    Kind.LTV: mark("LTV"),
    Kind.LTV_TO_CAC: mark("LTV:CAC"),
    Kind.PAYBACK: mark("Payback in months"),
}


def company_name(language: Language, kind: Kind) -> str:
    return language.say(NAMES[kind])


def company_value(language: Language, kind: Kind, inputs: OfCompany) -> str:
    """The figure as the overview tells it."""
    if isinstance(inputs, Blended):
        return words.times(language, inputs.mer if kind is Kind.MER else inputs.break_even)
    if isinstance(inputs, Acquired):
        return words.money(language, inputs.cac)
    if isinstance(inputs, Customer):
        return words.money(language, inputs.ltv)
    value = inputs.to_cac if kind is Kind.LTV_TO_CAC else inputs.months
    return language.say("n/a") if value is None else language.number(rounded(value), 2)


def company_lines(language: Language, kind: Kind, inputs: OfCompany) -> list[str]:
    """The formula with the numbers put in, and beside it what helps to read it."""
    name, value = company_name(language, kind), company_value(language, kind, inputs)
    return [f"{name} = {_formula(language, kind, inputs)} = {value}", *_beside(language, kind, inputs)]


def _formula(language: Language, kind: Kind, inputs: OfCompany) -> str:
    if isinstance(inputs, Blended):
        if kind is Kind.MER:
            return f"{language.money(inputs.revenue)} / {language.money(inputs.cost)}"
        return f"1 / {words.percent(language, inputs.margin)}"
    if isinstance(inputs, Acquired):
        whole = f"{language.money(inputs.cost)} + {language.money(inputs.sales)}"
        return f"({whole}) / {language.count(inputs.customers)}"
    if isinstance(inputs, Customer):
        return f"{_monthly(language, inputs)} / {language.percent(Fraction(inputs.churn or 0))}"
    cac = words.money(language, inputs.acquired.cac)
    if kind is Kind.LTV_TO_CAC:
        return f"{words.money(language, inputs.customer.ltv)} / {cac}"
    return f"{cac} / ({_monthly(language, inputs.customer)})"


def _beside(language: Language, kind: Kind, inputs: OfCompany) -> list[str]:
    if isinstance(inputs, Blended):
        return _of_blended(language, kind, inputs)
    if isinstance(inputs, Acquired):
        return [language.say("(Total marketing cost + sales cost) / conversions of goals with the stage Customer.")]
    if isinstance(inputs, Customer):
        return [language.say("Revenue per customer and month (ARPA) × gross margin / churn.")]
    return _guide(language, kind)


def _of_blended(language: Language, kind: Kind, blended: Blended) -> list[str]:
    if kind is Kind.BREAK_EVEN_MER:
        return [
            language.say(
                "1 / the margin: of the campaigns that have one, weighed by return; without any, the gross margin."
            )
        ]
    text = language.say("Company revenue / total marketing cost.")
    if blended.from_books:
        text += " " + language.say("(where none is given, the total of your entries)")
    return [text]


def _guide(language: Language, kind: Kind) -> list[str]:
    if kind is Kind.LTV_TO_CAC:
        return [language.say("Guide value: at least {guide}.", guide=language.count(LTV_TO_CAC))]
    months = language.say("CAC / the monthly margin of one customer.")
    return [months, language.say("Guide value: under {guide}.", guide=language.count(PAYBACK))]


def _monthly(language: Language, customer: Customer) -> str:
    return f"{language.money(customer.arpa)} × {language.percent(Fraction(customer.margin))}"

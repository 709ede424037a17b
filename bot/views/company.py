"""Company figures in words: what is kept of each month, the form, and MER, CAC, LTV and payback in the overview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from bot.language import Language, mark
from bot.views import words
from bot.views.blocks import Block, Mention, Paragraph, body, button, message, paragraph, rows
from bot.views.inputs import field, number_input, select
from bot.views.modals import form
from core.calendar.periods import month_number, months
from core.money.money import Money, decimals
from core.money.rounding import rounded
from core.reports.company import LTV_TO_CAC, PAYBACK, Acquired, Blended, CompanyReport, Customer, Lacking
from core.setup.company_figures import CompanyMonth, Figure

FIGURES = {
    Figure.REVENUE: mark("Company revenue"),
    Figure.MARKETING: mark("Total marketing cost"),
    Figure.SALES: mark("Sales cost"),
    Figure.ARPA: mark("Revenue per customer and month (ARPA)"),
    Figure.MARGIN: mark("Gross margin, %"),
    Figure.CHURN: mark("Churn, % a month"),
}
SHORT = {
    Figure.REVENUE: mark("revenue {value}"),
    Figure.MARKETING: mark("total marketing cost {value}"),
    Figure.SALES: mark("sales cost {value}"),
    Figure.ARPA: mark("ARPA {value}"),
    Figure.MARGIN: mark("gross margin {value}"),
    Figure.CHURN: mark("churn {value}"),
}
HINTS = {
    Figure.MARKETING: mark("Empty: the total of your entries."),
    Figure.ARPA: mark("What one customer pays a month, on average."),
    Figure.CHURN: mark(
        "How many in 100 customers leave in a month. These three stay in force until you enter new ones."
    ),
}
MOST_LISTED = 12
MOST_MONTHS = 24
MOST_NAMED = 3


def company_block(language: Language, report: CompanyReport | None) -> list[Paragraph]:
    """The figures below the overview: a line each, and one for what is missing; empty where nothing is kept."""
    if report is None:
        return []
    lines = [
        *(_mer(language, report.blended) if report.blended else []),
        *(_cac(language, report.acquired) if report.acquired else []),
        *(_customer(language, report.customer, report.acquired) if report.customer else []),
        *(_lacking(language, report.lacking) if report.lacking else []),
    ]
    heading = language.say("Company · {period}", period=language.period(report.period))
    return [rows(lines, heading=heading)] if lines else []


def company_form(
    language: Language, figures: Sequence[CompanyMonth], chosen: CompanyMonth, today: date, timezone: str, metadata: str
) -> Block:
    """The form.

    ``figures``: of all months, listed above it; ``chosen``: the month it opens with, and what is kept of it.
    """
    blocks = [
        *body("", _listed(language, figures, timezone, change=True)),
        field(
            "month",
            language.say("Month"),
            select(_months(language, today, chosen), f"{chosen.month:%Y-%m}"),
            hint=language.say("Saving a month again replaces all of its figures."),
        ),
        *(_figure_field(language, figure, chosen) for figure in Figure),
    ]
    return form(language, "company", language.say("Company figures"), blocks, metadata)


def company_answer(language: Language, figures: Sequence[CompanyMonth], text: str, timezone: str) -> Block:
    """The figures for those who may only read them. ``text``: who may change them."""
    lines = _listed(language, figures, timezone) or [paragraph(language.say("There are no company figures yet."))]
    return message(language.say("Company figures"), [*lines, paragraph(text)])


def company_saved(
    language: Language, figures: CompanyMonth, before: CompanyMonth | None, undo: Sequence[Block] = ()
) -> Block:
    """The figures kept now, and what they replaced. ``undo``: the button that takes it back."""
    parts = [paragraph(month_line(language, figures), bold=True)]
    if before and before.said:
        parts.append(paragraph(language.say("Before: {told}", told=month_line(language, before))))
    text = language.say(
        "/roi uses them to show MER, CAC, LTV and payback for full months, where there are enough figures."
    )
    again = button(language.say("Add another month"), "company_month", "-")
    return message(language.say("Company figures saved"), [*parts, paragraph(text)], (again, *undo))


def month_line(language: Language, month_figures: CompanyMonth) -> str:
    """A line as ``Jul 2026: revenue $120,000.00 · churn 2.00%``."""
    figures = [
        language.say(SHORT[figure], value=_value(language, value)) for figure, value in month_figures.said.items()
    ]
    listed = " · ".join(figures) or language.say("no figures")
    return f"{language.month(month_figures.period)}: {listed}"


def _value(language: Language, value: Money | Decimal) -> str:
    return language.money(value) if isinstance(value, Money) else language.percent(Fraction(value))


def _listed(
    language: Language, figures: Sequence[CompanyMonth], timezone: str, *, change: bool = False
) -> list[Paragraph]:
    lines = [_row(language, one, timezone, change=change) for one in figures[:MOST_LISTED]]
    return lines + [paragraph(line) for line in words.more(language, len(figures) - MOST_LISTED)]


def _row(language: Language, figures: CompanyMonth, timezone: str, *, change: bool) -> Paragraph:
    when = [f" · {language.time_of(figures.said_at, timezone)}"] if figures.said_at else []
    buttons = [button(language.say("Change"), "company_month", f"{figures.month:%Y-%m}")] if change else []
    return paragraph(f"{month_line(language, figures)}\n", Mention(figures.said_by), *when, buttons=buttons)


def _months(language: Language, today: date, chosen: CompanyMonth) -> list[tuple[str, str]]:
    """The latest months that have begun, and the chosen one wherever it lies."""
    last = month_number(today)
    periods = [months(number, 1) for number in range(last, last - MOST_MONTHS, -1)]
    periods += [] if chosen.period in periods else [chosen.period]
    return [(f"{month.start:%Y-%m}", language.month(month)) for month in periods]


def _figure_field(language: Language, figure: Figure, chosen: CompanyMonth) -> Block:
    value = chosen.said.get(figure)
    hint = language.say(HINTS[figure]) if figure in HINTS else ""
    element = number_input(_filled(language, value))
    return field(figure.value, language.say(FIGURES[figure]), element, hint=hint, optional=True)


def _filled(language: Language, value: Money | Decimal | None) -> str | None:
    """A value as it is printed, but for the sign of a currency or percentage."""
    if isinstance(value, Money):
        return str(language.number(value.units, decimals(value.currency)))
    return None if value is None else language.plain(f"{value:f}")


def _mer(language: Language, blended: Blended) -> list[str]:
    """MER (D-05), beside the MER at which the gross margin is used up (D-06)."""
    text = language.say(
        "MER {mer} · revenue {revenue} / total marketing cost {cost}",
        mer=words.times(language, blended.mer),
        revenue=language.money(blended.revenue),
        cost=language.money(blended.cost),
    )
    if blended.from_books:
        text += " " + language.say("(where none is given, the total of your entries)")
    if blended.break_even is not None:
        text += " · " + language.say("break-even {mer}", mer=language.times(blended.break_even))
    return [text]


def _cac(language: Language, acquired: Acquired) -> list[str]:
    customers = language.say_n("{n} new customer", "{n} new customers", acquired.customers)
    return [
        language.say(
            "CAC {cac} · (cost {cost} + sales cost {sales}) / {customers}",
            cac=words.money(language, acquired.cac),
            cost=language.money(acquired.cost),
            sales=language.money(acquired.sales),
            customers=customers,
        )
    ]


def _customer(language: Language, customer: Customer, acquired: Acquired | None) -> list[str]:
    """The LTV where a churn is known; its ratio and the payback where a CAC is, each beside its guide value."""
    lines = [] if customer.churn is None else [_ltv(language, customer)]
    if acquired and customer.churn is not None:
        ratio = _plain(language, customer.to_cac(acquired))
        lines.append(language.say("LTV:CAC {ratio} (guide value: at least {guide})", ratio=ratio, guide=LTV_TO_CAC))
    if acquired:
        back = _plain(language, customer.payback(acquired))
        lines.append(
            language.say("Payback in months: {months} (guide value: under {guide})", months=back, guide=PAYBACK)
        )
    return lines


def _plain(language: Language, value: Fraction | None) -> str:
    return language.say("n/a") if value is None else language.number(rounded(value), 2)


def _ltv(language: Language, customer: Customer) -> str:
    margin = language.percent(Fraction(customer.margin))
    if not customer.churn:
        return language.say("LTV n/a (no churn)")
    return language.say(
        "LTV {ltv} · ARPA {arpa} × {margin} / {churn}",
        ltv=words.money(language, customer.ltv),
        arpa=language.money(customer.arpa),
        margin=margin,
        churn=language.percent(Fraction(customer.churn)),
    )


def _lacking(language: Language, lacking: Sequence[Lacking]) -> list[str]:
    text = " · ".join(f"{language.say(FIGURES[one.figure])} ({_named(language, one)})" for one in lacking)
    return [language.say("Still missing: {told}. Admins can add it with /roi company.", told=text)]


def _named(language: Language, lacking: Lacking) -> str:
    named = [language.month(month) for month in lacking.months[:MOST_NAMED]]
    return words.cut(language, named, len(lacking.months) - MOST_NAMED)

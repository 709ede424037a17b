"""How the reckoner prints: amounts, percentages, days, and the rounding behind them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Days = tuple[date, date]
"""Both included."""

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def half_up(value: Fraction) -> int:
    """Away from zero at the half."""
    size = abs(value)
    whole = int(size + Fraction(1, 2))
    return whole if value >= 0 else -whole


def two_places(value: Fraction) -> Decimal:
    cents = Decimal(half_up(value * 100))
    return (cents / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def number(value: Fraction) -> str:
    return f"{two_places(value):,.2f}"


def percent(value: Fraction | float) -> str:
    return f"{number(Fraction(value))}%"


def signed(points: Decimal) -> str:
    return f"{'+' if points > 0 else ''}{points:,.2f}"


def money(cents: Fraction | float) -> str:
    whole = half_up(Fraction(cents))
    sign = "-" if whole < 0 else ""
    return f"{sign}${Decimal(abs(whole)) / 100:,.2f}"


def day(one: date) -> str:
    return f"{one.day} {MONTHS[one.month - 1]} {one.year}"


def period(days: Days) -> str:
    first, last = (f"{one.day} {MONTHS[one.month - 1]}" for one in days)
    if days[0] == days[1]:
        return day(days[1])
    if (days[0].year, days[0].month) == (days[1].year, days[1].month):
        return f"{days[0].day}–{day(days[1])}"
    year = "" if days[0].year == days[1].year else f" {days[0].year}"
    return f"{first}{year} – {last} {days[1].year}"


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_of(first: date) -> Days:
    return first, next_month(first) - timedelta(days=1)


def months_of(days: Days) -> list[date]:
    """The first of each month that has a day in them."""
    months = [days[0].replace(day=1)]
    while next_month(months[-1]) <= days[1]:
        months.append(next_month(months[-1]))
    return months


def whole_months(days: Days) -> bool:
    return days[0].day == (days[1] + timedelta(days=1)).day == 1


def before(days: Days) -> Days:
    """Whole months have as many months before them, other days as many days."""
    after, months = days[1] + timedelta(days=1), months_of(days)
    start = days[0] - (after - days[0])
    if whole_months(days):
        start = days[0]
        for _ in months:
            start = (start - timedelta(days=1)).replace(day=1)
    return start, days[0] - timedelta(days=1)

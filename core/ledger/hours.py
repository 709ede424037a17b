"""Hours as people write them: in decimals, on a clock, in minutes; with a unit or without one, and before a rate."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from core.money.amounts import GROUPED, MARK, NUMBER
from core.money.currencies import SPACES
from core.money.money import parse_positive
from core.money.rounding import rounded

MOST_HOURS = 100_000

_PLAIN = r"[0-9]+(?:[.,][0-9]+)?"
_UNIT = r"(?:h|hrs?|hours?|g|godz|godzin[ay]?)\.?"
_MINUTES = r"(?P<minutes>[0-5]?[0-9])"
_MINUTE_UNIT = r"\s?(?:m|min|mins|minutes?|minut[ay]?)\.?"
_ONLY_MINUTES = r"(?P<only_minutes>[0-9]{1,5})\s?(?:min|mins|minutes?|minut[ay]?)\.?"
_CLOCK = rf"(?P<whole>[0-9]+):(?P<minutes>[0-5][0-9])(?:\s?{_UNIT})?"
_WITH_MINUTES = rf"(?P<whole>[0-9]+)\s?{_UNIT}\s?{_MINUTES}{_MINUTE_UNIT}"
_WITH_BARE_MINUTES = rf"(?P<whole>[0-9]+)\s?{_UNIT}\s?{_MINUTES}"
_GLUED_MINUTES = rf"(?P<whole>[0-9]+)\s?{_UNIT}{_MINUTES}"
_IN_HOURS = rf"(?P<hours>{GROUPED}|{_PLAIN})\s?{_UNIT}"
_BARE = rf"(?P<hours>{_PLAIN})"
_AMOUNT = rf"(?:{MARK}[{SPACES}]?)?{NUMBER}(?:[{SPACES}]?{MARK})?"
_RATE = rf"\s(?:[×x]\s)?(?P<rate>{_AMOUNT})"
ALONE = [
    re.compile(hours, re.IGNORECASE)
    for hours in (_CLOCK, _WITH_MINUTES, _GLUED_MINUTES, _ONLY_MINUTES, _IN_HOURS, _BARE)
]
RATED = [
    re.compile(hours + _RATE, re.IGNORECASE)
    for hours in (_CLOCK, _WITH_MINUTES, _WITH_BARE_MINUTES, _ONLY_MINUTES, _IN_HOURS, _BARE)
]
"""Every way to write hours, alone and before a rate. ``7h 30`` alone is 7 hours at 30, as a line says hours, rate."""

_IN_A_FIELD = [*ALONE[:4], re.compile(_WITH_BARE_MINUTES, re.IGNORECASE)]
"""Hours given in minutes where no rate can follow."""

GROUPED_HOURS = re.compile(rf"{GROUPED}{_RATE}", re.IGNORECASE)
"""Thousands of hours of one person: never meant, but enough to make a line unclear."""

_WITH_UNIT = re.compile(rf"(?P<number>.*[0-9])\s?{_UNIT}", re.IGNORECASE)
NUMBER_OF_HOURS = re.compile(_PLAIN)
LOOKS_LIKE_HOURS = re.compile(rf"[0-9]+[.,:][0-9]+(?:{_UNIT})?|[0-9]+\s?{_UNIT}", re.IGNORECASE)
_EXACT_PLACES = 2
_CLOCK_PLACES = 4
"""Decimals of hours given in minutes: enough that 20 minutes at 60 an hour are 20.00, to the minor unit."""


def clock_hours(text: str) -> Decimal | None:
    """Hours given in minutes (``1:30``, ``7h30``); None where they are not."""
    match = next((match for shape in ALONE[:3] if (match := shape.fullmatch(text))), None)
    return _minutes(match) if match else None


def spoken_hours(text: str) -> Decimal | None:
    """Hours that say they are some: with a unit, on a clock or in minutes, ``1h30``, ``90 min``; else None.

    Raises `TooLarge`, and `NotPositive` of none.
    """
    match = next((match for shape in ALONE[:-1] if (match := shape.fullmatch(text))), None)
    return hours_of(match) if match else None


def typed_hours(text: str, field: str) -> Decimal:
    """Hours as a field of their own holds them: ``12,5``, ``40 godz.`` and, to the minute, ``7:20``, ``1h 30``.

    Raises `NotANumber`, `NotPositive`, `TooManyDecimals`, `TooLarge`.
    """
    typed = text.strip()
    if match := next((match for shape in _IN_A_FIELD if (match := shape.fullmatch(typed))), None):
        return hours_of(match, field)
    with_unit = _WITH_UNIT.fullmatch(typed)
    number = with_unit["number"] if with_unit else typed
    return parse_positive(number, _EXACT_PLACES, field, largest=MOST_HOURS)


def written_hours(hours: Decimal) -> str:
    """Hours as they are read again: ``12.5``; ``7:20`` where they were given in minutes."""
    if -int(hours.normalize().as_tuple().exponent) <= _EXACT_PLACES:
        return f"{hours:f}"
    whole, minutes = divmod(int(rounded(Fraction(hours) * 60, 0)), 60)
    return f"{whole}:{minutes:02}"


def hours_of(match: re.Match[str], field: str = "people") -> Decimal:
    """The hours that one of the shapes caught. Raises `NotPositive`, `TooLarge` and others of a number."""
    shape = match.groupdict()
    if "only_minutes" in shape:
        return _quotient(int(parse_positive(match["only_minutes"], 0, field)))
    if "minutes" in shape:
        return _minutes(match, field)
    return parse_positive(match["hours"], _EXACT_PLACES, field, largest=MOST_HOURS)


def _minutes(match: re.Match[str], field: str = "people") -> Decimal:
    """Decimal hours, at most four decimals and no zeros at the end. Raises `TooLarge`, and `NotPositive` of nothing."""
    parse_positive(match["whole"], 0, field, largest=MOST_HOURS - 1, zero=int(match["minutes"]) > 0)
    return _quotient(int(match["whole"]) * 60 + int(match["minutes"]))


def _quotient(minutes: int) -> Decimal:
    return Decimal(f"{rounded(Fraction(minutes, 60), _CLOCK_PLACES).normalize():f}")

"""Money: a whole number of minor units (cents, yen, fils) of one currency.

Rounding happens once, where an amount is made, half up to the minor unit (docs/domain.md#rounding). Two currencies
never meet in one sum: that raises, because only a rate with a date may join them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.money.amounts import ungrouped, written
from core.money.currencies import CURRENCIES, DECIMALS_OTHER_THAN_TWO, HISTORIC, printed_with, shared_by
from core.money.rounding import half_up, nearest
from core.problems import Problem

MOST_DIGITS = 16
LARGEST = 10**12
"""The largest number taken: beyond it somebody leaned on a key. Of amounts of a currency: `largest_in`."""

_PLAIN = re.compile(r"(-?)([0-9]+)(?:([.,])([0-9]{1,40}))?", re.ASCII)
_ZEROS = 2
"""Decimals that may be written of a currency that has none, if they are zeros: ``100.00`` yen."""
_LEADING_ZEROS = re.compile(r"^(-?)0+(?=[1-9])", re.ASCII)
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
"""A number that may as well be whole as one with three decimals."""

_MANY_PLACES = 40


@dataclass(frozen=True, kw_only=True, order=False, slots=True)
class Money:
    """An amount in ``minor`` units of ``currency`` (ISO 4217): may be negative or zero, never a fraction of a unit."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(minor=self.minor + self._same(other), currency=self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(minor=self.minor - self._same(other), currency=self.currency)

    def __neg__(self) -> Money:
        return Money(minor=-self.minor, currency=self.currency)

    def times(self, factor: Fraction | int) -> Money:
        """The amount multiplied by ``factor``, half up to the minor unit (away from zero at the half)."""
        return Money(minor=half_up(self.minor * Fraction(factor)), currency=self.currency)

    @property
    def units(self) -> Decimal:
        """The amount in whole units, exact: 1999 cents are ``Decimal("19.99")``."""
        return Decimal(self.minor).scaleb(-decimals(self.currency))

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrenciesMixed(one=self.currency, other=other.currency)
        return other.minor


@dataclass(eq=False)
class CurrenciesMixed(Problem):
    """Two currencies met in one sum: a mistake of the program, not of a person."""

    one: str
    other: str


@dataclass(eq=False)
class UnknownCurrency(Problem):
    text: str
    field: str = "currency"


@dataclass(eq=False)
class CurrencyUnclear(Problem):
    """A sign that may stand for several currencies here; ``codes`` name them."""

    sign: str
    codes: tuple[str, ...]
    field: str = "amount"


@dataclass(eq=False)
class CurrencyDiffers(Problem):
    """An amount written with another currency, ``said``, than the one it is to be in."""

    text: str
    said: str
    currency: str
    field: str = "amount"


@dataclass(eq=False)
class NotInReporting(CurrencyDiffers):
    """The amount can only be in the reporting currency, ``currency``."""


@dataclass(eq=False)
class NotANumber(Problem):
    """The text cannot be read as a number, however it is written."""

    text: str
    field: str = "amount"


@dataclass(eq=False)
class NumberUnclear(Problem):
    """Two readings fit: ``1,250`` is ``whole`` or ``fraction``. ``places``: how many decimals there may be."""

    text: str
    whole: Decimal
    fraction: Decimal
    places: int
    field: str = "amount"


@dataclass(eq=False)
class NotPositive(Problem):
    """The number is not above zero, as it must be. ``counted``: it is no amount of money."""

    text: str
    field: str = "amount"
    counted: bool = False


@dataclass(eq=False)
class TooManyDecimals(Problem):
    text: str
    currency: str
    decimals: int
    field: str = "amount"


@dataclass(eq=False)
class TooLarge(Problem):
    text: str
    field: str = "amount"


def ended(currency: str, day: date) -> bool:
    """Whether it was no currency any more on ``day``."""
    return currency in HISTORIC and day > HISTORIC[currency]


def decimals(currency: str) -> int:
    """The number of decimals that the minor unit of ``currency`` has (ISO 4217)."""
    return DECIMALS_OTHER_THAN_TWO.get(currency, 2)


def largest_in(currency: str) -> int:
    """The largest amount taken in ``currency``, in whole units: 10^14 minor units, if they are smaller than cents.

    The squares of a thousand such sales fit in one row of the totals (`core.ledger.weights`).
    """
    return int(LARGEST // 10 ** max(0, decimals(currency) - 2))


def rounded_money(units: Decimal | Fraction, currency: str) -> Money:
    """``units``: whole ones, exact. Rounded half up to the minor unit, away from zero at the half."""
    numerator, denominator = units.as_integer_ratio()
    return Money(minor=nearest(numerator * 10 ** decimals(currency), denominator), currency=currency)


def parse_currency(text: str, field: str = "currency") -> str:
    """The ISO 4217 code in ``text``, in any case, also of a currency that has ended. Raises `UnknownCurrency`."""
    code = text.strip().upper()
    if code not in CURRENCIES and code not in HISTORIC:
        raise UnknownCurrency(text=text, field=field)
    return code


def parse_money(
    text: str, currency: str, field: str = "amount", *, zero: bool = False, credit: bool = False, comma: bool = False
) -> Money:
    """The positive amount a person wrote, as `core.money.amounts` spells it; a sign or code must be ``currency``'s.

    ``zero`` allows 0, ``credit`` an amount below it; ``comma``: whether the reader's language writes decimals with one.
    Raises `NotANumber`, `NumberUnclear`, `NotPositive`, `TooManyDecimals`, `TooLarge`, `CurrencyDiffers`,
    `CurrencyUnclear`, each naming ``field``.
    """
    amount = written(text)
    if amount is None:
        raise NotANumber(text=text, field=field)
    if (marked := currency_of(amount.marks, currency, text, field)) != currency:
        raise CurrencyDiffers(text=text, said=marked, currency=currency, field=field)
    places = decimals(currency)
    number = parse_number(amount.number, field, places=places, comma=comma)
    # Too many decimals are an error, never rounded away: what is booked is what somebody typed.
    _check_range(abs(number) if credit else number, text, field, zero=zero, largest=largest_in(currency))
    if _places(number) > places:
        raise TooManyDecimals(text=text, currency=currency, decimals=places, field=field)
    return Money(minor=int(number.scaleb(places)), currency=currency)


def currency_of(marks: Sequence[str], currency: str, text: str, field: str = "amount") -> str:
    """The code that the signs and codes beside an amount say; ``currency``, the one it is in otherwise, without any.

    A code settles which currency a shared sign means. Raises `NotANumber` of a word that is no code, `CurrencyUnclear`
    of a sign that is printed with one currency and used at home for ``currency``, `CurrencyDiffers` of two that differ.
    """
    codes = [_code(mark, text, field) for mark in marks if not shared_by(mark)]
    signs = [mark for mark in marks if shared_by(mark)]
    marked = codes[0] if codes else _of_sign(signs[0], currency, field) if signs else currency
    for mark in marks:
        if marked not in (shared_by(mark) or {mark.upper()}):
            raise CurrencyDiffers(text=text, said=printed_with(mark) or mark.upper(), currency=marked, field=field)
    return marked


def _of_sign(sign: str, currency: str, field: str) -> str:
    printed, shared = printed_with(sign), shared_by(sign)
    if printed and (printed == currency or currency not in shared):
        return printed
    codes = (printed, currency) if printed else tuple(sorted(shared))
    raise CurrencyUnclear(sign=sign, codes=codes, field=field)


def _code(mark: str, text: str, field: str) -> str:
    code = mark.upper()
    if code not in CURRENCIES and code not in HISTORIC:
        raise NotANumber(text=text, field=field)
    return code


def within_reason(amount: Money, field: str = "amount") -> Money:
    """A product ``amount`` if it is no larger than an amount one may write. Raises `TooLarge`."""
    if abs(amount.units) > largest_in(amount.currency):
        raise TooLarge(text=f"{amount.units:f}", field=field)
    return amount


def parse_positive(
    text: str, places: int, field: str, *, largest: int = LARGEST, zero: bool = False, comma: bool = False
) -> Decimal:
    """A positive plain number (hours, a percentage) with at most ``places`` decimals; raises as `parse_money`."""
    number = parse_number(text, field, places=places, comma=comma, point=True)
    _check_range(number, text, field, zero=zero, largest=largest, counted=True)
    if _places(number) > places:
        raise TooManyDecimals(text=text, currency="", decimals=places, field=field)
    return number


def parse_percent(text: str, places: int, field: str, *, zero: bool = False, comma: bool = False) -> Decimal:
    """A percentage, with or without its sign: ``62,50 %``; otherwise as `parse_positive`."""
    return parse_positive(text.strip().removesuffix("%"), places, field, zero=zero, comma=comma)


def parse_number(
    text: str, field: str, *, places: int = _MANY_PLACES, comma: bool = False, point: bool = False
) -> Decimal:
    """The number in ``text``: ASCII digits only, checked before `Decimal` sees it.

    ``1.250`` and ``1,250`` are thousands where there are no decimals (``places``); else decimals where three are
    allowed, of those behind a comma only where the reader's language writes one (``comma``). ``point``: decimals are
    set off by a point in any case. Zeros beyond the decimals are a comma that has slipped: ``1,250000``. Raises
    `NotANumber`, `NumberUnclear`, `TooLarge`.
    """
    number = ungrouped(text.strip())
    match = _PLAIN.fullmatch(number)
    if match is None:
        raise NotANumber(text=text, field=field)
    minus, whole, sign, fraction = match.groups("")
    slipped = len(fraction) > max(places, 3) and not fraction[max(places, _ZEROS) :].strip("0")
    if slipped and not (point and sign == "."):
        raise _unclear(text, f"{minus}{whole}", fraction, places, field)
    if _THOUSANDS.fullmatch(_LEADING_ZEROS.sub(r"\1", number)) and number == text.strip():
        if places == 0 and not point:
            whole, fraction = whole + fraction, ""
        elif (sign == "," and not comma) or (places < len(fraction) and not point):
            raise _unclear(text, f"{minus}{whole}", fraction, places, field)
    if len(whole.lstrip("0")) > MOST_DIGITS:
        raise TooLarge(text=text, field=field)
    return Decimal(f"{minus}{whole}" + (f".{fraction}" if fraction else ""))


def _unclear(text: str, whole: str, fraction: str, places: int, field: str) -> NumberUnclear:
    one, other = Decimal(f"{whole}{fraction}"), Decimal(f"{whole}.{fraction}").normalize()
    return NumberUnclear(text=text, whole=one, fraction=other, places=places, field=field)


def _check_range(
    number: Decimal, text: str, field: str, *, zero: bool, largest: int = LARGEST, counted: bool = False
) -> None:
    if number < 0 or (number == 0 and not zero):
        raise NotPositive(text=text, field=field, counted=counted)
    if number > largest:
        raise TooLarge(text=text, field=field)


def _places(number: Decimal) -> int:
    """The decimals written; zeros at the end are free, but ``2.500`` may well mean thousands."""
    places = -int(number.as_tuple().exponent)
    return places if places == 3 else max(0, -int(number.normalize().as_tuple().exponent))

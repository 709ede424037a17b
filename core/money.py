"""Money: a whole number of minor units (cents, yen, fils) of one currency.

Rounding happens once, where an amount is made, half up to the minor unit (docs/domain.md#rounding). Two currencies
never meet in one sum: that raises, because only a rate with a date may join them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from core.problems import Problem

MOST_DIGITS = 16
LARGEST = 10**12
"""The largest amount taken, in whole units: beyond it somebody leaned on a key."""

DECIMALS_OTHER_THAN_TWO = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF TRL UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}
"""ISO 4217 minor units; every other currency has two."""

CURRENCIES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYI UYU UYW UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG""".split()
)
"""ISO 4217 codes of the currencies in use."""

HISTORIC = {
    "TRL": date(2004, 12, 31),
    "ROL": date(2005, 6, 30),
    "SIT": date(2006, 12, 31),
    "CYP": date(2007, 12, 31),
    "MTL": date(2007, 12, 31),
    "SKK": date(2008, 12, 31),
    "EEK": date(2010, 12, 31),
    "LVL": date(2013, 12, 31),
    "LTL": date(2014, 12, 31),
    "HRK": date(2022, 12, 31),
    "BGN": date(2025, 12, 31),
}
"""Currencies that the European Central Bank has given rates of and that have ended -> their last day."""

_PLAIN = re.compile(r"(-?)([0-9]+)(?:[.,]([0-9]{1,40}))?", re.ASCII)
GROUPED = r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]{1,16})?"
"""A number whose thousands are set apart by spaces, as a part of a pattern."""

_GROUPED = re.compile(f"-?{GROUPED}", re.ASCII)


@dataclass(frozen=True, kw_only=True, order=False, slots=True)
class Money:
    """``minor`` units of ``currency`` (ISO 4217). May be negative or zero; never a fraction of a minor unit."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        return Money(minor=self.minor + self._same(other), currency=self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(minor=self.minor - self._same(other), currency=self.currency)

    def __neg__(self) -> Money:
        return Money(minor=-self.minor, currency=self.currency)

    def times(self, factor: Fraction | int) -> Money:
        """``factor`` times this, half up to the minor unit (away from zero at the half)."""
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
class NotANumber(Problem):
    """Neither ``1234.56`` nor ``1234,56``; or written so that two readings are possible (``1,234``)."""

    text: str
    field: str = "amount"


@dataclass(eq=False)
class NotPositive(Problem):
    text: str
    field: str = "amount"


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
    """How many decimals the minor unit of ``currency`` has (ISO 4217)."""
    return DECIMALS_OTHER_THAN_TWO.get(currency, 2)


def parse_currency(text: str, field: str = "currency") -> str:
    """The ISO 4217 code in ``text``, in any case, also of a currency that has ended. Raises `UnknownCurrency`."""
    code = text.strip().upper()
    if code not in CURRENCIES and code not in HISTORIC:
        raise UnknownCurrency(text=text, field=field)
    return code


def parse_money(text: str, currency: str, field: str = "amount", *, zero: bool = False, credit: bool = False) -> Money:
    """The positive amount a person wrote, with a decimal point or comma; thousands only set apart by spaces.

    ``zero`` allows 0, ``credit`` an amount below it. Raises `NotANumber`, `NotPositive`, `TooManyDecimals`, `TooLarge`,
    each naming ``field``.
    """
    number = parse_number(text, field)
    _check_range(abs(number) if credit else number, text, field, zero=zero)
    places = decimals(currency)
    if _places(number) > places:
        raise TooManyDecimals(text=text, currency=currency, decimals=places, field=field)
    return Money(minor=int(number.scaleb(places)), currency=currency)


def within_reason(amount: Money, field: str = "amount") -> Money:
    """A product ``amount`` if it is no larger than an amount one may write. Raises `TooLarge`."""
    if abs(amount.units) > LARGEST:
        raise TooLarge(text=f"{amount.units:f}", field=field)
    return amount


def parse_positive(text: str, places: int, field: str, *, largest: int = LARGEST, zero: bool = False) -> Decimal:
    """A positive plain number (hours, a percentage) with at most ``places`` decimals; raises as `parse_money`."""
    number = parse_number(text, field)
    _check_range(number, text, field, zero=zero, largest=largest)
    if _places(number) > places:
        raise TooManyDecimals(text=text, currency="", decimals=places, field=field)
    return number


def parse_number(text: str, field: str) -> Decimal:
    """The number in ``text``: ASCII digits only, checked before `Decimal` sees it. Raises `NotANumber`, `TooLarge`."""
    trimmed = text.strip()
    if _GROUPED.fullmatch(trimmed):
        trimmed = re.sub("[ \u00a0\u202f]", "", trimmed)
    match = _PLAIN.fullmatch(trimmed)
    if match is None or _could_be_thousands(trimmed, match[3]):
        raise NotANumber(text=text, field=field)
    if len(match[2].lstrip("0")) > MOST_DIGITS:
        raise TooLarge(text=text, field=field)
    return Decimal(f"{match[1]}{match[2]}" + (f".{match[3]}" if match[3] else ""))


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    quotient, remainder = divmod(abs(value.numerator), value.denominator)
    rounded = quotient + (2 * remainder >= value.denominator)
    return rounded if value >= 0 else -rounded


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """``value`` with ``places`` decimals, half up: for showing, never for going on calculating."""
    whole = half_up(value * 10**places)
    return Decimal(whole).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _could_be_thousands(text: str, fraction: str | None) -> bool:
    return "," in text and fraction is not None and len(fraction) == 3


def _check_range(number: Decimal, text: str, field: str, *, zero: bool, largest: int = LARGEST) -> None:
    if number < 0 or (number == 0 and not zero):
        raise NotPositive(text=text, field=field)
    if number > largest:
        raise TooLarge(text=text, field=field)


def _places(number: Decimal) -> int:
    """The decimals written; zeros at the end are free, but ``2.500`` may well mean thousands."""
    written = -int(number.as_tuple().exponent)
    return written if written == 3 else max(0, -int(number.normalize().as_tuple().exponent))

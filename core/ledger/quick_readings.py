"""Quick readings: a line that can be read in several ways, written once for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.calendar.period_words import AmbiguousDate
from core.ledger.quick_line import AmbiguousWord
from core.ledger.quick_numbers import replaced
from core.money.money import CurrencyUnclear, NumberUnclear

Unclear = AmbiguousDate | NumberUnclear | CurrencyUnclear | AmbiguousWord
UNCLEAR = (AmbiguousDate, NumberUnclear, CurrencyUnclear, AmbiguousWord)
"""Problems of a text of which we know what it may mean."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One way to read a text. ``meant``: a day, a number, or what to write; ``line``: the text that says so clearly."""

    meant: date | Decimal | str
    line: str


def readings(text: str, unclear: Unclear) -> tuple[Reading, ...]:
    """Every way to read ``text``, as far as its unclear part stands in it; the order is the problem's."""
    lines = [(meant, replaced(text, unclear_part(unclear), _clear(meant))) for meant in _meanings(unclear)]
    return tuple(Reading(meant=meant, line=line) for meant, line in lines if line)


def unclear_part(unclear: Unclear) -> str:
    """What of the text may be two things; a number is without its minus, which stays where it stands."""
    if isinstance(unclear, CurrencyUnclear):
        return unclear.sign
    return unclear.word if isinstance(unclear, AmbiguousWord) else unclear.text.strip().removeprefix("-")


def _meanings(unclear: Unclear) -> Sequence[date | Decimal | str]:
    if isinstance(unclear, AmbiguousDate):
        return unclear.days
    if isinstance(unclear, NumberUnclear):
        return abs(unclear.whole), abs(unclear.fraction)
    return unclear.codes if isinstance(unclear, CurrencyUnclear) else unclear.choices


def _clear(meant: date | Decimal | str) -> str:
    return f"{meant:f}" if isinstance(meant, Decimal) else str(meant)

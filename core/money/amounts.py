"""Amounts as people write them and as the bot prints them: a number, and perhaps the sign or code of a currency.

Examples are ``-$1,250.50``, ``1 250,50 zł``, ``1'250.00 CHF`` and ``250€``. Here they are only taken apart into signs;
which number and which currency they mean is decided by `core.money.money`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from core.money.currencies import NAMED, PRINTED, SHARED, SPACES, codes

_BY_SPACES = rf"[1-9][0-9]{{0,2}}(?:[{SPACES}][0-9]{{3}})+(?:[.,][0-9]{{1,16}})?"
_BY_APOSTROPHES = r"[1-9][0-9]{0,2}(?:['\u2019][0-9]{3})+(?:[.,][0-9]{1,16})?"
_BY_SIGNS = (
    r"[1-9][0-9]{0,2}"
    r"(?:(?:,[0-9]{3})+\.[0-9]{1,16}|(?:\.[0-9]{3})+,[0-9]{1,16}|(?:,[0-9]{3}){2,}|(?:\.[0-9]{3}){2,})"
)
GROUPED = f"(?:{_BY_SPACES}|{_BY_APOSTROPHES}|{_BY_SIGNS})"
"""A number whose thousands are set apart beyond doubt, as a part of a pattern."""

_THOUSANDS = rf"(?:k|[{SPACES}]?(?:tys\.|(?:tys|tysiące|tysięcy|tysiace|tysiecy|thousand)(?![^\W\d_])))"
_IN_THOUSANDS = rf"[0-9]{{1,6}}(?:[.,][0-9]{{1,2}})?{_THOUSANDS}"
NUMBER = rf"(?:{GROUPED}|{_IN_THOUSANDS}|[0-9]+(?:[.,][0-9]{{1,40}})?)"
_SIGNS = "|".join(
    re.escape(sign).replace("\u202f", f"[{SPACES}]") for sign in sorted({*PRINTED, *SHARED}, key=len, reverse=True)
)
MARK = rf"(?:{_SIGNS}|(?:{codes()})(?![A-Za-z]))"
"""The mark that may stand beside a number: a sign, or a code in any case."""

AMOUNT = rf"-?(?:{MARK}[{SPACES}]?-?)?{NUMBER}(?:[{SPACES}]?{MARK})?"
"""An amount as a part of a pattern. In a line of words a mark behind a space is a word of its own: `GLUED`."""

GLUED = re.compile(rf"-?(?:{MARK}[{SPACES}]?-?)?{NUMBER}(?:{MARK})?", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(
    rf"(?P<minus>-?)(?:(?P<before>{MARK})[{SPACES}]?(?P<inner>-?))?(?P<number>{NUMBER})(?:[{SPACES}]?(?P<after>{MARK}))?",
    re.ASCII | re.IGNORECASE,
)
_COUNTED = re.compile(rf"([0-9.,]+){_THOUSANDS}", re.IGNORECASE)
_GROUPED = re.compile(f"-?{GROUPED}", re.ASCII)
_NAMED = re.compile(
    rf"((?<=[0-9k.])[{SPACES}]?|(?<=[a-zęą])[{SPACES}])({'|'.join(sorted(NAMED, key=len, reverse=True))})\.?$",
    re.IGNORECASE,
)
_ONE_SIGN = re.compile(r"(-?[1-9][0-9]{0,2})([.,])([0-9]{3})", re.ASCII)
_THOUSANDS_SIGN = {
    **dict.fromkeys(("$", "£", "USD", "GBP"), ","),
    **dict.fromkeys(("€", "ZŁ", "ZL", "EUR", "PLN"), "."),
}
"""What sets thousands apart where people write these, and never decimals, of which they have two."""

_DASH_FOR_CENTS = re.compile(r"(?<=[0-9]),-$")
_MOST_WORDS = 8
"""One amount has at most so many: thousands set apart by spaces, and a mark."""
_SPACED_SIGN = re.compile(rf"\bF[{SPACES}]CFA\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """An amount as written. ``number``: with its minus; ``marks``: the signs and codes beside it, none, one or two."""

    number: str
    marks: tuple[str, ...] = ()


def written(text: str) -> Written | None:
    """An amount taken apart, ``250 złotych`` and ``250,-`` too; None where the text is none."""
    spelt = _NAMED.sub(lambda name: name[1] + NAMED[name[2].casefold()], _DASH_FOR_CENTS.sub("", text.strip()))
    match = _WHOLE.fullmatch(spelt)
    if match is None or (match["minus"] and match["inner"]):
        return None
    marks = tuple(mark for mark in (match["before"], match["after"]) if mark)
    number = in_thousands(_in_full(match["number"]), marks)
    return Written(number=f"{match['minus'] or match['inner'] or ''}{number}", marks=marks)


def in_thousands(number: str, marks: Collection[str]) -> str:
    """``5000`` of ``5,000`` beside a dollar, of ``5.000`` beside a euro; any other number as it is."""
    signs = {_THOUSANDS_SIGN.get(mark.upper(), "") for mark in marks}
    one = _ONE_SIGN.fullmatch(number)
    return f"{one[1]}{one[3]}" if one and signs == {one[2]} else number


def with_amount_behind(text: str) -> tuple[str, str]:
    """A text parted into what stands before the longest amount at its end, and that amount; empty where there is none.

    Of *Anna 1 250,00* that is *Anna*.
    """
    words = text.split()
    for place in range(max(0, len(words) - _MOST_WORDS), len(words)):
        if written(amount := " ".join(words[place:])):
            return " ".join(words[:place]), amount
    return text, ""


def _in_full(number: str) -> str:
    """``2500`` of ``2.5k`` and of ``2,5 tys.``."""
    thousands = _COUNTED.fullmatch(number)
    return f"{Decimal(thousands[1].replace(',', '.')) * 1000:.0f}" if thousands else number


def ungrouped(number: str) -> str:
    """A number whose thousands are set apart beyond doubt without what sets them apart; any other as it is."""
    if not _GROUPED.fullmatch(number):
        return number
    end = re.search(r"[.,][0-9]+$", number)
    whole = number[: end.start()] if end and end[0][0] not in number[: end.start()] else number
    decimals = number[len(whole) + 1 :]
    return re.sub(rf"[.,'\u2019{SPACES}]", "", whole) + (f".{decimals}" if decimals else "")


def in_one_word(text: str) -> str:
    """A line of words in which the one sign that holds a space is the code it stands for."""
    return _SPACED_SIGN.sub(PRINTED["F\u202fCFA"], text)

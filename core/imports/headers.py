"""Headers: how the cells over a table are compared, whatever case, spaces and apostrophes a platform writes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from core.money.currencies import CURRENCIES, HISTORIC

CURRENCY = "{currency}"
"""Stands in a declared header for the three letters of a currency."""

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_THREE_LETTERS = re.compile(r"(?<![a-z])[a-z]{3}(?![a-z])", re.ASCII)
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", re.ASCII)
_LONGEST = 200
"""Characters: what is longer is no header."""


def folded(cell: str) -> str:
    """A header as it is compared: NFKC, no case, single spaces, plain apostrophes, no colon at its end."""
    if len(cell) > _LONGEST:
        return cell
    plain = unicodedata.normalize("NFKC", cell.translate(_APOSTROPHES)).casefold()
    return " ".join(plain.replace("\ufeff", "").split()).removesuffix(":").rstrip()


def fingerprint(cells: Sequence[str]) -> str:
    """By what a mapping is remembered: the same for the same headers in the same order."""
    return sha256("\n".join(map(folded, cells)).encode()).hexdigest()[:32]


def currency_in(cell: str) -> str:
    """The one code of a currency that stands in a header: ``USD`` of ``Amount spent (USD)``. Empty where none does.

    In capitals only: *all* and *try* are words, ``ALL`` and ``TRY`` are currencies.
    """
    codes = {code for code in _CODE.findall(cell) if _is_code(code)}
    return codes.pop() if len(codes) == 1 else ""


def spellings(cell: str) -> tuple[str, ...]:
    """How a cell may be declared: as it is, and with ``{currency}`` for each code that stands in it."""
    plain = folded(cell)
    codes = [code for code in _THREE_LETTERS.finditer(plain) if _is_code(code.group().upper())]
    return (plain, *(plain[: code.start()] + CURRENCY + plain[code.end() :] for code in codes))


def without_currency(cell: str) -> str:
    """A header without the code in parentheses behind it, as it is compared."""
    code = currency_in(cell)
    return folded(cell.strip().removesuffix(f"({code})")) if code else folded(cell)


def unique(cells: Sequence[str]) -> tuple[str, ...]:
    """The headers without spaces around them, a second ``Cost`` as ``Cost (2)``, so that each names one column."""
    seen = Counter[str]()
    named = []
    for cell in cells:
        name = " ".join(cell.replace("\ufeff", "").split())
        seen[name] += 1
        named.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return tuple(named)


def _is_code(code: str) -> bool:
    return code in CURRENCIES or code in HISTORIC

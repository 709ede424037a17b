"""Marks: the sign or code of a currency that stands beside a number in a cell."""

from __future__ import annotations

from core.money.currencies import CURRENCIES, HISTORIC, printed_with, shared_by

_SIGNS = {"us$": "USD", "usd$": "USD", "c$": "CAD", "au$": "AUD", "kč": "CZK", "kc": "CZK", "ft": "HUF", "chf": "CHF"}
_SIGNS |= {
    "rs": "INR",
    "rs.": "INR",
    "лв": "BGN",
    "lei": "RON",
    "฿": "THB",
    "₴": "UAH",
    "₺": "TRY",
    "rp": "IDR",
    "s$": "SGD",
}
"""Signs that people print though the bot does not, in lower case."""


def currencies_of(mark: str) -> frozenset[str]:
    """All codes that a mark may stand for; empty where it is none. Without any letter or sign it says nothing."""
    text = mark.strip()
    if text.upper() in CURRENCIES or text.upper() in HISTORIC:
        return frozenset({text.upper()})
    if text.casefold() in _SIGNS:
        return frozenset({_SIGNS[text.casefold()]})
    printed = printed_with(text)
    return shared_by(text) | (frozenset({printed}) if printed else frozenset())

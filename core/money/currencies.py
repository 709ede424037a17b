"""Currencies: their codes (ISO 4217), and the signs that people and the bot write for them.

A sign means the currency that the bot itself prints with it, in either language; a test compares the table with what is
printed.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from operator import itemgetter

SPACES = " \u00a0\u2009\u202f"
"""The spaces that may stand between thousands, or between an amount and its sign."""

CURRENCIES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
    RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYI UYU UYW UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG""".split()
)
"""ISO 4217 codes of the currencies in use."""

DECIMALS_OTHER_THAN_TWO = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF TRL UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}
"""ISO 4217 minor units; every other currency has two."""

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

PRINTED = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "zł": "PLN", "zl": "PLN", "A$": "AUD", "R$": "BRL", "CA$": "CAD",
    "CN¥": "CNY", "HK$": "HKD", "₪": "ILS", "₹": "INR", "₩": "KRW", "MX$": "MXN", "NZ$": "NZD", "₱": "PHP",
    "NT$": "TWD", "₫": "VND", "FCFA": "XAF", "EC$": "XCD", "Cg.": "XCG", "F\u202fCFA": "XOF", "CFPF": "XPF",
}  # fmt: skip
"""Sign -> the one currency that is printed with it, in any language; ``zl`` is how a keyboard without ł writes zł."""

SHARED = {
    "$": frozenset(
        "USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP UYU BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD "
        "DOP".split()
    ),
    "¥": frozenset({"JPY", "CNY"}),
    "£": frozenset("GBP EGP FKP GIP LBP SHP SSP SDG SYP".split()),
    "kr": frozenset({"DKK", "ISK", "NOK", "SEK"}),
}
"""Sign -> all the currencies that people at home write with it."""


_WORDS = {
    "zł": "zł złoty złote złotych złotego zloty zlote zlotych zlotego zl",
    "€": "euro euros",
    "$": "dollar dollars dolar dolary dolarów dolarow buck bucks",
    "£": "pound pounds funt funty funtów funtow",
}
NAMED = {word: sign for sign, words in _WORDS.items() for word in words.split()}
"""What people call a currency behind an amount -> its sign."""


def printed_with(mark: str) -> str:
    """The code of the currency that is printed with this sign; empty where none is."""
    return _BY_FOLDED.get(_folded(mark), "")


def shared_by(mark: str) -> frozenset[str]:
    """All codes that the sign may stand for."""
    printed = printed_with(mark)
    return SHARED.get(_folded(mark), frozenset()) | ({printed} if printed else frozenset())


def codes() -> str:
    """All codes as a part of a pattern, those of one first letter together: tried in fewer steps."""
    every = sorted(CURRENCIES | set(HISTORIC))
    return "|".join(
        f"{first}(?:{'|'.join(code[1:] for code in those)})" for first, those in groupby(every, key=itemgetter(0))
    )


def _folded(mark: str) -> str:
    return re.sub(f"[{SPACES}]", "\u202f", mark.casefold())


_BY_FOLDED = {sign.casefold(): code for sign, code in PRINTED.items()}

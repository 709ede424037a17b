"""Goal words: what people call a goal besides its name: in the plural, and in the other language."""

from __future__ import annotations

_SAME = (
    "customer klient klienta klienci klientow",
    "lead leady leadow",
    "subscriber subskrybent subskrybenci subskrybentow",
    "sale sprzedaz sprzedaze sprzedazy",
    "demo dema",
    "download pobranie pobrania pobran",
    "order zamowienie zamowienia zamowien",
)
"""Words for one thing, as keys. A word in English is also meant by its plural."""

_MEANT = {word: listed.split() for listed in _SAME for word in listed.split()}


def also_called(key: str) -> tuple[str, ...]:
    """The keys that a goal may have which is called ``key``: ``customers`` and ``klientow`` are ``customer``."""
    single = key.removesuffix("s")
    return tuple(other for other in (single, *_MEANT.get(single, ())) if other and other != key)

"""The catalogue: all kinds of files that are known. A new one is a file in `core.imports.kinds` and a line here."""

from __future__ import annotations

from core.imports.headers import spellings
from core.imports.kind import Kind
from core.imports.kinds.meta import META

KINDS: tuple[Kind, ...] = (META,)


def kind_of(key: str) -> Kind | None:
    """The kind of that key; None for a table nobody knows."""
    return next((kind for kind in KINDS if kind.key == key), None)


def header_names() -> frozenset[str]:
    """Every header that any kind declares, as headers are compared."""
    headers = (header for kind in KINDS for listed in kind.headers.values() for header in listed)
    return frozenset(spelling for header in headers for spelling in spellings(header))

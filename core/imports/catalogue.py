"""The catalogue of all kinds of files that are recognised; a new one is a file in `core.imports.kinds` and a line here."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.kinds.meta import META

KINDS: tuple[Kind, ...] = (META,)


def kind_of(key: str) -> Kind | None:
    """The kind of that key; None for a table nobody knows."""
    return next((kind for kind in KINDS if kind.key == key), None)

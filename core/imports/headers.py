"""Headers: how the cells over a table are compared, whatever case, spaces and apostrophes a platform writes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from hashlib import sha256

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))


def folded(cell: str) -> str:
    """A header as it is compared: NFKC, no case, single spaces, plain apostrophes, no colon at its end."""
    plain = unicodedata.normalize("NFKC", cell).translate(_APOSTROPHES).casefold()
    return " ".join(plain.replace("\ufeff", "").split()).removesuffix(":").rstrip()


def fingerprint(cells: Sequence[str]) -> str:
    """By what a mapping is remembered: the same for the same headers in the same order."""
    return sha256("\n".join(map(folded, cells)).encode()).hexdigest()[:32]

"""Totals: rows that sum others up, told by their words in any language, or by the kind's own footers."""

from __future__ import annotations

import re
from functools import lru_cache

from core.imports.dates import dated
from core.imports.headers import folded
from core.imports.kind import Kind
from core.imports.numbers import written
from core.imports.sheets import Cells, is_footer

_TOTALS = frozenset(
    """total totals totale totali totaal suma sumy razem łącznie ogółem podsumowanie summe gesamt gesamtsumme insgesamt
    totales totaux totais ensemble""".split()
) | {"grand total", "grand totals", "total general", "total général", "total geral", "totale complessivo"}
_BEGINNINGS = re.compile(r"(?:grand )?total(?:s|e|es)?\s*[:(]|(?:razem|suma|gesamt|łącznie)\s*[:(]|total of \d+")
_ALL = frozenset(
    "all alle wszystkie wszystko tous toutes tout todos todas todo tutti tutte alles gesamter całość".split()
)
"""What stands in place of a day over the sum of all days."""


def is_total(cell: str, kind: Kind) -> bool:
    """Whether the first filled cell of a row says that it is a sum."""
    text = folded(cell)
    if text in _TOTALS or _BEGINNINGS.match(text) or is_footer([cell]):
        return True
    return any(re.search(footer, cell.strip(), re.IGNORECASE) for footer in kind.footers)


@lru_cache(maxsize=16_384)
def is_all(cell: str) -> bool:
    """Whether a cell stands for all days, or all parts of a campaign."""
    text = folded(cell) if not cell.isascii() else " ".join(cell.casefold().split())
    return text in _ALL or text in _TOTALS


def first_filled(row: Cells) -> str:
    return next((cell.strip() for cell in row if cell.strip()), "")


def is_remark(row: Cells, kind: Kind) -> bool:
    """Whether a row is blank, or its one filled cell is a remark: that there is no data, or whose it is."""
    filled = [cell for cell in map(str.strip, row) if cell]
    if len(filled) > 1:
        return False
    nothing = {folded(text) for text in kind.nothing}
    return all(folded(cell) in nothing or (dated(cell) is None and written(cell) is None) for cell in filled)

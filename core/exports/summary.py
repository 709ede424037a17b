"""The report going out: the rows of the answers on campaigns and channels, as their reader sees them, and the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from core.exports.cells import cell
from core.exports.entries import Cells
from core.exports.numbers import money
from core.exports.spelling import Spelling
from core.money.rounding import rounded
from core.performance.performance import Performance, Row
from core.reports.privacy import sharers


class By(StrEnum):
    """What a row of the report is of."""

    TOTAL = "total"
    CAMPAIGN = "campaign"
    CHANNEL = "channel"


SHARED = " + "
"""Between the names of those that share a row, because one by itself would tell what one person costs."""


def rows(total: Performance, of: Mapping[By, Sequence[Row]], by: Spelling) -> Iterator[Cells]:
    """The rows, in the order of `core.exports.columns.REPORT`; ``of`` is masked for the reader already."""
    yield _row(By.TOTAL, "", total, by)
    for kind, ranked in of.items():
        for row in ranked:
            yield _row(kind, _name(row.key, by), row.performance, by)


def _row(kind: By, name: str, of: Performance, by: Spelling) -> Cells:
    places = by.places[by.currency]
    roi = "" if of.roi is None else f"{rounded(of.roi)}".replace(".", by.sign)
    return (
        kind.value,
        name,
        money(of.cost, places, by.sign),
        money(of.value, places, by.sign),
        money(of.value - of.cost, places, by.sign),
        roi,
        str(of.conversions),
        by.currency,
    )


def _name(key: str, by: Spelling) -> str:
    """The names of a row; of several that share it all, what has none as a dash."""
    return cell(SHARED.join(by.plain.get(one, one) or "–" for one in sharers(key))) if key else ""

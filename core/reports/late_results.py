"""Late results: accounts of analytics or of a CRM whose next file is overdue, so a return may be too low (A-16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.calendar.periods import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultFiles:
    """An account whose files bring results again and again. ``kind``: of its files. ``last``: the last day they hold.

    ``due``: the day after which its next file is late, ``over``: after which nobody waits for it any more. ``ask``: the
    id of who brought the last one.
    """

    kind: str
    account: str
    last: date
    due: date
    over: date
    ask: str


def late_results(files: Iterable[ResultFiles], period: Period, today: date) -> tuple[ResultFiles, ...]:
    """The accounts that are late on ``today`` and lack days of ``period``, the longest late first."""
    until = min(period.last, today)
    late = [one for one in files if one.due < today <= one.over and one.last < until]
    return tuple(sorted(late, key=lambda one: (one.due, one.kind, one.account)))

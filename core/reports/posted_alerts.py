"""Posted alerts: what was told of a channel or campaign, and until when it stands (J-03, J-07).

Whether it is told again and whether it is open in an answer is one rule, so that the two never contradict.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.performance.histories import QUARTER, YEAR

HORIZON = QUARTER + YEAR
"""An alert looks no further back than this, and speaks no longer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """The local ``day`` something was last told of, and which result was the ``last`` then; None: none had come.

    ``goal``: key of the one whose price it was measured by; empty where that is not known. ``too_few``: it was told
    for too few results in a quarter, and not for none.
    """

    day: date
    last: date | None
    goal: str = ""
    too_few: bool = False

    def stands(self, last: date | None, day: date, *, too_few: bool) -> bool:
        """Whether no result has come since; of too few, also whether ``day`` is within the same quarter.

        ``last``: of the results that are waited for, the last there is on ``day``.
        """
        if too_few and day - self.day < QUARTER:
            return True
        return last is None or (self.last is not None and last <= self.last)

    def speaks_on(self, day: date) -> bool:
        """Whether ``day`` is no further away than the days that it looked at."""
        return day - self.day < (QUARTER if self.too_few else HORIZON)

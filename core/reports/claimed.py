"""Claims beside what is booked: results that platforms report about themselves, never added to anything (S03).

Each platform claims the same sale, so claims of several are not added to each other either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from core.money.rounding import half_up


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """``source``: key of the kind of file that says it; ``type``: what it calls the results.

    ``window``: how long after a click or view it claims them, in its own words; empty where the file does not say it.
    """

    source: str
    type: str
    count: int
    campaign: str = ""
    channel: str = ""
    window: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """Claims by source, type and window, the most first; ``booked``: the results that the answer counts."""

    claims: tuple[Claim, ...]
    booked: int

    def percent(self, claim: Claim) -> int | None:
        """The claim in percent of what is booked; None where nothing is."""
        return half_up(Fraction(claim.count * 100, self.booked)) if self.booked else None


def claimed(claims: Iterable[Claim], booked: int) -> Claimed | None:
    """What ``claims`` say beside the ``booked`` results that an answer counts; None where nobody claims any."""
    sums: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        key = (claim.source, claim.type, claim.window)
        before = sums.get(key)
        sums[key] = replace(claim, campaign="", channel="", count=claim.count + (before.count if before else 0))
    return Claimed(claims=tuple(sorted(sums.values(), key=_place)), booked=booked) if sums else None


def _place(claim: Claim) -> tuple[int, str, str, str]:
    return -claim.count, claim.source, claim.type, claim.window

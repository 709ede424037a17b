"""Campaigns: a named effort with a key, a period, an optional budget and contribution margin."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from core.calendar.periods import ALL, EndBeforeStart, Period
from core.money.money import Money, parse_percent
from core.problems import Problem
from core.setup.names import NameTaken


@dataclass(frozen=True, kw_only=True, slots=True)
class Campaign:
    """``start`` and ``end`` are both included, as people write them; None: open. ``margin`` is a percentage.

    ``goal``: key of the goal it is for (J-05); empty: none was named. ``serves_all``: its costs serve all campaigns,
    and it is not judged by itself (J-03).
    """

    key: str
    name: str
    start: date | None = None
    end: date | None = None
    budget: Money | None = None
    margin: Decimal | None = None
    kind: str = ""
    goal: str = ""
    serves_all: bool = False

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise EndBeforeStart(start=self.start, end=self.end)

    @property
    def period(self) -> Period:
        """The whole of it, half-open."""
        end = self.end + timedelta(days=1) if self.end else ALL.end
        return Period(start=self.start or ALL.start, end=end)

    def period_until(self, today: date) -> Period:
        """Its own period up to and with ``today``; before it begins, the whole of it (docs/architecture.md#periods)."""
        whole = self.period
        if today < whole.start:
            return whole
        return Period(start=whole.start, end=min(whole.end, today + timedelta(days=1)))

    def begins_after(self, day: date) -> bool:
        return self.start is not None and self.start > day

    def ended_before(self, day: date) -> bool:
        return self.end is not None and self.end < day

    def runs_on(self, day: date) -> bool:
        return not self.begins_after(day) and not self.ended_before(day)

    def is_watched(self, day: date) -> bool:
        """Whether alerts speak of it: it has not ended before ``day``, and is not there for all (J-07)."""
        return not self.serves_all and (self.end is None or self.end >= day)

    @property
    def margin_share(self) -> Fraction:
        """The contribution margin as a share of return; 1 where none is set."""
        return Fraction(1) if self.margin is None else Fraction(self.margin) / 100


@dataclass(eq=False)
class CampaignExists(NameTaken):
    """A new campaign under the name of one that there is, which has ``key``."""

    _: KW_ONLY
    key: str


@dataclass(eq=False)
class UnknownCampaign(Problem):
    name: str
    alike: tuple[str, ...] = ()
    field: str = "campaign"


@dataclass(eq=False)
class MarginTooHigh(Problem):
    text: str
    field: str = "margin"


def parse_margin(text: str | None) -> Decimal | None:
    """Reads the contribution margin in percent, 0 < margin <= 100, up to two decimals."""
    if not text:
        return None
    margin = parse_percent(text, 2, "margin")
    if margin > 100:
        raise MarginTooHigh(text=text)
    return margin

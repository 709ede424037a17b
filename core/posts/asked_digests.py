"""What the buttons under a digest ask about: its week, its channel, and whether the eight weeks up to it are meant.

It is kept as words, so that a button of a digest posted long ago says all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from core.calendar.periods import Period, iso_week, week_of

_WORDS = re.compile(r"(?P<weeks>weeks )?(?P<year>20[0-9]{2})-W(?P<week>[0-9]{2})(?: (?P<channel>\S+))?", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedDigest:
    """``channel``: the key of the marketing channel it is about, empty for all. ``weeks``: eight weeks are meant."""

    week: Period
    channel: str = ""
    weeks: bool = False

    @property
    def words(self) -> str:
        """``digest 2026-W40 linkedin``, ``digest weeks 2026-W40``."""
        parts = ["digest", *(["weeks"] if self.weeks else []), iso_week(self.week.start), self.channel]
        return " ".join(filter(None, parts))


def asked_digest(text: str) -> AskedDigest | None:
    """What the words behind *digest* ask about; None where they are none that `AskedDigest.words` wrote."""
    match = _WORDS.fullmatch(text)
    if match is None:
        return None
    try:
        monday = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
    except ValueError:
        return None
    return AskedDigest(week=week_of(monday), channel=match["channel"] or "", weeks=bool(match["weeks"]))

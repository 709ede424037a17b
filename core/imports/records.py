"""Records of imports: who brought which file in, what it put on the books, and how far that has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.calendar.periods import Period
from core.imports.choices import Choices
from core.imports.meanings import Level
from core.problems import Problem

SOURCE = "import"
"""The source of the entries that imports make."""
SHOWN_FOR = timedelta(days=7)
"""How long a file that was shown and not saved can still be; after that its record is deleted."""


class State(StrEnum):
    """``STAGED``: shown, and nothing is on the books. Between begin and end of a booking the books hold a part of it,
    and answers say so. A record that is not wanted is deleted.
    """

    STAGED = "staged"
    BOOKING = "booking"
    BOOKED = "booked"
    UNDOING = "undoing"
    UNDONE = "undone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """What a file holds the whole of: all spend of an account, at a level, in a period (half-open).

    A newer file of the same scope replaces it.
    """

    kind: str
    account: str
    level: Level | None
    period: Period


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportRecord:
    """``sum_minor``: of what it books, in minor units of ``currency``, the file's. ``facts``: how many entries it adds,
    ``taken``: how many of earlier imports it takes back; ``position``: how many of both are carried out.
    ``replaces``: ids of imports whose scope it has taken over. ``digest``: SHA-256 of the file, in hex.
    ``slack_file``: Slack's id of the file, by which *Change something* fetches it again; empty from the command line.
    ``dated``: when the file was made or shared, where that is known. ``choices``: all that was decided about it, with
    every campaign of it. ``place``: where in Slack the message about it stands, as `bot.slack.places` writes it.
    ``makes``: key -> name of the campaigns that are made when it is saved; its facts have these
    keys. ``asks``: how many questions are open; while there are any it has no facts, and is not saved.
    """

    id: int
    scope: Scope
    currency: str
    file: str
    digest: str
    rows: int
    left_out: int
    refused: int
    sum_minor: int
    facts: int
    taken: int
    position: int
    state: State
    by: str
    at: datetime
    replaces: tuple[int, ...] = ()
    note: str = ""
    slack_file: str = ""
    dated: datetime | None = None
    choices: Choices = field(default_factory=Choices)
    makes: Mapping[str, str] = field(default_factory=dict)
    asks: int = 0
    place: str = ""

    @property
    def ended(self) -> bool:
        return self.state in (State.BOOKED, State.UNDONE)

    @property
    def steps(self) -> int:
        return self.facts + self.taken


@dataclass(eq=False)
class UnknownImport(Problem):
    """The import is not there: not wanted any more, or another workspace's."""


@dataclass(eq=False)
class OutOfDate(Problem):
    """The books are not any more those on which a preview was reckoned; it is to be shown anew."""


@dataclass(eq=False)
class ImportedSince(OutOfDate):
    """Another import has changed the books since this one was shown."""


@dataclass(eq=False)
class ChangedSince(OutOfDate):
    """Somebody has changed by hand, since this was shown, what it would take the place of, or a deal that it moves."""


@dataclass(eq=False)
class ClosedSince(OutOfDate):
    """A month was closed since this was shown, and the preview has not said so."""

    month: date


@dataclass(eq=False)
class ReplacedSince(Problem):
    """A newer import has taken the place of this one; it is to be undone before."""


@dataclass(eq=False)
class StaysBeside(Problem):
    """Some of the import would stay when it is taken back, beside what it took the place of: both would count."""


@dataclass(eq=False)
class ImportUndecided(Problem):
    """Something about the file is still to be decided; nothing of it is saved before."""


@dataclass(eq=False)
class ImportRunning(Problem):
    """Another import is being booked; one at a time."""


@dataclass(eq=False)
class ImportNotYours(Problem):
    """Only who brought a file in, or an admin, takes it back."""

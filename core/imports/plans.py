"""Plans: what saving a file would put on the books and take off them, and what is to be decided before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.imports.choices import Choices
from core.imports.readings import Question, Reading
from core.imports.records import ImportRecord
from core.imports.scopes import Overlapping
from core.ledger.entries import Conversion, Cost
from core.money.money import Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A campaign that a name in a file may mean."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A campaign as the file writes it. ``decision``: a key, or `NEW`, `LEFT_OUT`, `NO_CAMPAIGN`; None: to be asked.

    ``key``: of the campaign that its rows go to, also of one still to be made; empty where there is none.
    ``name``: how that campaign is written. ``near``: those that are called almost so, the nearest first.
    """

    written: str
    decision: str | None
    key: str = ""
    name: str = ""
    near: tuple[Candidate, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """The sum of a campaign and channel, in the file's currency. ``was``: what of it stands from earlier imports that
    are replaced. ``campaign`` and ``channel``: keys; empty: none.
    """

    campaign: str
    channel: str
    amount: Money
    was: Money
    rows: int
    results: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """``adds``: facts to be logged, ``takes``: ids of entries of earlier imports to be taken back; ``kept``: entries
    that stand already as the file says. ``same_file``: the import that has put this very file on the books; then
    there is nothing to save. ``choices``: all decisions, those taken by rule too. ``total``: the sum of the file as
    it is booked, VAT taken off. ``difference``: the file's own total less ours, where it is beyond rounding.
    ``closed``: months that were closed and would change. ``asks``: what has to be decided, beside campaigns and
    overlaps.
    """

    reading: Reading
    choices: Choices
    adds: Sequence[Cost | Conversion] = ()
    takes: Sequence[int] = ()
    kept: int = 0
    campaigns: Sequence[Named] = ()
    lines: Sequence[Line] = ()
    total: Money
    overlaps: Sequence[Overlapping] = ()
    same_file: ImportRecord | None = None
    closed: tuple[date, ...] = ()
    difference: Money | None = None
    in_invoices: Money | None = None
    asks: tuple[Question, ...] = ()

    @property
    def undecided(self) -> int:
        """How many decisions are open; nothing is saved before they are taken."""
        names = sum(one.decision is None for one in self.campaigns)
        return len(self.asks) + names + sum(one.decided is None for one in self.overlaps)

    @property
    def changes(self) -> int:
        """How many entries saving it would make."""
        return len(self.adds) + len(self.takes)

"""Previews: what is shown of files before anything is saved, and what saving them has done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.imports.plans import Plan
from core.imports.records import ImportRecord
from core.problems import Problem
from core.reports.effect import Effect
from core.setup.campaigns import Campaign


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePreview:
    """A file, and what saving it would do. ``problem``: why it cannot be read; then there is nothing else.

    ``record``: what was staged of it, also where something is still to be decided. ``effects``: on the campaigns it
    touches, as if it were saved. ``outside``: campaigns of whose rows some are of other days. ``names``: key -> name of
    campaigns, channels and goals, new ones too.
    ``revision``: of the books that it was reckoned on.
    """

    file: str
    problem: Problem | None = None
    plan: Plan | None = None
    record: ImportRecord | None = None
    effects: Sequence[Effect] = ()
    outside: Sequence[Campaign] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0

    @property
    def ready(self) -> bool:
        """Whether it can be saved, and would change anything."""
        return self.plan is not None and bool(self.plan.changes) and not self.plan.undecided


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """All files that came at once."""

    files: tuple[FilePreview, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The records of all files that could be read."""
        return tuple(one.record.id for one in self.files if one.record)

    @property
    def ready(self) -> tuple[int, ...]:
        """The records that *Save* saves."""
        return tuple(one.record.id for one in self.files if one.record and one.ready)


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """Imports that have ended, booked or undone, and the campaigns they touched: before and after.

    ``effects``: on those moved most, ``touched``: how many there are. ``outside``: those of whose entries some are of
    other days than their own. ``left``: entries that an undo leaves as they are, because a person has changed them
    since. ``empty``: key -> name of campaigns that an import had made, and that hold nothing once it is undone.
    """

    records: tuple[ImportRecord, ...]
    effects: Sequence[Effect] = ()
    touched: int = 0
    outside: Sequence[Campaign] = ()
    left: int = 0
    empty: Mapping[str, str] = field(default_factory=dict)

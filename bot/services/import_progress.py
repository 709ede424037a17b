"""Progress of imports, in the place where they were announced: how far a reading is, and how far a booking."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from bot.desk.desk import Desk
from bot.desk.office import Office
from bot.services.importers import Resumed
from bot.services.imports import Step
from bot.slack.errors import SlackError
from bot.slack.places import Place, read_place
from bot.views import imports as views
from bot.views.blocks import Block
from core.imports.records import ImportRecord, State
from core.setup.workspaces import Workspace

MANY_ROWS = 20_000
"""Rows from which on it is said how far their reading has come."""
TELL_SECONDS = 3.0
"""After which it is told for the first time how far a booking is; the second and last time three times later."""
MOST_TOLD = 2


def tell(office: Office, workspace: int, place: Place, message: Block) -> None:
    """Puts ``message`` in the place of what stands there; where Slack does not take it, that is a line in the log."""
    with suppress(SlackError):
        office.native_blocks.update(lambda: workspace, place, message)


@dataclass(frozen=True, kw_only=True)
class ReadingProgress:
    """Says of files of many rows how far their reading has come: each step once, however many files there are."""

    desk: Desk
    place: Place
    before: set[Step] = field(default_factory=set)

    def __call__(self, step: Step, rows: int) -> None:
        if rows >= MANY_ROWS and step not in self.before:
            self.before.add(step)
            message = views.checked if step is Step.CHECKED else views.progress
            tell(self.desk.office, self.desk.workspace.id, self.place, message(self.desk.language, rows))


@dataclass
class BookingProgress:
    """Tells at most twice how far an import is, where it takes long."""

    office: Office
    workspace: Workspace
    messages: int = 0
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.office.clock.monotonic()

    def __call__(self, record: ImportRecord) -> None:
        passed = self.office.clock.monotonic() - self.began
        if self.messages < MOST_TOLD and passed > TELL_SECONDS * 3**self.messages:
            self.messages += 1
            language = Resumed(office=self.office, workspace=self.workspace, record=record).language
            undoing = record.state is State.UNDOING
            message = views.booking(language, record.position, record.steps, undoing=undoing)
            tell_of(self.office, self.workspace.id, record, message)


def tell_of(office: Office, workspace: int, record: ImportRecord, message: Block) -> None:
    """Puts ``message`` where the import was announced; one from the command line was announced nowhere."""
    place = read_place(record.place)
    if place:
        tell(office, workspace, place, message)

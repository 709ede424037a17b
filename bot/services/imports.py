"""Imports: files of other programs are read and shown, saved, and taken back.

Nothing here calls Slack. Downloading, booking in the background and answering are of `bot.listeners.imports` and
`bot.jobs.imports`; the command line calls the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.language import Language
from core.imports.choices import Choices
from core.imports.previews import FilePreview, Preview, Receipt
from core.imports.records import ImportRecord
from core.setup.acts import Act
from core.setup.workspaces import Workspace
from storage.database import Database


class Importer(Protocol):
    """Who imports: a desk of a request, or the command line."""

    @property
    def database(self) -> Database: ...
    @property
    def workspace(self) -> Workspace: ...
    @property
    def currency(self) -> str: ...
    @property
    def language(self) -> Language: ...
    @property
    def today(self) -> date: ...
    @property
    def act(self) -> Act: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """A file as it came. ``slack_id``: of the file in Slack; ``dated``: when it was made or shared, where known."""

    name: str
    content: bytes
    slack_id: str = ""
    dated: datetime | None = None


class Step(StrEnum):
    """How far the reading of files has come; each is told at most once."""

    READ = "read"
    CHECKED = "checked"


def preview(
    importer: Importer,
    files: Sequence[Brought],
    choices: Choices | None = None,
    progress: Callable[[Step, int], None] | None = None,
) -> Preview:
    """Reads the files and stages what saving them would do; nothing is on the books yet.

    ``choices``: what the person has decided just now, over what is kept of the account. ``progress``: is told each
    step with the number of rows, where they are many.
    """
    raise NotImplementedError


def save(importer: Importer, numbers: Sequence[int]) -> tuple[ImportRecord, ...]:
    """Makes new campaigns and begins the booking of staged imports; the background carries it out.

    Raises `UnknownImport`, `ImportedSince`, `ImportRunning`, `ImportUndecided`.
    """
    raise NotImplementedError


def undo(importer: Importer, number: int) -> ImportRecord:
    """Begins to take a whole import back; the background carries it out.

    Raises `UnknownImport`, `ImportNotYours`, `ImportRunning`.
    """
    raise NotImplementedError


def not_now(importer: Importer, numbers: Sequence[int]) -> None:
    """Forgets staged imports. Those that are being booked already stay."""
    raise NotImplementedError


def receipt(importer: Importer, numbers: Sequence[int]) -> Receipt:
    """What imports that have ended (booked or undone) have done. Raises `UnknownImport`."""
    raise NotImplementedError


def staged(importer: Importer, number: int) -> ImportRecord:
    """The staged import that *Change something* is about: its ``slack_file`` is fetched again.

    Raises `UnknownImport`.
    """
    raise NotImplementedError


def change(importer: Importer, number: int, file: Brought) -> FilePreview:
    """The file read again with the choices it has, for the form `import_change`. Raises `UnknownImport`."""
    raise NotImplementedError


def changed(importer: Importer, number: int, files: Mapping[int, Brought], choices: Choices) -> Preview:
    """The preview after *Change something*: keeps the choices for the account, and stages all files anew.

    ``files``: by the number of the staged import of each, of all in the message; ``number``: the one that the choices
    are about. Raises `UnknownImport`.
    """
    raise NotImplementedError


def latest(importer: Importer, before: int = 0) -> Sequence[ImportRecord]:
    """The imports of the workspace, newest first, a page of them; ``before``: older than that number."""
    raise NotImplementedError

"""`roibot import`: files of other programs, shown and with ``--yes`` saved, in the name of `AUTHOR`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot.clock import Clock
from bot.desk.sentences import sentence
from bot.files.opened import MOST_BYTES
from bot.forms.escapes import unescaped
from bot.language import Language, Languages
from bot.operations import restoring
from bot.operations.import_options import Decisions, check
from bot.operations.import_questions import open_question
from bot.operations.import_rules import ruled
from bot.operations.workspaces import of_team
from bot.services import import_booking, imports
from bot.services.import_plans import Brought
from bot.settings import Settings
from bot.views import imports as views
from core.calendar.weekly import local_day
from core.imports.previews import FilePreview
from core.imports.readings import OwnExport
from core.imports.records import ImportRunning, OutOfDate
from core.money.exchange import Published
from core.setup.acts import Act
from core.setup.workspaces import Workspace
from storage.database import Database

AUTHOR = "cli"


@dataclass(frozen=True, kw_only=True)
class Operator:
    """Who imports by the command line: nobody in Slack, with an admin's rights."""

    database: Database
    workspace: Workspace
    settings: Settings
    language: Language
    published: Published
    clock: Clock

    @property
    def currency(self) -> str:
        return self.workspace.reporting_currency(self.settings.defaults)

    @property
    def today(self) -> date:
        return local_day(self.clock.now(), self.workspace.zone_name(self.settings.defaults))

    @property
    def act(self) -> Act:
        return Act(workspace=self.workspace.id, by=AUTHOR, admin=True, at=self.clock.now(), today=self.today)


def operator(database: Database, settings: Settings, team: str, published: Published, clock: Clock) -> Operator:
    """Raises `SettingError` where no such workspace is on the books."""
    workspace = of_team(database, team)
    language = Languages().get("en")
    return Operator(
        database=database, workspace=workspace, settings=settings, language=language, published=published, clock=clock
    )


def brought(files: Sequence[Path]) -> list[Brought]:
    """The files with the time they were last written. Raises ``OSError``."""
    return [Brought(name=file.name, content=_content(file), dated=_written(file)) for file in files]


def _content(file: Path) -> bytes:
    """Its bytes, one more than are taken at most: of a file that is too large not all is read."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _written(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def run(
    importer: Operator, files: Sequence[Path], decisions: Decisions, *, saves: bool, say: Callable[[str], None]
) -> list[str]:
    """Shows the files, and ``saves`` them; answers with the reasons why nothing was saved.

    Raises `SettingError` where an option names what the workspace does not have.
    """
    check(decisions.choices, imports.offers(importer))
    every = brought(files)
    previews = list(imports.apart(importer, [_preview(importer, one, decisions) for one in every], imports.meet))
    if len(previews) == 1 and isinstance(previews[0].problem, OwnExport):
        table = restoring.exported_in(every[0])
        return restoring.put_back(importer.database, importer.act, importer.language, table, saves=saves, tell=say)
    for one in previews:
        if one.plan:
            say(unescaped(views.in_words(importer.language, one, one.plan)))
    reasons = list(_undecided(importer, previews))
    if saves and not reasons:
        reasons = list(_saved_all(importer, every, previews, decisions, say))
    elif not reasons:
        say("Nothing was saved. Add --yes to save it.")
    imports.not_now(importer, [one.record.id for one in previews if one.record])
    return reasons


def _preview(importer: Operator, file: Brought, decisions: Decisions) -> FilePreview:
    """The file with all that the options and rules decide: what is open may show only once something else is."""
    choices, [shown] = decisions.choices, imports.preview(importer, [file], decisions.choices).files
    while shown.plan and (more := ruled(shown.plan, decisions, choices)) != choices:
        imports.not_now(importer, [shown.record.id] if shown.record else [])
        choices, [shown] = more, imports.preview(importer, [file], more).files
    return shown


def _undecided(importer: Operator, previews: Sequence[FilePreview]) -> Iterator[str]:
    """Why a file cannot be saved, and the option that decides it; a line for each file."""
    for one in previews:
        if one.problem:
            yield f"{one.file}: {sentence(importer.language, one.problem)}"
        elif one.plan and one.plan.undecided:
            yield f"{one.file}: {open_question(one.plan)}"


def _saved_all(
    importer: Operator,
    files: Sequence[Brought],
    previews: Sequence[FilePreview],
    decisions: Decisions,
    say: Callable[[str], None],
) -> Iterator[str]:
    """Saves one file after the other; answers why one was not. What the one before it has moved is read anew."""
    for file, before in zip(files, previews, strict=True):
        try:
            say(_saved(importer, before))
        except OutOfDate:
            now = _preview(importer, file, decisions)
            if reasons := list(_undecided(importer, [now])):
                yield from reasons
            else:
                say(_saved(importer, now))
        except ImportRunning as problem:
            yield f"{before.file}: {sentence(importer.language, problem)}"


def _saved(importer: Operator, one: FilePreview) -> str:
    """Saves what was shown, to its end, and says so."""
    if one.record is None or not one.ready:
        return f"{one.file}: nothing to save, all of it is on the books."
    imports.save(importer, [one.record.id])
    record = import_booking.carried_out(
        importer.database, importer.clock, importer.workspace.id, one.record.id, lambda _: True
    )
    return f"{one.file}: saved as import {record.id}, {record.facts} entries added, {record.taken} taken back."

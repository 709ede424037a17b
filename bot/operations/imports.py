"""`roibot import`: files of other programs, shown and with ``--yes`` saved, in the name of `AUTHOR`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.clock import Clock
from bot.desk.sentences import sentence
from bot.forms.escapes import unescaped
from bot.language import Language, Languages
from bot.operations import restoring
from bot.services import import_booking, imports
from bot.services.import_plans import Brought
from bot.settings import SettingError, Settings
from bot.views import imports as views
from core.calendar.weekly import local_day
from core.imports.choices import Choices, Overlap
from core.imports.plans import Plan
from core.imports.previews import FilePreview
from core.imports.readings import Ask
from core.money.exchange import Published
from core.setup.acts import Act
from core.setup.workspaces import Workspace
from storage import workspaces
from storage.database import Database

AUTHOR = "cli"
OPTIONS: Mapping[Ask, str] = {
    Ask.CHANNEL: "--channel linkedin",
    Ask.CURRENCY: "--currency EUR",
    Ask.DATE_ORDER: "--day-first or --month-first",
    Ask.DECIMAL: "--decimal , or --decimal .",
    Ask.LEVEL: "--level campaign",
    Ask.MICROS: "--micros or --whole-units",
    Ask.TAX: "--vat 23",
}
"""What is asked -> the option that decides it; what is missing can only be decided in Slack."""


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
    with database.reading() as connection:
        every = workspaces.every(connection)
    workspace = next((one for one in every if one.team_id == team), None)
    if workspace is None:
        there = ", ".join(one.team_id for one in every) or "none"
        raise SettingError(f"No workspace {team} is on the books; there: {there}.")
    language = Languages().get("en")
    return Operator(
        database=database, workspace=workspace, settings=settings, language=language, published=published, clock=clock
    )


def brought(files: Sequence[Path]) -> list[Brought]:
    """The files with the time they were last written. Raises ``OSError``."""
    return [Brought(name=file.name, content=file.read_bytes(), dated=_written(file)) for file in files]


def _written(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def run(
    importer: Operator,
    files: Sequence[Path],
    choices: Choices,
    *,
    replaces: bool | None,
    saves: bool,
    say: Callable[[str], None],
) -> list[str]:
    """Shows the files, and ``saves`` them; answers with the reasons why nothing was saved.

    ``replaces``: whether earlier imports of the same days give way; None: that is asked.
    """
    if table := restoring.exported_in(files):
        return restoring.put_back(importer.database, importer.act, importer.language, table, saves=saves, tell=say)
    previews = [_preview(importer, one, choices, replaces) for one in brought(files)]
    for one in previews:
        if one.plan:
            say(unescaped(views.in_words(importer.language, one, one.plan)))
    reasons = list(_undecided(importer, previews))
    if saves and not reasons:
        for one in previews:
            say(_saved(importer, one))
        return []
    imports.not_now(importer, [one.record.id for one in previews if one.record])
    if not reasons:
        say("Nothing was saved. Add --yes to save it.")
    return reasons


def _preview(importer: Operator, file: Brought, choices: Choices, replaces: bool | None) -> FilePreview:
    [preview] = imports.preview(importer, [file], choices).files
    if replaces is None or preview.plan is None or not preview.plan.clashes:
        return preview
    if preview.record:
        imports.not_now(importer, [preview.record.id])
    decision = Overlap.REPLACE if replaces else Overlap.BOTH
    decided = {one.earlier.id: decision for one in preview.plan.clashes}
    return imports.preview(importer, [file], replace(choices, overlaps=decided)).files[0]


def _undecided(importer: Operator, previews: Sequence[FilePreview]) -> Iterator[str]:
    """Why a file cannot be saved, and the option that decides it; a line for each file."""
    for one in previews:
        if one.problem:
            yield f"{one.file}: {sentence(importer.language, one.problem)}"
        elif one.plan and one.plan.undecided:
            yield f"{one.file}: {_open_question(one.plan)}"


def _open_question(drawn: Plan) -> str:
    for question in drawn.asks:
        option = OPTIONS.get(question.ask)
        what = question.ask.value.replace("_", " ")
        return f"the {what} is not certain: add {option}." if option else f"the {what} can only be chosen in Slack."
    for name in drawn.unnamed:
        near = name.near[0].key if name.near else name.key
        return f"is the campaign “{name.written}” the one called {near}? Add --campaign “{name.written}={near}”, or =+."
    if not drawn.clashes:
        return "what its results count for can only be chosen in Slack."
    earlier = drawn.clashes[0].earlier
    return f"import {earlier.id} ({earlier.file}) has some of these days: add --replace or --keep-both."


def _saved(importer: Operator, one: FilePreview) -> str:
    """Saves what was shown, to its end, and says so."""
    if one.record is None or not one.ready:
        imports.not_now(importer, [one.record.id] if one.record else [])
        return f"{one.file}: nothing to save, all of it is on the books."
    imports.save(importer, [one.record.id])
    record = import_booking.carried_out(
        importer.database, importer.clock, importer.workspace.id, one.record.id, lambda _: True
    )
    return f"{one.file}: saved as import {record.id}, {record.facts} entries added, {record.taken} taken back."

"""Exports: what of the books is asked for, and written as files for one reader, all of it from one snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from pathlib import Path

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.files.exported import delimiter, write_csv, write_workbook
from bot.language import Language
from bot.services.roi_question import plain
from bot.views.exports import sheet_label
from core.calendar.period_parser import split_period
from core.calendar.periods import ALL, Period
from core.exports import days as day_rows
from core.exports import entries as entry_rows
from core.exports import summary
from core.exports.cells import cell
from core.exports.columns import Table
from core.exports.entries import Cells
from core.exports.spelling import Named, Spelling, spelling
from core.exports.summary import By
from core.imports.booked_results import Origin
from core.reports.campaign import campaign_report
from core.reports.privacy import Veil
from core.reports.ranking import campaign_ranking, channel_ranking
from core.reports.subjects import asked_about
from core.setup.campaigns import UnknownCampaign
from core.setup.names import alike, slug
from core.setup.registers import CAMPAIGN, Register
from storage import entry_sources, exports, goals, names
from storage.database import Database
from storage.totals import WorkspaceBooks

Tell = Callable[[int], None]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is exported, and for whom. ``campaign``: its key; empty for all. ``period``: None for all days.

    ``reader``: the id of who reads it, under ``veil``. ``people``: ids -> names of those who logged something.
    """

    workspace: int
    currency: str
    language: Language
    today: date
    veil: Veil
    campaign: str = ""
    name: str = ""
    period: Period | None = None
    reader: str = ""
    people: Callable[[Iterable[str]], Mapping[str, str]] = lambda ids: {one: one for one in ids}

    @property
    def asked(self) -> exports.Asked:
        return exports.Asked(workspace=self.workspace, period=self.period or ALL, campaign=self.campaign)


@dataclass(frozen=True, kw_only=True)
class Written:
    """The files, the workbook first, and how many entries are in them."""

    files: tuple[Path, ...]
    entries: int


def order(desk: Desk, text: str) -> Order:
    """What ``text``, ``[campaign] [period]``, asks for. Raises `UnknownCampaign`, and as `split_period` does."""
    with desk.database.reading() as connection:
        register = names.register(connection, desk.workspace.id)
    campaign, period = _campaign_and_period(plain(text), register, desk.today)
    return Order(
        workspace=desk.workspace.id,
        currency=desk.currency,
        language=desk.language,
        today=desk.today,
        veil=desk.veil,
        campaign=campaign,
        name=register.names.get(campaign, ""),
        period=period,
        reader=desk.person.id,
        people=lambda ids: desk.office.people.names(desk.workspace.team_id, ids),
    )


def how_many(database: Database, wanted: Order) -> int:
    """How many entries it is about, before any is left out."""
    with database.reading() as connection:
        return exports.count(connection, wanted.asked)


def write(database: Database, wanted: Order, folder: Path, tell: Tell = lambda _: None) -> Written:
    """Writes the tables and the workbook into ``folder``. ``tell``: told how many entries are written so far."""
    # Asked before anything is opened: Slack may have to be asked for names.
    with database.reading() as connection:
        authors = exports.authors(connection, wanted.workspace)
    people = wanted.people(authors)
    with database.reading() as connection:
        tables, number = _write_tables(connection, wanted, people, folder, tell)
    workbook = folder / f"{_base(wanted)}.xlsx"
    write_workbook(workbook, tables, wanted.language)
    return Written(files=(workbook, *tables.values()), entries=number)


def _campaign_and_period(question: str, register: Register, today: date) -> tuple[str, Period | None]:
    if not question:
        return "", None
    named = asked_about(question, register, today)
    if named and named[0].campaign and not named[0].channel:
        return named[0].campaign, named[1]
    name, period = split_period(question, today)
    if name:
        campaigns = [register.names.get(key, key) for key in register.of_kind(CAMPAIGN)]
        raise UnknownCampaign(name=name, alike=alike(name, campaigns))
    return "", period


def _write_tables(
    connection: Connection, wanted: Order, people: Mapping[str, str], folder: Path, tell: Tell
) -> tuple[Mapping[Table, Path], int]:
    by = spelling_for(connection, wanted, people)
    files = {table: folder / f"{_base(wanted)}-{slug(sheet_label(wanted.language, table))}.csv" for table in Table}
    number = write_entries(connection, wanted, by, files[Table.ENTRIES], tell)
    of_days = day_rows.rows(exports.days(connection, wanted.asked), by)
    write_csv(files[Table.DAYS], Table.DAYS, of_days, wanted.language)
    write_csv(files[Table.REPORT], Table.REPORT, _report(connection, wanted, by), wanted.language)
    return files, number


def write_entries(connection: Connection, wanted: Order, by: Spelling, file: Path, tell: Tell) -> int:
    """Writes the entries as CSV; answers with how many there are."""
    listed = entry_rows.visible(exports.lines(connection, wanted.asked), by)
    return write_csv(file, Table.ENTRIES, map(entry_rows.cells, listed, repeat(by)), wanted.language, tell)


def spelling_for(connection: Connection, wanted: Order, people: Mapping[str, str]) -> Spelling:
    """How cells are written for the reader of this export. ``people``: id in Slack -> name."""
    roots = exports.roots(connection, wanted.workspace)
    return spelling(
        names.register(connection, wanted.workspace).names,
        goals.versions(connection, wanted.workspace),
        veil=wanted.veil,
        currency=wanted.currency,
        people=Named(people).quoted(),
        roots=roots,
        come=_come(connection, wanted.workspace, roots),
        reader=wanted.reader,
        sign="." if delimiter(wanted.language) == "," else ",",
    )


def _come(connection: Connection, workspace: int, roots: Mapping[int, int]) -> Mapping[int, Cells]:
    """Where entries that were put back came from: it is kept with the one each was first saved as."""
    origins = entry_sources.of(connection, workspace, roots.values())
    return {entry: _cells(origins[root]) for entry, root in roots.items() if root in origins}


def _cells(origin: Origin) -> Cells:
    return tuple(cell(getattr(origin, name)) for name in Origin.__slots__)


def _report(connection: Connection, wanted: Order, by: Spelling) -> Iterator[Cells]:
    """The rows of the answers that `/roi` gives of the same days to the same reader."""
    books, period = WorkspaceBooks(connection, wanted.workspace, wanted.currency), wanted.period or ALL
    if wanted.campaign:
        report = campaign_report(books, wanted.campaign, period, wanted.today, veil=wanted.veil)
        return summary.rows(report.total, {By.CHANNEL: report.channels}, by)
    channels = channel_ranking(books, period, wanted.today, veil=wanted.veil)
    campaigns = campaign_ranking(books, period, wanted.today, veil=wanted.veil)
    return summary.rows(channels.total, {By.CAMPAIGN: campaigns.rows, By.CHANNEL: channels.rows}, by)


def _base(wanted: Order) -> str:
    """The beginning of the files' names, in letters that every system takes."""
    parts = [wanted.language.say("roi-export"), wanted.today.isoformat()]
    return "-".join([*parts, slug(wanted.name)] if wanted.name.isascii() and wanted.name else parts)

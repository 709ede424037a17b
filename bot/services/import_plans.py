"""One file: read with what is remembered of its account, planned beside what stands, and staged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from typing import Protocol

from sqlalchemy import Connection

from bot.files import opened
from bot.language import Language
from bot.services.exchange_rates import rate_into
from bot.services.import_results import result_books
from bot.services.restoring import is_export
from core.calendar.periods import Period
from core.imports.choices import Choices
from core.imports.foreseen import foreseen, outside
from core.imports.plans import Plan, plan, scope_of
from core.imports.previews import FilePreview
from core.imports.reader import read
from core.imports.readings import OwnExport, Reading, Result
from core.imports.records import ImportRecord, Scope, State
from core.imports.remembered import account_of, merged
from core.imports.scopes import Earlier
from core.imports.sheets import Sheet
from core.imports.standing import Rate, Standing
from core.imports.worlds import World
from core.ledger.entries import Entry
from core.money.exchange import ExchangeRate, Published
from core.setup.acts import Act
from core.setup.registers import CAMPAIGN, CHANNEL
from core.setup.workspaces import Workspace
from storage import closings, import_choices, import_history, invoices, many_entries, names, source_links, workspaces
from storage import imports as import_book
from storage.database import Database
from storage.totals import WorkspaceBooks


class Importer(Protocol):
    """Who imports: the desk of a request, or the command line. ``currency``: the reporting one."""

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
    @property
    def published(self) -> Published: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """A file as it came. ``slack_id``: of the file in Slack; ``dated``: when it was made or shared, where known."""

    name: str
    content: bytes
    slack_id: str = ""
    dated: datetime | None = None

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """A file that was read: what it says, with which choices."""

    file: Brought
    reading: Reading
    choices: Choices


def read_file(importer: Importer, file: Brought, choices: Choices) -> Read:
    """What the file says, with ``choices`` over those remembered of its account. Raises the problems of files."""
    sheets = opened.sheets_of(file.name, file.content)
    if any(is_export(sheet.rows) for sheet in sheets):
        raise OwnExport(file=file.name)
    with importer.database.reading() as connection:
        world = _world(connection, importer)
        reading = read(sheets, choices, world, file.name)
        remembered = _remembered(connection, importer, reading)
    return _read_again(sheets, file, reading, choices, merged(remembered, choices), world)


def _read_again(
    sheets: Sequence[Sheet], file: Brought, reading: Reading, choices: Choices, all_choices: Choices, world: World
) -> Read:
    """The same, read once more where something is remembered that decides how."""
    if all_choices != choices:
        reading = read(sheets, all_choices, world, file.name)
    return Read(file=file, reading=reading, choices=all_choices)


def _world(connection: Connection, importer: Importer) -> World:
    register = names.register(connection, importer.workspace.id)
    channels = {key: register.names.get(key, key) for key in register.of_kind(CHANNEL)}
    links = source_links.table(connection, importer.workspace.id)
    ours = frozenset(register.of_kind(CAMPAIGN))
    return World(today=importer.today, currency=importer.currency, channels=channels, campaigns=ours, links=links)


def _remembered(connection: Connection, importer: Importer, reading: Reading) -> Choices:
    return import_choices.kept(connection, importer.workspace.id, reading.kind, account_of(reading))


def planned(importer: Importer, one: Read) -> FilePreview:
    """What saving the file would do; nothing is staged yet. Raises `RateUnknown`."""
    with importer.database.reading() as connection:
        revision = workspaces.load(connection, importer.workspace.id).revision
        drawn = plan(one.reading, one.choices, _standing(connection, importer, one))
        books = WorkspaceBooks(connection, importer.workspace.id, importer.currency)
        new_names = {named.key: named.name for named in drawn.campaigns if named.key}
        effects = [] if drawn.undecided else foreseen(books, drawn.turns, new_names, importer.today)
        beyond = [] if drawn.undecided else outside(books, drawn.turns)
        every_name = {**new_names, **books.names()}
    return FilePreview(
        file=one.file.name, plan=drawn, effects=effects, outside=beyond, names=every_name, revision=revision
    )


def _standing(connection: Connection, importer: Importer, one: Read) -> Standing:
    workspace = importer.workspace.id
    scope = scope_of(one.reading)
    return Standing(
        register=names.register(connection, workspace),
        rate=_rates(connection, importer),
        dated=one.file.dated,
        same_file=_same_file(connection, workspace, one.file),
        earlier=_earlier(connection, workspace, scope) if scope else (),
        undone=_undone(connection, workspace, scope) if scope else (),
        closed=frozenset(closings.closed(connection, workspace)),
        language=importer.language.code,
        invoices=invoices.standing(connection, workspace, scope.period) if scope else (),
        results=result_books(connection, workspace, one.reading, one.choices, importer.today),
    )


def _rates(connection: Connection, importer: Importer) -> Rate:
    """The rate of each currency and day, asked once."""

    @cache
    def rate(currency: str, day: date) -> ExchangeRate | None:
        return rate_into(connection, importer.workspace.id, importer.currency, importer.published, currency, day)

    return rate


def _same_file(connection: Connection, workspace: int, file: Brought) -> ImportRecord | None:
    same = import_history.same_file(connection, workspace, file.digest)
    return same if same and same.state is State.BOOKED else None


def _earlier(connection: Connection, workspace: int, scope: Scope) -> list[Earlier]:
    """The imports that hold some of the same spend, each with its entries."""
    records = import_history.overlapping(connection, workspace, scope.kind, scope.account, scope.period)
    return [
        _with_entries(connection, workspace, record, import_history.standing(connection, workspace, record.id))
        for record in records
    ]


def _undone(connection: Connection, workspace: int, scope: Scope) -> list[Earlier]:
    """The imports that were taken back, each with what stayed of it: a file that holds it still is not to add it."""
    records = import_history.undone(connection, workspace, scope.kind, scope.account, scope.period)
    return [
        _with_entries(connection, workspace, record, import_history.left_by_hand(connection, workspace, record.id))
        for record in records
    ]


def _with_entries(connection: Connection, workspace: int, record: ImportRecord, entries: Sequence[Entry]) -> Earlier:
    """The import with those ``entries`` of it that matter to a file."""
    fixed = many_entries.refunded(connection, workspace, {entry.id: entry for entry in entries})
    orders = import_history.orders(connection, workspace, record.id) if entries else {}
    return Earlier(record=record, entries=entries, fixed=fixed, orders=orders)


def staged(importer: Importer, one: Read, preview: FilePreview) -> FilePreview:
    """The preview with its record: what would be saved is kept, to be booked by *Save*.

    Raises `ImportRunning`, `ImportedSince` where another import has moved the same spend while this was reckoned.
    """
    if preview.plan is None:
        return preview
    drawn = preview.plan
    draft = _record(importer, one, drawn)
    with importer.database.writing() as connection:
        record = import_book.stage(
            connection, importer.act, draft, drawn.facts, drawn.takes, _claims(drawn), drawn_at=preview.revision
        )
    return replace(preview, record=record)


def _claims(drawn: Plan) -> Iterator[Result]:
    """What is kept beside the books, under the keys of its campaigns; none before all is decided."""
    keys = {one.written: one.key for one in drawn.campaigns}
    for claim in () if drawn.undecided else drawn.booked.claims:
        yield replace(claim, campaign=keys.get(claim.campaign, ""))


def _record(importer: Importer, one: Read, drawn: Plan) -> ImportRecord:
    reading = one.reading
    return ImportRecord(
        id=0,
        scope=scope_of(reading) or _no_days(reading, importer.today),
        currency=drawn.total.currency,
        file=one.file.name,
        digest=one.file.digest,
        rows=reading.rows,
        left_out=sum(reading.left.values()),
        refused=len(reading.refused),
        sum_minor=drawn.total.minor,
        facts=len(drawn.adds),
        taken=len(drawn.takes),
        position=0,
        state=State.STAGED,
        by=importer.act.by,
        at=importer.act.at,
        replaces=drawn.replaces,
        slack_file=one.file.slack_id,
        dated=one.file.dated,
        choices=drawn.choices,
        makes={named.key: named.name for named in drawn.campaigns if named.is_new},
        asks=drawn.undecided,
    )


def _no_days(reading: Reading, today: date) -> Scope:
    """The scope of a file of which no row was read yet: of no day at all."""
    return Scope(
        kind=reading.kind,
        account=account_of(reading),
        level=reading.level,
        period=Period(start=today, end=today),
    )

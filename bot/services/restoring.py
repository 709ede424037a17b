"""Restoring: an export, imported into empty books, makes them the same books again, to the minor unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from sqlalchemy import Connection

from bot.language import Languages
from bot.views.exports import COLUMNS, column_label
from core.exports.columns import ORIGINS
from core.exports.restored import OLDER, BooksNotEmpty, Keys, NotAnExport, Row, fact, places_of, rows_of, worth_of
from core.imports.booked_results import Origin
from core.imports.records import SOURCE as IMPORT
from core.ledger.entries import Conversion, Cost
from core.ledger.refunds import SOURCE as REFUND
from core.setup.acts import Act
from core.setup.campaigns import Campaign
from core.setup.contents import content_of
from core.setup.goals import Goal
from core.setup.languages import LANGUAGES
from core.setup.names import slug
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL, Register
from storage import campaigns, entry_lists, entry_sources, goals, log_entry, names

FORM = "form"
KEPT = (FORM, "quick", IMPORT)
"""The ways that an entry has come which are said again where it is restored; of all others it is as if typed."""


NO_IMPORT = 0
"""In place of the import that an entry's source came with: the file that is restored is none."""


def is_export(table: Sequence[Sequence[str]]) -> bool:
    """Whether a table is that of exported entries, as CSV or from a workbook in any language."""
    if not table or len(table[0]) < len(OLDER):
        return False  # before the headers of all languages are looked up, for other files are many
    try:
        next(rows_of(table, labels()), None)
    except NotAnExport:
        return False
    return True


def labels() -> Mapping[str, str]:
    """The header of a workbook's column, in any language -> the column's name."""
    languages = Languages()
    every = [languages.get(code) for code in LANGUAGES]
    return {column_label(language, name): name for language in every for name in COLUMNS}


def restore(connection: Connection, act: Act, table: Sequence[Sequence[str]]) -> int:
    """Logs every row of exported entries, with the campaigns, goals, channels and content types they name.

    Answers with how many there were. Raises `NotAnExport`, `BooksNotEmpty`.
    """
    if entry_lists.history(connection, act.workspace, None, most=1):
        raise BooksNotEmpty
    rows = list(rows_of(table, labels()))
    entries: dict[str, int] = {}
    keys = _named(connection, act, rows, entries)
    for source, alike in groupby(rows, _source):
        run = list(alike)
        logged = _logged(connection, act, [fact(row, keys) for row in run], source)
        entries |= zip((row["external_id"] for row in run), logged, strict=True)
        origins = {entry: _origin(row) for entry, row in zip(logged, run, strict=True)}
        entry_sources.add(connection, act.workspace, NO_IMPORT, origins)
    return len(rows)


def _logged(connection: Connection, act: Act, facts: Sequence[Cost | Conversion], source: str) -> list[int]:
    """All at once, but for refunds: each is weighed against what its sale has left."""
    if source == REFUND:
        return [log_entry.log(connection, act, one, source=source).id for one in facts]
    return log_entry.log_all(connection, act, facts, source=source)


def _origin(row: Row) -> Origin:
    names_of = zip(Origin.__slots__, ORIGINS, strict=True)
    return Origin(**{name: row[column.name] for name, column in names_of})


def _source(row: Row) -> str:
    """The way it came, where that is the entry's alone: a deal or a rhythm is not restored with it."""
    if row["refunds"]:
        return REFUND
    return row["origin"] if row["origin"] in KEPT else FORM


def _named(connection: Connection, act: Act, rows: Sequence[Row], entries: Mapping[str, int]) -> Keys:
    """What the names in the rows mean; what there is not yet is made."""
    for name in _distinct(_campaigns(rows)):
        key = _key(connection, act, name, CAMPAIGN)
        campaigns.save(connection, act, Campaign(key=key, name=name))
    for name in _distinct([row["channel"] for row in rows] + _channels(rows)):
        if not _register(connection, act).find_channel(name):
            names.add_channel(connection, act, _key(connection, act, name, CHANNEL), name)
    for name in _distinct(row["content_type"] for row in rows):
        if not content_of(slug(name)) and not _register(connection, act).find(name, CONTENT):
            names.add_content(connection, act, _key(connection, act, name, CONTENT), name)
    of_rows = _goals(connection, act, rows)
    register = _register(connection, act)
    return Keys(
        campaign=lambda name: register.find(name, CAMPAIGN) if name else "",
        channel=lambda name: register.find_channel(name) if name else "",
        content=lambda name: (content_of(slug(name)) or register.find(name, CONTENT)) if name else "",
        goals=of_rows,
        entries=entries,
    )


def _goals(connection: Connection, act: Act, rows: Sequence[Row]) -> Mapping[tuple[str, str], Goal]:
    """Name and worth -> a version of the goal; the versions in the order in which they were first used."""
    made: dict[tuple[str, str], Goal] = {}
    for row in rows:
        name, worth = row["goal"], row["worth"]
        if name and (name, worth) not in made:
            key = _register(connection, act).find(name, GOAL) or _key(connection, act, name, GOAL)
            made[name, worth] = goals.save(connection, act, worth_of(row, name, key))
    return made


def _register(connection: Connection, act: Act) -> Register:
    return names.register(connection, act.workspace)


def _key(connection: Connection, act: Act, name: str, what: str) -> str:
    return _register(connection, act).free_key(name, what=what)


def _distinct(listed: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(listed) if name]


def _campaigns(rows: Sequence[Row]) -> list[str]:
    return [row["campaign"] for row in rows] + [campaign for campaign, _ in _split_places(rows)]


def _channels(rows: Sequence[Row]) -> list[str]:
    return [channel for _, channel in _split_places(rows)]


def _split_places(rows: Sequence[Row]) -> list[tuple[str, str]]:
    return [place for row in rows if row["split"] for place in places_of(row["split"])]

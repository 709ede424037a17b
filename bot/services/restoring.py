"""Restoring: an export, imported into empty books, makes them the same books again, to the minor unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from bot.language import Languages
from bot.views.exports import COLUMNS, column_label
from core.exports.restored import NAMES, BooksNotEmpty, Keys, NotAnExport, Row, fact, places_of, rows_of, worth_of
from core.imports.records import SOURCE as IMPORT
from core.ledger.refunds import SOURCE as REFUND
from core.setup.acts import Act
from core.setup.campaigns import Campaign
from core.setup.contents import content_of
from core.setup.goals import Goal
from core.setup.languages import LANGUAGES
from core.setup.names import slug
from core.setup.registers import CAMPAIGN, CHANNEL, CONTENT, GOAL, Register
from storage import campaigns, entry_lists, goals, log_entry, names

FORM = "form"
KEPT = (FORM, "quick", IMPORT)
"""The ways that an entry has come which are said again where it is restored; of all others it is as if typed."""


def is_export(table: Sequence[Sequence[str]]) -> bool:
    """Whether a table is that of exported entries, as CSV or from a workbook in any language."""
    if not table or len(table[0]) < len(NAMES):
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
    for row in rows:
        entry = log_entry.log(connection, act, fact(row, keys), source=_source(row))
        entries[row["external_id"]] = entry.id
    return len(rows)


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

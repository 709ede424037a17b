"""Channels of a file: its kind's, that of a column, or the one that people chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.imports.choices import Choices
from core.imports.gathering import Gathered
from core.imports.headers import folded
from core.imports.kind import Kind
from core.imports.meanings import Meaning
from core.imports.readings import Ask, Question
from core.imports.tables import Table
from core.setup.channels import channel_of, short_channel_of
from core.setup.names import slug

_BEHIND = ("-ads", "-ad", "-adverts", "-organic")
"""What platforms and suites write behind a channel's name."""


def channel_in(cell: str, channels: Mapping[str, str]) -> str:
    """The key of the workspace's channel that a cell names; empty where it names none."""
    key = slug(cell)
    for text in (key, *(key.removesuffix(end) for end in _BEHIND)):
        for one in (text, channel_of(text), short_channel_of(text)):
            if one and one in channels:
                return one
    return next((key for key, name in channels.items() if folded(name) == folded(cell)), "")


def channels_in(table: Table, rows: Gathered, choices: Choices, channels: Mapping[str, str]) -> Mapping[str, str]:
    """Cell of the column of channels or platforms -> key; the empty cell of a table without such a column as well."""
    kind = table.kind
    if Meaning.CHANNEL in rows.parts:
        return {cell: _of_column(cell, channels, choices) for cell in set(rows.cells(Meaning.CHANNEL))}
    if Meaning.PLATFORM in rows.parts:
        platforms = {folded(name): key for name, key in kind.platforms.items()}
        cells = set(rows.cells(Meaning.PLATFORM))
        return {cell: platforms.get(folded(cell), kind.channel or choices.channel) for cell in cells}
    return {"": kind.channel or choices.channel}


def _of_column(cell: str, channels: Mapping[str, str], choices: Choices) -> str:
    return channel_in(cell, channels) if cell.strip() else choices.channel


def channel_question(kind: Kind, channels: Mapping[str, str], cells: Iterable[str]) -> Question | None:
    """Asked of a kind that is of several channels, where one of its rows says none of them. ``cells``: of good rows."""
    if not kind.platforms:
        return None
    open_cells = [cell for cell in sorted(set(cells)) if not channels.get(cell)]
    options = tuple(dict.fromkeys(kind.platforms.values()))
    return Question(ask=Ask.CHANNEL, options=options, example=open_cells[0]) if open_cells else None

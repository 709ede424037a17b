"""Levels: how fine a file's rows are, and which of its columns names the campaign."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from core.imports.choices import Choices
from core.imports.meanings import Level, Meaning
from core.imports.readings import Ask, Question
from core.imports.tables import Table

_LOOKED_AT = 200
_EXAMPLES = 2


def names_of(table: Table) -> Mapping[Level, Meaning]:
    """The columns that name something, from the campaign's level down.

    Where the platform has groups of campaigns, a group is what others call a campaign, unless the file has sets of ads:
    then the platform has renamed its levels.
    """
    has = table.columns
    grouped = Meaning.CAMPAIGN_GROUP in table.kind.headers and Meaning.AD_SET not in has
    levels = {
        Level.CAMPAIGN: Meaning.CAMPAIGN_GROUP if grouped else Meaning.CAMPAIGN,
        Level.AD_SET: Meaning.CAMPAIGN if grouped else Meaning.AD_SET,
        Level.AD: Meaning.AD,
    }
    return {level: meaning for level, meaning in levels.items() if meaning in has}


def level_of(table: Table) -> Level:
    """How fine the rows are: the finest that is named."""
    return ([Level.ACCOUNT, *names_of(table)])[-1]


def level_question(table: Table, choices: Choices) -> Question | None:
    """Asked where the campaign's level is not named but a finer one is, or where two may be what the team means."""
    names = names_of(table)
    if not names or choices.level in (*names, Level.ACCOUNT) or _beyond_doubt(names):
        return None
    options = names if Level.CAMPAIGN in names else (*names, Level.ACCOUNT)
    heads = tuple(_head(table, names.get(level)) for level in options)
    return Question(ask=Ask.LEVEL, options=tuple(level.value for level in options), heads=heads)


def _head(table: Table, meaning: Meaning | None) -> tuple[str, ...]:
    """The header of the column that says this, and the first different cells below it."""
    if meaning is None:
        return ()
    place = table.columns[meaning]
    cells = (row[place].strip() for row in islice(table.rows(), _LOOKED_AT) if place < len(row))
    return (table.heads[place], *islice(dict.fromkeys(filter(None, cells)), _EXAMPLES))


def naming(table: Table, choices: Choices) -> Meaning | None:
    """The column that names the campaign; None where rows belong to none."""
    names = names_of(table)
    if choices.level and choices.level in names and not _beyond_doubt(names):
        return names[choices.level]
    if choices.level is Level.ACCOUNT and Level.CAMPAIGN not in names:
        return None
    return next(iter(names.values()), None)


def _beyond_doubt(names: Mapping[Level, Meaning]) -> bool:
    """Whether the file itself says campaign to one of its levels, and to no other."""
    campaigns = {Meaning.CAMPAIGN, Meaning.CAMPAIGN_GROUP}.intersection(names.values())
    return len(campaigns) == 1

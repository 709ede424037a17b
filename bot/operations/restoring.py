"""`roibot import` of an export: its entries put back into empty books, all or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.desk.sentences import sentence
from bot.files.opened import sheets_of
from bot.language import Language
from bot.services.import_plans import Brought
from bot.services.restoring import is_export, restore
from core.problems import Problem
from core.setup.acts import Act
from storage.database import Database

Cells = Sequence[Sequence[str]]


def exported_in(file: Brought) -> Cells:
    """The entries of a file that holds an export."""
    return next(sheet.rows for sheet in sheets_of(file.name, file.content) if is_export(sheet.rows))


def put_back(
    database: Database, act: Act, language: Language, table: Cells, *, saves: bool, tell: Callable[[str], None]
) -> list[str]:
    """Tells what is in the export, and ``saves`` it; answers with the reasons why nothing was saved."""
    try:
        with database.writing() if saves else database.rehearsing() as connection:
            number = restore(connection, act, table)
    except Problem as problem:
        return [sentence(language, problem)]
    tell(f"An export of the books: {number} entries.")
    tell("They are on the books now." if saves else "Nothing was saved. Add --yes to save it.")
    return []

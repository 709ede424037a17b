"""Files brought in and booked to their end, without Slack: what the services of imports do to the books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from bot.language import Language, Languages
from bot.services import imports
from bot.services.import_plans import Brought
from core.imports.choices import Choices
from core.imports.previews import FilePreview
from core.imports.records import ImportRecord
from core.money.exchange import Published
from core.setup.acts import Act
from core.setup.workspaces import Workspace
from storage import imports as import_book
from storage import workspaces
from storage.database import Database
from storage.tables import metadata
from tests.storage.facts import ANNA, NOW

FILES = Path(__file__).parents[1] / "data" / "imports" / "results"
TODAY = date(2026, 11, 20)


@dataclass(frozen=True, kw_only=True)
class Hands:
    """Somebody who imports, as the services see them."""

    database: Database
    number: int
    by: str = ANNA
    currency: str = "EUR"
    today: date = TODAY
    at: datetime = NOW

    @property
    def workspace(self) -> Workspace:
        with self.database.reading() as connection:
            return workspaces.load(connection, self.number)

    @property
    def language(self) -> Language:
        return Languages().get("en")

    @property
    def act(self) -> Act:
        return Act(workspace=self.number, by=self.by, admin=True, at=self.at, today=self.today)

    @property
    def published(self) -> Published:
        """Four zloty to the euro, always."""
        return lambda _: {"PLN": Decimal(4)}

    def shown(self, name: str, choices: Choices | None = None, content: bytes = b"") -> FilePreview:
        """The preview of a file, staged."""
        brought = Brought(name=name, content=content or (FILES / name).read_bytes())
        (file,) = imports.preview(self, [brought], choices).files
        if file.problem:
            raise file.problem
        return file

    def saved(self, name: str, choices: Choices | None = None, content: bytes = b"") -> ImportRecord | None:
        """The file brought in and booked; None where there is nothing to save."""
        return self.save_shown(self.shown(name, choices, content))

    def save_shown(self, file: FilePreview) -> ImportRecord | None:
        """What was shown, booked; None where there is nothing to save."""
        assert file.plan is not None
        assert file.record is not None
        assert not file.plan.undecided, file.plan.booked
        if not file.ready:
            return None
        imports.save(self, [file.record.id])
        return self.ended(file.record.id)

    def undone(self, number: int) -> ImportRecord:
        imports.undo(self, number)
        return self.ended(number)

    def ended(self, number: int, most: int = 3) -> ImportRecord:
        """Carried out to its end, in small steps."""
        while True:
            with self.database.writing() as connection:
                record = import_book.book_some(connection, self.number, number, most)
            if record.ended:
                return record


def dumped(database: Database) -> Mapping[str, str]:
    """All that stands in a database, table by table, as text."""
    with database.reading() as connection:
        return {
            table.name: "\n".join(repr(tuple(row)) for row in connection.execute(table.select()))
            for table in metadata.sorted_tables
        }

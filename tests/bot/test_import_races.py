"""The same spend is brought by two people at once: whichever is saved first, it is on the books once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.services.import_plans import Brought, planned, read_file, staged
from core.imports.choices import Choices
from core.imports.records import ImportedSince
from storage.database import Database
from tests.bot.importing import TODAY, Hands
from tests.databases import add_workspace

SPENT = ((3, "100.10"), (2, "50.05"))
ROWS = "".join(f"Spring,{TODAY - timedelta(days=ago)},{spent},1,facebook\n" for ago, spent in SPENT)
FILE = f"Campaign name,Day,Amount spent (EUR),Impressions,Platform\n{ROWS}".encode()


def test_a_file_saved_while_the_same_is_reckoned_counts_once(database: Database) -> None:
    """What was reckoned on the books before it knows nothing of it, so it is not even kept to be saved."""
    hands = Hands(database=database, number=add_workspace(database).id)
    late = read_file(hands, Brought(name="late.csv", content=FILE), Choices())
    reckoned = planned(hands, late)
    hands.saved("first.csv", content=FILE)
    with pytest.raises(ImportedSince):
        staged(hands, late, reckoned)
    with database.reading() as connection:
        assert connection.execute(text("SELECT SUM(sign * amount_minor) FROM entries")).scalar() == 150_15

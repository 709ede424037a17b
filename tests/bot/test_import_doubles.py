"""What several files count: each result is on the books once, however the files come and whatever is undone."""

from __future__ import annotations

import pytest

from bot.services import imports
from bot.services.import_plans import Brought
from core.imports.choices import Choices, Double
from core.imports.previews import FilePreview
from core.imports.readings import SameSpendBeside
from core.imports.records import ImportedSince, ReplacedSince
from storage import audit, goals, workspaces
from storage.database import Database
from tests.bot.importing import FILES, Hands
from tests.bot.test_import_results import ANALYTICS, CRM, EVENTS, EXPLORATION, LEAD, SALE, TRAFFIC, sales
from tests.databases import add_workspace

ONE = Choices(doubles={"sale": Double.ONE})
BOTH = Choices(doubles={"sale": Double.BOTH})


@pytest.fixture
def hands(database: Database) -> Hands:
    """Somebody in a workspace that counts in euro, with a goal for sales and one for leads."""
    someone = Hands(database=database, number=add_workspace(database).id)
    with database.writing() as connection:
        workspaces.save_currency(connection, someone.number, "EUR")
        for goal in (SALE, LEAD):
            goals.save(connection, someone.act, goal)
    return someone


def listed(*rows: tuple[str, int], goal: str = "Sale") -> bytes:
    """A list of conversions: days of September, and how many sales of 100.00 each."""
    head = "date,channel,campaign,goal,count,revenue,currency,external_id,first_contact,note\n"
    lines = (f"2026-09-{day},google,Lanterns,{goal},{count},{count * 100}.00,EUR,,,\n" for day, count in rows)
    return (head + "".join(lines)).encode()


def balances(hands: Hands) -> None:
    with hands.database.reading() as connection:
        assert audit.check(connection).balances


@pytest.mark.parametrize("choices", [None, ONE])
def test_the_next_week_of_a_list_is_no_other_source(hands: Hands, choices: Choices | None) -> None:
    """Neither asked about nor, where of two sources only one is to count, left out."""
    hands.saved("week-1.csv", choices, listed(("01", 3), ("07", 3)))
    hands.saved("week-2.csv", choices, listed(("08", 2), ("14", 3)))
    assert sum(minor for minor, _ in sales(hands)) == 1100_00
    balances(hands)

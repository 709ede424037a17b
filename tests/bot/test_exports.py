"""`/roi export`: the books as files, to the person who asked, with that person's rights."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.bot.conftest import ADA, ANNA, DAY, MAX, Team, inside, said
from tests.databases import Copies
from tests.program import environment, run
from tests.slack import SCOPES

Payload = dict[str, Any]


@pytest.fixture
def books(copies: Copies) -> Iterator[Team]:
    """A team whose bot may send files, with a campaign, costs of every kind and conversions."""
    with inside(copies) as team:
        team.slack.scopes = f"{SCOPES},files:write"
        team.goal("Signup", "100")
        team.goal("Sale", "300")
        team.campaign("Spring")
        team.campaign("Autumn")
        team.cost(f'250.50 ads linkedin spring {DAY} "boosted; twice"')
        team.cost(f"100 tools autumn {DAY}", user=MAX)
        team.conversions(f"3 signup linkedin spring {DAY}")
        team.conversions(f"1 sale email autumn {DAY} revenue:420")
        yield team


@dataclass(frozen=True)
class Files:
    """The files of an export as they lie in a direct message, by their kind."""

    message: str
    tables: dict[str, list[dict[str, str]]]
    workbook: bytes
    names: Sequence[str]


def exported(team: Team, text: str = "", user: str = ADA, *, between: str = ",") -> Files:
    """``/roi export text``, and what then came as a direct message."""
    before = set(team.slack.uploads)
    answer = team.ask(f"export {text}".strip(), user)
    assert answer.text.startswith(("Export: ", "Eksport: ")), answer.text
    new = _shared(team, before)
    assert {one["channel"] for one in new} == {f"D{user}"}
    tables = {}
    for name, one in zip(("entries", "days", "report"), new[1:], strict=True):
        content = one["content"].decode("utf-8-sig")
        tables[name] = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=between))
    message = next(one["text"] for one in reversed(team.slack.messages) if one["channel"] == f"D{user}" and "files" not in one)
    return Files(message, tables, new[0]["content"], [one["name"] for one in new])


def _shared(team: Team, before: set[str]) -> list[Payload]:
    """The four files, once they are shared."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        new = [one for key, one in list(team.slack.uploads.items()) if key not in before and one["channel"]]
        if len(new) == 4:
            return new
        time.sleep(0.02)
    raise AssertionError([key for key, _ in team.slack.calls[-8:]])


def test_the_entries_the_days_and_the_report_come_as_files(books: Team) -> None:
    files = exported(books)
    assert "4 entries" in files.message
    entries = files.tables["entries"]
    assert [(row["date"], row["amount"], row["category"]) for row in entries[:2]] == [
        (DAY, "250.50", "ads"),
        (DAY, "100.00", "tools"),
    ]
    assert entries[0]["note"] == "boosted; twice"
    assert entries[0]["logged_by"] == "Ada Admin"
    assert (entries[2]["goal"], entries[2]["count"], entries[2]["counted"]) == ("Signup", "3", "300.00")
    assert entries[3]["revenue"] == "420.00"
    assert [(row["cost"], row["return"]) for row in files.tables["report"] if row["by"] == "total"] == [
        ("350.50", "720.00")
    ]

"""`/roi export`: the books as files, to the person who asked, with that person's rights."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from bot.operations.tampering import differences
from bot.services.restoring import is_export, restore
from core.calendar.periods import ALL
from storage import audit, exports, goals, names
from storage.database import Database
from tests.bot.conftest import ADA, ANNA, DAY, MAX, PUBLISHED, Team, inside, said
from tests.databases import ENGINES, Copies, add_workspace
from tests.program import environment, run
from tests.slack import SCOPES
from tests.storage.facts import act

Payload = dict[str, Any]


@pytest.fixture
def books(copies: Copies) -> Iterator[Team]:
    """A team whose bot may send files, with every kind of entry that its forms make."""
    with inside(copies) as team:
        team.slack.scopes = f"{SCOPES},files:write"
        fill(team)
        yield team


def fill(team: Team) -> None:
    team.goal("Signup", "100")
    team.goal("Sale", "300")
    team.campaign("Spring")
    team.campaign("=Autumn; 2")
    team.cost(f'250.50 ads linkedin spring {DAY} "boosted; twice"')
    team.cost(f'100 EUR tools =autumn-2 {DAY} "-1+1"', user=MAX)
    team.cost_form("tools", amount="1200", campaign="spring", date="2025-08-04", until="2026-07-31", share="40")
    team.cost_form("other", amount="100", date=DAY, split="weights", weights="spring/linkedin 60, =autumn-2 40")
    team.cost_form("agency", amount="1000", media="300", date=DAY)
    team.cost_form("people", campaign="spring", people="Wanda 10.5 61.73", date=DAY)
    team.conversions(f"3 signup linkedin spring {DAY}")
    team.fill("/roi-conversion", {"goal": "sale", "count": "1", "revenue": "1000", "campaign": "spring", "date": DAY})
    refund = {"date": "2025-08-06", "note": "sent back", "amount": "400"}
    team.client.press("refund", message=team.ask("history spring").body, user=ADA)
    assert team.client.submit(team.slack.opened[-1], refund, user=ADA).errors == {}
    team.cost(f"77 ads x {DAY}")
    assert team.ask("undo").status == 200


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
    assert "9 entries" in files.message
    entries = files.tables["entries"]
    assert [(row["date"], row["amount"], row["category"]) for row in entries[:2]] == [
        (DAY, "250.50", "ads"),
        (DAY, "100.00", "tools"),
    ]
    assert entries[0]["note"] == "boosted; twice"
    assert entries[0]["logged_by"] == "Ada Admin"
    report = {(row["by"], row["name"]): row for row in files.tables["report"]}
    assert "ROI" in said(books.ask("all").body)
    assert report["total", ""]["cost"] == total(files.tables["days"], "cost")
    assert report["total", ""]["return"] == total(files.tables["days"], "return")


def total(rows: Sequence[dict[str, str]], name: str) -> str:
    return str(sum(Decimal(row[name]) for row in rows if row[name]))


@pytest.mark.parametrize(("user", "between"), [(ADA, ","), ("UPOLA", ";")])
def test_an_export_gives_the_same_books_back(books: Team, copies: Copies, user: str, between: str) -> None:
    """Through the CSV file and the workbook, in both languages, on both databases."""
    books.slack.person("UPOLA", name="Pola", locale="pl-PL", is_admin=True)
    files = exported(books, user=user, between=between)
    for engine in ENGINES:
        for table in (csv_table(books, between), workbook_table(files.workbook)):
            assert restored(copies, engine, table) == sums(books.beside, "T1")


Sums = list[tuple[Any, ...]]


def restored(copies: Copies, engine: str, table: Sequence[Sequence[str]]) -> Sums:
    """The daily totals of a workspace with nothing else on the books; they balance."""
    url = copies.url(engine)
    with copies.opened(url) as database:
        workspace = add_workspace(database, "T2")
        with database.writing() as connection:
            assert is_export(table)
            restore(connection, act(workspace.id), table)
        with database.reading() as connection:
            assert differences(audit.check(connection, PUBLISHED)) == []
        again = sums(database, "T2")
    copies.empty(url)
    return again


def sums(database: Database, team: str) -> Sums:
    """The totals of each day, with names for keys."""
    workspace = add_workspace(database, team)
    with database.reading() as connection:
        named = names.register(connection, workspace.id).names
        of_goals = goals.versions(connection, workspace.id)
        asked = exports.Asked(workspace=workspace.id, period=ALL)
        return sorted(
            (
                *(named.get(key, key) for key in (line.campaign, line.channel)),
                *(line.content, line.day, line.category, of_goals[line.goal].name if line.goal else ""),
                *(line.cost, line.count, line.value, line.revenue),
            )
            for line in exports.days(connection, asked)
        )


def csv_table(team: Team, between: str) -> list[list[str]]:
    content = list(team.slack.uploads.values())[-3]["content"].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=between))


def workbook_table(workbook: bytes) -> list[list[str]]:
    """The first sheet as calamine reads it: dates in ISO, numbers as plain decimals."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return f"{Decimal(repr(cell)):f}" if isinstance(cell, float) else str(cell)

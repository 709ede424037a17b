"""`/roi export`: the books as files, to the person who asked, with that person's rights."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import insert, text

from bot.operations.tampering import differences
from bot.services import source_links
from bot.services.restoring import is_export, restore
from core.calendar.periods import ALL
from core.imports.choices import Choices
from core.imports.utm import link_of
from core.ledger.entries import Entry
from storage import audit, entry_sources, exports, goals, names, sales
from storage.database import Database
from storage.entry_rows import row_of
from storage.tables import entries as entry_table
from tests.bot.conftest import ADA, ANNA, DAY, GUEST, MAX, PUBLISHED, Team, inside, said, today
from tests.bot.importing import Hands
from tests.bot.test_imports import awaited
from tests.databases import ENGINES, Copies, add_workspace
from tests.program import environment, run
from tests.slack import SCOPES
from tests.storage import facts
from tests.storage.facts import NOW, act

Payload = dict[str, Any]

WITHOUT = SCOPES.replace(",files:write", "")


@pytest.fixture
def books(copies: Copies) -> Iterator[Team]:
    """A team whose bot may send files, with every kind of entry that its forms make."""
    with inside(copies) as team:
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
    team.cost_form("people", campaign="spring", people="Wanda 11.37 61.73", date=DAY)
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
    """``/roi export text``, and what then came as a direct message. One that is just ending is waited for."""
    before = set(team.slack.uploads)
    answer = awaited(lambda: team.ask(f"export {text}".strip(), user), lambda answer: "already" not in answer.text)
    assert answer.text.startswith(("Export: ", "Eksport: ")), answer.text
    new = _shared(team, before)
    assert {one["channel"] for one in new} == {f"D{user}"}
    tables = {}
    for name, one in zip(("entries", "days", "report"), new[1:], strict=True):
        content = one["content"].decode("utf-8-sig")
        tables[name] = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=between))
    message = next(
        one["text"] for one in reversed(team.slack.messages) if one["channel"] == f"D{user}" and not one["files"]
    )
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


def test_it_is_the_same_on_postgresql(books: Team, copies: Copies) -> None:
    with inside(copies, "postgresql") as other:
        fill(other)
        there = exported(other).tables
    assert there == exported(books).tables


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
                *(line.cost, line.number, line.value, line.revenue),
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


GA4 = """# Start date: 20250801
# End date: 20250831

Date,Session campaign,Session source / medium,Event name,Transaction ID,Key events,Total revenue
20250804,spring,google / cpc,purchase,PL-1001,1,310.50
20250805,spring,=news / mail,purchase,,2,80.00
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_where_conversions_came_from_goes_out_and_comes_back(books: Team, copies: Copies, engine: str) -> None:
    """Source, medium, content, term and the number of the order; one sale stays one there, too."""
    brought(books, GA4)
    files = exported(books)
    came = {row["source"]: (row["medium"], row["order_id"]) for row in files.tables["entries"] if row["source"]}
    assert came == {"google": ("cpc", "PL-1001"), "'=news": ("mail", "")}
    with copies.opened(copies.url(engine)) as database:
        workspace = add_workspace(database, "T2")
        with database.writing() as connection:
            restore(connection, act(workspace.id), csv_table(books, ","))
        with database.reading() as connection:
            origins = entry_sources.every(connection, workspace.id).values()
            (known,) = sales.standing(connection, workspace.id, {"PL-1001"}, {}).values()
            assert differences(audit.check(connection, PUBLISHED)) == []
        assert {(one.source, one.medium, one.external_id) for one in origins} == {
            ("google", "cpc", "PL-1001"),
            ("=news", "mail", ""),
        }
        assert known.kind == ""
        hands = Hands(database=database, number=workspace.id, currency="USD", today=today())
        with database.writing() as connection:
            linked = source_links.link(connection, hands, [link_of("=news / mail", "email")])
        for number in linked.imports:
            hands.ended(number)
        assert linked.moved == 1
        hands.undone(linked.imports[0])
        assert sums(database, "T2") == sums(books.beside, "T1")


def test_a_file_from_before_where_it_came_from_comes_back_too(books: Team, copies: Copies) -> None:
    exported(books)
    older = [row[:-5] for row in csv_table(books, ",")]
    assert older[0][-1] == "origin"
    assert restored(copies, ENGINES[0], older) == sums(books.beside, "T1")


def brought(team: Team, file: str) -> None:
    """A file of results on the books, its purchases as sales."""
    hands = Hands(database=team.beside, number=add_workspace(team.beside).id, currency="USD", today=today())
    assert hands.saved("ga4.csv", Choices(currency="USD", goals={"purchase": "sale"}), file.encode())


# --- rights ---


def test_a_member_reads_no_cost_of_people_that_others_have_logged(books: Team) -> None:
    """Neither by entry nor by day; the report has their sums as the answers have them, and the message says so."""
    files = exported(books, user=MAX)
    assert "Costs of people that others have logged" in files.message
    everything = str(files.tables) + str(workbook_cells(files.workbook))
    for secret in ("Wanda", "61.73", "11.37", "701.87"):
        assert secret not in everything
    assert "people" not in {row["category"] for row in files.tables["entries"] + files.tables["days"]}
    whole = exported(books)
    assert files.tables["report"][0] == whole.tables["report"][0]
    assert {row["hours"] for row in whole.tables["entries"]} == {"", "11.37"}


def test_a_member_reads_who_has_a_part_but_no_weight_and_no_worth(books: Team) -> None:
    files = exported(books, user=MAX)
    assert [row["split"] for row in files.tables["entries"] if row["split"]] == ["Spring, =Autumn; 2"]
    assert {row["worth"] for row in files.tables["entries"]} == {""}


def test_own_hours_are_the_authors_to_read(books: Team) -> None:
    """As in the history."""
    books.cost_form("people", user=MAX, campaign="spring", people="Xaver 2 40", date=DAY)
    listed = exported(books, user=MAX).tables["entries"]
    assert [row["amount"] for row in listed if row["category"] == "people"] == ["80.00"]


def test_nothing_is_sent_where_others_read(books: Team) -> None:
    """Asked in a conversation, the answer there is the asker's alone, and the files lie in the direct message."""
    exported(books)
    assert books.posts("C1") == []
    calls = [payload for method, payload in books.slack.calls if method == "files.completeUploadExternal"]
    assert [payload["channel_id"] for payload in calls] == [f"D{ADA}"]


def test_a_guest_gets_nothing(books: Team) -> None:
    books.ask("export", GUEST)
    assert books.slack.uploads == {}


# --- what is asked for ---


def test_one_campaign_and_a_period_may_be_asked_for(books: Team) -> None:
    """Its own entries and its parts of those that are split; of each day only those of the period."""
    files = exported(books, "spring august 2025")
    assert files.message.startswith("Export: Spring, 1–31 Aug 2025")
    assert {row["campaign"] for row in files.tables["entries"]} == {"Spring", ""}
    assert {row["campaign"] for row in files.tables["days"]} == {"Spring"}
    assert {row["date"][:7] for row in files.tables["days"]} == {"2025-08"}
    assert files.tables["report"][0]["cost"] == total(files.tables["days"], "cost")


def test_what_is_no_campaign_is_asked_about(books: Team) -> None:
    assert "I can’t find a campaign called “sprung”" in books.ask("export sprung").text
    assert books.slack.uploads == {}


def test_the_words_are_understood_in_polish(books: Team) -> None:
    assert books.ask("eksport spring", ANNA).text.startswith("Eksport: Spring, cały okres")


# --- the files ---


def test_the_workbook_opens_with_numbers_days_and_names_of_the_reader(books: Team) -> None:
    """Sheets and headers in Polish, days as days, amounts as numbers."""
    books.slack.person("UPOLA", name="Pola", locale="pl-PL", is_admin=True)
    files = exported(books, user="UPOLA", between=";")
    book = CalamineWorkbook.from_filelike(io.BytesIO(files.workbook))
    assert book.sheet_names == ["Wpisy", "Sumy dzienne", "Raport"]
    header, first, *_ = book.get_sheet_by_name("Wpisy").to_python()
    row = dict(zip(header, first, strict=True))
    assert row["Data"] == date.fromisoformat(DAY)
    assert (row["Kwota"], row["Kategoria"], row["Kampania"]) == (250.5, "Reklamy", "Spring")
    assert files.names[1:] == [f"roi-eksport-{today()}-{name}.csv" for name in ("wpisy", "sumy-dzienne", "raport")]
    assert files.tables["entries"][0]["amount"] == "250,50"


def test_no_cell_runs(books: Team) -> None:
    """A campaign and a note that begin as formulas do lie in the files as text."""
    files = exported(books)
    cells = [cell for rows in files.tables.values() for row in rows for cell in row.values()]
    assert "'=Autumn; 2" in cells
    assert "'-1+1" in cells
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@") and not NUMBER.fullmatch(cell)] == []
    assert not workbook_formulas(files.workbook)


NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def workbook_formulas(workbook: bytes) -> list[str]:
    with ZipFile(io.BytesIO(workbook)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    return [sheet for sheet in sheets if "<f>" in sheet or "hyperlink" in sheet]


def workbook_cells(workbook: bytes) -> list[Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


# --- what may go wrong ---


def test_without_the_scope_the_answer_says_what_to_do(books: Team) -> None:
    """Known before anything is written, and learnt from Slack's refusal."""
    books.slack.scopes = WITHOUT
    assert "files:write" in answered_later(books)
    assert books.slack.uploads == {}


def test_a_scope_granted_since_is_learnt_of(books: Team) -> None:
    """Without a restart."""
    books.slack.scopes = WITHOUT
    assert "files:write" in answered_later(books)
    books.slack.scopes = SCOPES
    assert len(exported(books).names) == 4


def answered_later(team: Team) -> str:
    """``/roi export``, and the last that is said of it, at once or beside the answer."""
    said_before = len(team.slack.responses)
    text = team.ask("export").text
    end = time.monotonic() + 20
    while text.startswith("Export: ") and time.monotonic() < end:
        if len(team.slack.responses) > said_before:
            return str(team.slack.responses[-1][1]["text"])
        time.sleep(0.02)
    return text


REFUSED = "The export couldn’t be sent. Slack refused it (file_uploads_disabled)."


def test_what_slack_refuses_is_told(books: Team) -> None:
    """Before anything is said in the direct message, where nothing could be sent."""
    books.slack.fail_next("files.getUploadURLExternal", "error:file_uploads_disabled")
    assert answered_later(books).startswith(REFUSED)
    assert books.posts(f"D{ADA}") == []


def test_what_slack_refuses_last_is_told_there_too(books: Team) -> None:
    books.slack.fail_next("files.completeUploadExternal", "error:file_uploads_disabled")
    assert answered_later(books).startswith(REFUSED)
    assert books.posts(f"D{ADA}")[-1].startswith(REFUSED)


def test_an_export_that_goes_wrong_is_told(books: Team) -> None:
    """A table that is not there: what is raised behind the answer ends in the log, where no person looks."""
    with books.beside.writing() as connection:
        connection.execute(text("ALTER TABLE entry_sources RENAME TO misplaced"))
    books.ask("export")
    awaited(
        lambda: books.slack.responses[-1][1]["text"], lambda text: text.startswith("The export couldn’t be written.")
    )


def test_one_export_at_a_time_is_written_for_a_person(books: Team) -> None:
    books.slack.fail_next("files.getUploadURLExternal", "slow:0.5")
    assert books.ask("export").text.startswith("Export: ")
    assert books.ask("export").text.startswith("I’m writing an export for you already.")
    _shared(books, set())


def test_of_many_entries_it_is_told_how_far_it_is(copies: Copies) -> None:
    """Once, and then that the files are there."""
    with inside(copies) as team:
        assert team.ask("all").status == 200
        many_lines(team.beside, 20_000)
        files = exported(team)
        assert len(files.tables["entries"]) == 20_000
        told = [str(message["text"]) for _, message in team.slack.responses]
    assert told == [
        "Export: 10,000 of 20,000 entries are written.",
        "Your export is ready: I’ve sent it to you in a direct message.",
    ]


def many_lines(database: Database, number: int) -> None:
    """So many costs, straight into the table: nothing is asked of their totals here."""
    cost = facts.cost(campaign="")
    row = row_of(add_workspace(database).id, Entry(id=0, fact=cost, logged_by=ADA, logged_at=NOW, source="form"), "")
    with database.writing() as connection:
        connection.execute(insert(entry_table), [row] * number)


def test_the_command_line_exports_what_admins_see(books: Team, tmp_path: Path) -> None:
    printed = run("export", "--workspace", "T1", "--out", str(tmp_path), env=environment(books.slack, books.url))
    assert printed.stdout.startswith("9 entries exported.\n"), printed.stderr
    entries = next(tmp_path.glob("*-entries.csv")).read_text("utf-8-sig")
    assert "Wanda" in entries
    assert len(list(tmp_path.iterdir())) == 4


def test_the_command_line_puts_an_export_into_empty_books(books: Team, tmp_path: Path) -> None:
    """As CSV or as a workbook, once: a second time its entries would count twice."""
    env = environment(books.slack, books.url)
    assert run("export", "--workspace", "T1", "--out", str(tmp_path), "--language", "pl", env=env).returncode == 0
    for team, pattern in (("T2", "*.xlsx"), ("T3", "*-wpisy.csv")):
        add_workspace(books.beside, team)
        file = str(next(tmp_path.glob(pattern)))
        shown = run("import", file, "--workspace", team, env=env)
        assert shown.stdout.endswith("9 entries.\nNothing was saved. Add --yes to save it.\n"), shown.stderr
        assert sums(books.beside, team) == []
        saved = run("import", file, "--workspace", team, "--yes", env=env)
        assert saved.stdout == "An export of the books: 9 entries.\nThey are on the books now.\n", saved.stderr
        assert sums(books.beside, team) == sums(books.beside, "T1")
        again = run("import", file, "--workspace", team, "--yes", env=env)
        assert (again.returncode, again.stderr.partition(".")[0]) == (1, "There are entries already")
    assert books.unbalanced() == []


def test_an_export_is_not_imported_among_other_files(books: Team, tmp_path: Path) -> None:
    """It would count twice: it is refused with a sentence, as it is in Slack, and nothing is saved."""
    env, before = environment(books.slack, books.url), books.newest()
    run("export", "--workspace", "T1", "--out", str(tmp_path), env=env)
    files = [str(next(tmp_path.glob(pattern))) for pattern in ("*.xlsx", "*-entries.csv")]
    refused = run("import", *files, "--workspace", "T1", "--yes", env=env)
    assert refused.returncode == 1
    assert refused.stderr.count("I made this export myself") == 2
    assert books.newest() == before


def test_the_command_line_knows_the_workspaces(books: Team, tmp_path: Path) -> None:
    printed = run("export", "--workspace", "T9", "--out", str(tmp_path), env=environment(books.slack, books.url))
    assert (printed.returncode, printed.stderr) == (1, "No workspace T9 is on the books; there: T1.\n")

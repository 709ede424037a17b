"""What an answer costs when the books grow: the same questions to many entries and to a hundredth of them."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from core.calendar.period_parser import parse_period
from core.reports.campaign import campaign_report
from core.reports.home import home_report
from core.reports.privacy import MERGING
from core.reports.ranking import campaign_ranking, channel_ranking
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.bench import books
from tests.bench.books import ASKED, FEWEST, Shape
from tests.bench.figures import Figure, figure, show, tell, typical
from tests.bench.load import post, run, slash
from tests.bench.requests import QUIET
from tests.bench.servers import Server, running
from tests.program import environment
from tests.slack import FakeSlack

MOST = 1.3
QUESTIONS: Mapping[str, str] = {"/roi": "", f"/roi {ASKED}": ASKED, "/roi channels": "channels"}
HOME = "Home"
"""All that the Home tab reads off the books, which nothing but itself asks for."""
COLD_PER_ROUND = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelf:
    """One set of books with its server; ``database``: our own way in, to log behind the server's back."""

    name: str
    server: Server
    database: Database


def measure(folder: Path, entries: int, rounds: int) -> None:
    """Prints each question's cost, cold and warm, over the program and in process."""
    files = {name: folder / f"{name}.db" for name in ("few", *Shape)}
    books.many(files["few"], FEWEST)
    for shape in Shape:
        books.many(files[shape], entries, shape)
    tell("", *(_described(name, file, FEWEST if name == "few" else entries) for name, file in files.items()))
    with FakeSlack() as slack, ExitStack() as stack:
        shelves = {name: _shelf(stack, slack, name, file) for name, file in files.items()}
        show(f"{entries:,} entries beside {FEWEST:,}", _figures(shelves, rounds))


def _figures(shelves: Mapping[str, Shelf], rounds: int) -> list[Figure]:
    found = []
    inside = _in_process(shelves, rounds)
    cpu, wall = _cold(shelves, rounds)
    warm = _warm(shelves, rounds)
    for what, results in (("cold, CPU", cpu), ("cold, p50", wall), ("in process", inside), ("warm, CPU", warm)):
        for question in dict.fromkeys(question for question, _ in results):
            for shape in Shape:
                few, mass = results[question, "few"], results[question, shape]
                found.append(figure(f"{question} {what}, {shape}", mass, few, MOST))
    return found


def _cold(shelves: Mapping[str, Shelf], rounds: int) -> tuple[dict[tuple[str, str], list[float]], ...]:
    """CPU and wall time a request, the medians of a round; a cost is logged before each lot of questions."""
    cpu, wall = _table(shelves), _table(shelves)
    for _ in range(rounds):
        seen: dict[tuple[str, str], list[tuple[float, float]]] = {key: [] for key in cpu}
        for _ in range(COLD_PER_ROUND):
            for shelf in shelves.values():
                books.log_cost(shelf.database, ASKED)
                for question, text in QUESTIONS.items():
                    seen[question, shelf.name].append(_once(shelf.server, text))
        for key, pairs in seen.items():
            cpu[key].append(median(used for used, _ in pairs))
            wall[key].append(median(took for _, took in pairs))
    return cpu, wall


def _warm(shelves: Mapping[str, Shelf], rounds: int) -> dict[tuple[str, str], list[float]]:
    found = _table(shelves)
    for _ in range(rounds):
        for question, text in QUESTIONS.items():
            for shelf in shelves.values():
                found[question, shelf.name].append(run(shelf.server, text, 100).cpu)
    return found


def _in_process(shelves: Mapping[str, Shelf], rounds: int) -> dict[tuple[str, str], list[float]]:
    """The report functions alone, each in a snapshot of its own."""
    found = _table(shelves, HOME)
    for _ in range(rounds):
        for question in (*QUESTIONS, HOME):
            for shelf in shelves.values():
                found[question, shelf.name].append(typical(_report(shelf.database, question), 8))
    return found


def _report(database: Database, question: str) -> Callable[[], None]:
    today = books.today()
    month = parse_period("this month", today)

    def work_out() -> None:
        with database.reading() as connection:
            ledger = WorkspaceBooks(connection, 1, "USD")
            match QUESTIONS.get(question):
                case None:
                    home_report(ledger, None, today, veil=MERGING)
                case "":
                    campaign_ranking(ledger, month, today, veil=MERGING)
                case "channels":
                    channel_ranking(ledger, month, today, veil=MERGING)
                case key:
                    campaign_report(ledger, key, None, today, veil=MERGING)

    return work_out


def _once(server: Server, text: str) -> tuple[float, float]:
    """The server's CPU time and the time to the answer, for one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.connect()
    letter = slash(text)
    cpu, start = server.cpu(), time.perf_counter()
    post(connection, letter)
    took, used = time.perf_counter() - start, server.cpu() - cpu
    connection.close()
    return used, took * 1e6


def _shelf(stack: ExitStack, slack: FakeSlack, name: str, file: Path) -> Shelf:
    env = environment(slack, books.url(file), **QUIET)
    server = stack.enter_context(running("bot", "serve", env=env, first=slash(ASKED)))
    database = Database(books.url(file))
    stack.callback(database.close)
    return Shelf(name=name, server=server, database=database)


def _table(shelves: Mapping[str, Shelf], *more: str) -> dict[tuple[str, str], list[float]]:
    return {(question, name): [] for question in (*QUESTIONS, *more) for name in shelves}


def _described(name: str, file: Path, entries: int) -> str:
    daily, monthly = books.cells(file)
    size = file.stat().st_size / 2**20
    return f"{name}: {entries:,} entries, {daily:,} daily and {monthly:,} monthly totals, {size:,.0f} MiB"

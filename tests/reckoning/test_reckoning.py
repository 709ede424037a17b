"""The independent reckoning: whatever was logged, the program prints what another works out from the documents."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from storage import audit
from storage.database import Database
from tests.databases import TORTURE
from tests.reckoning import answers, digests
from tests.reckoning.entries import PLACES, SHAPES, random_days, random_entries
from tests.reckoning.printing import Days
from tests.reckoning.program import Program
from tests.reckoning.reckoner import Entry, divide, runs
from tests.reckoning.sums import Books

Asked = tuple[Days, date]
"""The days asked about, and the day on which."""

COMPLETE = "Costs about "
"""What is said of costs that are missing is not reckoned here."""

ENTRIES = 300 if TORTURE else 60
PERIODS = 20 if TORTURE else 10
SEEDS = range(8) if TORTURE else (8,)
"""The one is the first in whose few entries everything occurs."""

EVERY = (
    *SHAPES,
    *("USD", "EUR", "PLN"),
    *("content ", "content reel", "content webinar"),
    *("divided by equal", "divided by weights", "divided by ads", "divided by hours", "divided by conversions"),
    *("other weights in another month", "undo", "redo", "a correction", "a correction taken back"),
    *("a refund of a part", "a refund of the whole", "a closed month"),
)
"""What must have occurred, of whatever random numbers."""

ERRORS = [
    ("UPDATE monthly_totals SET cost = cost + 1", "UPDATE monthly_totals SET cost = cost - 1"),
    ("UPDATE daily_totals SET value = value + 100", "UPDATE daily_totals SET value = value - 100"),
    ("UPDATE monthly_totals SET count = count + 1", "UPDATE monthly_totals SET count = count - 1"),
    (
        "UPDATE currency_totals SET own_cost = own_cost * 2 WHERE day < '2025-01-01'",
        "UPDATE currency_totals SET own_cost = own_cost / 2 WHERE day < '2025-01-01'",
    ),
    (
        "UPDATE monthly_totals SET squares_high = squares_high + 1 WHERE sales > 0",
        "UPDATE monthly_totals SET squares_high = squares_high - 1 WHERE sales > 0",
    ),
    (
        "UPDATE place_totals SET squares_high = squares_high + 1 WHERE sales > 0",
        "UPDATE place_totals SET squares_high = squares_high - 1 WHERE sales > 0",
    ),
    ("UPDATE dearest_sales SET minor = minor + 500000", "UPDATE dearest_sales SET minor = minor - 500000"),
    ("UPDATE cohort_totals SET value = value + 100", "UPDATE cohort_totals SET value = value - 100"),
]
"""Each with what takes it back."""


@pytest.mark.parametrize("seed", SEEDS)
def test_every_printed_figure_is_reckoned_alike(database: Database, seed: int) -> None:
    """Campaigns, channels, their rows and comparisons with their parts, over many periods; and the books balance.

    Over a quarter of the periods on PostgreSQL, where the figures come of the same sums.
    """
    random = Random(seed)  # reason: not for secrets
    program = Program(database)
    entries, happened = keep_books(random, program, ENTRIES)
    assert sorted(each for each in EVERY if not happened[each]) == []
    asked = periods(random)
    assert list(differences(program, Books(entries), asked if database.sqlite else asked[::4])) == []
    with database.reading() as connection:
        assert audit.check(connection).balances


def test_an_error_is_noticed(sqlite: Database) -> None:
    """A cent too much in a total, a conversion, an own amount, a square: each time the two reckonings part."""
    random = Random(10)  # reason: not for secrets
    program = Program(sqlite)
    (entries, _), asked = keep_books(random, program, 30), periods(random)[:8]
    books = Books(entries)
    assert list(differences(program, books, asked)) == []
    for wrong, right in ERRORS:
        change(sqlite, wrong)
        assert any(differences(program, books, asked)), wrong
        change(sqlite, right)
    assert list(differences(program, books, asked)) == []


def test_the_reckoner_is_independent() -> None:
    """Neither it nor what makes its entries imports anything of the program."""
    modules = {path.name for path in Path(__file__).parent.glob("*.py")} - {"program.py", Path(__file__).name}
    for name in modules:
        tree = ast.parse((Path(__file__).parent / name).read_text(encoding="utf-8"))
        found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        found |= {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
        assert not {module for module in found if module.split(".")[0] in ("core", "storage", "bot")}


def change(database: Database, statement: str) -> None:
    with database.writing() as connection:
        connection.execute(text(statement))


def keep_books(random: Random, program: Program, most: int) -> tuple[list[Entry], Counter[str]]:
    """The same in both books: logged, taken back, put back, corrected, given back, and some months closed.

    Answers also with how often each shape and each of these occurred.
    """
    entries: list[Entry] = []
    happened: Counter[str] = Counter()
    for count, (shape, entry) in enumerate(islice(random_entries(random), most)):
        entry |= _divided(entries, entry)
        number = program.save(entry)
        entries.append(entry)
        happened.update([shape, entry["currency"], *_traits(entry)])
        if not entry.get("deal"):
            happened.update(_turn(random, program, entries, number))
        if count % 20 == 10 and count // 20 < 12:
            program.close(random_month(count))
            happened["a closed month"] += 1
    return entries, happened


def _divided(entries: list[Entry], entry: Entry) -> Entry:
    """What a split says of the books now; where they hold nothing to divide by, the cost is shared by all."""
    months = divide(entries, entry) if entry.get("split") else {}
    return {"months": months, "split": entry["split"] if months else ""} if entry["kind"] == "cost" else {}


def _traits(entry: Entry) -> list[str]:
    """What a shape may turn out to be only once the books are asked."""
    found = [f"content {entry['content']}"]
    if entry["kind"] == "cost" and entry["split"]:
        found.append(f"divided by {entry['split']}")
        found += ["other weights in another month"] * (len(runs(entry)) > 1)
    return found


def _turn(random: Random, program: Program, entries: list[Entry], number: int) -> list[str]:
    entry, chance = entries[-1], random.random()
    if chance < 0.1:
        entry["stands"] = False
        program.undo(number)
        return ["undo"]
    if chance < 0.2:
        program.redo(program.undo(number))
        return ["redo"]
    if chance < 0.35 and entry["kind"] == "cost":
        return [_correct(random, program, entries, number)]
    if entry.get("revenue") and chance < 0.6:
        entry["given_back"] = random.choice([entry["revenue"], random.randrange(1, entry["revenue"])])
        program.give_back(number, entry, entry["given_back"])
        return ["a refund of the whole" if entry["given_back"] == entry["revenue"] else "a refund of a part"]
    return []


def _correct(random: Random, program: Program, entries: list[Entry], number: int) -> str:
    """Half of the corrections are taken back, which brings the first entry back."""
    instead = {**entries[-1], "cents": entries[-1]["cents"] + 101, "day": entries[-1]["day"]}
    corrected = program.correct(number, instead)
    entries[-1]["stands"] = stays = random.random() < 0.5
    entries.append({**instead, "stands": not stays})
    if stays:
        program.undo(corrected)
    return "a correction taken back" if stays else "a correction"


def random_month(count: int) -> date:
    return date(2024, count // 20 % 12 + 1, 1)


def periods(random: Random) -> list[Asked]:
    return [(days, days[1] + timedelta(days=random.choice([0, 3, 40]))) for days in islice(_days(random), PERIODS)]


def _days(random: Random) -> Iterator[Days]:
    while True:
        yield random_days(random)


def differences(program: Program, books: Books, asked: list[Asked]) -> Iterator[tuple[str, Days, list[str]]]:
    """Lines that only one of the two prints, the reckoner's with ``-`` before them, the program's with ``+``."""
    for number, (days, _) in enumerate(asked):
        for what, reckoned, shown in _answers(program, books, number, asked):
            if lines := _apart(reckoned, shown):
                yield what, days, lines


def _answers(
    program: Program, books: Books, number: int, asked: list[Asked]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each answer as it is reckoned and as it is shown."""
    days, today = asked[number]
    key = PLACES[number % len(PLACES)]
    monday = days[1] - timedelta(days=days[1].weekday() + 7)
    yield key, answers.campaign(books, key, days, today), program.campaign(key, days, today)
    yield "channels", answers.ranking(books, "channel", days, today), program.channels(days, today)
    yield "campaigns", answers.ranking(books, "campaign", days, today), program.campaigns(days, today)
    yield "contents", answers.ranking(books, "content", days, today), program.contents(days, today)
    yield "overview", answers.overview(books, days, today), program.overview(days, today)
    yield "digest", digests.digest(books, monday), program.digest(monday)
    for one in ("", key):
        yield f"cohorts {one}", answers.cohorts(books, one, days, today), program.cohorts(one, days, today)
    earlier, later = sorted((days, asked[number - 1][0]))
    now = max(today, asked[number - 1][1])
    for one in ("", key) if earlier[0] != later[0] else ():
        yield (
            f"compare {one}",
            answers.comparison(books, earlier, later, one),
            program.compare(earlier, later, now, one),
        )


def _apart(reckoned: list[str], shown: list[str]) -> list[str]:
    """In their order; the results within a line in any."""
    wanted, given = [_sorted(line) for line in reckoned], [_sorted(line) for line in shown if COMPLETE not in line]
    return [line for line in unified_diff(wanted, given, n=0, lineterm="") if line[:3] not in ("---", "+++", "@@ ")]


def _sorted(line: str) -> str:
    """Also where days stand before the results."""
    return " · ".join(sorted(re.split(r" · |(?<=\d): ", line)))

"""The independent reckoning: whatever was logged, the program prints what another works out from the documents."""

from __future__ import annotations

import ast
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from storage import audit
from storage.database import Database
from tests.databases import TORTURE
from tests.reckoning.entries import PLACES, random_days, random_entry
from tests.reckoning.program import Program
from tests.reckoning.reckoner import Days, Entry, printed_campaign, printed_comparison, printed_rows

ENTRIES = 300 if TORTURE else 50
PERIODS = 20
SEEDS = range(8 if TORTURE else 1)
ERRORS = [
    ("UPDATE monthly_totals SET cost = cost + 1", "UPDATE monthly_totals SET cost = cost - 1"),
    ("UPDATE daily_totals SET value = value + 100", "UPDATE daily_totals SET value = value - 100"),
    ("UPDATE monthly_totals SET count = count + 1", "UPDATE monthly_totals SET count = count - 1"),
    (
        "UPDATE currency_totals SET own_cost = own_cost * 2 WHERE day < '2025-01-01'",
        "UPDATE currency_totals SET own_cost = own_cost / 2 WHERE day < '2025-01-01'",
    ),
]
"""Each with what takes it back."""


@pytest.mark.parametrize("seed", SEEDS)
def test_every_printed_figure_is_reckoned_alike(database: Database, seed: int) -> None:
    """Campaigns, channels, their rows and comparisons with their parts, over twenty periods; and the books balance."""
    random = Random(seed)  # reason: not for secrets
    program = Program(database)
    entries = keep_books(random, program, ENTRIES)
    assert differences(program, entries, periods(random)) == []
    with database.reading() as books:
        assert audit.check(books).balances


def test_an_error_is_noticed(sqlite: Database) -> None:
    """A cent too much in one of the totals, a conversion, an own amount: each time the two reckonings part."""
    random = Random(0)  # reason: not for secrets
    program = Program(sqlite)
    entries, asked = keep_books(random, program, 40), periods(random)[:6]
    assert differences(program, entries, asked) == []
    for wrong, right in ERRORS:
        change(sqlite, wrong)
        assert differences(program, entries, asked) != []
        change(sqlite, right)
    assert differences(program, entries, asked) == []


def test_the_reckoner_is_independent() -> None:
    """Neither it nor what makes its entries imports anything of the program."""
    for name in ("reckoner.py", "entries.py"):
        tree = ast.parse((Path(__file__).parent / name).read_text(encoding="utf-8"))
        found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        found |= {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
        assert not {module for module in found if module.split(".")[0] in ("core", "storage", "bot")}


def change(database: Database, statement: str) -> None:
    with database.writing() as books:
        books.execute(text(statement))


def keep_books(random: Random, program: Program, most: int) -> list[Entry]:
    """The same in both books: logged, taken back, put back, corrected, given back, and some months closed."""
    entries: list[Entry] = []
    for count in range(most):
        entry = random_entry(random)
        number = program.save(entry)
        entries.append(entry)
        if not entry.get("deal"):
            _turn(random, program, entries, number)
        if count % 20 == 10 and count // 20 < 12:
            program.close(random_month(count))
    return entries


def _turn(random: Random, program: Program, entries: list[Entry], number: int) -> None:
    entry, chance = entries[-1], random.random()
    if chance < 0.1:
        entry["stands"] = False
        program.undo(number)
    elif chance < 0.2:
        program.redo(program.undo(number))
    elif chance < 0.3 and entry["kind"] == "cost":
        _correct(random, program, entries, number)
    elif entry.get("revenue") and chance < 0.5:
        entry["given_back"] = random.choice([entry["revenue"], random.randrange(1, entry["revenue"])])
        program.give_back(number, entry, entry["given_back"])


def _correct(random: Random, program: Program, entries: list[Entry], number: int) -> None:
    """Half of the corrections are taken back, which brings the first entry back."""
    instead = {**entries[-1], "cents": entries[-1]["cents"] + 101, "day": entries[-1]["day"]}
    corrected = program.correct(number, instead)
    entries[-1]["stands"] = stays = random.random() < 0.5
    entries.append({**instead, "stands": not stays})
    if stays:
        program.undo(corrected)


def random_month(count: int) -> date:
    return date(2024, count // 20 % 12 + 1, 1)


def periods(random: Random) -> list[Days]:
    return [random_days(random) for _ in range(PERIODS)]


def differences(program: Program, entries: list[Entry], asked: list[Days]) -> list[tuple[str, Days, list[str]]]:
    """Lines that the reckoner prints and the program does not."""
    found = []
    for number, days in enumerate(asked):
        key = PLACES[number % len(PLACES)]
        earlier, later = sorted((days, asked[number - 1]))
        answers = [
            (key, printed_campaign(entries, key, days), program.campaign(key, days)),
            ("channels", printed_rows(entries, "channel", days), program.channels(days)),
            ("campaigns", printed_rows(entries, "campaign", days), program.campaigns(days)),
        ]
        if earlier[0] != later[0]:
            both = program.compare(earlier, later), program.compare(earlier, later, key)
            answers += [
                ("compare", printed_comparison(entries, earlier, later), both[0]),
                (f"compare {key}", printed_comparison(entries, earlier, later, campaign=key), both[1]),
            ]
        found += [(what, days, lacking) for what, reckoned, shown in answers if (lacking := _not_in(reckoned, shown))]
    return found


def _not_in(reckoned: list[str], shown: list[str]) -> list[str]:
    """As often as it is reckoned it must be shown."""
    return list((Counter(reckoned) - Counter(shown)).elements())

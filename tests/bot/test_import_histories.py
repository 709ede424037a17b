"""Files of the same two days, saved, corrected by hand and undone in any order: no day ever counts twice."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

import pytest

from core.imports.choices import Choices, Overlap
from core.imports.records import ReplacedSince, StaysBeside
from core.ledger.entries import Cost, Entry
from core.money.money import Money
from storage import entry_lists, ledger, log_entry
from storage.database import Database
from tests.bot.importing import TODAY, Hands
from tests.bot.test_import_results import balances
from tests.databases import add_workspace

HEAD = "Account name,Campaign name,Day,Amount spent (EUR),Platform\n"
STEPS = 14


@dataclass
class History:
    """What somebody does to the books, drawn from ``random``."""

    hands: Hands
    random: Random
    imports: list[int] = field(default_factory=list)

    def save(self) -> None:
        rows = [
            f"Acme,Spring,{TODAY - timedelta(days=ago)},{self.random.randrange(1, 4)}.00,facebook" for ago in (3, 2)
        ]
        content = (HEAD + "\n".join(rows)).encode()
        file = self.hands.shown("a.csv", content=content)
        if file.plan and file.plan.undecided:
            replaced = {one.earlier.id: Overlap.REPLACE for one in file.plan.clashes}
            file = self.hands.shown("a.csv", Choices(overlaps=replaced), content)
        if record := self.hands.save_shown(file):
            self.imports.append(record.id)

    def undo(self) -> None:
        if self.imports:
            number = self.random.choice(self.imports)
            try:
                self.hands.undone(number)
            except (ReplacedSince, StaysBeside):
                return
            self.imports.remove(number)

    def correct(self) -> None:
        if standing := self.standing():
            entry = self.random.choice(standing)
            assert isinstance(entry.fact, Cost)
            amount = Money(minor=self.random.randrange(1000, 2000), currency="EUR")
            with self.hands.database.writing() as connection:
                ledger.give_way(connection, self.hands.act, entry.id)
                new = replace(entry.fact, amount=amount)
                log_entry.log(connection, self.hands.act, new, source="form", replaces=entry.id)

    def take_correction_back(self) -> None:
        if corrections := [one for one in self.standing() if one.source == "form"]:
            with self.hands.database.writing() as connection:
                ledger.undo(connection, self.hands.act, self.random.choice(corrections).id)

    def standing(self) -> list[Entry]:
        with self.hands.database.reading() as connection:
            every = entry_lists.in_order(connection, self.hands.number)
        taken = {one.reverses for one in every}
        return [one for one in every if one.sign > 0 and one.id not in taken and isinstance(one.fact, Cost)]


@pytest.mark.parametrize("seed", range(8))
def test_no_day_counts_twice(database: Database, seed: int) -> None:
    hands = Hands(database=database, number=add_workspace(database).id)
    history = History(hands, Random(seed))
    for _ in range(STEPS):
        history.random.choice(
            [history.save, history.save, history.undo, history.correct, history.take_correction_back]
        )()
        days = [one.fact.day for one in history.standing()]
        assert len(days) == len(set(days))
    balances(hands)

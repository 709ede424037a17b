"""Imports undone out of order, and around changes by hand: nothing counts twice, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from core.imports.records import ReplacedSince, StaysBeside
from core.ledger.entries import Cost, Entry
from core.money.money import Money
from storage import deals, entry_lists, ledger
from tests.bot.conftest import ADA, Team
from tests.bot.importing import Hands
from tests.bot.test_import_refunds import GOALS, LIST_HEAD, SOLD, WON, correct, deal, give_back, orders
from tests.bot.test_import_results import balances, hands, sales
from tests.bot.test_imports import drop, meta, press
from tests.screens import controls

__all__ = ["hands"]

A_HUNDRED = meta(("Spring", 3, "100.00"))
FILES = {"list.csv": (GOALS, orders("100.00")), "crm.csv": (WON, deal("130.00"))}


def last_cost(team: Team) -> Entry:
    with team.beside.reading() as connection:
        return [one for one in entry_lists.in_order(connection, 1) if one.sign > 0][-1]


def correct_last(team: Team, amount: str) -> None:
    team.client.press("correct", str(last_cost(team).id), user=ADA)
    team.client.submit(team.slack.opened[-1], {"amount": amount}, user=ADA)


def both_orders(first: str, second: str, *, turned: bool) -> bytes:
    """A list of two orders of one day that are alike in all else."""
    rows = [f"2026-09-01,google,,Sale,1,{first},EUR,PL-1001,,\n", f"2026-09-01,google,,Sale,1,{second},EUR,PL-1002,,\n"]
    return (LIST_HEAD + "".join(rows[::-1] if turned else rows)).encode()


def test_what_was_corrected_in_the_place_of_an_older_import_does_not_count_beside_it(new_team: Team) -> None:
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, A_HUNDRED))
    newer = press(new_team, "import_save", drop(new_team, meta(("Spring", 3, "150.00"))))
    correct_last(new_team, "160")
    new_team.client.press("undo_import", message=newer, user=ADA, channel=newer["channel"])
    assert "would come back beside it and count twice" in new_team.slack.responses[-1][1]["text"]
    assert "cost $160.00" in new_team.ask("spring all").text
    new_team.client.press("undo", str(last_cost(new_team).id), user=ADA)
    press(new_team, "undo_import", newer)
    assert "cost $100.00" in new_team.ask("spring all").text


def test_the_receipt_of_an_undo_says_the_figures_that_stood_before(new_team: Team) -> None:
    """What was corrected by hand was on the books before, and is: the rest of the import is what goes."""
    new_team.campaign("Spring")
    imported = press(new_team, "import_save", drop(new_team, meta(("Spring", 2, "50.00"), ("Spring", 3, "100.00"))))
    corrected = last_cost(new_team).fact
    assert isinstance(corrected, Cost)
    correct_last(new_team, "120")
    undone = press(new_team, "undo_import", imported)
    assert f"Spring before: ROI -100.00% · cost ${120 + (150_00 - corrected.amount.minor) // 100}.00" in undone["text"]
    assert "Spring now: ROI -100.00% · cost $120.00" in undone["text"]


def test_what_stayed_of_an_undone_import_is_not_booked_again_by_its_file(new_team: Team) -> None:
    new_team.campaign("Spring")
    imported = press(new_team, "import_save", drop(new_team, A_HUNDRED))
    correct_last(new_team, "120")
    press(new_team, "undo_import", imported)
    again = drop(new_team, A_HUNDRED)
    assert "1 entry that somebody has changed since stays as it is." in again["text"]
    assert "import_save" not in [one.action_id for one in controls(again["blocks"])]
    assert "cost $120.00" in new_team.ask("spring all").text


def test_a_correction_taken_back_after_its_import_leaves_nothing_in_the_way_of_a_file(new_team: Team) -> None:
    """What the file had said went with its import: it neither comes back nor keeps a newer file's from being booked."""
    new_team.campaign("Spring")
    imported = press(new_team, "import_save", drop(new_team, A_HUNDRED))
    correct_last(new_team, "120")
    press(new_team, "undo_import", imported)
    new_team.client.press("undo", str(last_cost(new_team).id), user=ADA)
    assert "cost $0.00" in new_team.ask("spring all").text
    newer = press(new_team, "import_save", drop(new_team, meta(("Spring", 3, "150.00"))))
    assert "cost $150.00" in new_team.ask("spring all").text
    press(new_team, "undo_import", newer)
    assert "cost $0.00" in new_team.ask("spring all").text


def test_a_sale_put_back_of_an_undone_list_is_the_one_that_comes_again(hands: Hands) -> None:
    record = hands.saved("list.csv", GOALS, orders("100.00"))
    assert record is not None
    hands.undone(record.id)
    with hands.database.writing() as connection:
        every = entry_lists.in_order(connection, hands.number)
        reversal = next(one for one in every if one.sign < 0 and one.fact.day == SOLD)
        ledger.redo(connection, hands.act, reversal.id)
    assert sales(hands) == [(100_00, "2026-09-01")]
    hands.saved("newer.csv", GOALS, orders("120.00"))
    assert sales(hands) == [(50_00, "2026-09-02"), (120_00, "2026-09-01")]
    balances(hands)


@pytest.mark.parametrize("turned", [False, True])
def test_a_refunded_sale_keeps_no_other_of_its_day_from_being_replaced(hands: Hands, turned: bool) -> None:
    hands.saved("list.csv", GOALS, both_orders("100.00", "50.00", turned=False))
    give_back(hands)
    hands.saved("newer.csv", GOALS, both_orders("120.00", "60.00", turned=turned))
    assert sales(hands) == [(-10_00, "2026-09-01"), (60_00, "2026-09-01"), (100_00, "2026-09-01")]
    balances(hands)


@pytest.mark.parametrize("turned", [False, True])
def test_a_corrected_sale_keeps_no_other_of_its_day_from_being_replaced(hands: Hands, turned: bool) -> None:
    hands.saved("list.csv", GOALS, both_orders("100.00", "50.00", turned=False))
    correct(hands, 90_00)
    hands.saved("newer.csv", GOALS, both_orders("120.00", "60.00", turned=turned))
    assert sales(hands) == [(60_00, "2026-09-01"), (90_00, "2026-09-01")]
    balances(hands)


@pytest.mark.parametrize("order", list(permutations(FILES)))
@pytest.mark.parametrize("back", list(permutations(FILES)))
def test_files_of_one_sale_leave_nothing_in_whatever_order_they_are_undone(
    hands: Hands, order: tuple[str, ...], back: tuple[str, ...]
) -> None:
    """A list undone before the deals that took its sale would come back with theirs: so it waits for them."""
    saved = {name: hands.saved(name, *FILES[name]) for name in order}
    waiting = [record.id for name in back if (record := saved[name])]
    while waiting:
        number = waiting.pop(0)
        try:
            hands.undone(number)
        except ReplacedSince:
            waiting.append(number)
    assert sales(hands) == []
    balances(hands)


def test_an_older_file_of_a_crm_is_not_undone_while_a_newer_one_stands(hands: Hands) -> None:
    hands.saved("list.csv", *FILES["list.csv"])
    older = hands.saved("crm.csv", *FILES["crm.csv"])
    newer = hands.saved("newer.csv", WON, deal("140.00"))
    assert older is not None
    assert newer is not None
    with pytest.raises(StaysBeside):
        hands.undone(older.id)
    assert sales(hands) == [(50_00, "2026-09-02"), (140_00, "2026-09-01")]
    hands.undone(newer.id)
    hands.undone(older.id)
    assert sales(hands) == [(50_00, "2026-09-02"), (100_00, "2026-09-01")]
    balances(hands)


def test_a_deal_is_not_won_again_beside_a_list_that_has_brought_its_sale_since(hands: Hands) -> None:
    """A later file of the CRM had lost it, and so the list counted: undone, that one would win it once more."""
    hands.saved("crm.csv", *FILES["crm.csv"])
    lost = hands.saved("lost.csv", WON, deal("130.00", "Closed lost"))
    brought = hands.saved("list.csv", *FILES["list.csv"])
    assert lost is not None
    assert brought is not None
    with pytest.raises(ReplacedSince):
        hands.undone(lost.id)
    hands.undone(brought.id)
    hands.undone(lost.id)
    assert sales(hands) == [(130_00, "2026-09-01")]
    balances(hands)


def test_a_deal_that_a_person_has_won_anew_does_not_count_beside_the_list(hands: Hands) -> None:
    hands.saved("list.csv", *FILES["list.csv"])
    record = hands.saved("crm.csv", *FILES["crm.csv"])
    assert record is not None
    with hands.database.writing() as connection:
        (step,) = deals.last_steps(connection, hands.number)
        by_hand = replace(step.fact, amount=Money(minor=150_00, currency="EUR"))
        move = deals.log(connection, hands.act, by_hand, request="")
    with pytest.raises(StaysBeside):
        hands.undone(record.id)
    with hands.database.writing() as connection:
        deals.undo(connection, hands.act, move.step.id)
    hands.undone(record.id)
    assert sales(hands) == [(50_00, "2026-09-02"), (100_00, "2026-09-01")]
    balances(hands)


def test_a_refunded_sale_does_not_count_beside_the_one_it_replaced(hands: Hands) -> None:
    hands.saved("list.csv", GOALS, orders("100.00"))
    newer = hands.saved("newer.csv", GOALS, orders("120.00"))
    assert newer is not None
    give_back(hands)
    with pytest.raises(StaysBeside):
        hands.undone(newer.id)
    assert sales(hands) == [(-10_00, "2026-09-01"), (50_00, "2026-09-02"), (120_00, "2026-09-01")]
    balances(hands)

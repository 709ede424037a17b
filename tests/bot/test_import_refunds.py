"""A sale that a file has brought and that people have refunded or corrected since stays, whatever file comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.imports.choices import Choices
from core.imports.records import State
from core.ledger.entries import Conversion, Entry
from core.money.money import Money
from storage import entry_lists, ledger, log_entry, refunds
from storage.database import Database
from tests.bot.importing import Hands
from tests.bot.test_import_results import balances, hands, sales

__all__ = ["hands"]

SOLD = date(2026, 9, 1)
GOALS = Choices(goals={"Sale": "sale"})
WON = Choices(goals={"won": "sale"}, currency="EUR")
LIST_HEAD = "date,channel,campaign,goal,count,revenue,currency,external_id,first_contact,note\n"
CRM_HEAD = "Record ID,Order ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date\n"


def orders(revenue: str) -> bytes:
    """A list of two orders; ``revenue``: of the first one."""
    rows = (f"2026-09-01,google,,Sale,1,{revenue},EUR,PL-1001,,", "2026-09-02,google,,Sale,1,50.00,EUR,PL-1002,,")
    return (LIST_HEAD + "".join(f"{row}\n" for row in rows)).encode()


def deal(amount: str, stage: str = "Closed won") -> bytes:
    """A CRM's file with the deal of the first order."""
    return f"{CRM_HEAD}7301,PL-1001,Lanterns,{stage},{amount},EUR,2026-09-01,2026-08-20\n".encode()


def sale_of(database: Database, workspace: int) -> Entry:
    """The first order's sale."""
    with database.reading() as connection:
        every = entry_lists.in_order(connection, workspace)
    taken = {one.reverses for one in every}
    return next(one for one in every if one.sign > 0 and one.id not in taken and one.fact.day == SOLD)


def give_back(hands: Hands) -> None:
    """Ten euro of the first order's sale."""
    number = sale_of(hands.database, hands.number).id
    with hands.database.writing() as connection:
        ten = Money(minor=10_00, currency="EUR")
        refunds.save(connection, hands.act, number, ten, day=date(2026, 9, 5), note="", request="")


def correct(hands: Hands, minor: int) -> None:
    """The first order's sale is corrected by hand."""
    entry = sale_of(hands.database, hands.number)
    assert isinstance(entry.fact, Conversion)
    amount = Money(minor=minor, currency="EUR")
    with hands.database.writing() as connection:
        ledger.give_way(connection, hands.act, entry.id)
        new = replace(entry.fact, value=amount, revenue=amount)
        log_entry.log(connection, hands.act, new, source="form", replaces=entry.id)


def test_a_refunded_sale_is_not_replaced_by_a_newer_list_nor_by_a_crm(hands: Hands) -> None:
    """Replaced as it stands it would go below zero; left and booked anew it would count twice."""
    hands.saved("list.csv", GOALS, orders("100.00"))
    give_back(hands)
    standing = [(-10_00, "2026-09-01"), (50_00, "2026-09-02"), (100_00, "2026-09-01")]
    assert sales(hands) == standing
    newer = hands.shown("newer.csv", GOALS, orders("120.00"))
    assert newer.plan is not None
    assert newer.plan.by_hand == 1
    for name, choices, content in (("newer.csv", GOALS, orders("120.00")), ("crm.csv", WON, deal("130.00"))):
        hands.saved(name, choices, content)
        assert sales(hands) == standing
    balances(hands)


def test_a_sale_corrected_by_hand_is_not_booked_again_by_a_crm(hands: Hands) -> None:
    hands.saved("list.csv", GOALS, orders("100.00"))
    correct(hands, 90_00)
    hands.saved("crm.csv", WON, deal("130.00"))
    assert sales(hands) == [(50_00, "2026-09-02"), (90_00, "2026-09-01")]
    balances(hands)


def test_a_deal_whose_sale_was_refunded_stays_and_its_import_still_ends(hands: Hands) -> None:
    """A step that raised would keep its import, and all others of the workspace, from ever ending."""
    first = hands.saved("crm.csv", WON, deal("130.00"))
    assert first is not None
    newer = hands.shown("newer.csv", WON, deal("140.00"))
    give_back(hands)
    hands.save_shown(newer)
    standing = [(-10_00, "2026-09-01"), (130_00, "2026-09-01")]
    assert sales(hands) == standing
    hands.saved("lost.csv", WON, deal("140.00", "Closed lost"))
    assert sales(hands) == standing
    assert hands.undone(first.id).state is State.UNDONE
    assert sales(hands) == standing
    balances(hands)

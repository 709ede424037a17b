"""Results and deals of files on the books: one sale once, deals opened and closed, sources linked, no people."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

import pytest

from bot.services import imports
from bot.services import source_links as linking
from bot.views import imports as views
from core.calendar.periods import ALL
from core.imports.choices import CLAIMED, Choices, Double
from core.imports.previews import Preview
from core.imports.rhythm import overdue
from core.imports.utm import link_of
from core.ledger.entries import Conversion
from core.money.money import Money
from core.sales.deals import LOST, WON
from core.setup.goals import Basis, Goal, Stage
from storage import (
    audit,
    deal_sources,
    deals,
    entry_lists,
    goals,
    import_claims,
    import_rhythm,
    source_links,
    source_moves,
    workspaces,
)
from storage.database import Database
from tests.bot.importing import FILES, Hands, dumped
from tests.databases import add_workspace
from tests.storage.facts import ANNA, NOW

NOTHING = Money(minor=0, currency="EUR")
SALE = Goal(key="sale", name="Sale", basis=Basis.FIXED, value=NOTHING, stage=Stage.CUSTOMER)
LEAD = Goal(key="lead", name="Lead", basis=Basis.FIXED, value=Money(minor=50_00, currency="EUR"), counts=False)
EXPLORATION = "ga4-explore-grand-total.csv"
TRAFFIC = FILES / "ga4-traffic-acquisition.csv"
EVENTS = Choices(currency="EUR", goals={"Key events": "sale"})
HUBSPOT = "hubspot-crm-exports-all-deals-2026-10-02.csv"
ANALYTICS = Choices(currency="EUR", goals={"purchase": "sale", "generate_lead": "lead"})

CRM = b"""Record ID,Order ID,Deal Name,Deal Stage,Deal owner,Amount,Currency,Close Date,Create Date
7301,PL-1001,Zenobia Marked,Closed won,Olaf Marked,310.50,EUR,2026-09-01,2026-08-20
7302,PL-1002,Bruno Marked,Closed won,Olaf Marked,199.99,EUR,2026-09-02,2026-08-21
"""
META = b"""Day,Campaign name,Amount spent (EUR),Results,Result type,Attribution setting
2026-09-01,autumn_lanterns,100.00,31,Purchases,7-day click
"""


@pytest.fixture
def hands(database: Database) -> Hands:
    """Somebody in a workspace that counts in euro, with a goal for sales and one for leads."""
    workspace = add_workspace(database)
    someone = Hands(database=database, number=workspace.id)
    with database.writing() as connection:
        workspaces.save_currency(connection, workspace.id, "EUR")
        for goal in (SALE, LEAD):
            goals.save(connection, someone.act, goal)
    return someone


def standing(hands: Hands) -> list[Conversion]:
    """The conversions that stand, in a fixed order."""
    with hands.database.reading() as connection:
        entries = entry_lists.in_order(connection, hands.number)
    taken = {entry.reverses for entry in entries if entry.reverses}
    facts = [entry.fact for entry in entries if entry.sign > 0 and entry.id not in taken]
    return sorted((one for one in facts if isinstance(one, Conversion)), key=repr)


def sales(hands: Hands) -> list[tuple[int, str]]:
    """What each sale on the books is worth, in minor units, and its day."""
    return sorted((one.value.minor, f"{one.day}") for one in standing(hands) if one.goal.key == "sale")


def balances(hands: Hands) -> None:
    with hands.database.reading() as connection:
        assert audit.check(connection).balances


def test_results_of_analytics_are_booked_with_where_they_came_from(hands: Hands) -> None:
    """Each sale with its number stays one; undo takes all of it back."""
    record = hands.saved(EXPLORATION, ANALYTICS)
    assert record is not None
    assert [minor for minor, _ in sales(hands)] == [125_51, 199_99, 310_50, 412_00]
    assert sum(one.count for one in standing(hands) if one.goal.key == "lead") == 2
    assert {one.channel for one in standing(hands)} == {"google", "email", "microsoft"}
    balances(hands)
    hands.undone(record.id)
    assert standing(hands) == []
    balances(hands)


def test_the_same_file_again_changes_nothing(hands: Hands) -> None:
    hands.saved(EXPLORATION, ANALYTICS)
    before = standing(hands)
    assert hands.saved(EXPLORATION, ANALYTICS) is None
    assert standing(hands) == before


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_one_sale_of_three_files_is_one_in_every_order(hands: Hands, order: Sequence[int]) -> None:
    """Analytics, the CRM, and an ad platform that claims 31; and again in the same order."""

    def bring(place: int) -> None:
        if place == 0:
            hands.saved(EXPLORATION, ANALYTICS)
        elif place == 1:
            hands.saved("deals.csv", Choices(), CRM)
        else:
            hands.saved("meta.csv", Choices(channel="facebook", goals={"Purchases": CLAIMED}), META)

    for place in (*order, *order):
        bring(place)
        balances(hands)
    assert [minor for minor, _ in sales(hands)] == [125_51, 199_99, 310_50, 412_00]
    with hands.database.reading() as connection:
        claimed = import_claims.standing(connection, hands.number, ALL)
    claims = [(kind, one.type, one.window, one.count) for kind, one in claimed]
    assert claims == [("meta", "Purchases", "7-day click", 31)]
    with hands.database.reading() as connection:
        won = [one for one in deals.last_of_each(connection, hands.number).values() if one.won]
    assert sorted(one.name for one in won) == ["HubSpot 7301", "HubSpot 7302"]


NO_ORDERS = b"""Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date
7301,x,Closed won,310.50,EUR,2026-09-03,2026-08-20
"""


@pytest.mark.parametrize("crm_first", [True, False])
def test_of_two_sources_of_a_goal_the_one_that_knows_most_counts_in_either_order(hands: Hands, crm_first: bool) -> None:
    """Without the number of an order a tool's sales and the CRM's cannot be told apart; the choice is remembered."""
    one = replace(EVENTS, doubles={"sale": Double.ONE})
    if crm_first:
        hands.saved("deals.csv", one, NO_ORDERS)
        hands.saved(TRAFFIC.name, one)
    else:
        hands.saved(TRAFFIC.name, EVENTS)
        before = standing(hands)
        record = hands.saved("deals.csv", one, NO_ORDERS)
        assert record is not None
        hands.undone(record.id)
        assert standing(hands) == before
        hands.saved("deals.csv", None, NO_ORDERS)
    assert sales(hands) == [(310_50, "2026-09-03")]
    balances(hands)


def test_undoing_the_better_file_puts_the_other_one_back(hands: Hands) -> None:
    """The sales that had given way stand again, to the minor unit."""
    hands.saved(EXPLORATION, ANALYTICS)
    before = standing(hands)
    record = hands.saved("deals.csv", Choices(), CRM)
    assert record is not None
    assert [minor for minor, _ in sales(hands)] == [125_51, 199_99, 310_50, 412_00]
    hands.undone(record.id)
    assert standing(hands) == before
    balances(hands)


def test_a_crm_brings_won_open_and_lost_deals(hands: Hands) -> None:
    """A won one is a sale with its real revenue and first contact; an open one is expected; a lost one closes."""
    hands.saved(HUBSPOT)
    (sold,) = standing(hands)
    assert (sold.value, sold.day, sold.first_contact) == (
        Money(minor=4200_00, currency="EUR"),
        date(2026, 9, 18),
        date(2026, 8, 2),
    )
    with hands.database.reading() as connection:
        known = deals.last_of_each(connection, hands.number)
    assert {one.name: (one.stage, one.probability) for one in known.values()} == {
        "HubSpot 7301": (WON, Decimal(100)),
        "HubSpot 7302": ("appointment-scheduled", Decimal(20)),
        "HubSpot 7303": ("contract-sent", Decimal(90)),
    }


def test_a_later_file_moves_deals_on_and_undo_moves_them_back(hands: Hands) -> None:
    hands.saved(HUBSPOT)
    with hands.database.reading() as connection:
        before = deals.last_of_each(connection, hands.number)
    content = (
        b"Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date\n"
        b"7302,x,Closed lost,1500.00,EUR,2026-10-20,2026-09-12\n"
        b"7303,x,Closed won,9500.00,EUR,2026-10-21,2026-07-30\n"
    )
    record = hands.saved("later.csv", content=content)
    assert record is not None
    with hands.database.reading() as connection:
        now = deals.last_of_each(connection, hands.number)
    assert {one.name: one.stage for one in now.values()} == {
        "HubSpot 7301": WON,
        "HubSpot 7302": LOST,
        "HubSpot 7303": WON,
    }
    assert [minor for minor, _ in sales(hands)] == [4200_00, 9500_00]
    balances(hands)
    hands.undone(record.id)
    with hands.database.reading() as connection:
        assert deals.last_of_each(connection, hands.number) == before
    assert [minor for minor, _ in sales(hands)] == [4200_00]
    balances(hands)


def test_linking_a_source_moves_past_and_future_and_undo_brings_it_back(hands: Hands) -> None:
    """Exactly: the same conversions stand as before, and the next file asks nothing."""
    hands.saved(TRAFFIC.name, EVENTS)
    before = standing(hands)
    with hands.database.reading() as connection:
        links = source_links.table(connection, hands.number)
        assert source_moves.unlinked(connection, hands.number, links) == {"partner-site / referral": 1}
    with hands.database.writing() as connection:
        linked = linking.link(connection, hands, [link_of("partner-site / referral", "linkedin")])
    assert linked.moved == 1
    for number in linked.imports:
        hands.ended(number)
    assert [one.count for one in standing(hands) if one.channel == "linkedin"] == [1]
    assert sum(one.value.minor for one in standing(hands)) == sum(one.value.minor for one in before)
    balances(hands)
    assert hands.saved(TRAFFIC.name, EVENTS) is None  # the future: the same file says so by itself
    file = hands.shown("again.csv", EVENTS, TRAFFIC.read_bytes().replace(b",1,59.5", b",2,59.5"))
    assert file.plan is not None
    assert not file.plan.booked.unlinked
    with hands.database.writing() as connection:
        linking.unlink(connection, hands, linked)
    for number in linked.imports:
        hands.ended(number)
    assert standing(hands) == before
    with hands.database.reading() as connection:
        links = source_links.table(connection, hands.number)
        assert source_moves.unlinked(connection, hands.number, links) == {"partner-site / referral": 1}
    balances(hands)


def test_a_newer_file_replaces_what_was_linked_too(hands: Hands) -> None:
    """Nothing is counted twice because it had moved to another channel meanwhile."""
    hands.saved(TRAFFIC.name, EVENTS)
    with hands.database.writing() as connection:
        linked = linking.link(connection, hands, [link_of("partner-site / referral", "linkedin")])
    for number in linked.imports:
        hands.ended(number)
    hands.saved("newer.csv", EVENTS, TRAFFIC.read_bytes().replace(b",1,59.5", b",2,60.5"))
    assert sum(one.count for one in standing(hands)) == 14
    assert sum(one.value.minor for one in standing(hands)) == 1063_00
    balances(hands)


def test_how_often_an_account_is_imported_is_known(hands: Hands) -> None:
    """And whom to ask for the next file; moving what has come is no import."""
    traffic = TRAFFIC.read_bytes()
    for week in range(3):
        newer = traffic.replace(b",3,310.5", f",{week + 4},310.5".encode())
        replace(hands, at=NOW + timedelta(days=7 * week)).saved("newer.csv", EVENTS, newer)
    with hands.database.writing() as connection:
        linked = linking.link(connection, hands, [link_of("partner-site / referral", "linkedin")])
    for number in linked.imports:
        hands.ended(number)
    with hands.database.reading() as connection:
        (account,) = import_rhythm.known(connection, hands.number)
    assert (account.kind, account.account, account.by, account.every) == ("ga4", "Paper Lantern web", ANNA, 8)
    assert account.last == date(2026, 9, 3)
    assert overdue([account], NOW.date() + timedelta(days=14 + 9)) == [account]
    assert overdue([account], NOW.date() + timedelta(days=14 + 8)) == []


PEOPLE = (b"zenobia", b"marked", b"bruno", b"olaf", b"example.test", b"601 234 567", b"48601234567")


@pytest.mark.parametrize(
    "name", [HUBSPOT, "salesforce-opportunities.csv", "deals-5512-44.csv", "hubspot-pl.csv", EXPLORATION]
)
def test_nothing_of_people_is_kept_or_said(hands: Hands, name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Not one byte of a name, an address or a number, in the database, the log or a message."""
    caplog.set_level(logging.DEBUG)
    stages = {"Negotiation/Review": "contract-sent", "Proposal Made": "contract-sent", "Umowa wysłana": "contract-sent"}
    choices = Choices(currency="" if name == "hubspot-pl.csv" else "EUR", stages=stages, goals=ANALYTICS.goals)
    file = hands.shown(name, choices)
    message = repr(views.preview(hands.language, Preview(files=(file,))))
    hands.saved(name, choices)
    kept = {table: text.casefold().encode() for table, text in dumped(hands.database).items()}
    marks = (*PEOPLE, b"znaczon")
    told = [(table, mark) for table, text in kept.items() for mark in marks if mark in text]
    assert told == []
    assert not [mark for mark in marks if mark in message.casefold().encode()]
    assert not [mark for mark in marks if mark in caplog.text.casefold().encode()]


FRACTIONS = b"""# Start date: 20260901
# End date: 20260902

Date,Session campaign,Session source / medium,Key events,Total revenue
20260901,autumn,google / cpc,12.67,310.50
20260901,spring,google / cpc,0.33,9.99
20260902,autumn,google / cpc,7.50,100.01
"""


def test_fractions_of_key_events_are_logged_as_whole_ones_that_sum_to_the_file_s(hands: Hands) -> None:
    """20.50 in all: 21, with all of the revenue, and that is said before; undo takes it all back."""
    shown = hands.shown("ga4.csv", EVENTS, FRACTIONS)
    text = str(views.preview(hands.language, Preview(files=(shown,)))["text"])
    assert "The file holds fractions of results, 20.50 in all: they are logged as 21 whole ones." in text
    assert shown.record is not None
    record = hands.saved("ga4.csv", EVENTS, FRACTIONS)
    assert record is not None
    assert sum(one.count for one in standing(hands)) == 21
    assert sum(one.value.minor for one in standing(hands)) == 420_50
    assert hands.saved("ga4.csv", EVENTS, FRACTIONS) is None
    balances(hands)
    hands.undone(record.id)
    assert standing(hands) == []


def test_the_numbers_of_deals_are_kept_by_save_and_by_nothing_before(hands: Hands) -> None:
    """*Not now* leaves no word of them. A number that a later file adds to a deal makes one sale of two."""

    def numbers() -> list[str]:
        with hands.database.reading() as connection:
            return [one.number for one in deal_sources.every(connection, hands.number)]

    shown = hands.shown("deals.csv", content=CRM)
    assert shown.record is not None
    assert numbers() == []
    imports.not_now(hands, [shown.record.id])
    hands.saved("deals.csv", content=CRM.replace(b",PL-1002,", b",,"))
    assert numbers() == ["PL-1001", "7302"]
    hands.saved(EXPLORATION, replace(ANALYTICS, doubles={"sale": Double.BOTH}))
    assert [minor for minor, _ in sales(hands)].count(199_99) == 2
    hands.saved("deals.csv", content=CRM)
    assert numbers() == ["PL-1001", "PL-1002"]
    assert [minor for minor, _ in sales(hands)].count(199_99) == 1
    assert hands.saved("deals.csv", content=CRM) is None
    balances(hands)

"""What several files count: each result is on the books once, however the files come and whatever is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.services import imports
from bot.services.import_plans import Brought
from core.imports.booked_results import Origin
from core.imports.choices import Choices, Double
from core.imports.previews import FilePreview
from core.imports.readings import SameSpendBeside
from core.imports.records import ChangedSince, ImportedSince, ReplacedSince
from core.ledger.entries import Conversion
from core.money.money import Money
from core.sales.deals import WON
from storage import audit, deals, entry_lists, entry_sources, goals, ledger, log_entry, workspaces
from storage.database import Database
from tests.bot.importing import FILES, Hands
from tests.bot.test_import_results import ANALYTICS, CRM, EVENTS, EXPLORATION, LEAD, SALE, TRAFFIC, sales
from tests.databases import add_workspace
from tests.storage.facts import NOW

ONE = Choices(doubles={"sale": Double.ONE})
BOTH = Choices(doubles={"sale": Double.BOTH})


@pytest.fixture
def hands(database: Database) -> Hands:
    """Somebody in a workspace that counts in euro, with a goal for sales and one for leads."""
    someone = Hands(database=database, number=add_workspace(database).id)
    with database.writing() as connection:
        workspaces.save_currency(connection, someone.number, "EUR")
        for goal in (SALE, LEAD):
            goals.save(connection, someone.act, goal)
    return someone


def listed(*rows: tuple[str, int], goal: str = "Sale") -> bytes:
    """A list of conversions: days of September, and how many sales of 100.00 each."""
    head = "date,channel,campaign,goal,count,revenue,currency,external_id,first_contact,note\n"
    lines = (f"2026-09-{day},google,Lanterns,{goal},{count},{count * 100}.00,EUR,,,\n" for day, count in rows)
    return (head + "".join(lines)).encode()


def balances(hands: Hands) -> None:
    with hands.database.reading() as connection:
        assert audit.check(connection).balances


@pytest.mark.parametrize("choices", [None, ONE])
def test_the_next_week_of_a_list_is_no_other_source(hands: Hands, choices: Choices | None) -> None:
    """Neither asked about nor, where of two sources only one is to count, left out."""
    hands.saved("week-1.csv", choices, listed(("01", 3), ("07", 3)))
    hands.saved("week-2.csv", choices, listed(("08", 2), ("14", 3)))
    assert sum(minor for minor, _ in sales(hands)) == 1100_00
    balances(hands)


# --- files that are shown at once ---


def shown_at_once(hands: Hands, *files: tuple[str, bytes], choices: Choices) -> list[FilePreview]:
    brought = [Brought(name=name, content=content) for name, content in files]
    return list(imports.preview(hands, brought, choices).files)


ANALYTICS_FILE = (TRAFFIC.name, TRAFFIC.read_bytes())


def test_of_two_files_of_one_goal_in_a_message_the_second_is_to_come_later(hands: Hands) -> None:
    """Neither was read with the other on the books, so that both would count unasked."""
    first, second = shown_at_once(hands, ANALYTICS_FILE, ("list.csv", listed(("03", 3))), choices=EVENTS)
    assert first.record
    assert isinstance(second.problem, SameSpendBeside)


def test_where_both_were_said_to_count_both_are_saved_at_once(hands: Hands) -> None:
    choices = Choices(currency="EUR", goals=EVENTS.goals, doubles=BOTH.doubles)
    files = shown_at_once(hands, ANALYTICS_FILE, ("list.csv", listed(("03", 3))), choices=choices)
    numbers = [file.record.id for file in files if file.record]
    imports.save(hands, numbers)
    for number in numbers:
        hands.ended(number)
    assert sum(minor for minor, _ in sales(hands)) == 1062_00 + 300_00
    balances(hands)


@pytest.mark.parametrize("choices", [Choices(), ONE])
def test_files_of_two_weeks_of_one_list_are_saved_at_once(hands: Hands, choices: Choices) -> None:
    weeks = [("week-1.csv", listed(("01", 3), ("07", 3))), ("week-2.csv", listed(("08", 2), ("14", 3)))]
    numbers = [file.record.id for file in shown_at_once(hands, *weeks, choices=choices) if file.record]
    imports.save(hands, numbers)
    for number in numbers:
        hands.ended(number)
    assert sum(minor for minor, _ in sales(hands)) == 1100_00


def test_two_files_with_numbers_of_sales_are_saved_one_after_the_other(hands: Hands) -> None:
    """Each may hold a sale of the other; saved at once they would wait for each other for ever."""
    exploration = (EXPLORATION, (FILES / EXPLORATION).read_bytes())
    first, second = shown_at_once(hands, exploration, ("deals.csv", CRM), choices=ANALYTICS)
    assert isinstance(second.problem, SameSpendBeside)
    hands.save_shown(first)
    hands.saved("deals.csv", Choices(), CRM)
    assert [minor for minor, _ in sales(hands)] == [125_51, 199_99, 310_50, 412_00]


def test_what_another_source_has_counted_since_is_asked_about_before_it_is_saved(hands: Hands) -> None:
    """Two people look at their files at the same time."""
    late = hands.shown("list.csv", None, listed(("03", 3)))
    hands.saved(TRAFFIC.name, EVENTS)
    with pytest.raises(ImportedSince):
        hands.save_shown(late)
    assert hands.shown("list.csv", None, listed(("03", 3))).plan.booked.clashes  # type: ignore[union-attr]  # reason: it was read


# --- undone in any order ---


@pytest.mark.parametrize(
    ("analytics", "choices", "better"),
    [
        (TRAFFIC.name, EVENTS, ("list.csv", ONE, listed(("03", 3)))),
        (EXPLORATION, ANALYTICS, ("deals.csv", Choices(), CRM)),
    ],
)
def test_what_a_better_file_has_taken_the_place_of_is_undone_after_it(
    hands: Hands, analytics: str, choices: Choices, better: tuple[str, Choices, bytes]
) -> None:
    """Undone before, it would come back once the better one is."""
    first, second = hands.saved(analytics, choices), hands.saved(*better)
    assert first
    assert second
    with pytest.raises(ReplacedSince):
        imports.undo(hands, first.id)
    hands.undone(second.id)
    hands.undone(first.id)
    assert sales(hands) == []
    balances(hands)


def test_a_file_is_not_undone_before_a_newer_one_of_those_it_took_the_place_of(hands: Hands) -> None:
    """What it took would come back beside the newer file of the same source."""
    hands.saved(TRAFFIC.name, EVENTS)
    list_ = hands.saved("list.csv", ONE, listed(("03", 3)))
    content = TRAFFIC.read_bytes() + b"\n"
    both = Choices(currency="EUR", goals=EVENTS.goals, doubles=BOTH.doubles)
    newer = hands.saved("newer.csv", both, content)
    assert list_
    assert newer
    assert sum(minor for minor, _ in sales(hands)) == 1062_00 + 300_00
    with pytest.raises(ReplacedSince):
        imports.undo(hands, list_.id)
    hands.undone(newer.id)
    hands.undone(list_.id)
    assert sum(minor for minor, _ in sales(hands)) == 1062_00
    balances(hands)


def test_what_a_person_had_corrected_of_an_undone_import_does_not_come_back_with_the_correction_gone(
    hands: Hands,
) -> None:
    """The correction stays when the import is undone; taken back itself, it leaves nothing of that."""
    record = hands.saved("list.csv", None, listed(("01", 3), ("07", 2)))
    assert record
    with hands.database.writing() as connection:
        entry = entry_lists.in_order(connection, hands.number)[0]
        ledger.give_way(connection, hands.act, entry.id)
        corrected = log_entry.log(
            connection, hands.act, replace(entry.fact, note="by hand"), source="form", replaces=entry.id
        )
    hands.undone(record.id)
    assert [minor for minor, _ in sales(hands)] == [300_00]
    with hands.database.writing() as connection:
        ledger.undo(connection, hands.act, corrected.id)
    assert sales(hands) == []
    balances(hands)


# --- deals ---


def deal_in(stage: str, amount: str) -> bytes:
    head = "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date\n"
    return f"{head}7301,x,{stage},{amount},EUR,2026-11-20,2026-11-20\n".encode()


def won_by_hand(hands: Hands, minutes: int) -> None:
    """The only deal there is, won so long after the files of a test came."""
    with hands.database.writing() as connection:
        (deal,) = deals.last_of_each(connection, hands.number).values()
        (sale,) = (one for one in goals.current(connection, hands.number) if one.key == "sale")
        won = replace(deal, stage=WON, probability=Decimal(100), goal=sale.id)
        deals.log(connection, replace(hands.act, at=NOW + timedelta(minutes=minutes)), won, request="")


def test_a_deal_that_somebody_has_moved_since_is_not_moved_back_by_what_was_shown_before(hands: Hands) -> None:
    """Lost in the file, and won by hand while the file was looked at: it is shown anew."""
    hands.saved("deals.csv", content=deal_in("Contract sent", "400.00"))
    shown = hands.shown("later.csv", content=deal_in("Closed lost", "400.00"))
    won_by_hand(hands, minutes=1)
    with pytest.raises(ChangedSince):
        hands.save_shown(shown)
    assert [minor for minor, _ in sales(hands)] == [400_00]


def test_a_deal_that_somebody_moves_while_the_file_is_saved_stays_so(hands: Hands) -> None:
    hands.saved("deals.csv", content=deal_in("Contract sent", "400.00"))
    shown = hands.shown("later.csv", content=deal_in("Closed lost", "400.00"))
    assert shown.record
    imports.save(hands, [shown.record.id])
    won_by_hand(hands, minutes=1)
    hands.ended(shown.record.id)
    assert [minor for minor, _ in sales(hands)] == [400_00]
    hands.undone(shown.record.id)
    assert [minor for minor, _ in sales(hands)] == [400_00]
    balances(hands)


def test_a_sale_that_was_restored_from_an_export_is_not_booked_again_by_the_deal_it_was_of(hands: Hands) -> None:
    """No import brought it, so that no file takes it back: booked as well, it would count twice."""
    with hands.database.writing() as connection:
        (goal,) = (one for one in goals.current(connection, hands.number) if one.key == "sale")
        worth = Money(minor=310_50, currency="EUR")
        fact = Conversion(day=date(2026, 9, 1), goal=goal, count=1, value=worth, revenue=worth)
        entry = log_entry.log(connection, hands.act, fact, source="form")
        entry_sources.add(connection, hands.number, 0, {entry.id: Origin(external_id="PL-1001")})
    hands.saved("deals.csv", content=CRM)
    assert [minor for minor, _ in sales(hands)] == [199_99, 310_50]

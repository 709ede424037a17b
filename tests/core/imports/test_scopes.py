"""Scopes: a newer export of the same scope takes its place; whatever else overlaps is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.imports.choices import Choices, Overlap
from core.imports.meanings import Level
from core.imports.records import ImportRecord, Scope, State
from core.imports.scopes import Clash, Earlier, Newcomer, Overlapping, by_owner, overlapping, reached, remains
from core.ledger.entries import Cost, Entry
from core.ledger.spreads import spread
from core.money.money import Money
from core.setup.categories import Category

JULY = Period(start=date(2026, 7, 1), end=date(2026, 8, 1))
HALF = Period(start=date(2026, 7, 1), end=date(2026, 7, 16))
AUGUST = Period(start=date(2026, 8, 1), end=date(2026, 9, 1))
NOW = datetime(2026, 8, 5, 9, tzinfo=UTC)


def record(number: int = 1, **changed: object) -> ImportRecord:
    scope = Scope(kind="meta", account="Acme", level=Level.CAMPAIGN, period=JULY)
    facts: dict[str, object] = {name: changed.pop(name) for name in ("account", "level", "period") if name in changed}
    made = ImportRecord(
        id=number,
        scope=replace(scope, **facts),  # type: ignore[arg-type]  # each of its own field
        currency="USD",
        file="a.csv",
        digest=str(number),
        rows=1,
        left_out=0,
        refused=0,
        sum_minor=100,
        facts=1,
        taken=0,
        position=1,
        state=State.BOOKED,
        by="U1",
        at=NOW + timedelta(days=number),
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # the same


def cost(day: date = JULY.start, minor: int = 100, campaign: str = "alpha", until: date | None = None) -> Cost:
    amount = Money(minor=minor, currency="USD")
    return Cost(day=day, until=until, category=Category.ADS, amount=amount, campaign=campaign, channel="facebook")


def entry(number: int, fact: Cost | None = None) -> Entry:
    return Entry(id=number, fact=fact or cost(), logged_by="U1", logged_at=NOW, source="import")


def met(new: Newcomer, *earlier: Earlier) -> Sequence[Overlapping]:
    return [one for one, _ in overlapping(new, earlier, {})]


def newcomer(**changed: object) -> Newcomer:
    return replace(Newcomer(scope=record().scope, campaigns={"alpha"}), **changed)  # type: ignore[arg-type]  # reason: any of its fields


STANDS = Earlier(record=record(), entries=[entry(1)])


def test_the_same_scope_later_takes_its_place_without_a_question() -> None:
    (one,) = met(newcomer(), STANDS)
    assert (one.clash, one.decided, one.was) == (Clash.SAME, Overlap.REPLACE, (Money(minor=100, currency="USD"),))


@pytest.mark.parametrize(
    ("record", "clash"),
    [
        (record(level=Level.AD), Clash.LEVEL),
        (record(period=Period(start=date(2026, 6, 16), end=date(2026, 7, 16))), Clash.PERIOD),
        (record(at=NOW + timedelta(days=60)), Clash.OLDER),
    ],
)
def test_other_overlaps_are_asked_about(record: ImportRecord, clash: Clash) -> None:
    new = newcomer(dated=NOW + timedelta(days=30))
    (one,) = met(new, Earlier(record=record, entries=[entry(1)]))
    assert (one.clash, one.decided) == (clash, None)


def test_a_newer_export_with_more_days_takes_the_place_of_the_shorter_one() -> None:
    """Of the same account and level, with all of its days and campaigns: nothing of it is left out or counted twice."""
    (one,) = met(newcomer(campaigns={"alpha", "beta"}), Earlier(record=record(period=HALF), entries=[entry(1)]))
    assert (one.clash, one.decided) == (Clash.LONGER, Overlap.REPLACE)


@pytest.mark.parametrize(
    ("changed", "account", "clash"),
    [
        ({"campaigns": {"beta"}}, "Acme", Clash.PERIOD),
        ({"campaigns": {"alpha"}}, "", Clash.PERIOD),
        ({"campaigns": {"alpha"}}, "#its-header", Clash.PERIOD),
        ({"campaigns": {"alpha"}, "dated": NOW - timedelta(days=9)}, "Acme", Clash.OLDER),
    ],
)
def test_where_more_days_may_still_lack_some_of_it_people_decide(
    changed: dict[str, object], account: str, clash: Clash
) -> None:
    """A campaign is missing, the account is not named, or the file is older."""
    new = newcomer(scope=replace(record().scope, account=account), **changed)
    (one,) = met(new, Earlier(record=record(period=HALF, account=account), entries=[entry(1)]))
    assert (one.clash, one.decided) == (clash, None)


def test_files_without_account_in_two_currencies_are_of_two_accounts() -> None:
    """Unless they have a campaign in common, or a person has said the currency of either, perhaps wrongly."""
    scope = replace(record().scope, account="")
    new = newcomer(scope=scope, campaigns={"beta"}, currency="EUR")
    earlier = Earlier(record=record(account=""), entries=[entry(1)])
    said = Earlier(record=record(account="", choices=Choices(currency="USD")), entries=[entry(1)])
    assert not met(new, earlier)
    assert [one.clash for one in met(new, said)] == [Clash.STRANGER]
    assert [one.clash for one in met(replace(new, currency=""), earlier)] == [Clash.STRANGER]
    assert [one.clash for one in met(replace(new, campaigns={"alpha"}), earlier)] == [Clash.SAME]


@pytest.mark.parametrize("account", ["Acme", ""])
def test_files_that_name_no_account_and_share_no_campaign_may_be_of_two_accounts(account: str) -> None:
    new = newcomer(scope=replace(record().scope, account=""), campaigns={"beta"})
    (one,) = met(new, Earlier(record=record(account=account), entries=[entry(1)]))
    assert (one.clash, one.decided) == (Clash.STRANGER, None)


@pytest.mark.parametrize(
    "record",
    [record(account="Other"), record(state=State.UNDONE), record(state=State.STAGED)],
)
def test_another_account_and_what_is_not_on_the_books_do_not_meet(record: ImportRecord) -> None:
    assert not met(newcomer(), Earlier(record=record, entries=[entry(1)]))


def test_other_days_do_not_meet() -> None:
    assert not met(newcomer(), Earlier(record=record(period=AUGUST), entries=[entry(1, cost(AUGUST.start))]))


def test_an_import_meets_by_what_it_has_left_of_a_spread_cost() -> None:
    """The import of August's first days has put the rest of July and August on the books again, outside its own."""
    whole, august = record(1, period=Period(start=JULY.start, end=AUGUST.end)), record(2, period=AUGUST, replaces=(1,))
    assert [one.id for one in reached(record().scope, [august, whole])] == [1, 2]
    (one,) = met(newcomer(), Earlier(record=august, entries=[entry(1, cost(until=JULY.last))]))
    assert (one.earlier.id, one.clash, one.days) == (2, Clash.PERIOD, JULY)


def test_an_import_of_which_every_entry_was_changed_by_hand_meets() -> None:
    """Corrections may stand in their place: as if it were not there, a newer file would be booked beside them."""
    (one,) = met(newcomer(), Earlier(record=record(), entries=[replace(entry(1), reversed_by=2)]))
    assert (one.clash, one.decided, one.was) == (Clash.SAME, Overlap.REPLACE, (Money(minor=0, currency="USD"),))


def test_what_a_newer_import_left_standing_is_its_own() -> None:
    first = Earlier(record=record(1), entries=[entry(1), entry(2, cost(AUGUST.start))])
    second = Earlier(record=record(2, replaces=(1,)), entries=[entry(3)])
    third = Earlier(record=record(3, replaces=(2,)), entries=[])
    owned = {one.record.id: [held.id for held in one.entries] for one in by_owner([first, second, third])}
    assert owned == {3: [3, 1], 2: [], 1: [2]}


def test_the_very_file_that_was_replaced_since_is_older_whenever_it_comes_again() -> None:
    first, second = record(1), record(2, replaces=(1,))
    new = newcomer(before=first, dated=NOW + timedelta(days=90))
    (one,) = met(new, Earlier(record=first, entries=[]), Earlier(record=second, entries=[entry(1)]))
    assert (one.earlier.id, one.clash, one.decided) == (2, Clash.OLDER, None)


@given(st.integers(1, 10**6), st.integers(0, 90), st.integers(0, 90), st.integers(1, 60))
def test_what_remains_of_a_spread_cost_is_exactly_its_days_outside(
    minor: int, begins: int, lasts: int, days: int
) -> None:
    first = JULY.start - timedelta(days=begins)
    whole = cost(first, minor, until=first + timedelta(days=lasts))
    period = Period(start=JULY.start, end=JULY.start + timedelta(days=days))
    parts = [placed for part in remains(whole, period) for placed in spread(part.amount.minor, part.service)]
    assert parts == [(day, minor) for day, minor in spread(whole.amount.minor, whole.service) if day not in period]


def test_a_file_without_campaigns_in_another_currency_is_asked_about_too() -> None:
    """Of files that name no campaign nothing can be said: they may be of one account."""
    before = Earlier(record=record(account=""), entries=[entry(1, cost(campaign=""))])
    new = Newcomer(scope=replace(before.record.scope), campaigns={"alpha"}, currency="EUR")
    assert [one.earlier.id for one, _ in overlapping(new, [before], {})] == [1]

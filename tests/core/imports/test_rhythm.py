"""Rhythm: an account is overdue by how often it was imported."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.imports.rhythm import LONGEST, USUAL, Brought, accounts, overdue

FIRST = date(2026, 9, 1)


def brought(*days: int, account: str = "Paper Lantern", by: str = "U1", kind: str = "meta") -> list[Brought]:
    dates = [FIRST + timedelta(days=day) for day in days]
    return [Brought(kind=kind, account=account, on=one, last=one - timedelta(days=1), by=by) for one in dates]


def test_an_account_of_two_imports_is_waited_for_a_week_and_a_day() -> None:
    """Two gaps make a rhythm; one does not."""
    (account,) = accounts(brought(0, 30))
    assert account.every == USUAL


def test_a_monthly_account_is_not_late_after_nine_days() -> None:
    (account,) = accounts(brought(0, 30, 60))
    assert account.every == 35
    assert account.overdue(FIRST + timedelta(days=95)) == 0
    assert account.overdue(FIRST + timedelta(days=97)) == 2


def test_a_daily_account_is_late_on_the_third_day() -> None:
    (account,) = accounts(brought(*range(10)))
    assert account.every == 2
    assert account.overdue(FIRST + timedelta(days=11)) == 0
    assert account.overdue(FIRST + timedelta(days=12)) == 1


def test_the_latest_is_named_first_with_whom_to_ask() -> None:
    """What nobody has brought for three months is over, not late."""
    known = accounts(
        [*brought(0, 7, 14), *brought(0, account="Old", by="U2"), *brought(3, 10, 18, account="New", by="U3")]
    )
    late = overdue(known, FIRST + timedelta(days=40))
    assert [(one.account, one.by) for one in late] == [("Old", "U2"), ("Paper Lantern", "U1"), ("New", "U3")]
    assert overdue(known, FIRST + timedelta(days=200)) == []


@given(st.lists(st.integers(0, 400), min_size=1, max_size=20))
def test_an_account_is_never_late_on_the_day_of_its_import(days: list[int]) -> None:
    (account,) = accounts(brought(*sorted(days)))
    assert account.overdue(account.days[-1]) == 0
    assert 1 < account.every <= LONGEST

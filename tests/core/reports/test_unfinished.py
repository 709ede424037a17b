"""Unfinished periods: what has passed of them is read beside them, and nothing more where they are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from core.calendar.periods import Period
from core.performance.cells import Cell
from core.reports.privacy import MERGING
from core.reports.ranking import channel_ranking
from tests.core.reports.test_reports import JULY, TODAY, Ledger, cost, report, sales

AUGUST = Period(start=date(2026, 8, 1), end=date(2026, 9, 1))
SO_FAR = AUGUST.until(TODAY)


@dataclass(kw_only=True)
class Watched(Ledger):
    """Books that remember which periods were read."""

    read: list[Period] = field(default_factory=list)

    def by_channel(self, period: Period) -> Sequence[Cell]:
        self.read.append(period)
        return super().by_channel(period)


@pytest.mark.parametrize(("period", "read"), [(JULY, {JULY}), (AUGUST, {AUGUST, SO_FAR}), (SO_FAR, {SO_FAR})])
def test_one_more_period_is_read_only_where_it_is_not_over(period: Period, read: set[Period]) -> None:
    """The answer is as fast as before."""
    books = Watched(facts=[cost(40000, day=day) for day in (JULY.start, TODAY)])
    channel_ranking(books, period, TODAY, veil=MERGING)
    assert set(books.read) == read


def test_a_campaign_is_judged_by_what_has_passed() -> None:
    """Its total is of all days, costs and sales to come among them."""
    later = TODAY + timedelta(days=1)
    books = Ledger(facts=[cost(40000, day=AUGUST.start), cost(1, day=later), sales(3, day=later)])
    shown = report(books, period=AUGUST)
    assert (shown.total.cost, shown.total.value) == (40001, 30000)
    assert (shown.passed, shown.so_far.cost, shown.so_far.value) == (SO_FAR, 40000, 0)

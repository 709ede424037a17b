"""Rows of deals and of results, as they are once the columns are known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

import pytest

from core.imports import utm
from core.imports.deal_rows import deals_of
from core.imports.meanings import Meaning
from core.imports.readings import Wrong
from core.imports.result_rows import Common, Row, results_of
from core.money.money import Money

TODAY = date(2026, 10, 2)


class Plain:
    """Cells with a dot before decimals and ISO dates."""

    def number(self, cell: str, meaning: Meaning) -> Decimal | None:
        del meaning
        try:
            return Decimal(cell.removesuffix("%"))
        except InvalidOperation:
            return None

    def day(self, cell: str) -> date | None:
        try:
            return date.fromisoformat(cell[:10])
        except ValueError:
            return None


COMMON = Common(
    cells=Plain(), currency="EUR", today=TODAY, type="Key events", channels={"google": "google"}, links=utm.starting()
)
DEAL = {
    Meaning.EXTERNAL_ID: "7301",
    Meaning.STAGE: "Closed won",
    Meaning.AMOUNT: "4200",
    Meaning.CLOSED_ON: "2026-09-18",
}


def rows(*cells: dict[Meaning, str]) -> list[Row]:
    return [Row(line=line, cells=one) for line, one in enumerate(cells, 2)]


def event(number: str = "", day: str = "2026-09-01", source: str = "google / cpc", **more: str) -> dict[Meaning, str]:
    figures = {Meaning.COUNT: more.get("count", "1"), Meaning.REVENUE: more.get("revenue", "310.50")}
    return {
        Meaning.DAY: day,
        Meaning.SOURCE_MEDIUM: source,
        Meaning.CAMPAIGN: "autumn",
        Meaning.EXTERNAL_ID: number,
        **figures,
    }


def test_rows_that_agree_are_summed_and_rounded_once() -> None:
    """Three thirds of a cent are a cent; another source is another result."""
    read = results_of(rows(*[event(revenue="0.004")] * 3, event(source="bing / cpc")), COMMON)
    first, second = read.results
    assert (first.count, first.revenue, first.channel) == (3, Money(minor=1, currency="EUR"), "google")
    assert (second.channel, second.source, second.medium) == ("microsoft", "bing", "cpc")
    assert read.rows == 4
    assert read.exact == Decimal("310.512")


def test_several_touches_of_one_sale_are_one_sale_of_the_last_that_was_not_direct() -> None:
    """On the day it was made."""
    touches = rows(
        event("PL-1", "2026-09-01"),
        event("PL-1", "2026-09-02", "brevo / email"),
        event("PL-1", "2026-09-03", "(direct) / (none)"),
    )
    (sale,) = results_of(touches, COMMON).results
    assert (sale.channel, sale.day, sale.count) == ("email", date(2026, 9, 3), 1)
    assert sale.revenue == Money(minor=310_50, currency="EUR")


def test_one_sale_with_two_figures_is_refused_once() -> None:
    read = results_of(rows(event("PL-1"), event("PL-1", revenue="99")), COMMON)
    assert len(read.results) == 1
    assert [(one.line, one.why) for one in read.refused] == [(3, Wrong.TWICE)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({Meaning.COUNT: "1.5", Meaning.EXTERNAL_ID: "A-1"}, Wrong.COUNT),
        ({Meaning.COUNT: "many"}, Wrong.COUNT),
        ({Meaning.COUNT: "-1"}, Wrong.NEGATIVE),
        ({Meaning.COUNT: "0"}, Wrong.COUNT),
        ({Meaning.REVENUE: "x"}, Wrong.AMOUNT),
        ({Meaning.REVENUE: "-5"}, Wrong.NEGATIVE),
        ({Meaning.REVENUE: "9e15"}, Wrong.TOO_LARGE),
        ({Meaning.DAY: "soon"}, Wrong.DATE),
        ({Meaning.DAY: ""}, Wrong.DATE),
        ({Meaning.DAY: "2026-10-03"}, Wrong.FUTURE),
        ({Meaning.CURRENCY: "USD"}, Wrong.CURRENCY),
        ({Meaning.CHANNEL: "Nowhere"}, Wrong.NAME),
        ({Meaning.FIRST_CONTACT: "2026-09-02"}, Wrong.DATE),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(change: dict[Meaning, str], why: Wrong) -> None:
    """And its cells are not repeated."""
    read = results_of(rows({**event(), **change}), COMMON)
    assert read.results == []
    assert [(one.line, one.why, one.cell) for one in read.refused] == [(2, why, "")]


def test_a_row_of_nothing_is_left_out() -> None:
    read = results_of(rows(event(count="0", revenue="0")), COMMON)
    assert (read.results, read.empty, read.refused) == ([], 1, [])


def test_counted_days_begin_with_the_first_of_the_table() -> None:
    """None lies behind its last."""
    common = Common(cells=Plain(), currency="EUR", today=TODAY, start=date(2026, 9, 1), end=date(2026, 9, 3))
    read = results_of(
        rows(*({Meaning.NTH_DAY: day, Meaning.COUNT: "1"} for day in ("0000", "0002", "0003", "", "x"))), common
    )
    assert [one.day for one in read.results] == [date(2026, 9, 1), date(2026, 9, 3)]
    assert [one.why for one in read.refused] == [Wrong.DATE] * 3


def test_a_table_without_days_is_of_its_whole_period() -> None:
    common = Common(cells=Plain(), currency="EUR", today=TODAY, start=date(2026, 9, 1), end=date(2026, 9, 30))
    (result,) = results_of(rows({Meaning.COUNT: "31", Meaning.CAMPAIGN: "(not set)"}), common).results
    assert (result.day, result.until, result.campaign) == (date(2026, 9, 1), date(2026, 9, 30), "")


def test_a_won_deal_is_read_without_its_people() -> None:
    """What has no meaning is not in the row at all; what has one is cleaned of contacts."""
    (deal,) = deals_of(
        rows({**DEAL, Meaning.SOURCE: "zenobia.marked@example.test", Meaning.CREATED_ON: "2026-08-02"}), COMMON
    ).deals
    assert (deal.external_id, deal.stage, deal.day) == ("7301", "Closed won", date(2026, 9, 18))
    assert (deal.created_on, deal.amount) == (date(2026, 8, 2), Money(minor=4200_00, currency="EUR"))
    assert "marked" not in repr(deal)


def test_an_open_deal_is_of_the_day_it_was_created() -> None:
    """Its closing day is a hope, and may lie ahead."""
    opened = {
        **DEAL,
        Meaning.STAGE: "Demo",
        Meaning.CLOSED_ON: "2027-01-01",
        Meaning.CREATED_ON: "2026-08-02",
        Meaning.PROBABILITY: "40%",
    }
    (deal,) = deals_of(rows(opened), COMMON).deals
    assert (deal.day, deal.probability) == (date(2026, 8, 2), Decimal(40))


def test_a_stage_chosen_as_won_closes_a_deal_too() -> None:
    common = Common(cells=Plain(), currency="EUR", today=TODAY, stages={"Podpisana": "closed-won"})
    (deal,) = deals_of(rows({**DEAL, Meaning.STAGE: "Podpisana"}), common).deals
    assert deal.day == date(2026, 9, 18)


def test_a_status_that_says_how_it_ended_is_the_stage() -> None:
    """With the day of that end."""
    won = {
        **DEAL,
        Meaning.STAGE: "Negotiations",
        Meaning.STATUS: "Won",
        Meaning.WON_ON: "2026-09-22 14:01:09",
        Meaning.LOST_ON: "",
    }
    (deal,) = deals_of(rows(won), COMMON).deals
    assert (deal.stage, deal.day) == ("Won", date(2026, 9, 22))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({Meaning.EXTERNAL_ID: "Zenobia Marked"}, Wrong.NO_ID),
        ({Meaning.AMOUNT: ""}, Wrong.AMOUNT),
        ({Meaning.CLOSED_ON: ""}, Wrong.DATE),
        ({Meaning.CLOSED_ON: "2026-10-03"}, Wrong.FUTURE),
        ({Meaning.CREATED_ON: "2026-09-19"}, Wrong.DATE),
        ({Meaning.CURRENCY: "??"}, Wrong.CURRENCY),
        ({Meaning.PROBABILITY: "140"}, Wrong.COUNT),
        ({Meaning.STAGE: ""}, Wrong.NAME),
    ],
)
def test_a_deal_that_cannot_be_right_is_refused(change: dict[Meaning, str], why: Wrong) -> None:
    read = deals_of(rows({**DEAL, **change}), COMMON)
    assert read.deals == []
    assert [(one.why, one.cell) for one in read.refused] == [(why, "")]


def test_a_deal_that_stands_twice_is_one_where_both_agree() -> None:
    """An open one without an amount expects nothing."""
    read = deals_of(
        rows(DEAL, DEAL, {**DEAL, Meaning.AMOUNT: "1"}, {**DEAL, Meaning.STAGE: "Demo", Meaning.AMOUNT: ""}), COMMON
    )
    assert len(read.deals) == 1
    assert [one.why for one in read.refused] == [Wrong.TWICE]
    assert read.empty == 1

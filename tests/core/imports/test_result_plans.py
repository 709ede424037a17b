"""Plans of results and deals: what is asked, what is booked, and that one sale is one sale in every order of files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.imports import utm
from core.imports.booked_results import Sourced
from core.imports.choices import CLAIMED, Choices
from core.imports.deal_steps import SourcedDeal
from core.imports.kind import Brings
from core.imports.plans import Plan, plan
from core.imports.readings import DealRow, Reading, Result
from core.imports.result_plans import ResultBooks
from core.imports.sales import StandingSale
from core.imports.standing import Standing
from core.ledger.entries import Conversion, Cost
from core.money.money import Money
from core.sales.deals import WON, Deal, FirstContact, sale
from core.setup.goals import Basis, Goal, Stage
from core.setup.registers import STARTING_CHANNELS, Register

DAY, TODAY = date(2026, 9, 1), date(2026, 10, 2)
AT = datetime(2026, 10, 2, 9, tzinfo=UTC)
FIFTY, NOTHING = Money(minor=50_00, currency="EUR"), Money(minor=0, currency="EUR")
LEAD = Goal(id=1, key="lead", name="Lead", basis=Basis.FIXED, value=FIFTY, stage=Stage.LEAD, counts=False)
SALE = Goal(id=2, key="sale", name="Sale", basis=Basis.FIXED, value=NOTHING, stage=Stage.CUSTOMER)
GOALS = {"lead": LEAD, "sale": SALE}
REGISTER = Register({**dict(STARTING_CHANNELS), "autumn": "campaign"}, {"autumn": "Autumn"})


def books(**more: Any) -> Standing:
    results = ResultBooks(today=TODAY, goals=GOALS, links=utm.starting())
    return Standing(register=REGISTER, rate=lambda *_: None, results=replace(results, **more))


def of_analytics(*results: Result) -> Reading:
    return Reading(kind="ga4", brings=Brings.RESULTS, currency="EUR", results=results, rows=len(results))


def of_crm(*deals: DealRow) -> Reading:
    return Reading(kind="hubspot", brings=Brings.DEALS, currency="EUR", deals=deals, rows=len(deals))


def result(number: str = "", **more: Any) -> Result:
    fields: dict[str, Any] = {
        "type": "purchase",
        "count": 1,
        "revenue": Money(minor=310_50, currency="EUR"),
        "channel": "google",
    }
    return Result(day=DAY, campaign="Autumn", external_id=number, **(fields | more))


def deal(number: str, stage: str = "Closed won", order: str = "", minor: int = 310_50) -> DealRow:
    return DealRow(
        external_id=number,
        order_id=order,
        stage=stage,
        amount=Money(minor=minor, currency="EUR"),
        day=DAY,
        created_on=DAY,
        campaign="Autumn",
        channel="google",
    )


def test_a_type_of_results_without_a_goal_is_asked_once() -> None:
    """Nothing is booked before it is said."""
    drawn = plan(of_analytics(result(), result(type="form"), result(type="form")), Choices(), books())
    assert (drawn.booked.unchosen, drawn.undecided, list(drawn.adds)) == (["purchase", "form"], 2, [])


def test_what_was_chosen_is_booked_with_where_it_came_from() -> None:
    """What is only claimed is not."""
    read = of_analytics(result(source="google", medium="cpc"), result(type="form", source="x", medium="y", channel=""))
    drawn = plan(read, Choices(goals={"purchase": "sale", "form": CLAIMED}), books())
    (booked,) = drawn.adds
    assert isinstance(booked, Conversion)
    assert (booked.goal, booked.campaign, booked.value) == (SALE, "autumn", Money(minor=310_50, currency="EUR"))
    origins = [one.origin for one in drawn.facts if isinstance(one, Sourced)]
    assert [(one.source, one.medium) for one in origins] == [("google", "cpc")]
    assert [one.type for one in drawn.booked.claims] == ["form"]
    assert drawn.booked.unlinked == ["x / y"]
    assert (drawn.total, drawn.lines[0].results) == (Money(minor=310_50, currency="EUR"), 1)


def test_a_stage_nobody_knows_is_asked_and_then_books_deals() -> None:
    """Won deals are sales of the one goal there is for them."""
    read = of_crm(deal("1"), deal("2", "Podpisana"), deal("3", "Demo"))
    asked = plan(read, Choices(), books())
    assert (asked.booked.stages, asked.undecided) == (["Podpisana", "Demo"], 2)
    chosen = Choices(stages={"Podpisana": WON, "Demo": "qualified-to-buy"})
    steps = [one for one in plan(read, chosen, books()).adds if isinstance(one, Deal)]
    assert [(one.name, one.stage, one.goal) for one in steps] == [
        ("HubSpot 1", WON, 2),
        ("HubSpot 2", WON, 2),
        ("HubSpot 3", "qualified-to-buy", 0),
    ]


def test_the_goal_of_sales_is_asked_where_there_are_several() -> None:
    """Or none."""
    twice = {**GOALS, "upsell": replace(SALE, id=3, key="upsell", name="Upsell")}
    asked = plan(of_crm(deal("1")), Choices(), books(goals=twice))
    assert (asked.booked.unchosen, asked.undecided) == ([WON], 1)
    (step,) = plan(of_crm(deal("1")), Choices(goals={WON: "upsell"}), books(goals=twice)).adds
    assert isinstance(step, Deal)
    assert step.goal == 3
    assert plan(of_crm(deal("1")), Choices(), books(goals={"lead": LEAD})).booked.unchosen == [WON]


def test_the_same_deals_again_change_nothing() -> None:
    read = of_crm(deal("1"), deal("2", "Contract sent"))
    steps = [one for one in plan(read, Choices(), books()).adds if isinstance(one, Deal)]
    again = plan(read, Choices(), books(deals={one.key: one for one in steps}))
    assert (list(again.adds), list(again.takes), again.booked.kept) == ([], [], 2)


@dataclass
class Ledger:
    """Books in memory: what plans add and take, sale by sale."""

    conversions: dict[int, tuple[Conversion, str, str]] = field(default_factory=dict)
    deals: dict[str, Deal] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=count)

    def standing(self) -> Standing:
        sales = {
            number: StandingSale(entry=entry, kind=kind, fact=fact)
            for entry, (fact, kind, number) in self.conversions.items()
            if number
        }
        sales |= {
            self.numbers[key]: StandingSale(entry=-1, fact=sale(one, SALE, FirstContact(opened=one.day)))
            for key, one in self.deals.items()
            if one.won
        }
        return books(sales=sales, deals=self.deals)

    def save(self, drawn: Plan) -> None:
        assert not drawn.undecided
        for entry in drawn.takes:
            del self.conversions[entry]
        for fact in drawn.facts:
            assert not isinstance(fact, Cost)
            if isinstance(fact, SourcedDeal):
                self.deals[fact.fact.key] = fact.fact
                self.numbers[fact.fact.key] = fact.order_id or fact.external_id
            else:
                self.conversions[next(self.ids)] = (fact.fact, drawn.reading.kind, fact.origin.external_id)

    @property
    def sales(self) -> int:
        return len(self.conversions) + sum(one.won for one in self.deals.values())

    @property
    def worth(self) -> int:
        booked = sum(fact.value.minor for fact, _, _ in self.conversions.values())
        return booked + sum(one.booked.minor for one in self.deals.values() if one.won)


def files(numbers: Sequence[str]) -> list[Reading]:
    """The same sales as analytics, a CRM, a list, and an ad platform know them."""
    found = [result(number) for number in numbers]
    claim = Result(day=DAY, type="Purchases", count=len(numbers), channel="facebook")
    return [
        of_analytics(*found),
        of_crm(*(deal(f"73{place}", order=number) for place, number in enumerate(numbers))),
        replace(of_analytics(*found), kind="neutral_conversions"),
        Reading(kind="meta", currency="EUR", claims=(claim,)),
    ]


CHOICES = Choices(goals={"purchase": "sale", "Purchases": CLAIMED})


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_one_sale_of_analytics_a_crm_and_a_platform_is_one_sale(order: Sequence[int]) -> None:
    """In every order of the three, and however often each comes again."""
    analytics, crm, _, platform = files(["PL-1001"])
    three, ledger = [analytics, crm, platform], Ledger()
    for place in (*order, *order):
        ledger.save(plan(three[place], CHOICES, ledger.standing()))
        assert ledger.sales <= 1
    assert (ledger.sales, ledger.worth) == (1, 310_50)
    assert not ledger.conversions  # the CRM knows most about it


@given(st.lists(st.integers(0, 3), min_size=3, max_size=3), st.integers(1, 4), st.data())
def test_in_any_three_imports_no_sale_is_counted_twice(order: list[int], most: int, data: st.DataObject) -> None:
    """Each file holds some of the sales: on the books is every sale that any of them had, once."""
    every, ledger, brought = [f"PL-{n}" for n in range(most)], Ledger(), set[str]()
    for place in order:
        some = data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
        ledger.save(plan(files(every)[place] if place == 1 else files(some)[place], CHOICES, ledger.standing()))
        brought |= set() if place == 3 else set(every if place == 1 else some)
    assert (ledger.sales, ledger.worth) == (len(brought), len(brought) * 310_50)

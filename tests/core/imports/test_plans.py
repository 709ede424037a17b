"""Plans: what saving a file books is the file, whatever stood before, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.periods import Period
from core.imports.choices import LEFT_OUT, NEW, Choices, Overlap
from core.imports.meanings import Level
from core.imports.plans import Plan, plan, scope_of
from core.imports.readings import Ask, Question, Reading, Result, Spend
from core.imports.records import ImportRecord, State
from core.imports.result_plans import ResultBooks
from core.imports.scopes import Earlier
from core.imports.standing import Standing
from core.ledger.entries import Conversion, Cost, Entry
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.setup.goals import Basis, Goal
from core.setup.registers import CAMPAIGN, STARTING_CHANNELS, Register

JULY = Period(start=date(2026, 7, 1), end=date(2026, 8, 1))
NOW = datetime(2026, 8, 5, 9, tzinfo=UTC)
NAMES = {"alpha": "Alpha", "beta": "Beta"}
REGISTER = Register({**STARTING_CHANNELS, **dict.fromkeys(NAMES, CAMPAIGN)}, NAMES)
LEAD = Goal(id=1, key="lead", name="Lead", basis=Basis.FIXED, value=Money(minor=500, currency="USD"))


def spend(campaign: str, minor: int, day: int = 1, channel: str = "facebook", note: str = "") -> Spend:
    amount = Money(minor=minor, currency="USD")
    return Spend(day=date(2026, 7, day), campaign=campaign, channel=channel, amount=amount, note=note)


def reading(*spends: Spend, **changed: object) -> Reading:
    made = Reading(
        kind="meta", account="Acme", level=Level.CAMPAIGN, currency="USD", period=JULY, spends=spends, rows=len(spends)
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # each of its own field


@dataclass
class Books:
    """A ledger as simple as can be: what imports have put on it, and what a person has taken off."""

    entries: list[Entry] = field(default_factory=list)
    records: list[ImportRecord] = field(default_factory=list)
    owner: dict[int, int] = field(default_factory=dict)

    def standing(self) -> Standing:
        earlier = [
            Earlier(record=one, entries=[e for e in self.entries if self.owner[e.id] == one.id]) for one in self.records
        ]
        return Standing(register=REGISTER, rate=lambda *_: None, earlier=earlier)

    def save(self, drawn: Plan) -> None:
        number = len(self.records) + 1
        scope = scope_of(drawn.reading)
        assert scope
        assert not drawn.undecided
        self.entries = [e for e in self.entries if e.id not in drawn.takes]
        for fact in drawn.adds:
            assert isinstance(fact, Cost)
            entry = Entry(id=len(self.owner) + 1, fact=fact, logged_by="U1", logged_at=NOW, source="import")
            self.entries.append(entry)
            self.owner[entry.id] = number
        self.records.append(_record(number, drawn))

    @property
    def facts(self) -> list[Cost]:
        return [e.fact for e in self.entries if e.stands and isinstance(e.fact, Cost)]


def _record(number: int, drawn: Plan) -> ImportRecord:
    scope = scope_of(drawn.reading)
    assert scope
    return ImportRecord(
        id=number,
        scope=scope,
        currency="USD",
        file="a.csv",
        digest=str(number),
        rows=1,
        left_out=0,
        refused=0,
        sum_minor=drawn.total.minor,
        facts=len(drawn.adds),
        taken=len(drawn.takes),
        position=0,
        state=State.BOOKED,
        by="U1",
        at=NOW + timedelta(days=number),
        replaces=drawn.replaces,
        choices=drawn.choices,
    )


SPENDS = st.lists(
    st.builds(
        spend,
        st.sampled_from(["Alpha", "Beta", "Gamma", ""]),
        st.integers(0, 5),
        st.integers(1, 4),
        st.sampled_from(["facebook", "instagram"]),
        st.sampled_from(["", "one", "two"]),
    ),
    max_size=12,
)


@given(st.lists(SPENDS, min_size=1, max_size=6))
def test_after_each_newer_export_the_books_hold_just_that_file(files: Sequence[Sequence[Spend]]) -> None:
    books = Books()
    for spends in files:
        drawn = plan(reading(*spends), Choices(), books.standing())
        books.save(drawn)
        said = Counter((one.day, one.campaign.casefold(), one.channel, one.note) for one in spends if one.amount.minor)
        assert sum(fact.amount.minor for fact in books.facts) == sum(one.amount.minor for one in spends)
        assert {(f.day, f.campaign, f.channel, f.note) for f in books.facts} == set(said)
        again = plan(reading(*spends), Choices(), books.standing())
        assert (again.adds, again.takes) == ([], [])
        assert again.kept == len(books.facts)


def test_only_what_differs_is_booked() -> None:
    books = Books()
    books.save(plan(reading(spend("Alpha", 100), spend("Beta", 50)), Choices(), books.standing()))
    drawn = plan(reading(spend("Alpha", 100), spend("Beta", 70)), Choices(), books.standing())
    assert [fact.amount.minor for fact in drawn.adds if isinstance(fact, Cost)] == [70]
    assert (drawn.takes, drawn.kept, drawn.replaces) == ([2], 1, (1,))
    was = {line.campaign: (line.was.minor, line.amount.minor) for line in drawn.lines}
    assert was == {"alpha": (100, 100), "beta": (50, 70)}


def test_identical_rows_that_stand_apart_are_all_kept() -> None:
    same = spend("Alpha", 100, note="line")
    drawn = plan(reading(same, same, same), Choices(), Standing(register=REGISTER, rate=lambda *_: None))
    assert len(drawn.adds) == 3


def test_rows_of_one_campaign_under_two_spellings_are_one_cost() -> None:
    drawn = plan(reading(spend("Alpha", 100), spend("ALPHA", 1)), Choices(), Books().standing())
    assert [fact.amount.minor for fact in drawn.adds if isinstance(fact, Cost)] == [101]


def test_what_a_person_has_corrected_or_taken_back_stays_so() -> None:
    books = Books()
    books.save(plan(reading(spend("Alpha", 100), spend("Beta", 50)), Choices(), books.standing()))
    books.entries[0] = replace(books.entries[0], reversed_by=99)
    drawn = plan(reading(spend("Alpha", 120), spend("Beta", 50)), Choices(), books.standing())
    assert (drawn.adds, drawn.takes, drawn.by_hand, drawn.kept) == ([], [], 1, 1)


def test_nothing_is_booked_before_all_is_decided() -> None:
    asked = reading(spend("Alpha", 100), questions=(Question(ask=Ask.TAX),))
    near = reading(spend("Alpa", 100))
    for one in (asked, near):
        drawn = plan(one, Choices(), Books().standing())
        assert (drawn.undecided, drawn.adds) == (1, ())
        assert drawn.total.minor == 100


def test_an_overlap_is_booked_as_it_was_decided() -> None:
    half = reading(spend("Alpha", 60), period=Period(start=JULY.start, end=date(2026, 7, 16)))
    for choice, left in ((Overlap.REPLACE, 60), (Overlap.BOTH, 160)):
        books = Books()
        books.save(plan(reading(spend("Alpha", 100)), Choices(), books.standing()))
        assert plan(half, Choices(), books.standing()).clashes
        books.save(plan(half, Choices(overlaps={1: choice}), books.standing()))
        assert sum(fact.amount.minor for fact in books.facts) == left


@given(SPENDS, st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_exports_that_grow_by_days_leave_the_last_one_on_the_books(
    spends: Sequence[Spend], days: Sequence[int]
) -> None:
    """Whichever days each of them had: what stands is never more than the last, which holds them all."""
    books = Books()
    for last in sorted({*days, 4}):
        period = Period(start=JULY.start, end=JULY.start + timedelta(days=last))
        some = [one for one in spends if one.day in period]
        drawn = plan(reading(*some, period=period), Choices(campaigns={"Gamma": NEW}), books.standing())
        assert not drawn.clashes
        books.save(drawn)
    assert sum(fact.amount.minor for fact in books.facts) == sum(one.amount.minor for one in spends)


def test_of_a_cost_spread_over_more_days_those_outside_stay() -> None:
    books = Books()
    quarter = Spend(
        day=date(2026, 6, 1),
        until=date(2026, 7, 30),
        campaign="Alpha",
        channel="facebook",
        amount=Money(minor=6000, currency="USD"),
    )
    earlier = reading(quarter, period=Period(start=date(2026, 6, 1), end=date(2026, 7, 31)))
    books.save(plan(earlier, Choices(), books.standing()))
    books.save(plan(reading(spend("Alpha", 10)), Choices(overlaps={1: Overlap.REPLACE}), books.standing()))
    assert sorted((fact.day, fact.until, fact.amount.minor) for fact in books.facts if fact.until) == [
        (date(2026, 6, 1), date(2026, 6, 30), 3000)
    ]
    assert sum(fact.amount.minor for fact in books.facts) == 3010


def test_the_same_file_again_is_told_as_such() -> None:
    books = Books()
    books.save(plan(reading(spend("Alpha", 100)), Choices(), books.standing()))
    again = plan(reading(spend("Alpha", 100)), Choices(), replace(books.standing(), same_file=books.records[0]))
    assert (again.same_file, again.changes) == (books.records[0], 0)


def test_vat_is_taken_off_each_cost_and_rows_left_out_are_not_booked() -> None:
    choices = Choices(tax=Decimal(23), campaigns={"Beta": LEFT_OUT})
    drawn = plan(reading(spend("Alpha", 12300), spend("Beta", 100)), choices, Books().standing())
    assert [fact.amount.minor for fact in drawn.adds if isinstance(fact, Cost)] == [10000]
    assert drawn.total.minor == 10000


def test_another_currency_takes_the_rate_of_its_day() -> None:
    def rate(currency: str, day: date) -> ExchangeRate:
        return ExchangeRate(currency=currency, reporting="USD", value=Fraction(1, 4), day=day, source=RateSource.TYPED)

    euros = reading(replace(spend("Alpha", 0), amount=Money(minor=400, currency="PLN")), currency="PLN")
    drawn = plan(euros, Choices(), replace(Books().standing(), rate=rate))
    assert [fact.booked for fact in drawn.adds if isinstance(fact, Cost)] == [Money(minor=100, currency="USD")]


@pytest.mark.parametrize(
    ("own", "off"), [("1.00", None), ("1.02", None), ("1.03", "0.03"), ("0.90", "-0.10"), (None, None)]
)
def test_the_files_own_total_may_differ_by_a_hundredth_a_row(own: str | None, off: str | None) -> None:
    held = reading(spend("Alpha", 40), spend("Beta", 60), exact=Decimal("1.00"), own_total=own and Decimal(own))
    assert plan(held, Choices(), Books().standing()).beside == (off and Decimal(off))


def test_closed_months_that_change_are_named_and_others_are_not() -> None:
    books = Books()
    closed = replace(books.standing(), closed=frozenset({JULY.start, date(2026, 6, 1)}))
    assert plan(reading(spend("Alpha", 100)), Choices(), closed).closed == (JULY.start,)
    books.save(plan(reading(spend("Alpha", 100)), Choices(), books.standing()))
    again = replace(books.standing(), closed=frozenset({JULY.start}))
    assert plan(reading(spend("Alpha", 100)), Choices(), again).closed == ()


def test_what_a_platform_claims_is_booked_only_where_a_goal_was_chosen() -> None:
    claims = (Result(day=JULY.start, campaign="Alpha", channel="facebook", type="Lead", count=3),)
    books = replace(Books().standing(), results=ResultBooks(goals={"lead": LEAD}))
    held = plan(reading(spend("Alpha", 100), claims=claims), Choices(), books)
    assert not [fact for fact in held.adds if isinstance(fact, Conversion)]
    assert [one.count for one in held.booked.claims] == [3]
    chosen = plan(reading(spend("Alpha", 100), claims=claims), Choices(goals={"Lead": "lead"}), books)
    assert [(f.count, f.value.minor) for f in chosen.adds if isinstance(f, Conversion)] == [(3, 1500)]
    assert not chosen.booked.claims


def test_every_decision_is_kept_with_the_plan() -> None:
    drawn = plan(reading(spend("Alpha", 100), spend("Gamma", 1)), Choices(), Books().standing())
    assert drawn.choices.campaigns == {"Alpha": "alpha", "Gamma": NEW}

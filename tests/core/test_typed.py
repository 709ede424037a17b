"""What people type, in both languages, and what is understood: the table `tests/data/typed.txt`, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from core.calendar.fiscal import FiscalCalendar, with_fiscal_days
from core.calendar.period_parser import parse_day, parse_period, split_period, two_periods
from core.calendar.periods import ALL, Period
from core.ledger.hourly_rates import parse_work
from core.ledger.hours import typed_hours, written_hours
from core.ledger.quick_entry import read_conversion, read_quick_cost, written_conversion, written_cost
from core.ledger.quick_words import Vocabulary
from core.ledger.splits import parse_weights
from core.money.money import Money, parse_money, parse_percent
from core.problems import Problem
from core.setup.command_words import command_of
from core.setup.names import slug
from core.setup.registers import CAMPAIGN, CHANNEL, GOAL, STARTING_CHANNELS, Register
from tests.data import FOLDER

CAMPAIGNS = ("Campaign Q3", "Zespół", "Spring Webinar", "Kampania Łódź", "Alpha")
GOALS = ("Newsletter", "Demo call")
TEAM = {
    **{key: (key, kind) for key, kind in STARTING_CHANNELS.items()},
    **{slug(name): (name, CAMPAIGN) for name in CAMPAIGNS},
    **{slug(name): (name, GOAL) for name in GOALS},
}
OWN = {
    **TEAM, "euro": ("Euro", CAMPAIGN), "leads-q4": ("Leads Q4", CAMPAIGN), "the-times": ("The Times", CAMPAIGN),
    "10k": ("10k", CAMPAIGN), "on": ("on", CAMPAIGN), "g": ("G", CHANNEL), "meta": ("Meta", CHANNEL),
    "monthly": ("Monthly", CAMPAIGN), "mail": ("Mail", CHANNEL), "lead": ("Lead", GOAL), "min": ("Min", CHANNEL),
}  # fmt: skip
"""A team that calls things by words which mean something else to others."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table. ``said``: what its heading says, ``today`` or ``currency``."""

    kind: str
    said: Mapping[str, str]
    typed: str
    understood: str

    @property
    def today(self) -> date:
        return date.fromisoformat(self.said.get("today", "2026-08-10"))

    @property
    def currency(self) -> str:
        return self.said.get("currency", "PLN")

    @property
    def comma(self) -> bool:
        return self.said.get("language") == "pl"

    def vocabulary(self, team: Mapping[str, tuple[str, str]]) -> Vocabulary:
        return Vocabulary(
            kinds={key: kind for key, (_, kind) in team.items()},
            names={key: name for key, (name, _) in team.items()},
            today=self.today,
            currency=self.currency,
            comma=self.comma,
        )


def table() -> Iterator[Row]:
    kind, said = "", dict[str, str]()
    for line in (FOLDER / "typed.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            kind, *pairs = (part.strip() for part in line.strip("[]").split("·"))
            said = dict(pair.split() for pair in pairs)
        elif line and not line.startswith("#"):
            typed, _, understood = line.rpartition(" | ")
            yield Row(kind=kind, said=said, typed=typed.strip(), understood=understood.strip())


def understood(row: Row) -> str:
    """What the parser of this kind of text says of the typed one; what it refuses, by the name of the problem."""
    try:
        return READERS[row.kind](row)
    except Problem as problem:
        return f"! {type(problem).__name__}"


def _period(row: Row) -> str:
    """Alone and behind a campaign's name alike."""
    period = parse_period(row.typed, row.today)
    assert split_period(f"alpha {row.typed}", row.today) == ("alpha", period)
    return _days(period)


def _question(row: Row) -> str:
    name, period = split_period(row.typed, row.today)
    return f"{name or '-'} · {_days(period) if period else '-'}"


def _fiscal_question(row: Row) -> str:
    calendar = FiscalCalendar(today=row.today, first_month=int(row.said["first"]))
    return _days(parse_period(with_fiscal_days(row.typed, calendar, lambda _name: False), row.today))


def _two_periods(row: Row) -> str:
    both = two_periods(row.typed, row.today)
    return f"{_days(both[1])} · {_days(both[2])}" if both else "one"


def _days(period: Period) -> str:
    return "all" if period == ALL else f"{period.start} {period.last}"


def _day(row: Row) -> str:
    day = parse_day(row.typed, row.today)
    return day.isoformat() if day else "! no day"


def _amount(row: Row) -> str:
    return _money(parse_money(row.typed, row.currency, credit=True, comma=row.comma))


def _money(money: Money) -> str:
    return f"{money.units:f} {money.currency}"


def _people(row: Row) -> str:
    work = parse_work(row.typed, row.currency, comma=row.comma)
    return ", ".join(
        f"{one.person}: {written_hours(one.hours)}" + (f" × {_money(one.rate)}" if one.rate else "") for one in work
    )


def _weights(row: Row) -> str:
    vocabulary = row.vocabulary(TEAM)
    parts = parse_weights(row.typed, Register(vocabulary.kinds, vocabulary.names), comma=row.comma)
    return ", ".join(f"{part.campaign}{f'/{part.channel}' if part.channel else ''} {part.weight}" for part in parts)


def _cost(row: Row, team: Mapping[str, tuple[str, str]] = TEAM) -> str:
    quick = read_quick_cost(row.typed, row.vocabulary(team))
    again = written_cost(quick.cost, quick.every)
    assert read_quick_cost(again, row.vocabulary(team)) == quick
    return again


def _conversion(row: Row) -> str:
    return written_conversion(read_conversion(row.typed, row.vocabulary(TEAM)))


READERS: Mapping[str, Callable[[Row], str]] = {
    "period": _period,
    "question": _question,
    "fiscal question": _fiscal_question,
    "two periods": _two_periods,
    "day": _day,
    "amount": _amount,
    "hours": lambda row: written_hours(typed_hours(row.typed, "hours")),
    "percent": lambda row: f"{parse_percent(row.typed, 2, 'share', comma=row.comma):f}",
    "people": _people,
    "weights": _weights,
    "cost": _cost,
    "cost of a team with words of its own": lambda row: _cost(row, OWN),
    "conversion": _conversion,
    "command": lambda row: str(command_of(slug(row.typed)) or "!"),
}


@pytest.mark.parametrize("row", list(table()), ids=lambda row: f"{row.kind}: {row.typed}")
def test_what_is_typed_is_understood(row: Row) -> None:
    """Through the parsers that people's lines go through; nothing is read as something else."""
    assert understood(row) == row.understood


def test_the_table_is_long_and_says_nothing_twice() -> None:
    """Four hundred lines at least, of each kind some."""
    rows = [(row.kind, tuple(sorted(row.said.items())), row.typed) for row in table()]
    assert len(rows) >= 400
    assert len(set(rows)) == len(rows)
    assert {kind for kind, *_ in rows} == set(READERS)

"""Split: an amount over several campaigns and channels, by largest remainder (D-18).

A cost's split is kept with it month by month, with the weights of the day it was saved, so that nothing that happens
later moves what stands on the books.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from core.calendar.periods import Period, month_number, months
from core.money.amounts import MARK, NUMBER, written
from core.money.money import CurrencyDiffers, currency_of, parse_positive
from core.problems import Problem
from core.setup.campaigns import Campaign
from core.setup.names import alike
from core.setup.registers import CAMPAIGN, CHANNEL, Register

MOST_PARTS = 20


class SplitKey(StrEnum):
    """The measure by which a cost without a campaign is divided; ``none``: it stays shared."""

    NONE = "none"
    EQUAL = "equal"
    ADS = "ads"
    HOURS = "hours"
    CONVERSIONS = "conversions"
    WEIGHTS = "weights"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """The ``weight`` of one campaign, or of one campaign's channel, among the others of its month."""

    campaign: str
    channel: str = ""
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """A cost's division. ``months``: first of the month -> its parts; a month without parts stays shared.

    ``by_itself``: each part is spread over the days by itself (J-12). Entries of before that rule keep theirs, by which
    parts are spread as the whole bill is; it is no difference that anybody has typed.
    """

    key: SplitKey
    months: tuple[tuple[date, tuple[Part, ...]], ...] = ()
    by_itself: bool = field(default=True, compare=False)

    def parts(self, day: date) -> tuple[Part, ...]:
        """The parts of the month that ``day`` lies in."""
        return dict(self.months).get(day.replace(day=1), ())

    @property
    def constant(self) -> tuple[Part, ...]:
        """The parts, where they are the same in every month; else none."""
        different = {parts for _, parts in self.months}
        return different.pop() if len(different) == 1 else ()

    @property
    def campaigns(self) -> tuple[str, ...]:
        """The campaigns that get a part, in the order of their first one."""
        return tuple(dict.fromkeys(part.campaign for _, parts in self.months for part in parts))


@dataclass(eq=False)
class WeightsUnreadable(Problem):
    """A part of the weights that is not ``campaign 60`` or ``campaign/channel 40``."""

    text: str
    field: str = "weights"


@dataclass(eq=False)
class UnknownPart(Problem):
    """A campaign or channel among the weights that does not exist."""

    name: str
    alike: tuple[str, ...] = ()
    field: str = "weights"


@dataclass(eq=False)
class TooManyParts(Problem):
    most: int = MOST_PARTS
    field: str = "weights"


@dataclass(eq=False)
class SplitHasCampaign(Problem):
    """A cost of one campaign cannot be divided over others as well."""

    field: str = "split"


@dataclass(eq=False)
class WeightsMissing(Problem):
    """Fixed weights were chosen and none were given; or they were given and not chosen."""

    field: str = "weights"


@dataclass(eq=False)
class NothingToSplitBy(Problem):
    """No campaign has ads, hours or conversions, or runs, in the months of this cost."""

    key: SplitKey
    field: str = "split"


@dataclass(eq=False)
class SplitTellsHours(Problem):
    """Divided by hours, the part of ``campaign`` would tell how long one person worked for it in ``month``."""

    campaign: str
    month: date
    field: str = "split"


_PLACE = r"(?P<campaign>[^/\n]+?)\s*(?:/\s*(?P<channel>[^/\n]+?))?"
_WEIGHT = rf"(?:{MARK}\s?)?{NUMBER}(?:\s?{MARK})?"
_PART = re.compile(rf"{_PLACE}\s+(?P<weight>{_WEIGHT})\s*%?", re.IGNORECASE)
_PLAIN_PART = re.compile(rf"{_PLACE}\s+(?P<weight>[0-9]+(?:[.][0-9]{{1,4}})?)\s*%?")
"""A name may end in a number, which then is no thousands: ``alpha 2 500`` where there is a campaign alpha 2."""

_BETWEEN = re.compile(rf"[;\n]|,(?![0-9][0-9.,'\u2019]*\s?(?:{MARK})?\s*%?\s*(?:[,;\n]|$))", re.IGNORECASE)
"""The sign between two parts: a comma too, unless it is in a number."""


def largest_remainder(minor: int, weights: Sequence[Fraction | Decimal | int]) -> list[int]:
    """Divides ``minor`` units by ``weights`` so that the parts sum to it; ties go to the earlier (D-18).

    Some weight must be above zero, and none below.
    """
    total = sum(Fraction(weight) for weight in weights)
    # A credit is divided as the bill it takes back is: its parts cancel the bill's, unit by unit.
    sign = -1 if minor < 0 else 1
    quotas = [abs(minor) * Fraction(weight) / total for weight in weights]
    parts = [int(quota) for quota in quotas]
    left = abs(minor) - sum(parts)
    # The units left go to the largest remainders; the index settles ties, so that the same cost always divides the same
    # way.
    order = sorted(range(len(quotas)), key=lambda index: (parts[index] - quotas[index], index))
    for index in order[:left]:
        parts[index] += 1
    return [sign * part for part in parts]


def parse_weights(text: str, register: Register, *, comma: bool = False) -> tuple[Part, ...]:
    """Reads ``alpha 60, beta/linkedin 40``; weights may also be amounts, all of one currency.

    ``register``: the campaigns and channels there are. ``comma``: as `core.money.money.parse_money`.

    Raises `WeightsUnreadable`, `UnknownPart`, `TooManyParts`, `NameUnclear`, `CurrencyDiffers` and others.
    """
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    if len(pieces) > MOST_PARTS:
        raise TooManyParts
    matches = [_match(piece, register) for piece in pieces]
    _check_currencies([match["weight"] for match in matches])
    return tuple(_part(match, register, comma) for match in matches)


def split_by(
    key: SplitKey, period: Period, by_month: Mapping[date, Sequence[Part]], fixed: Sequence[Part] = ()
) -> Split:
    """The split of a cost over the months of its service ``period``.

    ``by_month``: what each month's books say for this key; a month they say nothing for takes those of the last month
    before it that they do, else of the first. ``fixed``: the weights given by hand. Raises `NothingToSplitBy`.
    """
    if key is SplitKey.WEIGHTS:
        return Split(key=key, months=tuple((month, tuple(fixed)) for month in months_of(period)))
    heaviest = {month: _heaviest(parts) for month, parts in sorted(by_month.items()) if parts}
    if not heaviest:
        raise NothingToSplitBy(key=key)
    return Split(key=key, months=tuple((month, heaviest[_nearest(heaviest, month)]) for month in months_of(period)))


def taken_from(period: Period, by_month: Mapping[date, Sequence[Part]]) -> list[date]:
    """The months whose books `split_by` takes."""
    months = [month for month, parts in sorted(by_month.items()) if parts]
    return sorted({_nearest(months, month) for month in months_of(period)}) if months else []


def running_in(campaigns: Iterable[Campaign], month: date) -> tuple[Part, ...]:
    """An equal part for each campaign that runs on a day of the month."""
    whole = months(month_number(month), 1)
    running = [c.key for c in campaigns if c.period.start < whole.end and whole.start < c.period.end]
    return tuple(Part(campaign=key) for key in sorted(running))


def months_of(period: Period) -> list[date]:
    """The first days of the months that have a day in ``period``."""
    first, last = month_number(period.start), month_number(period.last)
    return [months(number, 1).start for number in range(first, last + 1)]


def _heaviest(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The heaviest parts, as many as one cost is divided over; those left out would get next to nothing."""
    return tuple(sorted(parts, key=lambda part: -part.weight)[:MOST_PARTS])


def _nearest(days: Iterable[date], month: date) -> date:
    """The last of ``days`` (in their order) that is not after ``month``, else the first."""
    months = list(days)
    earlier = [one for one in months if one <= month]
    return earlier[-1] if earlier else months[0]


def _match(text: str, register: Register) -> re.Match[str]:
    plain = _PLAIN_PART.fullmatch(text)
    if plain and register.find(plain["channel"] or plain["campaign"], CHANNEL if plain["channel"] else CAMPAIGN):
        return plain
    if (match := _PART.fullmatch(text) or plain) is None:
        raise WeightsUnreadable(text=text)
    return match


def _check_currencies(weights: Sequence[str]) -> None:
    """Raises `CurrencyDiffers` where weights are amounts of several currencies: $60 and 40 zł are no 60 and 40."""
    marked = [(weight, amount.marks) for weight in weights if (amount := written(weight)) and amount.marks]
    codes = [(weight, currency_of(marks, "", weight, "weights")) for weight, marks in marked]
    for weight, code in codes:
        if code != codes[0][1]:
            raise CurrencyDiffers(text=weight, said=code, currency=codes[0][1], field="weights")


def _part(match: re.Match[str], register: Register, comma: bool) -> Part:
    amount = written(match["weight"])
    number = amount.number if amount else match["weight"]
    campaign = _known(match["campaign"], register, CAMPAIGN)
    channel = _known(match["channel"], register, CHANNEL) if match["channel"] else ""
    return Part(campaign=campaign, channel=channel, weight=parse_positive(number, 4, "weights", comma=comma))


def _known(name: str, register: Register, kind: str) -> str:
    if key := register.find(name, kind):
        return key
    raise UnknownPart(name=name, alike=alike(name, [key for key, of in register.kinds.items() if of == kind]))

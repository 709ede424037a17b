"""Everything of one side, summed from what stands, and the ratios of it: sums first, then one division."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.reckoning.printing import Days, half_up
from tests.reckoning.reckoner import Entry, Found, counted, inside, placed
from tests.reckoning.setting import GOALS, HOME, MARGINS, STAGES

Where = dict[str, str]


class Books:
    """The entries, with what was once worked out of them."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._inside: dict[Days, list[Found]] = {}
        self._begun: dict[int, dict[tuple[str, str, str], date]] = {}

    def inside(self, days: Days) -> list[Found]:
        if days not in self._inside:
            self._inside[days] = inside(self.entries, days)
        return self._inside[days]

    def sums(self, days: Days, **where: str) -> Sums:
        return Sums(self.inside(days), **where)

    def all_before(self, days: Days) -> Sums | None:
        """The sums of ``days``; None where the books begin within them, so that they do not hold all of them."""
        begins = min((entry["day"] for entry in self.entries), default=None)
        sums = self.sums(days)
        return sums if sums.anything and begins is not None and begins <= days[0] else None

    def first_cost(self, until: date, **where: str) -> date | None:
        """The first day on which anything there cost money."""
        firsts = [
            day
            for number, entry in enumerate(self.entries)
            if entry["stands"] and entry["kind"] == "cost" and entry["cents"] > 0 and entry["day"] <= until
            for place, day in self._first_days(number, entry).items()
            if all(
                dict(zip(("campaign", "channel", "content"), place, strict=True))[name] == where[name] for name in where
            )
        ]
        return min((day for day in firsts if day <= until), default=None)

    def _first_days(self, number: int, entry: Entry) -> dict[tuple[str, str, str], date]:
        """Where a cost stands -> the first of its days there with a cent."""
        if number not in self._begun:
            whole = entry["day"], entry["until"] or entry["day"]
            places = {_place(part) for part in placed(entry, whole) if part["cost"] > 0}
            self._begun[number] = {place: _first_day(entry, place, whole) for place in places}
        return self._begun[number]


def _place(part: dict[str, Any]) -> tuple[str, str, str]:
    return part["campaign"], part["channel"], part["content"]


def _first_day(entry: Entry, place: tuple[str, str, str], whole: Days) -> date:
    """Halved, as what has passed only grows."""
    low, high = 0, (whole[1] - whole[0]).days
    while low < high:
        middle = (low + high) // 2
        passed = placed(entry, (whole[0], whole[0] + timedelta(days=middle)))
        if sum(part["cost"] for part in passed if _place(part) == place) > 0:
            high = middle
        else:
            low = middle + 1
    return whole[0] + timedelta(days=low)


class Sums:
    """Everything of one side, summed; ``where`` picks the parts and conversions that belong to it."""

    def __init__(self, found: Iterable[Found], **where: str) -> None:
        self.cost = self.ads = self.value = self.without_channel = 0
        self.on_margin = self.cost_on_margin = Fraction()
        self.squares = Fraction()
        self.spent: dict[str, int] = defaultdict(int)
        self.counts: dict[str, int] = defaultdict(int)
        self.values: dict[str, int] = defaultdict(int)
        self.expected: dict[str, int] = defaultdict(int)
        self.results: dict[tuple[str, str], list[Fraction]] = defaultdict(lambda: [Fraction(), Fraction()])
        self.foreign: list[tuple[str, str, str, Fraction, Fraction]] = []
        self.advertised: set[str] = set()
        self.campaigns: set[str] = set()
        self.credits = self.anything = False
        self._of_channels: list[tuple[str, str, int, int]] = []
        for entry, parts in found:
            if entry["kind"] == "cost":
                self._cost(parts, where)
            elif all(entry[name] == key for name, key in where.items()):
                self._conversion(entry)

    def _cost(self, parts: list[dict[str, Any]], where: Where) -> None:
        for part in parts:
            if not (part["cost"] or part["own"]) or any(part[name] != key for name, key in where.items()):
                continue
            if part["cost"] or part["whole"]:  # a part that rounds to nothing in these days is not in them
                self._stands(part)
            self.cost += part["cost"]
            self.cost_on_margin += part["cost"] * MARGINS.get(part["campaign"], Fraction(1))
            self.ads += part["cost"] if part["category"] == "ads" else 0
            if part["currency"] != HOME:
                own, cost = Fraction(part["own"]), Fraction(part["cost"])
                self.foreign.append((part["currency"], "", "", own, cost))

    def _stands(self, part: dict[str, Any]) -> None:
        self.anything = self.credits = True
        self.spent[part["category"]] += part["cost"]
        self.campaigns.add(part["campaign"])
        if part["category"] == "ads":
            self.advertised.add(part["channel"])

    def _conversion(self, entry: Entry) -> None:
        goal, margin = GOALS[entry["goal"]], MARGINS.get(entry["campaign"], Fraction(1))
        left, count, value = left_of(entry), counted(entry), worth_of(entry)
        self.anything = True
        self.campaigns.add(entry["campaign"])
        self.value += value
        self.on_margin += value * margin
        self.counts[entry["goal"]] += count
        self.values[entry["goal"]] += value
        self.without_channel += 0 if entry["channel"] else count
        self.squares += squares_of(entry) * margin**2
        self._of_channels.append((entry["channel"], goal["stage"], count, value))
        if left is None and goal["basis"] != "fixed":
            self.expected[goal["basis"]] += value
        result = self.results[entry["channel"], entry["goal"]]
        result[0] += count if goal["counts"] else 0
        result[1] += value
        if goal["counts"] and left is not None and entry["currency"] != HOME:
            self.foreign.append((entry["currency"], entry["channel"], entry["goal"], Fraction(left), Fraction(value)))

    @cached_property
    def counting(self) -> int:
        return sum(n for goal, n in self.counts.items() if GOALS[goal]["counts"])

    @property
    def excess(self) -> Fraction:
        """Cost - return × margin."""
        return self.cost - self.on_margin

    @property
    def margin(self) -> Fraction:
        """Of all of it: by what came back, and where nothing came, by what it cost."""
        if self.value > 0:
            return self.on_margin / self.value
        return self.cost_on_margin / self.cost if self.cost > 0 else Fraction(1)

    def stage(self, stage: str) -> int:
        return sum(n for goal, n in self.counts.items() if GOALS[goal]["stage"] == stage)

    def of_ads(self, stage: str = "") -> int:
        """The return, or the results of a stage, of the channels that ads ran on (J-12): without one, of any."""
        own = [one for one in self._of_channels if one[0] in self.advertised or "" in self.advertised]
        return sum(count for _, of, count, _ in own if of == stage) if stage else sum(value for *_, value in own)

    def primary(self, *others: Sums) -> list[str]:
        """The goals that count; where none of them has results, those of the latest stage that has (J-01)."""
        counts: dict[str, int] = defaultdict(int)
        for sums in (self, *others):
            for goal, count in sums.counts.items():
                counts[goal] += count
        some = [goal for goal, count in counts.items() if count]
        counting = [goal for goal in some if GOALS[goal]["counts"]]
        latest = next((stage for stage in STAGES if any(GOALS[goal]["stage"] == stage for goal in some)), "")
        return counting or [goal for goal in some if GOALS[goal]["stage"] == latest]

    def each(self, count: int) -> Fraction | None:
        """No price without a count, nor of a net cost that is not above zero; what nothing was paid for cost 0."""
        if count <= 0 or self.cost < 0 or (self.cost == 0 and self.credits):
            return None
        return Fraction(self.cost, count)


def left_of(entry: Entry) -> int | None:
    """What is left of its real revenue, in its own cents; None where it has none."""
    return None if entry["revenue"] is None else entry["revenue"] - entry["given_back"]


def worth_of(entry: Entry) -> int:
    """Its return: the real revenue, else what its goal is worth; nothing where that does not count."""
    goal, left = GOALS[entry["goal"]], left_of(entry)
    if not goal["counts"]:
        return 0
    return counted(entry) * int(goal["worth"]) if left is None else half_up(left * entry["rate"])


def squares_of(entry: Entry) -> int:
    """The squares of what each of its results weighs (J-02): of n sales, a part in n of what is left.

    In whole cents squared, as the books keep them.
    """
    count, value = counted(entry), worth_of(entry)
    return half_up(Fraction(value * value, count)) if count > 0 and value > 0 else 0

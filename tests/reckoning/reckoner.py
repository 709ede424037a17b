"""A reckoner of its own: what the program should print of plain entries, by docs/domain.md and docs/figures.md alone.

It knows nothing of the program: the standard library, dictionaries, and amounts as whole cents in Fractions. Every
figure is summed anew from what stands, for every question; there are no totals to be wrong.

An entry is a dictionary: ``kind`` (cost, conversion), ``day``, ``campaign``, ``channel``, ``stands``; of a cost
``cents``, ``rate`` (one unit in the reporting currency, 1 in it), ``currency``, ``category``, ``share``, ``until``,
``parts`` (campaign, channel, weight), ``left_out``; of a conversion ``goal``, ``count``, ``revenue`` or None,
``given_back``.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Entry = dict[str, Any]
Days = tuple[date, date]
"""Both included."""
Found = tuple[Entry, list[dict[str, Any]]]
"""An entry, and of a cost its parts in the days asked about."""
NOTHING = "Nothing was logged in this period. Try “all”, or log something now."

HOME = "USD"
CHANNELS = {"": "No channel", "linkedin": "LinkedIn", "x": "X", "email": "E-mail"}
CAMPAIGNS = {"": "Shared, no campaign", "alpha": "Alpha", "beta": "Beta", "gamma": "Gamma"}
CATEGORIES = {
    "ads": "Ads",
    "tools": "Tools",
    "people": "People",
    "materials": "Materials",
    "agency": "Agency",
    "other": "Other",
}
GOALS = {"lead": (0, False), "demo": (1_234, True), "sale": (9_900, True)}
"""What one is worth, and whether it counts."""
CAUSES = ("currency", "cost", "volume", "mix", "value")


def half_up(value: Fraction) -> int:
    """Away from zero at the half."""
    size = abs(value)
    whole = int(size + Fraction(1, 2))
    return whole if value >= 0 else -whole


def divided(cents: int, weights: list[Fraction]) -> list[int]:
    """By largest remainder, ties to the earlier (D-18)."""
    total, size = sum(weights), abs(cents)
    exact = [size * weight / total for weight in weights]
    parts = [int(one) for one in exact]
    for _ in range(size - sum(parts)):
        best = max(range(len(parts)), key=lambda n: (exact[n] - parts[n], -n))
        parts[best] += 1
        exact[best] = Fraction(parts[best] - 1)
    return parts if cents >= 0 else [-part for part in parts]


def within(cents: int, first: date, last: date, days: Days) -> int:
    """What of a sum that serves ``first`` to ``last`` falls into ``days``: cumulative, half up (D-17)."""
    whole = (last - first).days + 1

    def until(day: date) -> int:
        passed = max(0, min(whole, (day - first).days + 1))
        return half_up(Fraction(cents * passed, whole))

    return until(days[1]) - until(days[0] - timedelta(days=1))


def social(entry: Entry) -> int:
    """The share of the bill that counts, in its own cents."""
    return half_up((entry["cents"] - entry["left_out"]) * Fraction(entry["share"]) / 100)


def placed(entry: Entry, days: Days) -> list[dict[str, Any]]:
    """The parts of a cost in ``days``, with their booked and own cents; what is not there is left out."""
    own, last = social(entry), entry["until"] or entry["day"]
    booked = half_up(own * entry["rate"])
    parts = entry["parts"] or [(entry["campaign"], entry["channel"], 1)]
    weights = [Fraction(weight) for *_, weight in parts]
    pairs = zip(parts, divided(booked, weights), divided(own, weights), strict=True)
    return [
        {
            "campaign": campaign,
            "channel": channel or entry["channel"],
            "category": entry["category"],
            "cost": _part(booked_part, booked, entry, last, days),
            "own": _part(own_part, own, entry, last, days),
            "currency": entry["currency"],
        }
        for (campaign, channel, _), booked_part, own_part in pairs
    ]


def _part(part: int, whole: int, entry: Entry, last: date, days: Days) -> int:
    """A part is spread along the whole, so that parts and days both sum to it."""

    def until(day: date) -> int:
        passed = within(whole, entry["day"], last, (entry["day"], day)) if day >= entry["day"] else 0
        return half_up(Fraction(part * passed, whole)) if whole else 0

    return until(days[1]) - until(days[0] - timedelta(days=1))


def inside(entries: list[Entry], days: Days) -> list[Found]:
    """What stands and has a day in ``days``, costs with their parts there."""
    last = [(entry, entry.get("until") or entry["day"]) for entry in entries if entry["stands"]]
    there = [entry for entry, until in last if entry["day"] <= days[1] and until >= days[0]]
    return [(entry, placed(entry, days) if entry["kind"] == "cost" else []) for entry in there]


class Sums:
    """Everything of one side, summed; ``where`` picks the parts and conversions that belong to it."""

    def __init__(self, found: list[Found], **where: str) -> None:
        self.cost = self.ads = self.value = 0
        self.spent: dict[str, int] = defaultdict(int)
        self.counts: dict[str, int] = defaultdict(int)
        self.results: dict[tuple[str, str], list[Fraction]] = defaultdict(lambda: [Fraction(), Fraction()])
        self.foreign: list[tuple[str, str, str, Fraction, Fraction]] = []
        self.credits = self.anything = False
        for entry, parts in found:
            if entry["kind"] == "cost":
                self._cost(parts, where)
            elif all(entry[name] == key for name, key in where.items()):
                self._conversion(entry)

    def _cost(self, parts: list[dict[str, Any]], where: dict[str, str]) -> None:
        for part in parts:
            if not (part["cost"] or part["own"]) or any(part[name] != key for name, key in where.items()):
                continue
            self.anything = self.credits = True
            self.cost += part["cost"]
            self.ads += part["cost"] if part["category"] == "ads" else 0
            self.spent[part["category"]] += part["cost"]
            if part["currency"] != HOME:
                own, cost = Fraction(part["own"]), Fraction(part["cost"])
                self.foreign.append((part["currency"], "", "", own, cost))

    def _conversion(self, entry: Entry) -> None:
        self.anything = True
        worth, counts = GOALS[entry["goal"]]
        left = None if entry["revenue"] is None else entry["revenue"] - entry["given_back"]
        count = 0 if left == 0 and entry["given_back"] else entry["count"]
        value = (count * worth if left is None else half_up(left * entry["rate"])) if counts else 0
        self.value += value
        self.counts[entry["goal"]] += count
        result = self.results[entry["channel"], entry["goal"]]
        result[0] += count if counts else 0
        result[1] += value
        if counts and left is not None and entry["currency"] != HOME:
            self.foreign.append((entry["currency"], entry["channel"], entry["goal"], Fraction(left), Fraction(value)))

    @property
    def conversions(self) -> int:
        counting = sum(n for goal, n in self.counts.items() if GOALS[goal][1])
        return counting or sum(n for goal, n in self.counts.items() if not GOALS[goal][1])

    def line(self) -> str:
        return f"ROI {self._roi()} · cost {money(self.cost)} · return {money(self.value)}"

    def each(self, count: int) -> str:
        """No price without a count, nor of a net cost that is not above zero; what nothing was paid for cost $0.00."""
        if count <= 0 or self.cost < 0 or (self.cost == 0 and self.credits):
            return "n/a"
        return money(half_up(Fraction(self.cost, count)))

    def _roi(self) -> str:
        if self.cost > 0:
            return f"{number(Fraction((self.value - self.cost) * 100, self.cost))}%"
        if self.cost < 0 or self.credits:
            return "n/a (net cost ≤ 0)"
        return "n/a (no cost)" if self.value else "n/a"


def printed_campaign(entries: list[Entry], campaign: str, days: Days) -> list[str]:
    """Lines of a campaign's answer: the headline, its categories, the ratios; rows of channels by their beginning."""
    done = Sums(inside(entries, days), campaign=campaign)
    lines = [done.line(), *([] if done.anything else [NOTHING])]
    lines += [f"{name}: {money(done.spent[key])}" for key, name in CATEGORIES.items() if key in done.spent]
    roas = f"{number(Fraction(done.value, done.ads))}×" if done.ads > 0 else "n/a"
    leads, customers = done.counts["lead"], done.counts["sale"]
    return [*lines, f"ROAS {roas} · CPL {done.each(leads)} · CPA {done.each(customers)} (on full cost)"]


def printed_rows(entries: list[Entry], by: str, days: Days) -> list[str]:
    """The total, and of each channel or campaign its two lines."""
    found = inside(entries, days)
    lines = [Sums(found).line()] if found else [NOTHING]
    for key, name in (CHANNELS if by == "channel" else CAMPAIGNS).items():
        done = Sums(found, **{by: key})
        if done.anything:
            word = "conversion" if abs(done.conversions) == 1 else "conversions"
            lines.append(f"{name}: {done.line()}")
            each = done.each(done.conversions)
            excess = money(done.cost - done.value)
            lines.append(f"{done.conversions} {word} · {each} per conversion · excess cost {excess}")
    return lines


def printed_comparison(entries: list[Entry], earlier: Days, later: Days, **where: str) -> list[str]:
    """Both headlines, and why ROI moved from the one to the other."""
    before, after = (Sums(inside(entries, days), **where) for days in (earlier, later))
    lines = [after.line(), before.line() if before.anything else "Nothing was logged then."]
    if not before.anything:
        return lines
    if before.cost <= 0 or after.cost <= 0:
        return [*lines, "The change cannot be told: one of the two has no ROI."]
    parts = why(before, after)
    if not parts:
        return [*lines, "ROI did not move."]
    told = ", ".join(f"{cause} {signed(part)}" for cause, part in parts)
    return [*lines, f"{signed(sum((part for _, part in parts), Decimal()))} points: {told}."]


def why(before: Sums, after: Sums) -> list[tuple[str, Decimal]]:
    """The parts with two decimals, the largest taking what rounding leaves; what did not move is left out."""
    cost, results = revalued(before, after)
    if cost <= 0:
        cost, results = Fraction(after.cost), {key: (n, r) for key, (n, r) in after.results.items()}
    old_n, old_r = totals(before.results)
    new_n, new_r = totals(results)
    volume = new_n * old_r / old_n if old_n else new_r
    mix = Fraction()
    for key, (count, value) in results.items():
        was_count, was_value = before.results.get(key, [Fraction(), Fraction()])
        mix += count * was_value / was_count if was_count else value
    exact = [
        Fraction(after.value * 100, after.cost) - new_r * 100 / cost,
        (old_r / cost - old_r / before.cost) * 100,
        (volume - old_r) * 100 / cost,
        (mix - volume) * 100 / cost,
        (new_r - mix) * 100 / cost,
    ]
    shown = [two_places(part) for part in exact]
    largest = max(range(len(exact)), key=lambda n: abs(exact[n]))
    shown[largest] += two_places(sum(exact, Fraction())) - sum(shown)
    return [(cause, part) for cause, part in zip(CAUSES, shown, strict=True) if part]


def revalued(before: Sums, after: Sums) -> tuple[Fraction, dict[tuple[str, str], tuple[Fraction, Fraction]]]:
    """Cost and results of after at the rates of before: all booked from a currency / all its own amount."""
    own: dict[str, Fraction] = defaultdict(Fraction)
    booked: dict[str, Fraction] = defaultdict(Fraction)
    for currency, _, _, amount, minor in before.foreign:
        own[currency] += amount
        booked[currency] += minor
    cost = Fraction(after.cost)
    results = {key: (n, r) for key, (n, r) in after.results.items()}
    for currency, channel, goal, amount, minor in after.foreign:
        if own[currency] * booked[currency] > 0:
            moved = amount * booked[currency] / own[currency] - minor
            if goal:
                count, value = results[channel, goal]
                results[channel, goal] = count, value + moved
            else:
                cost += moved
    return cost, results


def totals(results: Any) -> tuple[Fraction, Fraction]:
    return sum((n for n, _ in results.values()), Fraction()), sum((r for _, r in results.values()), Fraction())


def two_places(value: Fraction) -> Decimal:
    cents = Decimal(half_up(value * 100))
    return (cents / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def number(value: Fraction) -> str:
    return f"{two_places(value):,.2f}"


def signed(points: Decimal) -> str:
    return f"{'+' if points > 0 else ''}{points:,.2f}"


def money(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}${Decimal(abs(cents)) / 100:,.2f}"

"""A reckoner of its own: what the program should print of plain entries, by docs/domain.md and docs/figures.md alone.

It knows nothing of the program: the standard library, dictionaries, and amounts as whole cents in Fractions. Every
figure is summed anew from what stands, for every question; there are no totals to be wrong.

An entry is a dictionary: ``kind`` (cost, conversion), ``day``, ``campaign``, ``channel``, ``content``, ``stands``; of
a cost ``cents``, ``rate`` (one unit in the reporting currency, 1 in it), ``currency``, ``category``, ``share``,
``until``, ``split`` (its key), ``months`` (first of each month -> campaign, channel, weight), ``people``, ``left_out``;
of a conversion ``goal``, ``count``, ``revenue`` or None, ``given_back``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Entry = dict[str, Any]
Days = tuple[date, date]
"""Both included."""
Part = tuple[str, str, Fraction]
"""Campaign, channel, weight."""

Found = tuple[Entry, list[dict[str, Any]]]
"""An entry, and of a cost its parts in the days asked about."""
NOTHING = "Nothing was logged in this period. Try “all”, or log something now."

HOME = "USD"
CHANNELS = {"": "No channel", "linkedin": "LinkedIn", "x": "X", "email": "E-mail"}
CAMPAIGNS = {"": "Shared, no campaign", "alpha": "Alpha", "beta": "Beta", "gamma": "Gamma"}
CONTENTS = {"": "No content type", "reel": "Reel", "webinar": "Webinar"}
MARGINS = {"alpha": Fraction(65, 100), "gamma": Fraction(3333, 10000)}
"""Contribution margins; beta has none."""

ROWS = {"channel": CHANNELS, "campaign": CAMPAIGNS, "content": CONTENTS}
ENOUGH = 10
"""Conversions below which it is too early to judge."""

MOST_PARTS, LOOKED_BACK = 20, 12
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
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
    own = social(entry)
    booked = half_up(own * entry["rate"])
    return [part for run in runs(entry) for part in _placed(entry, booked, own, run, days)]


def runs(entry: Entry) -> list[tuple[Days, list[Part]]]:
    """The days a cost serves with how they are divided: all at once, or by month where the weights differ."""
    whole = entry["day"], entry["until"] or entry["day"]
    months = entry["months"]
    if not months:
        return [(whole, [(entry["campaign"], entry["channel"], Fraction(1))])]
    if all(parts == months[whole[0].replace(day=1)] for parts in months.values()):
        return [(whole, months[whole[0].replace(day=1)])]
    return [
        ((max(month, whole[0]), min(next_month(month) - timedelta(days=1), whole[1])), parts)
        for month, parts in months.items()
    ]


def _placed(entry: Entry, booked: int, own: int, run: tuple[Days, list[Part]], days: Days) -> Iterator[dict[str, Any]]:
    of_days, parts = run
    weights = [weight for *_, weight in parts]
    sums = [divided(_of_run(cents, entry, of_days), weights) for cents in (booked, own)]
    for (campaign, channel, _), booked_part, own_part in zip(parts, *sums, strict=True):
        yield {
            "campaign": campaign,
            "channel": channel or entry["channel"],
            "content": entry["content"],
            "category": entry["category"],
            "cost": within(booked_part, *of_days, days),
            "own": within(own_part, *of_days, days),
            "currency": entry["currency"],
            "whole": len(parts) == 1 and of_days[0] == of_days[1],
        }


def _of_run(cents: int, entry: Entry, days: Days) -> int:
    return within(cents, entry["day"], entry["until"] or entry["day"], days)


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def months_of(days: Days) -> list[date]:
    """The first of each month that has a day in them."""
    found = [days[0].replace(day=1)]
    while next_month(found[-1]) <= days[1]:
        found.append(next_month(found[-1]))
    return found


def divide(entries: list[Entry], entry: Entry) -> dict[date, list[Part]]:
    """By what a cost is divided in each month it serves, by the books of this moment; nothing where they say nothing.

    A month without figures takes those of the last month before it that has some, from a year back on; else the first
    that has. The heaviest come first.
    """
    months = months_of((entry["day"], entry["until"] or entry["day"]))
    if entry["split"] in ("", "equal", "weights"):
        fixed: list[Part] = entry["parts"]
        return dict.fromkeys(months, fixed) if entry["split"] else {}
    looked_at = months_of((_year_before(months[0]), months[-1]))
    known = {month: parts for month in looked_at if (parts := _weights(entries, entry["split"], month))}
    return {month: known[_nearest(list(known), month)] for month in months} if known else {}


def _year_before(month: date) -> date:
    return month.replace(year=month.year - 1)


def _nearest(known: list[date], month: date) -> date:
    return max((one for one in known if one <= month), default=min(known))


def _weights(entries: list[Entry], key: str, month: date) -> list[Part]:
    sums: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for entry, parts in inside(entries, (month, next_month(month) - timedelta(days=1))):
        if key == "conversions" and entry["kind"] == "conversion" and GOALS[entry["goal"]][1]:
            sums[entry["campaign"], entry["channel"]] += counted(entry)
        if key == "hours":
            sums[entry["campaign"], entry["channel"]] += sum(Fraction(hours) for _, hours, _ in entry.get("people", ()))
        for part in parts if key == "ads" and entry.get("category") == "ads" else ():
            sums[part["campaign"], part["channel"]] += part["cost"]
    found = [(*place, weight) for place, weight in sorted(sums.items()) if place[0] and weight > 0]
    return sorted(found, key=lambda part: -part[2])[:MOST_PARTS]


def counted(entry: Entry) -> int:
    """Its conversions: what was given back whole takes them too."""
    return 0 if entry["given_back"] and entry["given_back"] == entry["revenue"] else int(entry["count"])


def inside(entries: list[Entry], days: Days) -> list[Found]:
    """What stands and has a day in ``days``, costs with their parts there."""
    last = [(entry, entry.get("until") or entry["day"]) for entry in entries if entry["stands"]]
    there = [entry for entry, until in last if entry["day"] <= days[1] and until >= days[0]]
    return [(entry, placed(entry, days) if entry["kind"] == "cost" else []) for entry in there]


class Sums:
    """Everything of one side, summed; ``where`` picks the parts and conversions that belong to it."""

    def __init__(self, found: list[Found], **where: str) -> None:
        self.cost = self.ads = self.value = 0
        self.on_margin = Fraction()
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
            if part["cost"] or part["whole"]:  # a part that rounds to nothing in these days is not in them
                self.anything = self.credits = True
                self.spent[part["category"]] += part["cost"]
            self.cost += part["cost"]
            self.ads += part["cost"] if part["category"] == "ads" else 0
            if part["currency"] != HOME:
                own, cost = Fraction(part["own"]), Fraction(part["cost"])
                self.foreign.append((part["currency"], "", "", own, cost))

    def _conversion(self, entry: Entry) -> None:
        self.anything = True
        worth, counts = GOALS[entry["goal"]]
        left = None if entry["revenue"] is None else entry["revenue"] - entry["given_back"]
        count = counted(entry)
        value = (count * worth if left is None else half_up(left * entry["rate"])) if counts else 0
        self.value += value
        self.on_margin += value * MARGINS.get(entry["campaign"], Fraction(1))
        self.counts[entry["goal"]] += count
        result = self.results[entry["channel"], entry["goal"]]
        result[0] += count if counts else 0
        result[1] += value
        if counts and left is not None and entry["currency"] != HOME:
            self.foreign.append((entry["currency"], entry["channel"], entry["goal"], Fraction(left), Fraction(value)))

    @property
    def counting(self) -> int:
        return sum(n for goal, n in self.counts.items() if GOALS[goal][1])

    @property
    def conversions(self) -> int:
        return self.counting or sum(n for goal, n in self.counts.items() if not GOALS[goal][1])

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
    """Lines of a campaign's answer: the headline, its categories, the ratios, what its margin allows, the rows of its
    channels and content types, and the same length of time before.
    """
    found = inside(entries, days)
    done = Sums(found, campaign=campaign)
    lines = [done.line(), *([] if done.anything else [NOTHING]), *_on_margin(done, campaign)]
    lines += [f"{name}: {money(done.spent[key])}" for key, name in CATEGORIES.items() if key in done.spent]
    roas = f"{number(Fraction(done.value, done.ads))}×" if done.ads > 0 else "n/a"
    leads, customers = done.counts["lead"], done.counts["sale"]
    lines += [f"ROAS {roas} · CPL {done.each(leads)} · CPA {done.each(customers)} (on full cost)"]
    lines += [*_breakdown(found, "channel", campaign), *_breakdown(found, "content", campaign)]
    return [*lines, _before(entries, campaign, days)]


def _on_margin(done: Sums, campaign: str) -> list[str]:
    """Margin ROI (D-03) and the break-evens (D-06, D-13, D-14), at full margin where none is set."""
    margin, most = MARGINS.get(campaign), done.on_margin
    lines = []
    if margin and done.cost > 0:
        lines = [f"Margin ROI {number((most - done.cost) * 100 / done.cost)}%", f"ROAS {number(1 / margin)}×"]
    named = [("CPL (full)", done.counts["lead"]), ("CPA (full)", done.counts["sale"])]
    allowed = [f"{name} {money(half_up(most / count))}" for name, count in named if most > 0 and count > 0]
    if most > 0 and not allowed and done.counting > 0:
        allowed = [f"{money(half_up(most / done.counting))} per conversion"]
    if margin and (lines or allowed):
        lines.append(f"Break-even at a margin of {number(margin * 100)}%")
    return [*lines, *allowed]


def _breakdown(found: list[Found], by: str, campaign: str) -> list[str]:
    """A line each; one of no content type alone is no breakdown."""
    lines = []
    for key, name in ROWS[by].items():
        done = Sums(found, campaign=campaign, **{by: key})
        if done.anything:
            early = " · too early to judge" if key and done.conversions < ENOUGH else ""
            lines.append((key, f"{name}: {done.line()}{early}"))
    return [line for _, line in lines] if by == "channel" or any(key for key, _ in lines) else []


def _before(entries: list[Entry], campaign: str, days: Days) -> str:
    """Whole months have as many months before them, other days as many days."""
    after, months = days[1] + timedelta(days=1), months_of(days)
    start = days[0] - (after - days[0])
    if days[0].day == after.day == 1:
        start = days[0]
        for _ in months:
            start = (start - timedelta(days=1)).replace(day=1)
    before = (start, days[0] - timedelta(days=1))
    done = Sums(inside(entries, before), campaign=campaign)
    return f"{period(before)}: {done.line()}" if done.anything else "Nothing was logged then."


def period(days: Days) -> str:
    first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in days)
    if days[0] == days[1]:
        return f"{last} {days[1].year}"
    year = "" if days[0].year == days[1].year else f" {days[0].year}"
    return f"{first}{year} – {last} {days[1].year}"


def printed_rows(entries: list[Entry], by: str, days: Days) -> list[str]:
    """The total, and of each channel, campaign or content type its two lines."""
    found = inside(entries, days)
    lines = [Sums(found).line()] if found else [NOTHING]
    for key, name in ROWS[by].items():
        done = Sums(found, **{by: key})
        if done.anything:
            word = "conversion" if abs(done.conversions) == 1 else "conversions"
            lines.append(f"{name}: {done.line()}")
            each = done.each(done.conversions)
            excess = money(half_up(done.cost - done.on_margin))
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

"""A reckoner of its own: what the program should know of plain entries, by docs/domain.md and docs/figures.md alone.

It knows nothing of the program: the standard library, dictionaries, and amounts as whole cents in Fractions. Every
figure is summed anew from what stands, for every question; there are no totals to be wrong.

An entry is a dictionary: ``kind`` (cost, conversion), ``day``, ``campaign``, ``channel``, ``content``, ``stands``; of
a cost ``cents``, ``rate`` (one unit in the reporting currency, 1 in it), ``currency``, ``category``, ``share``,
``until``, ``split`` (its key), ``months`` (first of each month -> campaign, channel, weight), ``people``, ``left_out``;
of a conversion ``goal``, ``count``, ``revenue`` or None, ``given_back``, ``met`` (first contact).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.reckoning.printing import Days, half_up, months_of, next_month
from tests.reckoning.setting import GOALS

Entry = dict[str, Any]
Part = tuple[str, str, Fraction]
"""Campaign, channel, weight."""

Found = tuple[Entry, list[dict[str, Any]]]
"""An entry, and of a cost its parts in the days asked about."""

MOST_PARTS, LOOKED_BACK = 20, 12


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
        if key == "conversions" and entry["kind"] == "conversion" and GOALS[entry["goal"]]["counts"]:
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

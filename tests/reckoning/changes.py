"""Why ROI moved from one side to another, reckoned anew: docs/figures.md#comparisons-and-why-roi-moved."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.reckoning.printing import two_places
from tests.reckoning.sums import Sums

CAUSES = ("currency", "cost", "volume", "mix", "value")


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

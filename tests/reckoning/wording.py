"""The lines that answers share, as docs/figures.md words them, from the reckoner's own sums."""

from __future__ import annotations

from fractions import Fraction

from tests.reckoning.judging import Unit, best_and_worst, where_more
from tests.reckoning.printing import money, number, percent
from tests.reckoning.setting import BASES, GOALS, MARGINS, ROWS
from tests.reckoning.sums import Sums

NOTHING = "Nothing was logged in this period. Type /roi all, or log something now."
ESTIMATE = "Estimate: part of the return is based on a target price, a guess or others’ figures, not on sales."
TARGET = "vs target price: this compares with what you would pay, not with profit."
WORDS = {
    "pays": " · ▲ pays",
    "ahead": " · △ probably pays",
    "behind": " · ▽ probably does not pay",
    "loses": " · ▼ loses",
    "open": " · … open",
    "young": " · … too early",
    "idle": " · ? idle",
}


def roi(sums: Sums) -> str:
    if sums.cost > 0:
        return percent(Fraction((sums.value - sums.cost) * 100, sums.cost))
    if sums.cost < 0 or sums.credits:
        return "n/a (net cost ≤ 0)"
    return "n/a (no cost)" if sums.value else "n/a"


def line(sums: Sums) -> str:
    return f"ROI {roi(sums)} · cost {money(sums.cost)} · return {money(sums.value)}"


def headline(sums: Sums) -> str:
    """With what is left of the return on margin (J-08)."""
    if sums.cost <= 0 or sums.on_margin == sums.value:
        return line(sums)
    return f"{line(sums)} · margin ROI {percent(-sums.excess * 100 / sums.cost)}"


def price(sums: Sums, count: int) -> str:
    each = sums.each(count)
    return "n/a" if each is None else money(each)


def labels(sums: Sums) -> list[str]:
    some = {basis for basis, minor in sums.expected.items() if minor}
    estimate = [ESTIMATE] if some & {"guess", "target", "benchmark"} else []
    text = " ".join([*estimate, *([TARGET] if "target" in some else [])])
    return [text] if text else []


def short_labels(sums: Sums) -> str:
    some = {basis for basis, minor in sums.expected.items() if minor}
    estimate = " · estimate" if some & {"guess", "target", "benchmark"} else ""
    return estimate + (" · vs target price" if "target" in some else "")


def results(sums: Sums, primary: list[str]) -> str:
    """Goal by goal, never added (J-01); the only one of the answer also where there is none of it here."""
    shown = [goal for goal in GOALS if sums.counts[goal] or primary == [goal]]
    ordered = sorted(shown, key=lambda goal: goal not in primary)
    return " · ".join(_result(sums, goal) for goal in ordered)


def _result(sums: Sums, goal: str) -> str:
    count = sums.counts[goal]
    each = sums.each(count)
    cents = "" if each is None or money(each) == "$0.00" else f", {money(each)} each"
    return f"{goal}: {count:,}{cents}"


def received(sums: Sums) -> list[str]:
    """What of the return was not received, and on what it rests (J-09)."""
    some = {basis: minor for basis, minor in sums.expected.items() if minor}
    if not some:
        return []
    told = ", ".join(f"{basis} {money(some[basis])}" for basis in BASES if basis in some)
    return [f"Received {money(sums.value - sum(some.values()))}; expected: {told}"]


def earned(sums: Sums) -> str:
    cents = money(abs(sums.excess))
    if cents == "$0.00":
        return "broke even"
    return f"lost {cents}" if sums.excess > 0 else f"earned {cents} more than it cost"


def row_line(one: Unit, by: str) -> str:
    """Its ROI line and its verdict; what is tied to no unit has neither (J-03)."""
    name = ROWS[by][one.key]
    if one.overhead:
        name += " (serves all)" if one.key else ""
        return f"{name}: cost {money(one.sums.cost)} · return {money(one.sums.value)}"
    verdict = WORDS[one.verdict] if one.judged else ""
    return f"{name}: {headline(one.sums)}{verdict}{short_labels(one.sums)}"


def row(one: Unit, by: str, primary: list[str]) -> list[str]:
    counted = results(one.sums, primary)
    if one.overhead:
        return [row_line(one, by), *([counted] if any(one.sums.counts.values()) else [])]
    return [row_line(one, by), " · ".join([*([counted] if counted else []), earned(one.sums)])]


def in_order(units: list[Unit]) -> list[Unit]:
    """The greatest loss first, what is tied to no unit last."""
    return sorted(units, key=lambda one: (one.overhead, -one.sums.excess, one.key))


def order(sums: Sums, heading: str = "Greatest loss first") -> str:
    """Where no margin is set for anything there, that is said, once."""
    return (
        heading if any(key in MARGINS for key in sums.campaigns) else f"{heading}, at full margin (100%: none is set)"
    )


def extremes(units: list[Unit], by: str) -> list[str]:
    compared = [one for one in units if one.judged and not one.overhead]
    best, worst = best_and_worst(compared)
    lines = []
    for word, bad, named in (("Best", "good", best), ("Worst", "bad", worst)):
        if named:
            one, rival = named
            low, high = one.roi
            text = f"{word}: {ROWS[by][one.key]} · ROI {percent(low)} to {percent(high)}"
            lines.append(text + (f" ({ROWS[by][rival.key]} may be as {bad})" if rival else ""))
    return lines


def more(units: list[Unit], by: str) -> list[str]:
    """Where the next money goes, as a range and no promise."""
    one = where_more([one for one in units if one.judged and not one.overhead])
    if one is None:
        return []
    low, high = (end * 100_000 / one.sums.cost for end in one.whole)
    name = ROWS[by][one.key]
    return [f"More on {name}: the next $1,000.00 would bring {money(low)} to {money(high)}, if it goes on as so far."]


def next_step(units: list[Unit], by: str) -> list[str]:
    """What to cut, the greatest loss first, and where more: what each unit of cost brought back."""
    own = [one for one in units if not one.overhead]
    lost = [one for one in own if one.judged and one.verdict in ("loses", "behind", "idle") and one.sums.excess > 0]
    steps = [f"cut {ROWS[by][one.key]} (lost {money(one.sums.excess)})" for one in in_order(lost)[:1]]
    if best := where_more([one for one in own if one.judged]):
        back = money(Fraction(best.sums.value * 100, best.sums.cost))
        steps.append(f"put more on {ROWS[by][best.key]} ({back} back per $1)")
    return [f"Next: {', '.join(steps)}."] if steps else []


def watch(one: Unit, by: str) -> str:
    """What is said of a unit that it is too early to judge."""
    side = "behind" if one.sums.excess > 0 else "ahead"
    why = "too early to say" if one.verdict == "young" else "not settled yet"
    return f"Watch {ROWS[by][one.key]}: {side} by {money(abs(one.sums.excess))} so far, {why}."


def cut(one: Unit, primary: list[str], by: str) -> str:
    """What to do about a unit that loses."""
    name, cost, came = ROWS[by][one.key], money(one.sums.cost), _came(one.sums, primary)
    if one.verdict == "idle":
        what = f"{cost} brought {came}" if came else f"nothing came of {cost}"
        return f"{name}: {what}, and no ads ran on it. Does it serve all campaigns, or should it end?"
    if not sum(one.sums.counts[goal] for goal in primary):
        return f"Cut {name}: {cost} brought {came or 'nothing'}."
    return f"Cut {name}: it lost {money(one.sums.excess)}."


def _came(sums: Sums, primary: list[str]) -> str:
    """What came instead of what counts, the most first; and that none of that did."""
    counts = dict.fromkeys(primary, 0) | {goal: count for goal, count in sums.counts.items() if count > 0}
    some = any(count > 0 for count in counts.values())
    told = [f"{counts[goal]:,} × {goal}" for goal in sorted(counts, key=lambda goal: (-counts[goal], goal))]
    return ", ".join(told) if some else ""


def times(value: Fraction | None) -> str:
    return "n/a" if value is None else f"{number(value)}×"

"""A campaign's answer, line by line, as the reckoner prints it."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction

from tests.reckoning.chance import lower, share_between, upper
from tests.reckoning.judging import Measure, Unit, measure, more_in_vain, settles_after, turning, unit
from tests.reckoning.printing import Days, before, money, number, percent, period
from tests.reckoning.setting import ASKED_FOR, BUDGETS, CAMPAIGNS, CATEGORIES, FIRST, LAST, MARGINS, OPEN_ENDED, ROWS
from tests.reckoning.sums import Books, Sums
from tests.reckoning.wording import (
    NOTHING,
    headline,
    in_order,
    labels,
    line,
    next_step,
    price,
    received,
    results,
    roi,
    row_line,
    times,
)

LARGEST = 100 * 10**12
"""The largest amount that one may write, in cents; a price beyond it is however much."""

ALWAYS = date(2000, 1, 1), date(2040, 12, 31)
WAVES = "Your results come in waves; the wider the waves of the last year, the wider the range."


def printed(books: Books, key: str, days: Days, today: date) -> list[str]:
    """All of it."""
    sums, measured = books.sums(days, campaign=key), measure(books, days[1], key)
    primary = sums.primary()
    whole = unit(books, days, key, "campaign", measured, primary, {"campaign": key}, key, today)
    rows = {by: _units(books, key, days, by, measured, today) for by in ("channel", "content")}
    lines = [f"{CAMPAIGNS[key]} · {period(days)}", headline(sums)]
    lines += _sentence(whole, days) if sums.anything else [NOTHING.replace("/roi all", f"/roi {key} all")]
    lines += [*next_step(rows["channel"], "channel"), *labels(sums), *_formula(sums), *_ranges(whole, primary)]
    lines += [*_break_even(sums, key), *_rows(rows["channel"], "channel")]
    lines += [*_rows(rows["content"], "content"), *_missing(books, key, sums, primary), *_categories(sums)]
    lines += ["Conversions", *_conversions(sums, primary), "The same length of time before"]
    return [*lines, _before(books, key, days), *_budget(books, key, sums, today)]


def _formula(sums: Sums) -> list[str]:
    if not sums.anything:
        return []
    cost, value = money(sums.cost), money(sums.value)
    return ["Formula", f"ROI = ({value} - {cost}) × 100 / {cost} = {roi(sums)}"]


def _sentence(one: Unit, days: Days) -> list[str]:
    """The verdict, and about when it settles."""
    if one.sums.cost <= 0:
        return []
    text = _told(one, days)
    if one.verdict in ("open", "ahead", "behind") and (after := settles_after(one)):
        text += f" It settles after about {after:,} more."
    return [text]


def _loses(one: Unit) -> str:
    if not one.primary:
        return f"Loses: {money(one.sums.cost)} brought nothing."
    return f"Loses: even at the high end ({percent(one.roi[1])}) it costs more than it earns."


def _young(one: Unit, days: Days) -> str:
    passed, every = (days[1] - FIRST).days + 1, (LAST - FIRST).days + 1
    day = f"{one.age:,}" if one.key in OPEN_ENDED else f"{passed:,} of {every:,}"
    return f"Too early: day {day}, {_so_far(one)} so far."


def _open(one: Unit) -> str:
    if not one.sums.counting and not one.measure.uncertain:
        counts = " that counts" if any(count > 0 for count in one.sums.counts.values()) else ""
        return f"Open: {money(more_in_vain(one))} more without a result{counts}, and it probably does not pay."
    return f"Open: {_turn(one)}" if one.sums.excess > 0 else f"Open: {_so_far(one)} so far."


def _so_far(one: Unit) -> str:
    return f"{'behind' if one.sums.excess > 0 else 'ahead'} by {money(abs(one.sums.excess))}"


def _turn(one: Unit) -> str:
    """What would turn it: the fewest results, and of the goal that comes most often."""
    counts = turning(one, MARGINS.get(one.key, Fraction(1)))
    if not counts:
        return f"{_so_far(one)} so far."
    fewest = min(counts, key=lambda goal: (counts[goal], goal))
    most = max(one.sums.counts[goal] for goal in counts)
    common = [goal for goal in counts if one.sums.counts[goal] == most]
    commonest = fewest if fewest in common else common[0]
    told = f"{counts[fewest]:,} × {fewest}"
    told += f" (or {counts[commonest]:,} × {commonest})" if commonest != fewest else ""
    return f"{_so_far(one)} so far; {told} would turn it."


def _told(one: Unit, days: Days) -> str:
    match one.verdict:
        case "loses":
            return _loses(one)
        case "young":
            return _young(one, days)
        case "open":
            return _open(one)
        case "pays":
            return f"Pays: even at the low end ({percent(one.roi[0])}) it earns more than it costs."
        case "behind":
            return f"Probably does not pay: {_turn(one)}"
        case "ahead":
            return f"Probably pays: {_so_far(one)}."
        case "idle":
            return (
                f"Nothing came of {money(one.fruitless)} in 12 months, and no ads ran on it: does it serve all "
                "campaigns, or should it end?"
            )
        case _:
            return "It serves all campaigns, so it has no verdict of its own."


def _missing(books: Books, key: str, sums: Sums, primary: list[str]) -> list[str]:
    lines = []
    if not sum(sums.counts[goal] for goal in primary):
        lines.append("No conversions logged. Add them with /roi-conversion.")
    if lacking := ", ".join(CATEGORIES[one] for one in ASKED_FOR if one not in sums.spent):
        lines.append(f"No cost logged in: {lacking}.")
    lines += [*without_channel(sums), *_outside(books, key, sums)]
    return ["What is missing", *lines] if lines else []


def without_channel(sums: Sums) -> list[str]:
    count = sums.without_channel
    return [f"{count:,} {'conversion' if count == 1 else 'conversions'} without a channel."] if count else []


def _outside(books: Books, key: str, sums: Sums) -> list[str]:
    every = books.sums(ALWAYS, campaign=key)
    cost, value = every.cost - sums.cost, every.value - sums.value
    if not (cost or value):
        return []
    return [
        f"Outside this period: cost {money(cost)}, return {money(value)}. Add “all” to the command to see everything."
    ]


def _ranges(one: Unit, primary: list[str]) -> list[str]:
    if one.sums.cost <= 0:
        return []
    low, high = one.roi
    name = "Margin ROI" if one.key in MARGINS else "ROI"
    lines = ["Likely range (95%)", f"{name} {percent(low)} to {percent(high)}"]
    if len(primary) < 2:
        lines.append(f"Cost per conversion {_prices(one, sum(one.sums.counts[goal] for goal in primary))}")
    return [*lines, *([WAVES] if one.phi > 1 else [])]


def _prices(one: Unit, count: int) -> str:
    fewest, most = lower(count, one.phi * count, 0.025), upper(count, one.phi * count, 1, 0.025)
    low = money(one.sums.cost / most)
    dearest = one.sums.cost / fewest if fewest else math.inf
    return f"{low} to {money(dearest)}" if dearest <= LARGEST else f"at least {low}"


def _budget(books: Books, key: str, sums: Sums, today: date) -> list[str]:
    """What is committed, whenever it accrues (J-12)."""
    budget = BUDGETS.get(key)
    if budget is None:
        return []
    spent, accrued = (books.sums((ALWAYS[0], until), campaign=key).cost for until in (ALWAYS[1], today))
    share, gone = Fraction(spent * 100, budget), Fraction(((today - FIRST).days + 1) * 100, (LAST - FIRST).days + 1)
    parts = [f"Budget pace: {percent(share)} committed"]
    parts += [f"{money(accrued)} of it accrued so far"] if accrued != spent else []
    parts += [f"{percent(gone)} of the time gone"]
    parts += ["100% of plan reached"] if share >= 100 else ["80% of plan reached"] if share >= 80 else []
    return [f"Budget {money(budget)} · spent in this period {money(sums.cost)}", " · ".join(parts)]


def _units(books: Books, key: str, days: Days, by: str, measured: Measure, today: date) -> list[Unit]:
    primary = books.sums(days, campaign=key).primary()
    every = [unit(books, days, one, by, measured, primary, {"campaign": key, by: one}, key, today) for one in ROWS[by]]
    return in_order([one for one in every if one.sums.anything])


def _rows(units: list[Unit], by: str) -> list[str]:
    """A line each; one of no content type alone is no breakdown."""
    if not units or (by == "content" and not any(one.key for one in units)):
        return []
    heading = "By channel" if by == "channel" else "By content type"
    return [heading, *(row_line(one, by) for one in units)]


def _conversions(sums: Sums, primary: list[str]) -> list[str]:
    leads, customers = sums.stage("lead"), sums.stage("customer")
    roas = times(Fraction(sums.of_ads(), sums.ads) if sums.ads > 0 else None)
    lines = [results(sums, primary) or "No conversions yet."]
    lines += [f"ROAS {roas} · CPL {price(sums, leads)} · CPA {price(sums, customers)} (on full cost)"]
    for name, stage in (("CPL", "lead"), ("CPA", "customer")) if sums.ads > 0 else ():
        if sums.stage(stage) > 0:
            own = sums.of_ads(stage)
            ads = money(Fraction(sums.ads, own)) if own > 0 else "n/a"
            lines.append(f"{name} (ads) {ads} · {name} (full) {price(sums, sums.stage(stage))}")
    return [*lines, *received(sums), *_twice(sums)]


def _twice(sums: Sums) -> list[str]:
    """A trial is worth what one in eight of them buys, and the purchase counts as well (J-09)."""
    if not (sums.counts["trial"] and sums.counts["sale"]):
        return []
    return ["The same sale may count twice: “trial” is worth a share of later sales, and “sale” counts as well."]


def _break_even(sums: Sums, key: str) -> list[str]:
    """The most that may be paid (D-06, D-13, D-14), at full margin where none is set."""
    margin, most = MARGINS.get(key), sums.on_margin
    leads, customers = sums.stage("lead"), sums.stage("customer")
    lines = [f"ROAS {number(1 / margin)}×"] if margin and sums.cost > 0 else []
    named = [("CPL (full)", leads), ("CPA (full)", customers)]
    allowed = [f"{name} {money(most / count)}" for name, count in named if most > 0 and count > 0]
    if most > 0 and not allowed and sums.counting > 0:
        allowed = [f"{money(most / sums.counting)} per conversion"]
    lines += allowed
    if most > 0 and leads > 0 and 0 < customers <= leads:
        low, high = share_between(customers, leads)
        share = percent(Fraction(customers * 100, leads))
        lines.append(f"Customers from leads: {customers:,} of {leads:,}, {share} ({percent(low)} to {percent(high)})")
    heading = (
        f"Break-even at a margin of {percent(margin * 100)}"
        if margin
        else "Break-even at full margin (100%: none is set)"
    )
    return [heading, *lines] if lines else []


def _categories(sums: Sums) -> list[str]:
    lines = [f"{name}: {money(sums.spent[key])}" for key, name in CATEGORIES.items() if key in sums.spent]
    return ["Cost by category", *lines] if lines else []


def _before(books: Books, key: str, days: Days) -> str:
    past = before(days)
    sums = books.sums(past, campaign=key)
    return f"{period(past)}: {line(sums)}" if sums.anything else "Nothing was logged then."

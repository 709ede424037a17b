"""Every line of each answer, as the reckoner prints it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.reckoning import campaign_answer
from tests.reckoning.changes import why
from tests.reckoning.judging import YEAR, Unit, measure, unit
from tests.reckoning.printing import MONTHS, Days, before, money, month_of, months_of, period, signed, whole_months
from tests.reckoning.reckoner import Found, counted
from tests.reckoning.setting import (
    CAMPAIGNS,
    MARGINS,
    MARKETING,
    REVENUE,
    ROWS,
    SALES_COST,
)
from tests.reckoning.sums import Books, Sums
from tests.reckoning.wording import (
    NOTHING,
    cut,
    earned,
    extremes,
    headline,
    in_order,
    labels,
    line,
    more,
    order,
    received,
    results,
    row,
    short_labels,
    times,
    watch,
)

campaign = campaign_answer.printed
TITLES = {"channel": "Channels", "campaign": "Campaigns", "content": "Content types"}
WEEK = timedelta(days=7)
MONEY_AND_RETURN = (
    "Cost stays in the month it was spent. Return counts in the month of its first contact, whenever it was booked."
)
EMPTY = "Nothing was logged then."
LEGEND = (
    "Points of ROI. Cost: what was spent. Volume: how many conversions. Mix: from which channels and goals. "
    "Value: what one brings."
)


def ranking(books: Books, by: str, days: Days, today: date) -> list[str]:
    """The total, and of each channel, campaign or content type its two lines; the best and the worst."""
    title = f"{TITLES[by]} · {period(days)}"
    total = books.sums(days)
    if not total.anything:
        return [title, NOTHING]
    primary, units = total.primary(), _units(books, by, days, today)
    lines = [title, headline(total), *extremes(units, by), *labels(total), *received(total), order(total)]
    for one in in_order(units):
        lines += row(one, by, primary)
    return lines


def overview(books: Books, days: Days, today: date) -> list[str]:
    """The advice of the last 365 days, the campaigns of the period, and the company's figures."""
    title = f"Overview · {period(days)}"
    total, company = books.sums(days), _company(books, days, today)
    if not total.anything:
        return [title, NOTHING, *company]
    primary, past = total.primary(), books.all_before(before(days))
    lines = [title, headline(total), _earned(total, past, before(days)), *_advice(books, today)]
    lines += [*labels(total), *received(total), order(total)]
    for one in in_order(_units(books, "campaign", days, today)):
        lines += row(one, "campaign", primary)
    told = ["The same length of time before", f"{period(before(days))}: {line(past)}"] if past else []
    return [*lines, *told, *company]


def _earned(total: Sums, past: Sums | None, days: Days) -> str:
    """What was earned, and how much better that is than the like days before."""
    text = earned(total)
    if past and total.cost > 0:
        moved = past.excess - total.excess
        text += f", {money(abs(moved))} {'better' if moved >= 0 else 'worse'} than {period(days)}"
    return f"{text[0].upper()}{text[1:]}."


def _units(books: Books, by: str, days: Days, today: date) -> list[Unit]:
    primary, measured = books.sums(days).primary(), measure(books, days[1])
    every = [unit(books, days, key, by, measured, primary, {by: key}, today=today) for key in ROWS[by]]
    return [one for one in every if one.sums.anything]


def _advice(books: Books, today: date) -> list[str]:
    """What to cut, where more and what to watch by the last 365 days: campaigns, then channels of other money."""
    year = today - YEAR + timedelta(days=1), today
    primary = books.sums(year).primary()
    units = {
        by: [one for one in _units(books, by, year, today) if one.judged and not one.overhead]
        for by in ("campaign", "channel")
    }
    worst = _greatest(_of_other_money(books, units, ("loses", "behind"), today))
    idle = _greatest([("campaign", one) for one in units["campaign"] if one.verdict == "idle"])
    early = _greatest(_of_other_money(books, units, ("open", "young"), today))
    to_cut = worst or idle
    lines = [
        *([cut(to_cut[1], primary, to_cut[0])] if to_cut else []),
        *(more(units["campaign"], "campaign") or more(units["channel"], "channel")),
        *([watch(early[1], early[0])] if early else []),
    ]
    return ["Last 365 days", *lines] if lines else []


def _greatest(units: list[tuple[str, Unit]]) -> tuple[str, Unit] | None:
    """The greatest loss; of two as great the first, and of one kind the first by its key."""
    return min(units, key=lambda one: (-one[1].sums.excess, one[0], one[1].key), default=None)


def _of_other_money(
    books: Books, units: dict[str, list[Unit]], verdicts: tuple[str, ...], today: date
) -> list[tuple[str, Unit]]:
    """Those with such a verdict; without channels that only one campaign among them spends on."""
    campaigns = [one for one in units["campaign"] if one.verdict in verdicts]
    alone = [{one.key} for one in campaigns]
    channels = [one for one in units["channel"] if one.verdict in verdicts]
    others = [one for one in channels if _spenders(books, one.key, today) not in alone]
    return [*(("campaign", one) for one in campaigns), *(("channel", one) for one in others)]


def _spenders(books: Books, channel: str, today: date) -> set[str]:
    """The campaigns that spent there in the last four weeks, else in the year."""
    for days in (28, 365):
        first = today - timedelta(days=days if days == 28 else days - 1)
        last = today - timedelta(days=1) if days == 28 else today
        spent: dict[tuple[str, str, str], int] = {}
        for entry, parts in books.inside((first, last)):
            for part in (part for part in parts if part["channel"] == channel):
                place = part["campaign"], part["content"], entry["category"]
                spent[place] = spent.get(place, 0) + part["cost"]
        if found := {campaign for (campaign, _, _), cost in spent.items() if cost}:
            return found
    return set()


def _company(books: Books, days: Days, today: date) -> list[str]:
    """MER and CAC of whole months: of the marketing cost that was typed, else of what is on the books (J-12)."""
    if not whole_months(days) or days[0] > today:
        return []
    months = [month for month in months_of(days) if month <= today]
    cost = sum(MARKETING if month.month % 2 else books.sums(month_of(month)).cost for month in months)
    whole = months[0], month_of(months[-1])[1]
    total = books.sums(whole)
    revenue, sales, customers = REVENUE * len(months), SALES_COST * len(months), total.stage("customer")
    mer = times(Fraction(revenue, cost) if cost > 0 else None)
    books_too = (
        " (where none is given, the total of your entries)" if any(month.month % 2 == 0 for month in months) else ""
    )
    even = _break_even(books, whole)
    word = "new customer" if customers == 1 else "new customers"
    cac = money(Fraction(cost + sales, customers)) if customers > 0 and cost + sales > 0 else "n/a"
    return [
        f"Company · {period((months[0], month_of(months[-1])[1]))}",
        f"MER {mer} · revenue {money(revenue)} / total marketing cost {money(cost)}{books_too}{even}",
        f"CAC {cac} · (cost {money(cost)} + sales cost {money(sales)}) / {customers:,} {word}",
    ]


def _break_even(books: Books, days: Days) -> str:
    """1 / the margins of the campaigns that have one, weighed by their return (J-12); nothing without a return."""
    returned = {key: books.sums(days, campaign=key).value for key in MARGINS}
    kept = sum((returned[key] * MARGINS[key] for key in MARGINS), Fraction())
    whole = sum(returned.values())
    return f" · break-even {times(whole / kept)}" if whole > 0 and kept > 0 else ""


def comparison(books: Books, earlier: Days, later: Days, key: str = "") -> list[str]:
    """Both headlines with their results, and why ROI moved from the one to the other."""
    where = {"campaign": key} if key else {}
    past, after = (books.sums(days, **where) for days in (earlier, later))
    primary = after.primary(past)
    name = f"{CAMPAIGNS[key]} · " if key else ""
    told, other = results(after, primary), results(past, primary)
    title = f"Comparison · {name}{_in_short(earlier)} → {_in_short(later)}"
    lines = [title, headline(after), *_better(past, after), *([told] if told else []), *labels(after)]
    lines.append(f"{name}{period(earlier)}")
    if not past.anything:
        return [*lines, EMPTY]
    lines += [headline(past) + short_labels(past), *([other] if other else [])]
    return [*lines, f"{period(earlier)} → {period(later)}", *_change(past, after)]


def _better(past: Sums, after: Sums) -> list[str]:
    """Which of the two earned more: better or worse only where ROI says the same."""
    if not past.anything:
        return []
    now, then = earned(after), earned(past)
    if after.excess == past.excess:
        return [f"As good as before: {now}."]
    gain = past.excess - after.excess
    moved = sum((part for _, part in why(past, after)), Decimal()) if past.cost > 0 and after.cost > 0 else Decimal()
    if gain > 0 < moved:
        return [f"Better: {now}; before, {then}."]
    if gain < 0 > moved:
        return [f"Worse: {now}; before, {then}."]
    return [f"Now: {now}; before, {then}."]


def _in_short(days: Days) -> str:
    """The days with their year; a month by its name."""
    if days == month_of(days[0].replace(day=1)):
        return f"{MONTHS[days[0].month - 1]} {days[0].year}"
    return period(days)


def _change(before: Sums, after: Sums) -> list[str]:
    if before.cost <= 0 or after.cost <= 0:
        return ["No change to show: one of the two has no ROI."]
    parts = why(before, after)
    if not parts:
        return ["ROI hasn’t changed."]
    told = ", ".join(f"{cause} {signed(part)}" for cause, part in parts)
    rates = "Currency: other exchange rates than before. " if parts[0][0] == "currency" else ""
    points = signed(sum((part for _, part in parts), Decimal()))
    return [f"{points} points: {told}.", "Why did it move?", rates + LEGEND]


def cohorts(books: Books, key: str, days: Days, today: date) -> list[str]:
    """Cost by the month it was spent, return by the month of first contact (J-11)."""
    where = {"campaign": key} if key else {}
    months = months_of(days)
    whole = months[0], month_of(months[-1])[1]
    name = f"{CAMPAIGNS[key]} · " if key else ""
    title = f"Cohorts · {name}{period(whole)}"
    by_month = {month: _cohort(books, month, where) for month in months}
    some = {month: sums for month, sums in by_month.items() if sums.anything}
    if not some:
        return [title, NOTHING]
    listed = list(some)[-24:]
    left = [f"and {len(some) - 24} more"] if len(some) > 24 else []
    lines = [f"{_in_short(month_of(month))}: {line(some[month])}{_so_far(month, today)}" for month in listed]
    return [title, line(_all(some)), "By month of first contact", *left, *lines, MONEY_AND_RETURN]


def _so_far(month: date, today: date) -> str:
    return "" if month_of(month)[1] <= today else " · so far"


def _cohort(books: Books, month: date, where: dict[str, str]) -> Sums:
    spent = [(entry, parts) for entry, parts in books.inside(month_of(month)) if entry["kind"] == "cost"]
    met: list[Found] = [
        (entry, [])
        for entry in books.entries
        if entry["stands"]
        and entry["kind"] == "conversion"
        and (entry["met"] or entry["day"]).replace(day=1) == month
        and counted(entry)  # of a sale that was given back whole nothing came
    ]
    return Sums([*spent, *met], **where)


def _all(some: dict[date, Sums]) -> Sums:
    whole = Sums([])
    for sums in some.values():
        whole.cost += sums.cost
        whole.value += sums.value
        whole.credits |= sums.credits
    return whole

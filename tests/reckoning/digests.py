"""The weekly digest, as the reckoner prints it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from tests.reckoning import campaign_answer
from tests.reckoning.judging import Unit, measure, unit
from tests.reckoning.printing import Days, money, period
from tests.reckoning.setting import ASKED_FOR, CATEGORIES, CHANNELS, ROWS
from tests.reckoning.sums import Books, Sums
from tests.reckoning.wording import earned, extremes, headline, in_order, labels, line, received, results, row

WEEK = timedelta(days=7)


def digest(books: Books, monday: date) -> list[str]:
    """The week beside the one before, in total and by channel."""
    week = monday, monday + WEEK - timedelta(days=1)
    earlier = monday - WEEK, monday - timedelta(days=1)
    total, before = books.sums(week), books.sums(earlier)
    title = f"Weekly digest · {period(week)}"
    if not total.anything:
        return [title, "Nothing was logged in this week."]
    primary = total.primary(before)
    lines = [title, headline(total), _earned(books, week, earlier), *labels(total)]
    lines += [*_rows(books, week, earlier, primary), *_gaps(total), *received(total), "Compared with the week before"]
    return [*lines, f"{period(week)}: {results(total, primary) or 'no conversions'}", _week_before(before, primary)]


def _earned(books: Books, week: Days, earlier: Days) -> str:
    """The money beside the week before, and the one thing that made the difference, if it is one."""
    total, before = books.sums(week), books.sums(earlier)
    text = earned(total)
    if before.anything:
        text += _beside(total.excess, before.excess) + _cause(books, week, earlier)
    return f"{text[0].upper()}{text[1:]}."


def _beside(now: Fraction, then: Fraction) -> str:
    better = then - now
    if money(abs(better)) == "$0.00":
        return ", as the week before"
    words = ("better", "worse") if now >= 0 else ("more", "less")
    return f", {money(abs(better))} {words[better < 0]} than the week before"


def _cause(books: Books, week: Days, earlier: Days) -> str:
    """The largest of what moved the same way: two thirds of the whole, and twice the next; of none under a margin."""
    if any(one.excess != one.cost - one.value for one in (books.sums(week), books.sums(earlier))):
        return ""
    moves = [move for key in CHANNELS for move in _moves(books, week, earlier, key)]
    whole = sum(gain for gain, _ in moves)
    same = sorted((abs(gain), text) for gain, text in moves if gain * whole > 0)
    if not same or 3 * same[-1][0] < 2 * abs(whole) or (len(same) > 1 and same[-1][0] < 2 * same[-2][0]):
        return ""
    return f": {same[-1][1]}"


def _moves(books: Books, week: Days, earlier: Days, key: str) -> list[tuple[int, str]]:
    """By how much its cost and its return made the week better, each in words."""
    now, then = books.sums(week, channel=key), books.sums(earlier, channel=key)
    cost, value = now.cost - then.cost, int(now.value - then.value)
    spent, back = money(abs(cost)), money(abs(value))
    if key:
        name = ROWS["channel"][key]
        texts = f"{name} cost {spent} {_less(cost)}", f"{name} returned {back} {_less(value)}"
    else:
        rose = [f"{'rose' if moved > 0 else 'fell'} by" for moved in (cost, value)]
        texts = (
            f"costs not tied to a channel {rose[0]} {spent}",
            f"return not tied to a channel {rose[1]} {back}",
        )
    return [(-cost, texts[0]), (value, texts[1])]


def _less(moved: int) -> str:
    return "more" if moved > 0 else "less"


def _past(one: Unit, past: Sums) -> str:
    """What is tied to no channel has no ROI."""
    return f"cost {money(past.cost)} · return {money(past.value)}" if one.overhead else line(past)


def _week_before(before: Sums, primary: list[str]) -> str:
    if not before.anything:
        return "The week before: nothing was logged."
    told = results(before, primary)
    return f"The week before: {line(before)}" + (f" · {told}" if told else "")


def _rows(books: Books, week: Days, earlier: Days, primary: list[str]) -> list[str]:
    measured = measure(books, week[1])
    every = [unit(books, week, key, "channel", measured, primary, {"channel": key}) for key in CHANNELS]
    units = [one for one in every if one.sums.anything]
    pasts = {key: books.sums(earlier, channel=key) for key in CHANNELS}
    quiet = [one for one in every if not one.sums.anything and pasts[one.key].anything]
    lines = ["By channel, greatest loss first"] if units or quiet else []
    ordered = sorted([*in_order(units), *quiet], key=lambda one: one.overhead)
    for one in ordered:
        lines += row(one, "channel", primary)
        lines += [f"before: {_past(one, pasts[one.key])}"] if pasts[one.key].anything else []
    return [*lines, *extremes(units, "channel")]


def _gaps(total: Sums) -> list[str]:
    lacking = ", ".join(CATEGORIES[key] for key in ASKED_FOR if key not in total.spent)
    lines = [f"No cost logged in: {lacking}."] if lacking else []
    lines += campaign_answer.without_channel(total)
    return ["What is missing", *lines] if lines else []

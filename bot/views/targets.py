"""Targets in words: what the team aims for, how far it has come, and where its price is far from what others pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import Language, mark
from bot.views import marks, words
from bot.views.answers import Line, line
from bot.views.benchmarks import cited
from bot.views.blocks import Block, Paragraph, message, paragraph, rows
from core.money.rounding import rounded
from core.plans.benchmarks import Benchmark, FarPrice
from core.plans.progress import Progress
from core.plans.targets import Target

MOST_TARGETS = 5
MOST_LISTED = 10
MOST_MONTHS = 12

PLACES = {
    "meta": mark("Meta (Facebook, Instagram)"),
    "google_search": mark("Google search"),
}

SO_FAR, IN_THE_END = mark("{count} so far"), mark("{count} in the end")
BELOW = mark("{price} is far below the benchmarks for {place}: about {told}.")
ABOVE = mark("{price} is far above the benchmarks for {place}: about {told}.")


def campaign_targets(
    language: Language, targets: Sequence[Progress], names: Mapping[str, str], most: int
) -> list[Paragraph]:
    """A paragraph each: the aim and where it stands, the price, what a day takes, the budget, the benchmarks."""
    most = min(most, MOST_TARGETS)
    lines = [_progress(language, progress, names) for progress in targets[:most]]
    return lines + [paragraph(line) for line in words.more(language, len(targets) - most)]


def digest_targets(language: Language, targets: Sequence[Progress], names: Mapping[str, str]) -> list[Paragraph]:
    """A line each, with the campaign's name."""
    lines = [
        f"{names.get(progress.target.campaign, progress.target.campaign)}: {_line(language, progress, names)}"
        for progress in targets[:MOST_LISTED]
    ]
    lines += words.more(language, len(targets) - MOST_LISTED)
    return [rows(lines, heading=language.say("Targets"))] if lines else []


def off_pace(language: Language, targets: Sequence[Progress], names: Mapping[str, str]) -> Line | None:
    """The one target that lacks the most of what was expected by now; None where all are on pace."""
    every = [progress for progress in targets if progress.off_pace]
    if not every:
        return None
    furthest = min(every, key=lambda one: (one.count / one.expected, one.target.end))
    values = {
        "name": names.get(furthest.target.campaign, furthest.target.campaign),
        "count": language.count(furthest.count),
        "goal": names.get(furthest.target.goal, furthest.target.goal),
    }
    if furthest.over:
        aim = language.count(furthest.target.count)
        return line(
            marks.WATCH, language.say("Watch {name}: {count} of {aim} × {goal}, not reached.", aim=aim, **values)
        )
    expected = language.count(furthest.count - furthest.gap)
    text = language.say("Watch {name}: {count} × {goal}, {expected} expected by now.", expected=expected, **values)
    return line(marks.WATCH, text)


def listed_targets(language: Language, targets: Sequence[Progress], names: Mapping[str, str], count: int) -> list[str]:
    """A line each. ``count``: of all there are."""
    lines = [f"{_words(language, one.target, names)} · {_standing(language, one)}" for one in targets]
    return lines + words.more(language, count - len(targets))


def target_saved(
    language: Language,
    progress: Progress,
    names: Mapping[str, str],
    before: Sequence[Paragraph] = (),
    undo: Sequence[Block] = (),
) -> Block:
    """The receipt: what was saved, how far it has come, the budget it implies month by month, the benchmarks.

    ``before``: what it replaced; ``undo``: the button that takes it back.
    """
    target = progress.target
    parts = [
        paragraph(_words(language, target, names), bold=True),
        *before,
        paragraph(language.say("Alerts now expect this cost per conversion.")),
        paragraph(_standing(language, progress)),
        _budget_by_month(language, target),
    ]
    far = _far_prices(language, progress.far, names)
    paragraphs = parts + ([rows(far)] if far else [])
    return message(language.say("Target saved"), paragraphs, undo)


def _progress(language: Language, progress: Progress, names: Mapping[str, str]) -> Paragraph:
    lines = [language.say("Target: {told}", told=_line(language, progress, names))]
    if progress.begun:
        lines.append(_price(language, progress, names))
        lines += _needed(language, progress)
    lines.append(_budget(language, progress))
    lines += _far_prices(language, progress.far, names)
    return rows(lines)


def _line(language: Language, progress: Progress, names: Mapping[str, str]) -> str:
    """A line as ``500 × Leads at $2.75 by 31 Dec · 120 so far · expected 217.39 by now · behind by 97``."""
    target = progress.target
    aim = language.say(
        "{count} × {goal} at {each} by {end}",
        count=language.count(target.count),
        goal=names.get(target.goal, target.goal),
        each=language.money(target.cost_per_conversion),
        end=language.deadline(target.end, progress.day),
    )
    return f"{aim} · {_standing(language, progress)}"


def _words(language: Language, target: Target, names: Mapping[str, str]) -> str:
    """A target as ``Autumn 2026: 1,500 × Newsletter at $2.75 each, 1 Jul 2026 – 30 Sep 2026``."""
    text = language.say(
        "{count} × {goal} at {each} each, {start} – {end}",
        count=language.count(target.count),
        goal=names.get(target.goal, target.goal),
        each=language.money(target.cost_per_conversion),
        start=language.day(target.start),
        end=language.day(target.end),
    )
    return f"{names.get(target.campaign, target.campaign)}: {text}"


def _standing(language: Language, progress: Progress) -> str:
    """The line on whether it is reached, in neutral words: to miss a first one is no verdict (A-25, A-26)."""
    if not progress.begun:
        return language.say("begins on {day}", day=language.deadline(progress.target.start, progress.day))
    text = language.say(IN_THE_END if progress.over else SO_FAR, count=language.count(progress.count))
    if progress.reached:
        return f"{text} · " + language.say("reached")
    if not progress.over:
        return f"{text} · {_pace(language, progress)}"
    missed = language.say("first period, no verdict") if progress.first_period else language.say("not reached")
    return f"{text} · {missed}"


def _pace(language: Language, progress: Progress) -> str:
    expected = language.say("expected {expected} by now", expected=language.count(progress.count - progress.gap))
    if progress.gap < 0:
        return f"{expected} · " + language.say("behind by {gap}", gap=language.count(-progress.gap))
    if progress.gap > 0:
        return f"{expected} · " + language.say("ahead by {gap}", gap=language.count(progress.gap))
    return f"{expected} · " + language.say("on pace")


def _price(language: Language, progress: Progress, names: Mapping[str, str]) -> str:
    """The line on the price: the campaign's whole cost is set against this goal, whatever else it brought."""
    each, target = progress.cost_per_conversion, progress.target
    goal = names.get(target.goal, target.goal)
    if each is None and progress.count <= 0:
        return language.say("Full cost {cost}, 0 × {goal}", cost=language.money(progress.cost), goal=goal)
    return language.say(
        "{goal}: {each} each on full cost · target {aim}",
        goal=goal,
        each=language.say("n/a (net cost ≤ 0)") if each is None else language.money(each),
        aim=language.money(target.cost_per_conversion),
    )


def _needed(language: Language, progress: Progress) -> list[str]:
    if progress.needed_a_day is None:
        return []
    needed = language.number(rounded(progress.needed_a_day), 2)
    return [
        language.say_n(
            "{needed} a day needed, {n} day left",
            "{needed} a day needed, {n} days left",
            progress.days_left,
            needed=needed,
        )
    ]


def _budget(language: Language, progress: Progress) -> str:
    budget = language.say("Budget this needs: {budget}", budget=language.money(progress.target.budget))
    if progress.budget_of_month is None:
        return budget
    month, part = progress.budget_of_month
    return f"{budget} · {language.month(month)}: {language.money(part)}"


def _budget_by_month(language: Language, target: Target) -> Paragraph:
    parts = target.monthly_budgets()
    lines = [f"{language.month(month)}: {language.money(part)}" for month, part in parts[:MOST_MONTHS]]
    lines += words.more(language, len(parts) - MOST_MONTHS)
    return rows(lines, heading=language.say("Budget this needs: {budget}", budget=language.money(target.budget)))


def _far_prices(language: Language, far_prices: Sequence[FarPrice], names: Mapping[str, str]) -> list[str]:
    """The prices that others report, with source and year; never a refusal."""
    if not far_prices:
        return []
    scope = language.say("Benchmarks count ads only, your cost everything.")
    return [*(_far_price(language, far, names) for far in far_prices), scope]


def _far_price(language: Language, far: FarPrice, names: Mapping[str, str]) -> str:
    key = far.nearest.place
    place = language.say(PLACES[key]) if key in PLACES else words.channel(language, key, names)
    compared = _compared(language, far, far.nearest)
    if far.farthest != far.nearest:
        compared = language.say("{one} and {two}", one=compared, two=_compared(language, far, far.farthest))
    where = BELOW if far.below else ABOVE
    return language.say(where, place=place, price=language.money(far.price), told=compared)


def _compared(language: Language, far: FarPrice, benchmark: Benchmark) -> str:
    values = {
        "times": language.count(far.times(benchmark)),
        "value": language.money(benchmark.price),
        "cited": cited(language, benchmark),
    }
    if far.below:
        return language.say("1/{times} of {value} ({cited})", **values)
    return language.say("{times} times {value} ({cited})", **values)

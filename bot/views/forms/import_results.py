"""The fields about results and deals in the form that changes an import: goals, stages of a CRM, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.language import Language
from bot.views import import_results, import_words
from bot.views.blocks import Block, shorten
from bot.views.forms.import_offers import Offers
from bot.views.inputs import field, select
from core.imports.choices import CLAIMED, Double
from core.imports.doubled_results import Doubled
from core.imports.form_fields import NONE, double_field, goal_field, source_field, stage_field
from core.imports.plans import Plan
from core.imports.utm import NO_CHANNEL
from core.sales.deals import WON

MOST_STAGES = 15
MOST_TYPES = 15
MOST_SOURCES = 20
"""Fields of each: a modal holds 100 blocks."""
MOST_OFFERED = 99
LONGEST_NAME = 120


def result_fields(language: Language, plan: Plan, offers: Offers) -> Iterator[Block]:
    yield from _goal_fields(language, plan, offers.goals)
    yield from double_fields(language, plan)
    sales = [(key, name) for key, name in offers.goals.items() if key in offers.sales]
    yield from sale_field(language, plan, sales[:MOST_OFFERED])
    yield from stage_fields(language, plan, offers.stages)
    yield from source_fields(language, plan, offers.channels)


def _goal_fields(language: Language, plan: Plan, goals: Mapping[str, str]) -> Iterator[Block]:
    """A field for each kind of result: a goal, or that it stays what the platform or the tool claims."""
    claimed = {result.type for result in plan.reading.claims}
    types = [result.type for result in (*plan.reading.results, *plan.reading.claims)]
    options = [(NONE, language.say("Don’t count")), *list(goals.items())[: MOST_OFFERED - 1]]
    for written in list(dict.fromkeys(types))[:MOST_TYPES]:
        chosen = plan.choices.goals.get(written, CLAIMED if written in claimed else None)
        name = shorten(import_words.result(written) or language.say("Results"), LONGEST_NAME)
        label = language.say("“{name}” in the file counts for", name=name)
        yield field(goal_field(written), label, select(options, NONE if chosen == CLAIMED else chosen))


def double_fields(language: Language, plan: Plan) -> Iterator[Block]:
    """A field for each goal that another source counts, too: the better one counts, or both."""
    by_goal: dict[str, list[Doubled]] = {}
    for one in plan.booked.doubled:
        by_goal.setdefault(one.goal, []).append(one)
    for goal, ones in by_goal.items():
        name, others = shorten(ones[0].name, LONGEST_NAME), import_results.sources(language, *ones)
        label = language.say("“{name}” is also counted from: {sources}", name=name, sources=others)
        options = [
            (str(Double.ONE), _better(language, plan, ones)),
            (str(Double.BOTH), language.say("Count both: they are different results")),
        ]
        yield field(double_field(goal), label, select(options, str(ones[0].decided or "")))


def _better(language: Language, plan: Plan, ones: Sequence[Doubled]) -> str:
    """That the one that knows most counts: by its name, where it is the same one in all months."""
    if len(ones) > 1:
        return language.say("Count only the one that knows most, month by month")
    kind = import_words.kind(language, plan.reading.kind)
    return language.say(
        "Count only: {source}", source=kind if ones[0].better else import_results.sources(language, *ones)
    )


def stage_fields(language: Language, plan: Plan, stages: Mapping[str, str]) -> Iterator[Block]:
    """A field for each stage that nobody knows, and for those that were chosen. ``stages``: key -> name, of ours."""
    chosen = plan.choices.stages
    asked = [words for words in plan.booked.stages if words not in chosen]
    decided = [words for words in dict.fromkeys(deal.stage for deal in plan.reading.deals) if words in chosen]
    for words in [*asked, *decided][:MOST_STAGES]:
        label = language.say("Stage “{name}” in the file is", name=shorten(words, LONGEST_NAME))
        proposed = chosen.get(words) or _called(words, stages)
        yield field(stage_field(words), label, select(list(stages.items())[:MOST_OFFERED], proposed))


def _called(words: str, stages: Mapping[str, str]) -> str | None:
    """The stage that is called so in the reader's language."""
    return next((key for key, name in stages.items() if name.casefold() == words.strip().casefold()), None)


def source_fields(language: Language, plan: Plan, channels: Mapping[str, str]) -> Iterator[Block]:
    """A field for each source without a channel: it may stay without one, and is listed then."""
    options = [(NONE, language.say("No channel")), *list(channels.items())[: MOST_OFFERED - 1]]
    keys = dict.fromkeys([*plan.booked.unlinked, *plan.choices.sources])
    for key in list(keys)[:MOST_SOURCES]:
        label = language.say("Source “{name}” belongs to", name=shorten(import_words.source(key), LONGEST_NAME))
        chosen = plan.choices.sources.get(key)
        menu = select(options, NONE if chosen == NO_CHANNEL else chosen)
        yield field(source_field(key), label, menu, optional=True)


def sale_field(language: Language, plan: Plan, goals: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """The goal that won deals count for, where several could be it."""
    if WON in plan.booked.unchosen or WON in plan.choices.goals:
        only = goals[0][0] if len(goals) == 1 else None
        menu = select(list(goals), plan.choices.goals.get(WON) or only)
        yield field(goal_field(WON), language.say("Won deals count for"), menu)

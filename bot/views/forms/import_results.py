"""The fields that say what results of a file count for, what a CRM's stages mean and which channel a source is."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language import Language
from bot.views.blocks import Block, shorten
from bot.views.forms.import_offers import Offers
from bot.views.inputs import field, select
from core.imports.choices import CLAIMED
from core.imports.form_fields import NONE, goal_field, source_field, stage_field
from core.imports.kind import Brings
from core.imports.plans import Plan
from core.sales.deals import WON

MOST_OFFERED = 90
"""Options of a menu: Slack takes 100."""
MOST_FIELDS = 15
"""Fields of one kind: a modal holds 100 blocks."""


def result_fields(language: Language, plan: Plan, offers: Offers) -> Iterator[Block]:
    yield from _goal_fields(language, plan, offers)
    for stage in plan.booked.stages[:MOST_FIELDS]:
        yield _stage_field(language, stage, offers)
    for source in plan.booked.unlinked[:MOST_FIELDS]:
        yield _source_field(language, source, offers)


def _goal_fields(language: Language, plan: Plan, offers: Offers) -> Iterator[Block]:
    for written, claimed in list(types_of(plan).items())[:MOST_FIELDS]:
        none = language.say("Only what the platform claims: not on the books")
        options = [*([(NONE, none)] if claimed else []), *list(offers.goals.items())[:MOST_OFFERED]]
        chosen = plan.choices.goals.get(written, CLAIMED if claimed else None)
        initial = NONE if chosen == CLAIMED else chosen
        if options:
            yield field(goal_field(written), _label(language, written), select(options, initial))


def _label(language: Language, written: str) -> str:
    if written == WON:
        return language.say("Won deals count for")
    return language.say("“{name}” in the file counts for", name=shorten(written or language.say("Results"), 120))


def types_of(plan: Plan) -> dict[str, bool]:
    """The kinds of results in the file -> whether they may stay what a platform or a tool claims."""
    claims = {result.type: True for result in (*plan.reading.claims, *plan.reading.results)}
    won = {WON: False} if plan.reading.brings is Brings.DEALS and WON in plan.booked.unchosen else {}
    return claims | won


def _stage_field(language: Language, stage: str, offers: Offers) -> Block:
    label = language.say("The stage “{name}” is", name=shorten(stage, 120))
    return field(stage_field(stage), label, select(list(offers.stages.items())[:MOST_OFFERED]))


def _source_field(language: Language, source: str, offers: Offers) -> Block:
    """What no channel is linked to may stay so."""
    options = [(NONE, language.say("No channel")), *list(offers.channels.items())[:MOST_OFFERED]]
    return field(
        source_field(source), language.say("The source “{name}” is", name=shorten(source, 120)), select(options, NONE)
    )

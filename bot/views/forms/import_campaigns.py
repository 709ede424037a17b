"""The fields that say which campaign of ours a name in a file is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import Language
from bot.views.blocks import Block, shorten
from bot.views.forms.import_offers import Offers
from bot.views.inputs import field, select
from core.imports.choices import LEFT_OUT, NEW, NO_CAMPAIGN
from core.imports.form_fields import NONE, campaign_field
from core.imports.naming import MOST_NEAR, Named
from core.imports.plans import Plan
from core.setup.names import slug

MOST_CAMPAIGNS = 40
"""Campaigns of a file that the form lists, those to be decided first: a modal holds 100 blocks."""
MOST_OFFERED = 90
"""Campaigns that a menu offers: Slack takes 100 options."""


def campaign_fields(language: Language, plan: Plan, offers: Offers) -> Iterator[Block]:
    ordered = sorted(plan.campaigns, key=lambda one: (one.decision is not None, not one.is_new))
    for one in ordered[:MOST_CAMPAIGNS]:
        yield _campaign_field(language, one, offers)


def _campaign_field(language: Language, one: Named, offers: Offers) -> Block:
    near = [(candidate.key, candidate.name) for candidate in one.near]
    others = [(key, name) for key, name in offers.campaigns.items() if key not in dict(near)]
    new = [] if not one.written or slug(one.written) in offers.campaigns else [(NEW, _new(language, one))]
    options = [
        *near,
        *new,
        (NONE, language.say("No campaign")),
        (LEFT_OUT, language.say("Leave these rows out")),
        *_with_own(one, others),
    ]
    proposed = near[0][0] if near else None
    return field(campaign_field(one.written), _label(language, one), select(options, _value(one.decision) or proposed))


def _label(language: Language, one: Named) -> str:
    if not one.written:
        return language.say("Rows without a campaign")
    return language.say("Campaign “{name}”", name=shorten(one.written, 120))


def _new(language: Language, one: Named) -> str:
    return language.say("New campaign: {name}", name=one.name or one.written)


def _with_own(one: Named, others: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The campaigns offered, the one that is chosen always among them."""
    own = [pair for pair in others if pair[0] == one.decision]
    return [*own, *(pair for pair in others if pair[0] != one.decision)][: MOST_OFFERED - MOST_NEAR]


def _value(decision: str | None) -> str | None:
    return NONE if decision == NO_CAMPAIGN else decision

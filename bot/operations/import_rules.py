"""What `roibot import` decides by its options and by rule, where a person in Slack is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.operations.import_options import Decisions
from core.imports.choices import CLAIMED, Choices, Double, Overlap
from core.imports.kind import Brings
from core.imports.plans import Plan
from core.imports.readings import Ask
from core.imports.scopes import Clash

CHANNELS = {"meta": "facebook"}
"""Kind of file -> the channel of its spend where neither the file nor an option says it."""


def ruled(plan: Plan, decisions: Decisions, before: Choices) -> Choices:
    """The choices ``before`` with what of the open questions is decided; the same where nothing more is."""
    return replace(
        before,
        channel=before.channel or _channel(plan),
        goals={**before.goals, **_goals(plan)},
        overlaps={**before.overlaps, **_overlaps(plan, decisions)},
        doubles={**before.doubles, **_doubles(plan, decisions)},
    )


def _channel(plan: Plan) -> str:
    asked = any(question.ask is Ask.CHANNEL for question in plan.asks)
    return CHANNELS.get(plan.reading.kind, "") if asked else ""


def _goals(plan: Plan) -> Mapping[str, str]:
    """No result is booked without a chosen goal. A won deal is no claim: what it counts for is asked."""
    deals = plan.reading.brings is Brings.DEALS
    return {} if deals else dict.fromkeys(plan.booked.unchosen, CLAIMED)


def _overlaps(plan: Plan, decisions: Decisions) -> Mapping[int, Overlap]:
    decided = {}
    for one in plan.clashes:
        if decisions.newer and one.clash is Clash.OLDER:
            decided[one.earlier.id] = Overlap.REPLACE
        elif decisions.replaces is not None:
            decided[one.earlier.id] = Overlap.REPLACE if decisions.replaces else Overlap.BOTH
    return decided


def _doubles(plan: Plan, decisions: Decisions) -> Mapping[str, Double]:
    if decisions.one_source is None:
        return {}
    choice = Double.ONE if decisions.one_source else Double.BOTH
    return {one.goal: choice for one in plan.booked.clashes}

"""Costs in the neutral form, which other programs and scripts can write: a row each, in the words of the bot."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

NEUTRAL_COSTS = Kind(
    key="neutral_costs",
    headers={
        Meaning.DAY: ("date",),
        Meaning.CHANNEL: ("channel",),
        Meaning.CAMPAIGN: ("campaign",),
        Meaning.CATEGORY: ("category",),
        Meaning.SPEND: ("amount",),
        Meaning.CURRENCY: ("currency",),
        Meaning.EXTERNAL_ID: ("external_id",),
        Meaning.NOTE: ("note",),
    },
    needs=(frozenset({Meaning.SPEND}), frozenset({Meaning.DAY}), frozenset({Meaning.CATEGORY})),
    telling=("external_id", "category"),
    unnamed=True,
    credits=True,
)

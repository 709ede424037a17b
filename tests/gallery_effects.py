"""Receipts that say what an entry did to its campaign, drawn with sample values."""

from __future__ import annotations

from dataclasses import replace

from bot.language import Language
from bot.views import receipts
from bot.views.blocks import Block
from core.performance.performance import Performance
from core.reports.effect import Effect
from core.reports.needed import Needed
from tests import samples as s

MOVED = Effect(
    campaign=replace(s.CAMPAIGN, margin=None),
    period=s.JULY,
    now=s.PLAIN,
    before=replace(s.PLAIN, cost=s.PLAIN.cost - s.COST.amount.minor),
    spending=s.SPENDING[12],
)
EFFECTS = {
    "moves its campaign": replace(
        MOVED,
        paying=(Needed(goal=s.goal(), count=11), Needed(goal=replace(s.goal(), name="u-Other"), count=160)),
    ),
    "moves one with a margin": replace(MOVED, campaign=s.CAMPAIGN, paying=(Needed(goal=s.goal(), count=1),)),
    "is outside its campaign": replace(MOVED, before=None, spending=None),
    "is outside an empty campaign": replace(MOVED, now=Performance(currency="USD"), before=None),
}


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    return {
        f"receipt: {name}": receipts.receipt(language, s.entry(s.COST), s.NAMES, s.TODAY, effect=effect)
        for name, effect in EFFECTS.items()
    }

"""Shared costs spread over campaigns: the views, with samples of every way and of every reason not to."""

from __future__ import annotations

from dataclasses import replace

from bot.language import Language
from bot.views.blocks import Block
from core.ledger.splits import SplitKey
from core.money.money import Money
from core.reports.shared_costs import SharedCosts
from tests import gallery_answers
from tests import samples as s

COST = Money(minor=250_00, currency="USD")
PARTS = {"u-key": 100_00, "u-second": 150_00}
WAYS = (SplitKey.EQUAL, SplitKey.ADS, SplitKey.HOURS, SplitKey.CONVERSIONS)
SHARED = {
    **{f"{way}": SharedCosts(cost=COST, key=way, by=way, parts=PARTS) for way in WAYS},
    **{f"nothing to divide {way}": SharedCosts(cost=COST, key=way, by=way) for way in WAYS},
    "equal for hours": SharedCosts(cost=COST, key=SplitKey.HOURS, by=SplitKey.EQUAL, parts=PARTS),
    "one person's": SharedCosts(cost=COST, key=SplitKey.ADS, by=SplitKey.ADS, withheld=True),
    "switched off": SharedCosts(cost=COST, key=SplitKey.NONE, by=SplitKey.NONE),
}


def messages(language: Language) -> dict[str, Block]:
    full = s.ranking(*s.CAMPAIGNS)
    made: dict[str, Block] = {}
    for name, shared in SHARED.items():
        made |= {
            f"campaigns, shared: {name}": gallery_answers.campaigns_answer(
                language, full, "campaigns", shared, admin=True
            ),
            f"overview, shared: {name}": gallery_answers.overview_answer(
                language, full, "", shared, new=False, year=s.YEAR
            ),
            f"campaign, shared: {name}": gallery_answers.campaign_answer(language, s.REPORT, "u-key", shared),
        }
    merged = s.ranking(s.row("u-key|u-second|", s.PLAIN), s.row("u-1", s.PLAIN))
    return made | {"campaigns, merged": gallery_answers.campaigns_answer(language, merged, "campaigns", SHARED["ads"])}


def long_messages(language: Language) -> dict[str, Block]:
    """As many campaigns as can be, with the longest names, each with its part."""
    long = replace(s.ranking(*s.MANY_ROWS), names=s.MANY_NAMES)
    parts = {row.key: 10**12 for row in s.MANY_ROWS if row.key}
    cost = Money(minor=sum(parts.values()), currency="USD")
    shared = SharedCosts(cost=cost, key=SplitKey.HOURS, by=SplitKey.EQUAL, parts=parts)
    return {
        "campaigns with shared costs": gallery_answers.campaigns_answer(
            language, long, "campaigns", shared, admin=True
        ),
        "overview with shared costs": gallery_answers.overview_answer(
            language, long, "", shared, new=False, year=s.YEAR
        ),
        "campaign with shared costs": gallery_answers.campaign_answer(language, s.MANY_CHANNELS, "u-key", shared),
    }

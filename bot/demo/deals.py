"""Sales not made yet: depots that may buy sensors, moved from stage to stage by Emma."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.demo.lines import CURRENCY
from core.money.money import Money
from core.sales.deals import LOST, Deal
from core.sales.stages import CLOSED, STARTING
from core.setup.names import slug

PROBABILITIES = {stage.key: stage.probability for stage in (*STARTING.stages, *CLOSED)}

STEPS = (
    (date(2026, 9, 8), "Fjord Foods, two depots", 7_200, "appointment-scheduled", "linkedin", "campaign-q3"),
    (date(2026, 9, 16), "Nordlager, chilled warehouse", 14_500, "presentation-scheduled", "linkedin", "campaign-q3"),
    (date(2026, 9, 24), "Nordlager, chilled warehouse", 14_500, "contract-sent", "linkedin", "campaign-q3"),
    (date(2026, 9, 25), "Fjord Foods, two depots", 7_200, LOST, "linkedin", "campaign-q3"),
    (date(2026, 9, 29), "Baltic Fresh, pilot", 6_400, "appointment-scheduled", "linkedin", "autumn-2026"),
    (date(2026, 9, 30), "Green Valley dairies", 3_200, "appointment-scheduled", "instagram", "autumn-2026"),
    (date(2026, 10, 1), "Baltic Fresh, pilot", 6_400, "presentation-scheduled", "linkedin", "autumn-2026"),
    (date(2026, 10, 1), "Polaris pharma store", 9_600, "qualified-to-buy", "linkedin", "autumn-2026"),
)
"""Day, name, amount in whole units, stage, channel, campaign; in this order."""


def deal_steps() -> Iterator[Deal]:
    """The steps of deals. Four are open when the demo begins, one is lost."""
    for day, name, units, stage, channel, campaign in STEPS:
        yield Deal(
            key=slug(name),
            name=name,
            day=day,
            stage=stage,
            probability=PROBABILITIES[stage],
            amount=Money(minor=units * 100, currency=CURRENCY),
            campaign=campaign,
            channel=channel,
        )

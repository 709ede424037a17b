"""The company's counts beside the money: Campaign Q3's reach and reactions, on the last day of each month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.demo.company import EMMA, JAN
from core.ledger.metrics import Metric, MetricKind

MONTHS = (date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30))
COUNTED = (
    (MetricKind.CLICKS, "linkedin", EMMA, (2_310, 2_140, 2_980)),
    (MetricKind.CLICKS, "facebook", JAN, (3_120, 2_770, 3_905)),
    (MetricKind.REACH, "instagram", JAN, (61_000, 54_500, 70_250)),
    (MetricKind.LIKES, "instagram", JAN, (2_410, 1_985, 2_730)),
    (MetricKind.FOLLOWERS, "instagram", JAN, (8_120, 8_395, 8_790)),
    (MetricKind.IMPRESSIONS, "youtube", EMMA, (48_000, 41_200)),
)
"""Kind, channel, by whom, and the counts of the months; the ads on YouTube ended with August."""


def counted() -> Iterator[tuple[Metric, str]]:
    """Each metric with who logged it, month by month."""
    for month, day in enumerate(MONTHS):
        for kind, channel, by, counts in COUNTED:
            for count in counts[month : month + 1]:
                yield Metric(day=day, kind=kind, count=count, channel=channel, campaign="campaign-q3"), by

"""Single efforts: videos that lose money, a webinar, a trade fair."""

from __future__ import annotations

from datetime import date

from bot.demo.calendar import TUESDAY
from bot.demo.company import EMMA, JAN, OLIVIA
from bot.demo.lines import Ads, Bill, Hours, Line, Results
from core.setup.categories import Category

VIDEOS = range(15, 53)

PRODUCT_VIDEOS: tuple[Line, ...] = (
    Ads(campaign="product-videos", channel="youtube", weeks=VIDEOS, total=13_906_40, by=EMMA, content="video"),
    Hours(campaign="product-videos", by=JAN, weeks=range(15, 53, 3), total=96, note="Filming and editing"),
    Bill(
        day=date(2026, 1, 14),
        cents=3_479_00,
        category=Category.MATERIALS,
        by=JAN,
        campaign="product-videos",
        channel="youtube",
        note="Camera, lights, microphone",
    ),
    Bill(
        day=date(2026, 2, 27),
        cents=1_260_00,
        category=Category.AGENCY,
        by=OLIVIA,
        campaign="product-videos",
        channel="youtube",
        note="Script and voice",
    ),
    Results(
        goal="newsletter",
        campaign="product-videos",
        channel="youtube",
        weeks=range(16, 48),
        total=231,
        by=EMMA,
        weekday=TUESDAY,
        content="video",
    ),
    Results(
        goal="demo-booking",
        campaign="product-videos",
        channel="youtube",
        weeks=range(18, 44),
        total=9,
        by=EMMA,
        weekday=TUESDAY,
        content="video",
    ),
)
"""Videos on YouTube: money in since January, little back, and nothing since the end of August."""

WEBINAR = date(2026, 3, 10)
"""Its first evening: who booked a demo in April had seen it."""

SPRING_WEBINAR: tuple[Line, ...] = (
    Ads(campaign="spring-webinar", channel="linkedin", weeks=range(22, 29), total=3_864_75, by=EMMA, content="webinar"),
    Ads(campaign="spring-webinar", channel="facebook", weeks=range(22, 29), total=1_218_30, by=JAN, content="webinar"),
    Hours(campaign="spring-webinar", by=EMMA, weeks=range(22, 29), total=46),
    Hours(campaign="spring-webinar", by=OLIVIA, weeks=range(24, 27), total=9),
    Bill(
        day=date(2026, 3, 4),
        cents=398_00,
        category=Category.TOOLS,
        by=OLIVIA,
        campaign="spring-webinar",
        note="Webinar room, two months",
    ),
    *(
        Results(
            goal=goal,
            campaign="spring-webinar",
            channel=channel,
            weeks=weeks,
            total=total,
            by=by,
            content="webinar",
            met=met,
        )
        for goal, channel, weeks, total, by, met in (
            ("webinar-seat", "linkedin", range(22, 29), 318, EMMA, None),
            ("webinar-seat", "facebook", range(22, 29), 94, JAN, None),
            ("demo-booking", "linkedin", range(24, 29), 33, EMMA, WEBINAR),
            ("demo-booking", "facebook", range(24, 29), 4, JAN, WEBINAR),
        )
    ),
)

COLD_CHAIN_EXPO: tuple[Line, ...] = (
    Ads(campaign="cold-chain-expo", channel="linkedin", weeks=range(31, 35), total=2_137_85, by=EMMA),
    Hours(campaign="cold-chain-expo", by=EMMA, weeks=range(31, 35), total=38),
    Hours(campaign="cold-chain-expo", by=OLIVIA, weeks=range(32, 34), total=20),
    Bill(
        day=date(2026, 5, 5),
        cents=4_900_00,
        category=Category.OTHER,
        by=OLIVIA,
        campaign="cold-chain-expo",
        note="Booth, 12 square metres",
    ),
    Bill(
        day=date(2026, 5, 12),
        cents=876_45,
        category=Category.MATERIALS,
        by=JAN,
        campaign="cold-chain-expo",
        note="Roll-ups and sample sensors",
    ),
    Results(
        goal="demo-booking", campaign="cold-chain-expo", channel="linkedin", weeks=range(31, 35), total=19, by=EMMA
    ),
    Results(goal="demo-booking", campaign="cold-chain-expo", channel="", weeks=range(33, 34), total=42, by=OLIVIA),
)

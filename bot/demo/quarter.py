"""Campaign Q3, the article's example: 65,000 USD in, 180,000 USD back."""

from __future__ import annotations

from datetime import date

from bot.demo.calendar import FRIDAY
from bot.demo.company import EMMA, JAN, OLIVIA
from bot.demo.lines import Ads, Bill, Hours, Line, Results
from core.setup.categories import Category

WEEKS = range(39, 53)
ENDS = date(2026, 9, 30)

CAMPAIGN_Q3: tuple[Line, ...] = (
    Ads(campaign="campaign-q3", channel="linkedin", weeks=WEEKS, total=19_400_00, by=EMMA, until=ENDS),
    Ads(campaign="campaign-q3", channel="facebook", weeks=WEEKS, total=6_350_00, by=JAN, until=ENDS),
    Ads(campaign="campaign-q3", channel="instagram", weeks=WEEKS, total=2_150_00, by=JAN, until=ENDS),
    Ads(campaign="campaign-q3", channel="youtube", weeks=range(39, 48), total=3_600_00, by=EMMA),
    Hours(campaign="campaign-q3", by=EMMA, weeks=WEEKS, total=210, until=ENDS),
    Hours(campaign="campaign-q3", by=JAN, weeks=WEEKS, total=168, until=ENDS),
    *(
        Bill(
            day=date(2026, month, 3),
            cents=620_00,
            category=Category.TOOLS,
            by=OLIVIA,
            campaign="campaign-q3",
            note="Landing pages",
        )
        for month in (7, 8, 9)
    ),
    Bill(
        day=date(2026, 7, 6),
        cents=2_340_00,
        category=Category.MATERIALS,
        by=EMMA,
        campaign="campaign-q3",
        channel="linkedin",
        note="Photo shoot in the cold store",
    ),
    Bill(
        day=date(2026, 7, 8),
        cents=1_948_00,
        category=Category.MATERIALS,
        by=EMMA,
        campaign="campaign-q3",
        channel="youtube",
        note="Animation, 90 seconds",
    ),
    *(
        Bill(
            day=day,
            cents=cents,
            category=Category.AGENCY,
            by=OLIVIA,
            campaign="campaign-q3",
            note="Creative agency, ad spend not included",
        )
        for day, cents in (
            (date(2026, 7, 31), 3_648_00),
            (date(2026, 8, 31), 4_350_00),
            (ENDS, 4_150_00),
        )
    ),
    *(
        Results(
            goal=goal,
            campaign="campaign-q3",
            channel=channel,
            weeks=WEEKS if channel != "youtube" else range(39, 48),
            total=total,
            by=by,
            until=ENDS,
        )
        for goal, channel, total, by in (
            ("newsletter", "linkedin", 5_480, EMMA),
            ("newsletter", "facebook", 1_690, JAN),
            ("newsletter", "instagram", 2_090, JAN),
            ("newsletter", "youtube", 140, EMMA),
            ("demo-booking", "linkedin", 118, EMMA),
            ("demo-booking", "facebook", 20, JAN),
            ("demo-booking", "instagram", 21, JAN),
            ("demo-booking", "youtube", 1, EMMA),
            ("guide-download", "linkedin", 520, EMMA),
            ("guide-download", "facebook", 230, JAN),
        )
    ),
    *(
        Results(
            goal="customer",
            campaign="campaign-q3",
            channel=channel,
            weeks=range(43, 52, 4),
            total=total,
            by=OLIVIA,
            weekday=FRIDAY,
        )
        for channel, total in (("linkedin", 298), ("facebook", 84), ("instagram", 121))
    ),
)

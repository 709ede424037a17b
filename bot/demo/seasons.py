"""The efforts that come back with the season: two autumns whose first weeks look alike, and the end of the year."""

from __future__ import annotations

from datetime import date

from bot.demo.company import EMMA, JAN, OLIVIA
from bot.demo.lines import Ads, Bill, Hours, Line, Results
from core.setup.categories import Category

THIS_WEEK = range(52, 53)

AUTUMN: tuple[Line, ...] = (
    Ads(campaign="autumn-2025", channel="linkedin", weeks=range(1), total=1_284_40, by=EMMA),
    Ads(campaign="autumn-2025", channel="facebook", weeks=range(1), total=412_75, by=JAN),
    Ads(campaign="autumn-2025", channel="instagram", weeks=range(1), total=96_30, by=JAN),
    Hours(campaign="autumn-2025", by=EMMA, weeks=range(1), total=10),
    Results(goal="newsletter", campaign="autumn-2025", channel="linkedin", weeks=range(1), total=12, by=EMMA),
    Results(goal="newsletter", campaign="autumn-2025", channel="instagram", weeks=range(1), total=4, by=JAN),
    Ads(campaign="autumn-2025", channel="linkedin", weeks=range(1, 9), total=8_640_20, by=EMMA),
    Ads(campaign="autumn-2025", channel="facebook", weeks=range(1, 9), total=2_310_45, by=JAN),
    Ads(campaign="autumn-2025", channel="instagram", weeks=range(1, 9), total=540_90, by=JAN),
    Hours(campaign="autumn-2025", by=EMMA, weeks=range(1, 9), total=64),
    Hours(campaign="autumn-2025", by=JAN, weeks=range(1, 9), total=30),
    Bill(
        day=date(2025, 10, 8),
        cents=418_60,
        category=Category.MATERIALS,
        by=EMMA,
        campaign="autumn-2025",
        note="Sample kits for the photos",
    ),
    Bill(
        day=date(2025, 10, 31),
        cents=1_850_00,
        category=Category.AGENCY,
        by=OLIVIA,
        campaign="autumn-2025",
        note="Creative agency, ad spend not included",
    ),
    *(
        Results(goal=goal, campaign="autumn-2025", channel=channel, weeks=range(1, 9), total=total, by=by)
        for goal, channel, total, by in (
            ("newsletter", "linkedin", 860, EMMA),
            ("newsletter", "facebook", 190, JAN),
            ("newsletter", "instagram", 150, JAN),
            ("demo-booking", "linkedin", 74, EMMA),
            ("demo-booking", "facebook", 8, JAN),
            ("demo-booking", "instagram", 6, JAN),
            ("guide-download", "linkedin", 310, EMMA),
        )
    ),
    Ads(campaign="autumn-2026", channel="linkedin", weeks=THIS_WEEK, total=1_512_80, by=EMMA),
    Ads(campaign="autumn-2026", channel="facebook", weeks=THIS_WEEK, total=388_60, by=JAN),
    Ads(campaign="autumn-2026", channel="instagram", weeks=THIS_WEEK, total=104_25, by=JAN),
    Hours(campaign="autumn-2026", by=EMMA, weeks=THIS_WEEK, total=11),
    Results(goal="newsletter", campaign="autumn-2026", channel="linkedin", weeks=THIS_WEEK, total=5, by=EMMA),
    Results(goal="newsletter", campaign="autumn-2026", channel="instagram", weeks=THIS_WEEK, total=2, by=JAN),
    Results(goal="demo-booking", campaign="autumn-2026", channel="linkedin", weeks=THIS_WEEK, total=1, by=EMMA),
)

YEAR_END: tuple[Line, ...] = (
    Ads(campaign="year-end-offer", channel="linkedin", weeks=range(9, 12), total=1_986_40, by=EMMA),
    Ads(campaign="year-end-offer", channel="facebook", weeks=range(9, 12), total=1_644_15, by=JAN),
    Hours(campaign="year-end-offer", by=EMMA, weeks=range(9, 12), total=18),
    Results(goal="newsletter", campaign="year-end-offer", channel="linkedin", weeks=range(9, 12), total=61, by=EMMA),
    Results(goal="newsletter", campaign="year-end-offer", channel="facebook", weeks=range(9, 12), total=48, by=JAN),
    Results(goal="demo-booking", campaign="year-end-offer", channel="linkedin", weeks=range(9, 12), total=7, by=EMMA),
)

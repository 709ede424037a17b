"""Everyday marketing: what never stops, what belongs to no campaign, and a licence nobody uses."""

from __future__ import annotations

from datetime import date

from bot.demo.calendar import FRIDAY, THURSDAY, WEDNESDAY
from bot.demo.company import EMMA, JAN, OLIVIA
from bot.demo.lines import Ads, Bill, Hours, Licence, Line, Results
from core.setup.categories import Category

ALL_YEAR = range(53)
EVERY_FOURTH = range(3, 53, 4)

ALWAYS_ON: tuple[Line, ...] = (
    Ads(campaign="always-on", channel="linkedin", weeks=ALL_YEAR, total=22_418_60, by=EMMA),
    Ads(campaign="always-on", channel="instagram", weeks=ALL_YEAR, total=2_386_75, by=JAN, content="reel"),
    Hours(campaign="always-on", by=EMMA, weeks=EVERY_FOURTH, total=188),
    Hours(campaign="always-on", by=JAN, weeks=EVERY_FOURTH, total=106),
    *(
        Results(
            goal=goal,
            campaign="always-on",
            channel=channel,
            weeks=ALL_YEAR,
            total=total,
            by=by,
            weekday=weekday,
            content="reel" if channel == "instagram" else "",
        )
        for goal, channel, total, by, weekday in (
            ("newsletter", "linkedin", 1_384, EMMA, THURSDAY),
            ("newsletter", "facebook", 486, JAN, THURSDAY),
            ("newsletter", "instagram", 602, JAN, THURSDAY),
            ("demo-booking", "linkedin", 121, EMMA, WEDNESDAY),
            ("demo-booking", "facebook", 12, JAN, WEDNESDAY),
            ("demo-booking", "instagram", 14, JAN, WEDNESDAY),
            ("guide-download", "linkedin", 640, EMMA, WEDNESDAY),
        )
    ),
    *(
        Results(
            goal="customer",
            campaign="always-on",
            channel=channel,
            weeks=EVERY_FOURTH,
            total=total,
            by=OLIVIA,
            weekday=FRIDAY,
        )
        for channel, total in (("linkedin", 196), ("facebook", 41), ("instagram", 63))
    ),
)

SHARED: tuple[Line, ...] = (
    Licence(cents=89_00, by=OLIVIA, note="Scheduling tool"),
    Licence(cents=139_50, by=OLIVIA, note="Web analytics, social part"),
    Licence(cents=64_99, by=OLIVIA, note="Design suite"),
    Hours(by=OLIVIA, weeks=range(0, 53, 4), total=84, note="Planning and reporting"),
    *(
        Bill(day=day, cents=650_00, category=Category.AGENCY, by=OLIVIA, note="Strategist, quarterly review")
        for day in (date(2025, 12, 15), date(2026, 3, 16), date(2026, 6, 15), date(2026, 9, 14))
    ),
    Bill(day=date(2025, 11, 20), cents=1_187_40, category=Category.MATERIALS, by=JAN, note="Camera lens"),
)

FACEBOOK: tuple[Line, ...] = (
    Ads(campaign="always-on", channel="facebook", weeks=range(52), total=8_512_35, by=JAN),
    *(
        Bill(
            day=date(2026, 10, 2),
            cents=cents,
            category=Category.ADS,
            by=JAN,
            campaign="always-on",
            channel="facebook",
            slip=slip,
        )
        for cents, slip in ((1_684_00, True), (168_40, False))
    ),
)
"""Ads on Facebook. On the last Friday a point is set wrong, taken back and set right."""

SOCIAL_RADAR: tuple[Line, ...] = (
    Licence(cents=249_00, by=OLIVIA, campaign="social-radar", note="Social Radar, 5 seats", months=7),
    Licence(
        cents=249_00,
        by=OLIVIA,
        campaign="social-radar",
        note="Social Radar, 5 seats: nobody signed in last month",
        first=date(2026, 5, 1),
        months=6,
    ),
)

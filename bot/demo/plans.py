"""The company's set-up: goals and what they rest on, campaigns with their budgets, targets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.demo.lines import CURRENCY
from core.money.money import Money
from core.plans.targets import Target
from core.setup.campaigns import Campaign
from core.setup.goals import Basis, Goal, Stage


def _usd(units: int) -> Money:
    return Money(minor=units * 100, currency=CURRENCY)


GOALS = (
    Goal(
        key="webinar-seat",
        name="Webinar seat",
        basis=Basis.GUESS,
        value=_usd(12),
        source="Nobody has measured it yet",
    ),
    Goal(
        key="customer",
        name="Customer",
        basis=Basis.FIXED,
        value=_usd(300),
        stage=Stage.CUSTOMER,
        counts=False,
        source="First order; its return is counted where the lead came in",
    ),
    Goal(
        key="guide-download",
        name="Guide download",
        basis=Basis.BENCHMARK,
        value=_usd(4),
        source="Industry benchmark 2025",
    ),
    Goal(
        key="demo-booking",
        name="Demo booking",
        basis=Basis.AVERAGE,
        value=_usd(300),
        rate=Decimal(75),
        stage=Stage.LEAD,
        source="CRM: three of four who book a demo buy, on average for 300 USD",
    ),
    Goal(
        key="newsletter",
        name="Newsletter",
        basis=Basis.HISTORY,
        value=_usd(150),
        rate=Decimal(10),
        stage=Stage.LEAD,
        source="CRM: one subscriber in ten becomes a customer, lifetime value 150 USD",
    ),
)
"""The goals. The last is the newest, and so the one that forms propose."""

CAMPAIGNS = (
    Campaign(key="always-on", name="Always on", start=date(2025, 9, 29), kind="always-on"),
    Campaign(
        key="autumn-2025",
        name="Autumn 2025",
        start=date(2025, 9, 29),
        end=date(2025, 11, 30),
        budget=_usd(20_000),
        kind="seasonal",
    ),
    Campaign(key="social-radar", name="Social Radar licence", start=date(2025, 10, 1), kind="tool"),
    Campaign(
        key="year-end-offer",
        name="Year-end offer",
        start=date(2025, 12, 1),
        end=date(2025, 12, 19),
        budget=_usd(4_000),
        kind="seasonal",
    ),
    Campaign(key="product-videos", name="Product videos", start=date(2026, 1, 12), kind="video"),
    Campaign(
        key="spring-webinar",
        name="Spring webinar",
        start=date(2026, 3, 2),
        end=date(2026, 4, 17),
        budget=_usd(9_000),
        kind="webinar",
    ),
    Campaign(
        key="cold-chain-expo",
        name="Cold Chain Expo",
        start=date(2026, 5, 4),
        end=date(2026, 5, 29),
        budget=_usd(12_000),
        kind="event",
    ),
    Campaign(
        key="campaign-q3",
        name="Campaign Q3",
        start=date(2026, 7, 1),
        end=date(2026, 9, 30),
        budget=_usd(70_000),
        kind="launch",
    ),
    Campaign(
        key="autumn-2026",
        name="Autumn 2026",
        start=date(2026, 9, 28),
        end=date(2026, 11, 29),
        budget=_usd(22_000),
        kind="seasonal",
    ),
)

TARGETS = (
    Target(
        campaign="product-videos",
        goal="demo-booking",
        count=60,
        cost_per_conversion=_usd(210),
        start=date(2026, 1, 12),
        end=date(2026, 12, 31),
    ),
    Target(
        campaign="autumn-2026",
        goal="newsletter",
        count=1_500,
        cost_per_conversion=_usd(9),
        start=date(2026, 9, 28),
        end=date(2026, 11, 29),
    ),
)

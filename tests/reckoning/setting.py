"""What a team of the reckoner's has set up: goals, campaigns, channels and company figures, in plain dictionaries."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

HOME = "USD"
CHANNELS = {"": "No channel", "linkedin": "LinkedIn", "x": "X", "email": "E-mail"}
CAMPAIGNS = {"": "Shared, no campaign", "alpha": "Alpha", "beta": "Beta", "brand": "Brand", "gamma": "Gamma"}
CONTENTS = {"": "No content type", "reel": "Reel", "webinar": "Webinar"}
ROWS = {"channel": CHANNELS, "campaign": CAMPAIGNS, "content": CONTENTS}

MARGINS = {"alpha": Fraction(65, 100), "gamma": Fraction(3333, 10000)}
"""Contribution margins; beta and brand have none."""

OWN_GOAL = {"beta": "demo"}
"""The goal a campaign is for."""

SERVES_ALL = ("brand",)
BUDGETS = {"alpha": 3_000_000, "gamma": 250_000}
FIRST, LAST = date(2020, 1, 1), date(2030, 12, 31)
"""The days of every campaign; beta has no last one."""

OPEN_ENDED = ("beta",)
CATEGORIES = {
    "ads": "Ads",
    "tools": "Tools",
    "people": "People",
    "materials": "Materials",
    "agency": "Agency",
    "other": "Other",
}
ASKED_FOR = ("ads", "tools", "people", "materials", "agency")


def _goal(worth: int, counts: bool, stage: str = "other", basis: str = "fixed", **more: Any) -> dict[str, Any]:
    return {"worth": worth, "counts": counts, "stage": stage, "basis": basis, "rate": None, "average": 0, **more}


GOALS: dict[str, dict[str, Any]] = {
    "lead": _goal(0, False, "lead"),
    "download": _goal(0, False),
    "demo": _goal(1_234, True),
    "sale": _goal(9_900, True, "customer", average=150_000),
    "order": _goal(0, True),
    "trial": _goal(1_875, True, basis="history", rate=Fraction(25, 2)),
    "call": _goal(2_500, True, basis="guess"),
    "signup": _goal(700, True, basis="target"),
}
"""``worth`` of one in cents (of trials 12.5 % of 150.00), ``average``: the typed average sale; an order has neither."""

STAGES = ("customer", "lead", "other")
"""The latest first."""

BASES = ("history", "average", "benchmark", "target", "guess")
"""What a return may be expected on, in the order in which it is told."""

SALES_COST, REVENUE, MARKETING = 40_000, 900_000, 123_456
"""The company's, of each month of 2024 and 2025; marketing was typed of every second month alone."""

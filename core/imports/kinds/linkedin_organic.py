"""LinkedIn page analytics: reach of unpaid posts, as .xls. It needs a column of cost, never has one, and says so."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

LINKEDIN_ORGANIC = Kind(
    key="linkedin_organic",
    name="LinkedIn page analytics",
    headers={Meaning.DAY: ("Date",), Meaning.SPEND: ("Total Spent",), Meaning.AD: ("Post title",)},
    needs=(frozenset({Meaning.SPEND}), frozenset({Meaning.AD})),
    telling=(
        *(
            "impressions (organic)",
            "impressions (sponsored)",
            "unique impressions (organic)",
            "engagement rate (organic)",
        ),
        *("clicks (organic)", "post title", "post link", "follows (organic)"),
    ),
    channel="linkedin",
)

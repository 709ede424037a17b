"""X Ads: campaigns as its page exports them, or as its interface for programs gives them, in millionths."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

X_ADS = Kind(
    key="x",
    name="X",
    headers={
        Meaning.DAY: ("Time period", "Date", "Day", "date"),
        Meaning.ACCOUNT: ("Account name", "account_id"),
        Meaning.CAMPAIGN: ("Campaign", "Campaign name", "campaign_name", "campaign_id"),
        Meaning.AD_SET: ("Ad Group", "Ad group name", "Line item"),
        Meaning.CURRENCY: ("Currency",),
        Meaning.SPEND: ("Spend",),
        Meaning.SPEND_MICROS: ("billed_charge_local_micro",),
        Meaning.RESULTS: ("Results", "Total conversions"),
        Meaning.BREAKDOWN: ("placement",),
    },
    needs=(frozenset({Meaning.SPEND, Meaning.SPEND_MICROS}), frozenset({Meaning.CAMPAIGN})),
    telling=(
        *("billed_charge_local_micro", "billed_engagements", "tweet engagements", "post engagements"),
        *("funding source", "cost per follow"),
    ),
    channel="x",
)

"""Snapchat Ads Manager: its report, or what its interface for programs gives, in millionths."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

SNAPCHAT = Kind(
    key="snapchat",
    name="Snapchat",
    headers={
        Meaning.DAY: ("Date", "Day", "date"),
        Meaning.START: ("Start Time", "Start time"),
        Meaning.END: ("End Time", "End time"),
        Meaning.ACCOUNT: ("Ad Account Name", "Ad account name"),
        Meaning.CAMPAIGN: ("Campaign Name", "campaign_name", "campaign_id"),
        Meaning.AD_SET: ("Ad Set Name", "Ad Squad Name"),
        Meaning.AD: ("Ad Name",),
        Meaning.CURRENCY: ("Currency", "Ad Account Currency"),
        Meaning.SPEND: ("Amount spent", "Amount Spent", "Spend", "spend"),
        Meaning.RESULTS: ("Results", "Purchases", "conversion_purchases"),
    },
    needs=(frozenset({Meaning.SPEND}), frozenset({Meaning.CAMPAIGN})),
    telling=(
        *("paid impressions", "swipe ups", "swipes", "swipe_up_percent", "story_opens", "swipe up rate", "ecpsu"),
        "attachment_quartile_1",
    ),
    channel="snapchat",
    micros=True,
    midnights=True,
)

"""Reddit Ads: campaigns as its page exports them, or as its interface for programs gives them, in millionths."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

REDDIT = Kind(
    key="reddit",
    name="Reddit",
    headers={
        Meaning.DAY: ("Date", "Day", "date"),
        Meaning.ACCOUNT: ("Account Name", "Account", "account_id"),
        Meaning.CAMPAIGN: ("Campaign Name", "Campaign", "campaign_name", "campaign_id"),
        Meaning.AD_SET: ("Ad Group Name", "Ad Group"),
        Meaning.CURRENCY: ("Currency",),
        Meaning.SPEND: ("Amount Spent ({currency})", "Spend ({currency})", "Amount Spent", "Spend"),
        Meaning.SPEND_MICROS: ("spend",),
        Meaning.RESULTS: ("Conversions", "Results"),
    },
    needs=(frozenset({Meaning.SPEND, Meaning.SPEND_MICROS}), frozenset({Meaning.CAMPAIGN})),
    telling=(
        *("comment_upvotes", "comment_downvotes", "comments_page_views", "legacy_click_conversions"),
        *("comment upvotes", "upvotes", "downvotes", "subreddit"),
    ),
    channel="reddit",
    micros=True,
)

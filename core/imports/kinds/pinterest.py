"""Pinterest Ads: its table of campaigns, or what its interface for programs gives, in millionths."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

PINTEREST = Kind(
    key="pinterest",
    name="Pinterest",
    headers={
        Meaning.DAY: ("Date", "Day", "date", "Data", "Datum"),
        Meaning.ACCOUNT: ("Ad account name", "Advertiser name", "advertiser_id"),
        Meaning.CAMPAIGN: ("Campaign name", "campaign_name", "Nazwa kampanii", "Name der Kampagne", "campaign_id"),
        Meaning.AD_SET: ("Ad group name", "Nazwa grupy reklam"),
        Meaning.CURRENCY: ("Currency", "Account currency", "Waluta"),
        Meaning.SPEND: ("Spend in account currency", "Spend", "Wydatki w walucie konta", "Ausgaben in Kontowährung"),
        Meaning.SPEND_MICROS: ("spend_in_micro_dollar",),
        Meaning.RESULTS: ("Total conversions (Checkout)", "Total conversions", "total_conversions"),
    },
    needs=(frozenset({Meaning.SPEND, Meaning.SPEND_MICROS}), frozenset({Meaning.CAMPAIGN})),
    telling=(
        *("spend in account currency", "wydatki w walucie konta", "ausgaben in kontowährung", "ectr", "pin clicks"),
        *("spend_in_micro_dollar", "total_conversions_value_in_micro_dollar"),
    ),
    channel="pinterest",
)

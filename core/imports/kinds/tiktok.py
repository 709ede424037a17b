"""TikTok Ads Manager: an .xlsx whose last row sums all others, or what its interface for programs gives."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

TIKTOK = Kind(
    key="tiktok",
    name="TikTok",
    headers={
        Meaning.DAY: (
            "By Day",
            "Date",
            "stat_time_day",
            "stat_time_hour",
            "Według dnia",
            "Nach Tag",
            "Par jour",
            "Por día",
        ),
        Meaning.ACCOUNT: ("Account name", "Advertiser name", "Nazwa konta", "Kontoname"),
        Meaning.CAMPAIGN: (
            *("Campaign name", "campaign_name", "Nazwa kampanii", "Kampagnenname", "Nom de la campagne"),
            *("Nombre de la campaña", "Nome campagna", "Nome da campanha", "campaign_id"),
        ),
        Meaning.AD_SET: ("Ad group name", "Nazwa grupy reklam", "Anzeigengruppenname"),
        Meaning.AD: ("Ad name", "Nazwa reklamy", "Anzeigenname"),
        Meaning.CURRENCY: ("Currency", "Waluta", "Währung", "Devise", "Moneda", "Valuta", "Moeda"),
        Meaning.SPEND: ("Cost", "Koszt", "Kosten", "Coût", "Coste", "Costo", "Custo", "spend"),
        Meaning.RESULTS: ("Conversions", "Konwersje", "conversion", "Results"),
        Meaning.REVENUE: ("Total complete payment value", "total_purchase_value"),
        Meaning.WINDOW: ("Attribution window", "Attribution setting", "attribution_window"),
        Meaning.BREAKDOWN: ("country_code",),
        Meaning.STATUS: ("Primary status", "Status podstawowy"),
    },
    needs=(frozenset({Meaning.SPEND}), frozenset({Meaning.CAMPAIGN})),
    telling=(
        *("cpc (destination)", "clicks (destination)", "ctr (destination)", "primary status", "conversion rate (cvr)"),
        *("by day", "stat_time_day", "stat_time_hour", "total complete payment roas", "status podstawowy"),
        *("kliknięcia (miejsce docelowe)", "cpc (miejsce docelowe)"),
    ),
    channel="tiktok",
    footers=(r"^total\s+of\s+\d+.*", r"^łącznie\s+\d+.*", r"^suma\s+\d+.*"),
    nothing=("-",),
)

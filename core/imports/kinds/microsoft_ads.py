"""Microsoft Ads: performance reports of Bing and its partners, below a few lines about the report."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

MICROSOFT_ADS = Kind(
    key="microsoft_ads",
    name="Microsoft Ads",
    headers={
        Meaning.DAY: (
            *("Gregorian date", "Time period", "Day", "Data gregoriańska", "Gregorianisches Datum", "Date grégorienne"),
            "Fecha gregoriana",
        ),
        Meaning.ACCOUNT: ("Account name", "Account", "Nazwa konta", "Kontoname", "Nom du compte", "Nombre de cuenta"),
        Meaning.CAMPAIGN: ("Campaign", "Campaign name", "Kampania", "Kampagne", "Campagne", "Campaña", "Campagna"),
        Meaning.AD_SET: ("Ad group", "Grupa reklam", "Anzeigengruppe"),
        Meaning.CURRENCY: ("Currency code", "Currency", "Kod waluty", "Währungscode"),
        Meaning.SPEND: ("Spend", "Wydatki", "Ausgaben", "Dépenses", "Gasto", "Spesa"),
        Meaning.RESULTS: ("Conversions", "Konwersje", "Conversiones"),
        Meaning.REVENUE: ("Revenue", "Przychód", "Umsatz", "Revenu", "Ingresos"),
    },
    needs=(frozenset({Meaning.SPEND}), frozenset({Meaning.CAMPAIGN})),
    telling=(
        *("gregorian date", "data gregoriańska", "gregorianisches datum", "date grégorienne", "fecha gregoriana"),
        *("bid match type", "delivered match type", "top vs. other"),
    ),
    channel="microsoft",
    partial=("search term", "search query"),
    footers=(r"^©\d{4} microsoft.*", r"^total:?.*"),
)

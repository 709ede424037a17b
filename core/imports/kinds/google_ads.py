"""Google Ads: campaign reports, as CSV or as the tabbed "Excel .csv", below the report's name and its period.

A report of search terms holds only a part of what was spent, and is refused.
"""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

GOOGLE_ADS = Kind(
    key="google_ads",
    name="Google Ads",
    headers={
        Meaning.DAY: ("Day", "Date", "Dzień", "Data", "Tag", "Datum", "Jour", "Día", "Fecha", "Giorno", "Dia"),
        Meaning.ACCOUNT: (
            *("Account name", "Account", "Nazwa konta", "Kontoname", "Nom du compte", "Nombre de la cuenta"),
            *("Nome account", "Nome da conta"),
        ),
        Meaning.CAMPAIGN: (
            *("Campaign", "Campaign name", "Kampania", "Kampagne", "Campagne", "Campaña", "Campagna", "Campanha"),
            *("campaign_name", "base_campaign"),
        ),
        Meaning.AD_SET: ("Ad group", "Grupa reklam", "Anzeigengruppe", "Groupe d'annonces", "Grupo de anuncios"),
        Meaning.CURRENCY: (
            *("Currency code", "Currency", "Kod waluty", "Waluta", "Währungscode", "Code de devise"),
            *("Código de moneda", "Codice valuta", "Código da moeda"),
        ),
        Meaning.SPEND: ("Cost", "Koszt", "Kosten", "Coût", "Coste", "Costo", "Custo"),
        Meaning.SPEND_MICROS: ("cost_micros",),
        Meaning.RESULTS: ("Conversions", "Konwersje", "Conversiones", "Conversioni", "Conversões"),
        Meaning.REVENUE: (
            *("Conv. value", "Conversion value", "Wartość konw.", "Wartość konwersji", "Conversion-Wert"),
            *("Valeur de conv.", "Valor de conv.", "Valore conv.", "Valor conv."),
        ),
        Meaning.WINDOW: (
            *("Conversion window", "Click-through conversion window", "Click-through conv. window"),
            *("Okno konwersji", "Conversion-Tracking-Zeitraum", "Fenêtre de conversion", "Ventana de conversión"),
            *("Finestra di conversione", "Janela de conversão"),
        ),
        Meaning.STATUS: ("Campaign status", "Campaign state", "Stan kampanii", "Kampagnenstatus"),
    },
    needs=(frozenset({Meaning.SPEND, Meaning.SPEND_MICROS}), frozenset({Meaning.CAMPAIGN})),
    telling=(
        *("campaign status", "campaign state", "stan kampanii", "kampagnenstatus", "état de la campagne"),
        *("estado de la campaña", "stato campagna", "estado da campanha", "impr.", "avg. cpc", "cost / conv."),
        *("conv. value", "optimisation score", "optimization score", "status reasons", "śr. cpc", "koszt/konw."),
        *("wartość konw.", "durchschn. cpc", "kosten/conv.", "cpc moy.", "coût/conv.", "cpc medio", "coste/conv."),
        *("cpc méd.", "custo / conv.", "costo/conv.", "customer_id"),
    ),
    channel="google",
    footers=(
        r"^total:? ?.*", r"^razem:? ?.*", r"^suma:? ?.*", r"^łącznie:? ?.*", r"^gesamt:? ?.*", r"^insgesamt:? ?.*",
        r"^totale:? ?.*",
    ),
    names=(r"campaign report", r"raport kampanii"),
    partial=(
        "search term", "search query", "wyszukiwane hasło", "suchbegriff", "terme de recherche", "término de búsqueda",
        "termine di ricerca", "termo de pesquisa",
    ),
    nothing=("--", " --", "No data available."),
)  # fmt: skip

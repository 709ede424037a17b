"""Universal Analytics: what it left behind when it was switched off in 2023 and 2024.

A banner of comments, a table, a total with empty first cells, then a table by ``Day Index`` with a total of its own.
"""

from __future__ import annotations

from core.imports.kind import Brings, Kind
from core.imports.meanings import Meaning

UNIVERSAL_ANALYTICS = Kind(
    key="universal_analytics",
    name="Universal Analytics",
    brings=Brings.RESULTS,
    headers={
        Meaning.DAY: ("Date", "Data", "Datum", "Fecha"),
        Meaning.CAMPAIGN: ("Campaign", "Kampania", "Kampagne", "Campagne", "Campaña", "Campagna", "Campanha"),
        Meaning.SOURCE_MEDIUM: (
            "Source / Medium",
            "Source/Medium",
            "Źródło / medium",
            "Źródło/medium",
            "Quelle/Medium",
            "Source/support",
            "Fuente/Medio",
            "Sorgente/Mezzo",
            "Origem / mídia",
            "Bron/medium",
        ),
        Meaning.SOURCE: ("Source", "Źródło", "Quelle", "Fuente", "Sorgente", "Origem", "Bron"),
        Meaning.MEDIUM: ("Medium", "Support", "Medio", "Mezzo", "Mídia"),
        Meaning.CONTENT: ("Ad Content", "Treść reklamy", "Anzeigeninhalt"),
        Meaning.TERM: ("Keyword", "Słowo kluczowe", "Suchbegriff", "Mot clé", "Palabra clave", "Parola chiave"),
        Meaning.EXTERNAL_ID: ("Transaction ID", "Identyfikator transakcji", "Transaktions-ID", "Transactie-ID"),
        Meaning.COUNT: (
            "Transactions",
            "Goal Completions",
            "Transakcje",
            "Realizacje celów",
            "Transaktionen",
            "Abschlüsse für Zielvorhaben",
            "Objectifs réalisés",
            "Transacciones",
            "Consecuciones de objetivos",
            "Transazioni",
            "Transações",
            "Transacties",
            "Doelvoltooiingen",
        ),
        Meaning.REVENUE: (
            "Revenue",
            "Goal Value",
            "Przychody",
            "Wartość celu",
            "Umsatz",
            "Zielvorhabenwert",
            "Revenus",
            "Ingresos",
            "Entrate",
            "Receita",
            "Opbrengst",
            "Doelwaarde",
        ),
        Meaning.BREAKDOWN: ("Default Channel Grouping", "Landing Page", "Strona docelowa", "Device Category"),
    },
    telling=(
        "pages / session",
        "goal completions",
        "avg. session duration",
        "% new sessions",
        "bounce rate",
        "new users",
    ),
    needs=(
        frozenset({Meaning.CAMPAIGN, Meaning.SOURCE_MEDIUM, Meaning.SOURCE}),
        frozenset({Meaning.COUNT}),
    ),
    names=(r"(?i)^analytics .*\d{8}-\d{8}",),
    nothing=("(not set)", "(none)", "(not provided)"),
)

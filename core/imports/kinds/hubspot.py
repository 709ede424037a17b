"""HubSpot: deals as exported from a view. Whose deal it is, its name and the contact have no meaning here.

The name of a deal is left unread, because people name deals after people.
"""

from __future__ import annotations

from core.imports.kind import Brings, Kind
from core.imports.meanings import Meaning

HUBSPOT = Kind(
    key="hubspot",
    name="HubSpot",
    brings=Brings.DEALS,
    shares=True,
    headers={
        Meaning.EXTERNAL_ID: (
            "Record ID",
            "Record ID - Deal",
            "Deal ID",
            "Identyfikator rekordu",
            "Datensatz-ID",
            "ID de l'enregistrement",
            "ID del registro",
            "ID record",
            "ID do registro",
        ),
        Meaning.ORDER_ID: ("Order ID", "Order number", "Numer zamówienia", "Bestellnummer", "Numéro de commande"),
        Meaning.STAGE: (
            "Deal Stage",
            "Etap transakcji",
            "Etap",
            "Deal-Phase",
            "Phase de la transaction",
            "Etapa del negocio",
            "Fase trattativa",
            "Etapa do negócio",
        ),
        Meaning.AMOUNT: (
            "Amount",
            "Kwota",
            "Betrag",
            "Montant",
            "Valor",
            "Importe",
            "Importo",
        ),
        Meaning.CURRENCY: ("Currency", "Waluta", "Währung", "Devise", "Divisa", "Moneda", "Valuta", "Moeda"),
        Meaning.CLOSED_ON: (
            "Close Date",
            "Data zamknięcia",
            "Abschlussdatum",
            "Date de fermeture",
            "Fecha de cierre",
            "Data di chiusura",
            "Data de fechamento",
        ),
        Meaning.CREATED_ON: (
            "Create Date",
            "Data utworzenia",
            "Erstelldatum",
            "Date de création",
            "Fecha de creación",
            "Data di creazione",
            "Data de criação",
        ),
        Meaning.PROBABILITY: (
            "Deal probability",
            "Deal Probability",
            "Prawdopodobieństwo transakcji",
            "Deal-Wahrscheinlichkeit",
            "Probabilité de la transaction",
            "Probabilidad del negocio",
        ),
        Meaning.SOURCE: (
            "Original Traffic Source",
            "Original Source Type",
            "Latest Traffic Source",
            "Pierwotne źródło ruchu",
            "Ursprüngliche Traffic-Quelle",
            "Source de trafic d'origine",
            "Fuente de tráfico original",
            "Sorgente di traffico originale",
        ),
        Meaning.CAMPAIGN: (
            "Campaign",
            "Campaign of last booking in meetings tool",
            "Kampania",
            "Kampagne",
            "Campagne",
            "Campaña",
        ),
    },
    telling=(
        "deal stage",
        "deal name",
        "deal owner",
        "pipeline",
        "record id",
        "weighted amount",
        "etap transakcji",
        "nazwa transakcji",
        "deal-phase",
        "deal-name",
        "phase de la transaction",
        "etapa del negocio",
        "fase trattativa",
        "etapa do negócio",
    ),
    needs=(frozenset({Meaning.EXTERNAL_ID}), frozenset({Meaning.STAGE}), frozenset({Meaning.AMOUNT})),
    names=(r"(?i)^hubspot-crm-exports-",),
)

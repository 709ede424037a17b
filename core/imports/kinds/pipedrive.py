"""Pipedrive: deals as exported from the list. Titles, people and organisations are not read."""

from __future__ import annotations

from core.imports.kind import Brings, Kind
from core.imports.meanings import Meaning

PIPEDRIVE = Kind(
    key="pipedrive",
    name="Pipedrive",
    brings=Brings.DEALS,
    headers={
        Meaning.EXTERNAL_ID: (
            "Deal - ID",
            "Szansa sprzedaży - ID",
            "Deal – ID",
            "Affaire - ID",
            "Trato - ID",
            "Negócio - ID",
        ),
        Meaning.ORDER_ID: ("Deal - Order ID", "Deal - Order number", "Szansa sprzedaży - Numer zamówienia"),
        Meaning.STAGE: (
            "Deal - Stage",
            "Szansa sprzedaży - Etap",
            "Deal - Phase",
            "Affaire - Étape",
            "Trato - Etapa",
            "Affare - Fase",
            "Negócio - Etapa",
        ),
        Meaning.STATUS: (
            "Deal - Status",
            "Szansa sprzedaży - Status",
            "Affaire - Statut",
            "Trato - Estado",
            "Affare - Stato",
            "Negócio - Status",
        ),
        Meaning.AMOUNT: (
            "Deal - Value",
            "Szansa sprzedaży - Wartość",
            "Deal - Wert",
            "Affaire - Valeur",
            "Trato - Valor",
            "Affare - Valore",
            "Negócio - Valor",
        ),
        Meaning.CURRENCY: (
            "Deal - Currency",
            "Deal - Value currency",
            "Szansa sprzedaży - Waluta",
            "Deal - Währung",
            "Affaire - Devise",
            "Trato - Moneda",
            "Affare - Valuta",
            "Negócio - Moeda",
        ),
        Meaning.CLOSED_ON: ("Deal - Deal closed on", "Szansa sprzedaży - Data zamknięcia", "Trato - Fecha de cierre"),
        Meaning.WON_ON: (
            "Deal - Won time",
            "Szansa sprzedaży - Czas wygranej",
            "Deal - Gewonnen am",
            "Affaire - Date de gain",
        ),
        Meaning.LOST_ON: (
            "Deal - Lost time",
            "Szansa sprzedaży - Czas przegranej",
            "Deal - Verloren am",
            "Affaire - Date de perte",
        ),
        Meaning.CREATED_ON: (
            "Deal - Deal created",
            "Deal - Add time",
            "Szansa sprzedaży - Utworzono szansę sprzedaży",
            "Szansa sprzedaży - Data utworzenia",
            "Deal - Deal erstellt",
            "Affaire - Affaire créée",
            "Trato - Trato creado",
            "Affare - Affare creato",
            "Negócio - Negócio criado",
        ),
        Meaning.PROBABILITY: (
            "Deal - Probability",
            "Szansa sprzedaży - Prawdopodobieństwo",
            "Deal - Wahrscheinlichkeit",
            "Affaire - Probabilité",
            "Trato - Probabilidad",
        ),
        Meaning.SOURCE: (
            "Deal - Source channel",
            "Deal - Source origin",
            "Szansa sprzedaży - Kanał źródłowy",
            "Deal - Quellkanal",
        ),
        Meaning.CAMPAIGN: ("Deal - Campaign", "Szansa sprzedaży - Kampania", "Deal - Kampagne"),
    },
    telling=(
        "deal - title",
        "deal - status",
        "deal - value",
        "deal - owner",
        "szansa sprzedaży - tytuł",
        "szansa sprzedaży - status",
    ),
    needs=(frozenset({Meaning.EXTERNAL_ID}), frozenset({Meaning.STATUS, Meaning.STAGE}), frozenset({Meaning.AMOUNT})),
    names=(r"(?i)^deals-\d+",),
)

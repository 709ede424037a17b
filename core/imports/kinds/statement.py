"""Statements of banks and cards: lines with what was paid to whom, of which people choose those that are spend."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

STATEMENT = Kind(
    key="statement",
    headers={
        Meaning.DAY: (
            *("Booking date", "Transaction date", "Posting date", "Completed Date", "Data operacji", "#Data operacji"),
            *("Data transakcji", "Data księgowania", "Buchungstag", "Buchungsdatum", "Date d'opération"),
            *("Date de l'opération", "Fecha de operación", "Fecha operación", "Data operazione", "Data contabile"),
            "Data da operação",
        ),
        Meaning.NOTE: (
            *(
                "Description",
                "Details",
                "Payee",
                "Merchant",
                "Opis operacji",
                "#Opis operacji",
                "Tytuł",
                "Opis transakcji",
            ),
            *("Verwendungszweck", "Buchungstext", "Libellé", "Concepto", "Descrizione", "Descrição"),
        ),
        Meaning.CURRENCY: ("Currency", "Waluta", "Währung", "Devise", "Moneda", "Divisa", "Valuta", "Moeda"),
        Meaning.SPEND: (
            *("Amount ({currency})", "Amount", "Transaction amount", "Kwota", "Kwota transakcji", "Kwota operacji"),
            "#Kwota",
            *("Betrag", "Betrag ({currency})", "Montant", "Importe", "Importo", "Valor"),
        ),
    },
    needs=(frozenset({Meaning.SPEND}), frozenset({Meaning.DAY}), frozenset({Meaning.NOTE})),
    telling=(
        *(
            "booking date",
            "transaction date",
            "posting date",
            "completed date",
            "balance",
            "data operacji",
            "#data operacji",
        ),
        *("data transakcji", "data księgowania", "saldo po operacji", "saldo po transakcji", "buchungstag"),
        *("buchungsdatum", "verwendungszweck", "date d'opération", "date de l'opération", "libellé"),
        *("fecha de operación", "fecha operación", "data operazione", "data contabile", "data da operação"),
    ),
    tax=True,
    lines=True,
    unnamed=True,
    credits=True,
)

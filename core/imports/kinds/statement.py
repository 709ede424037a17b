"""Statements of banks and cards: lines with what was paid to whom, of which people choose those that are spend."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

_DAYS = (
    *("Booking date", "Transaction date", "Posting date", "Completed Date", "Data operacji", "#Data operacji"),
    *("Data transakcji", "Data księgowania", "Buchungstag", "Buchungsdatum", "Date d'opération"),
    *("Date de l'opération", "Date opération", "Fecha de operación", "Fecha operación", "F. operación"),
    *("Data operazione", "Data contabile", "Data da operação", "Data do movimento", "Data mov."),
    *("Date", "Data", "Datum", "Fecha"),
)
_NOTES = (
    *("Description", "Transaction description", "Details", "Narrative", "Memo", "Payee", "Merchant"),
    *("Opis operacji", "#Opis operacji", "Tytuł", "Opis transakcji", "Opis"),
    *("Verwendungszweck", "Buchungstext", "Beschreibung", "Libellé", "Libellé de l'opération"),
    *("Concepto", "Descripción", "Descrizione", "Descrizione operazione", "Causale"),
    *("Descrição", "Descritivo", "Histórico"),
)
_AMOUNTS = (
    *("Amount ({currency})", "Amount", "Transaction amount", "Kwota", "Kwota transakcji", "Kwota operacji"),
    *("#Kwota", "Betrag", "Betrag ({currency})", "Montant", "Montant ({currency})", "Importe", "Importe ({currency})"),
    *("Importo", "Importo ({currency})", "Valor", "Valor ({currency})", "Montante"),
    *("Debit", "Debit amount", "Paid out", "Money out", "Soll", "Débit", "Débit ({currency})", "Cargo", "Cargos"),
    *("Addebiti", "Uscite", "Dare", "Débito"),
)
_DEBITS = ("debit", "paid out", "money out", "soll", "débit", "cargo", "addebiti", "uscite", "dare", "débito")
_OF_ACCOUNTS = (
    *("balance", "running balance", "saldo", "saldo po operacji", "saldo po transakcji", "saldo nach buchung"),
    *("kontostand", "solde", "saldo disponible", "saldo contabile", "saldo disponível", "saldo contabilístico"),
    *("value date", "wertstellung", "valutadatum", "date de valeur", "date valeur", "fecha valor", "f. valor"),
    *("data valuta", "data valor", "data waluty"),
)
"""Headers that stand in the statement of an account, and not in that of a card."""
_BESIDE = (
    *_OF_ACCOUNTS,
    *("type", "transaction type", "rodzaj operacji", "typ", "typ transakcji", "tipo", "tipo de movimiento"),
    *("reference", "ref.", "referenz", "référence", "referencia", "riferimento", "referência", "referencje"),
    *("credit", "credit amount", "paid in", "money in", "haben", "crédit", "abono", "abonos", "accrediti"),
    *("entrate", "avere", "crédito"),
)
"""Headers that a bank writes beside the day, the payee and the amount, as they are compared."""

STATEMENT = Kind(
    key="statement",
    headers={
        Meaning.DAY: _DAYS,
        Meaning.NOTE: _NOTES,
        Meaning.CURRENCY: ("Currency", "Waluta", "Währung", "Devise", "Moneda", "Divisa", "Valuta", "Moeda"),
        Meaning.SPEND: _AMOUNTS,
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
    whole=_BESIDE,
    debits=_DEBITS,
    accounts=_OF_ACCOUNTS,
    tax=True,
    lines=True,
    unnamed=True,
    credits=True,
)

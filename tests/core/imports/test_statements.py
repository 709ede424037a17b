"""Statements of banks: known by their heads in seven languages, also by the three that every bank writes."""

from __future__ import annotations

import pytest

from core.imports.choices import Choices
from core.imports.readings import Ask
from tests.core.imports.reading import reading

STATEMENTS = (
    "Date;Description;Amount\n13/11/2026;FACEBK;12.50",
    "Date;Description;Amount;Balance\n13/11/2026;FACEBK;-12.50;900.00",
    "Date;Type;Description;Paid out;Paid in;Balance\n13/11/2026;DEB;FACEBK;12.50;;900.00",
    "Data;Opis;Kwota;Waluta\n2026-11-13;FACEBK;-12,50;PLN",
    "Datum;Verwendungszweck;Betrag (EUR)\n13.11.2026;FACEBK;-12,50",
    "Buchungstag;Wertstellung;Verwendungszweck;Betrag;Währung\n13.11.2026;14.11.2026;FACEBK;-12,50;EUR",
    "Date;Libellé;Montant\n13/11/2026;FACEBK;-12,50",
    "Date;Date de valeur;Libellé;Débit;Crédit\n13/11/2026;14/11/2026;FACEBK;12,50;",
    "Fecha;Concepto;Importe;Saldo\n13/11/2026;FACEBK;-12,50;900,00",
    "Fecha;Fecha valor;Descripción;Importe (EUR)\n13/11/2026;14/11/2026;FACEBK;-12,50",
    "Data;Descrizione;Importo\n13/11/2026;FACEBK;-12,50",
    "Data contabile;Data valuta;Causale;Importo\n13/11/2026;14/11/2026;FACEBK;-12,50",
    "Data;Descrição;Valor;Saldo\n13/11/2026;FACEBK;-12,50;900,00",
    "Data mov.;Data valor;Descritivo;Montante\n13/11/2026;14/11/2026;FACEBK;-12,50",
)


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_needs_no_mapping(text: str) -> None:
    """Which lines are spend is chosen, and whether VAT is in them is asked; nothing else but the currency."""
    one = reading(f"{text}\n", Choices(currency="EUR"))
    assert one.kind == "statement"
    assert {question.ask for question in one.questions} == {Ask.LINES, Ask.TAX}
    assert [(spend.note, spend.amount.minor) for spend in one.spends] == [("FACEBK", 1250)]


@pytest.mark.parametrize(
    "head",
    ["Date,Campaign,Description,Amount", "Date,Description,Amount,Channel", "Date,Description,Amount,Owner"],
)
def test_what_has_more_to_say_is_a_table_of_ones_own(head: str) -> None:
    one = reading(f"{head}\n2026-11-13,A,12.50,12.50\n", Choices())
    assert one.kind == "table"


def test_an_amount_paid_has_its_day_its_payee_and_its_sum() -> None:
    text = "Date,Description,Amount,Balance\n2026-11-13,FACEBK,-12.50,87.50\n2026-11-14,CLIENT,100.00,187.50\n"
    one = reading(text, Choices(currency="EUR"))
    assert [(spend.line, spend.note, spend.amount.minor) for spend in one.spends] == [
        (2, "FACEBK", 1250),
        (3, "CLIENT", -10000),
    ]

"""Statements of banks: known by their heads in seven languages, also by the three that every bank writes."""

from __future__ import annotations

from decimal import Decimal

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


def amounts(text: str, *lines: int) -> list[int]:
    """What each line is as a cost, in minor units. ``lines``: the chosen ones; all of them while none is."""
    choices = Choices(currency="EUR", tax=Decimal(0), lines=frozenset(lines) or None)
    return [spend.amount.minor for spend in reading(text, choices).spends]


def test_a_card_may_write_what_was_paid_above_zero_and_what_came_back_below() -> None:
    """Most lines are above zero, the chosen ones too: they are costs, and a refund takes off."""
    text = "Date,Description,Amount\n2026-11-10,FACEBK,100\n2026-11-11,GOOGLE,50\n2026-11-12,REFUND,-20\n"
    assert amounts(text) == [100_00, 50_00, -20_00]
    assert amounts(text, 2, 3) == [100_00, 50_00]
    assert amounts(text, 2, 3, 4) == [100_00, 50_00, -20_00]


@pytest.mark.parametrize("beside", ["", ",Balance", ",Value date"])
def test_an_account_with_more_coming_in_than_going_out_holds_what_was_paid_below_zero(beside: str) -> None:
    """Its balance or its value dates say that it is one; a refund alone is known by them, too."""
    cell = "," if beside else ""
    lines = (f"2026-11-{day},{line}{cell}" for day, line in ((10, "CLIENT,100"), (11, "REFUND,50"), (12, "FACEBK,-20")))
    text = "\n".join((f"Date,Description,Amount{beside}", *lines))
    assert amounts(text, 4) == [20_00]
    assert not beside or amounts(text, 3) == [-50_00]


def test_a_refund_in_a_column_of_debits_takes_off() -> None:
    text = "Date,Description,Debit,Credit\n2026-11-10,FACEBK,100,\n2026-11-11,CLIENT,,900\n2026-11-12,REFUND,-20,\n"
    assert amounts(text) == [100_00, -20_00]
    assert amounts(text, 4) == [-20_00]


def test_a_column_of_debits_may_be_all_below_zero() -> None:
    assert amounts("Date,Description,Debit,Credit\n2026-11-10,FACEBK,-100,\n2026-11-11,CLIENT,,900\n") == [100_00]

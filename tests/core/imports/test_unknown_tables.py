"""Unknown tables: a column is proposed for each meaning, and what people say is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from core.imports.choices import Choices
from core.imports.kind import Kind
from core.imports.meanings import Meaning
from core.imports.readings import Ask, Left, Wrong
from tests.core.imports.reading import reading, sums

TEXT = (
    "Data;Kampania;Koszt;CPC;Kanał;Uwagi\n2026-11-02;Wiosna;12,50;0,5;Facebook Ads;a\n2026-11-03;Lato;7,00;1;tiktok;\n"
)
MAPPED = Choices(
    columns={
        Meaning.DAY: "Data",
        Meaning.SPEND: "Koszt",
        Meaning.CAMPAIGN: "Kampania",
        Meaning.CHANNEL: "Kanał",
    },
    currency="PLN",
    tax=Decimal(0),
)
BANK = Kind(
    key="bank",
    lines=True,
    headers={
        Meaning.DAY: ("Data",),
        Meaning.NOTE: ("Opis",),
        Meaning.SPEND: ("Kwota",),
        Meaning.CURRENCY: ("Waluta",),
    },
    needs=(frozenset({Meaning.SPEND}),),
)
STATEMENT = (
    "Data;Opis;Kwota;Waluta\n"
    "2026-11-02;FACEBK;-12,50;PLN\n2026-11-02;FACEBK;-12,50;PLN\n2026-11-03;Pensja;5000,00;PLN\n"
)


def test_columns_are_proposed_by_header_and_content() -> None:
    """With examples; a price per click is no spend. Headers that say it plainly are not asked about."""
    one = reading(TEXT, Choices())
    assert [question.ask for question in one.questions] == [Ask.CURRENCY, Ask.TAX]
    assert one.proposed == {
        Meaning.DAY: "Data",
        Meaning.SPEND: "Koszt",
        Meaning.CAMPAIGN: "Kampania",
        Meaning.CHANNEL: "Kanał",
        Meaning.NOTE: "Uwagi",
    }
    assert one.examples["Koszt"] == ("12,50", "7,00")


def test_the_columns_people_choose_are_read() -> None:
    """By the names of the workspace's channels, in the currency they say."""
    one = reading(TEXT, MAPPED)
    assert one.questions == ()
    assert sums(one) == {(date(2026, 11, 2), "Wiosna", "facebook"): 1250, (date(2026, 11, 3), "Lato", "tiktok"): 700}


def test_the_same_headers_have_the_same_fingerprint() -> None:
    """Whatever stands below them, in whatever case."""
    assert reading(TEXT, Choices()).header == reading(TEXT.replace("Koszt", "KOSZT ") + "2026-11-04;;;;;\n").header


def test_tax_is_asked_and_the_rows_stay_as_they_are_written() -> None:
    """It is taken off what is booked, once: what a row says is what the file says."""
    (question,) = reading(TEXT, replace(MAPPED, tax=None)).questions
    assert question.ask is Ask.TAX
    one = reading(TEXT, replace(MAPPED, tax=Decimal(23)))
    assert [spend.amount.minor for spend in one.spends] == [1250, 700]


def test_a_channel_nobody_has_is_refused() -> None:
    """It is not guessed which one is meant."""
    one = reading(TEXT.replace("tiktok", "billboards"), MAPPED)
    assert [(refused.why, refused.cell) for refused in one.refused] == [(Wrong.NAME, "billboards")]


def test_the_lines_of_a_statement_stay_apart_and_only_those_chosen_are_spend() -> None:
    """What is paid is below zero in it; until somebody has chosen, all are shown."""
    shown = reading(STATEMENT, Choices(), (BANK,))
    assert [question.ask for question in shown.questions] == [Ask.LINES]
    assert [(spend.line, spend.amount.minor) for spend in shown.spends] == [(2, 1250), (3, 1250), (4, -500000)]
    chosen = reading(STATEMENT, Choices(lines=frozenset({2, 3})), (BANK,))
    assert [(spend.line, spend.note, spend.amount.minor) for spend in chosen.spends] == [
        (2, "FACEBK", 1250),
        (3, "FACEBK", 1250),
    ]
    assert (chosen.questions, chosen.left) == ((), {Left.NOT_CHOSEN: 1})


@pytest.mark.parametrize("head", ["Data;Kampania;Kwota", "Date;Campaign;Amount", "Datum;Kampagne;Betrag"])
def test_an_amount_may_be_what_came_in_so_the_columns_are_asked_with_the_rest(head: str) -> None:
    """All at once, each column proposed, so that one form answers it."""
    one = reading(f"{head}\n2026-11-02;Wiosna;12,50\n2026-11-03;Lato;7,00\n", Choices())
    assert [question.ask for question in one.questions] == [Ask.COLUMNS, Ask.CURRENCY, Ask.TAX]
    columns = dict(zip((Meaning.DAY, Meaning.CAMPAIGN, Meaning.SPEND), head.split(";"), strict=True))
    assert one.proposed == columns


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Date,Campaign,Cost,Owner", "2026-11-02,Spring,12.50,Max"),
        ("Date,Campaign,Cost,Fee", "2026-11-02,Spring,12.50,1.25"),
        ("Date,Campaign,Cost,Revenue", "2026-11-02,Spring,12.50,80.00"),
        ("Date,Shipped,Campaign,Cost", "2026-11-02,2026-11-03,Spring,12.50"),
    ],
)
def test_a_column_more_that_could_mean_something_is_asked_about(head: str, cells: str) -> None:
    assert reading(f"{head}\n{cells}\n", Choices()).questions[0].ask is Ask.COLUMNS


def test_the_only_column_that_can_be_it_is_proposed_whatever_it_is_headed() -> None:
    one = reading("When,What,How much,Where\n2026-11-02,Spring,12.50,tiktok\n", Choices())
    assert one.proposed == {
        Meaning.DAY: "When",
        Meaning.CAMPAIGN: "What",
        Meaning.SPEND: "How much",
        Meaning.CHANNEL: "Where",
    }


def test_of_two_columns_of_words_the_one_with_a_campaign_of_ours_is_proposed() -> None:
    """What is beside it is a note where its header says so."""
    text = "When,What,How much,Who,Remarks\n2026-11-02,Spring,12.50,Max,post\n2026-11-03,Other,2.50,Ada,ad\n"
    assert Meaning.CAMPAIGN not in reading(text, Choices()).proposed
    one = reading(text, Choices(), campaigns=["spring"])
    assert one.proposed == {
        Meaning.DAY: "When",
        Meaning.CAMPAIGN: "What",
        Meaning.SPEND: "How much",
        Meaning.NOTE: "Remarks",
    }


def test_a_campaign_whose_name_ends_with_a_number_is_no_amount() -> None:
    one = reading("Date,Campaign,Cost\n2026-11-02,Campaign Q3,12.50\n2026-11-02,Launch 2,2.50\n", Choices())
    assert [question.ask for question in one.questions] == [Ask.CURRENCY, Ask.TAX]
    assert one.proposed[Meaning.CAMPAIGN] == "Campaign"


def test_large_whole_amounts_may_be_millionths_and_are_asked_about() -> None:
    text = "Date,Campaign,Cost\n2026-11-02,Spring,12500000\n"
    assert Ask.MICROS in [question.ask for question in reading(text, Choices()).questions]
    assert Ask.MICROS not in [
        question.ask for question in reading(text.replace("12500000", "120"), Choices()).questions
    ]

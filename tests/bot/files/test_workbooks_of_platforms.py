"""What platforms write as workbooks is read to the same figures as the same rows in text."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from bot.files import opened
from core.imports.choices import Choices
from core.imports.reader import read
from core.imports.readings import NoSpendColumn
from core.imports.texts import sheets_of
from tests.bot.files.test_opened import workbook
from tests.core.imports.test_kinds import EXPECTED, FILES, WORLD

WRITTEN = ("tiktok-en.csv", "meta-en.csv", "meta-pl-excel.csv", "google-ads-en.csv", "neutral-costs.csv")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _cell(cell: str) -> object:
    """As a platform writes it into a workbook: a plain number as a number, anything else as text."""
    return float(cell) if NUMBER.fullmatch(cell) else cell


@pytest.mark.parametrize("file", WRITTEN)
def test_a_workbook_is_read_to_the_figures_of_its_text(file: str) -> None:
    [expected] = [one for one in EXPECTED if one.file == file]
    [sheet] = sheets_of((FILES / file).read_bytes())
    rows = [[_cell(cell) for cell in row] for row in sheet.rows]
    one = read(opened.sheets_of("export.xlsx", workbook(rows)), expected.choices, WORLD)
    assert (one.kind, one.questions, one.refused) == (expected.kind, (), ())
    assert one.exact.quantize(Decimal("0.01")) == Decimal(expected.spent)
    assert (one.rows, sum(claim.count for claim in one.claims)) == (expected.rows, expected.claims)


def test_the_old_workbook_of_unpaid_posts_has_no_spend() -> None:
    """LinkedIn writes them as .xls, in the binary format of Excel 97; this one was made by LibreOffice."""
    content = (FILES / "linkedin-organic-en.xls").read_bytes()
    with pytest.raises(NoSpendColumn) as raised:
        read(opened.sheets_of("acme_content.xls", content), Choices(), WORLD)
    assert raised.value.kind == "linkedin_organic"

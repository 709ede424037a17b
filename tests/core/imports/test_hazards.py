"""What makes importers count twice or read wrong, one by one, as far as reading a file is concerned."""

from __future__ import annotations

from datetime import date

import pytest

from core.imports.choices import Choices
from core.imports.reader import read
from core.imports.readings import Ask, Left, MixedDates, Reading
from core.imports.texts import sheets_of
from core.imports.worlds import World
from core.setup.channels import NAMES

WORLD = World(today=date(2026, 11, 30), currency="EUR", channels=NAMES)
HEAD = "Campaign name,Day,Platform,Amount spent (USD),Results\n"


def reading(text: str, choices: Choices | None = None, encoding: str = "utf-8") -> Reading:
    return read(sheets_of(text.encode(encoding)), choices or Choices(), WORLD)


def spent(one: Reading) -> int:
    assert one.questions == ()
    return sum(spend.amount.minor for spend in one.spends)


def test_totals_that_overlap_each_other_are_no_spend() -> None:
    rows = "Enabled,A,2026-03-02,GBP,12.50\nTotal: Campaigns,,,GBP,12.50\nTotal: Account,,,GBP,12.50\n"
    one = reading("Campaign status,Campaign,Day,Currency code,Cost\n" + rows)
    assert (spent(one), one.left[Left.TOTAL]) == (1250, 2)


def test_rows_of_ages_and_genders_are_summed_by_campaign() -> None:
    head = "Campaign name,Day,Platform,Age,Gender,Amount spent (USD)\n"
    one = reading(head + "A,2026-03-02,facebook,18-24,female,1.00\nA,2026-03-02,facebook,25-34,male,2.00\n")
    assert [(spend.campaign, spend.amount.minor, spend.rows) for spend in one.spends] == [("A", 300, 2)]


def test_identical_rows_are_all_kept() -> None:
    assert spent(reading(HEAD + "A,2026-03-02,facebook,1.10,1\n" * 316)) == 316 * 110


def test_names_that_differ_only_in_case_stay_apart() -> None:
    """To merge them is proposed when they meet the campaigns of the books, and is not for the reader to do."""
    one = reading(HEAD + "facebOOK_tier2,2026-03-02,facebook,1,\nFacebook Tier 2,2026-03-02,facebook,2,\n")
    assert {spend.campaign for spend in one.spends} == {"facebOOK_tier2", "Facebook Tier 2"}


def test_dates_in_both_orders_are_refused() -> None:
    with pytest.raises(MixedDates):
        reading(HEAD + "A,11/16/2024,facebook,1,\nA,20-11-2024,facebook,1,\nA,6/11/2024,facebook,1,\n")


def test_dates_that_may_be_either_are_asked() -> None:
    one = reading(HEAD + "A,6/11/2024,facebook,1,\nA,7/11/2024,facebook,1,\n")
    assert [question.ask for question in one.questions] == [Ask.DATE_ORDER]


def test_a_day_to_come_is_refused() -> None:
    one = reading(HEAD + "A,2026-12-01,facebook,1,\nA,2026-11-30,facebook,2,\n")
    assert (spent(one), [refused.line for refused in one.refused]) == (200, [2])


def test_an_empty_cell_is_no_zero() -> None:
    one = reading(HEAD + "A,2026-03-02,facebook,,\nB,2026-03-02,facebook,2,\n")
    assert (one.left[Left.NO_SPEND], [spend.campaign for spend in one.spends]) == (1, ["B"])
    assert not one.claims


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_every_line_end_and_encoding_is_read(end: str, encoding: str) -> None:
    one = reading((HEAD + "Żółw,2026-03-02,facebook,2.5,\n").replace("\n", end), encoding=encoding)
    assert [(spend.campaign, spend.amount.minor) for spend in one.spends] == [("Żółw", 250)]


def test_a_converted_cost_is_not_added_to_the_cost() -> None:
    head = "Campaign status,Campaign,Day,Currency code,Cost,Cost (Converted currency),Converted currency code\n"
    one = reading(head + "Enabled,A,2026-03-02,USD,12.50,11.00,EUR\n")
    assert (one.currency, spent(one)) == ("USD", 1250)


def test_a_symbol_against_the_header_is_asked() -> None:
    one = reading(HEAD + "A,2026-03-02,facebook,€5.00,\nB,2026-03-02,facebook,5.00,\n")
    assert [(question.ask, set(question.options)) for question in one.questions] == [(Ask.CURRENCY, {"EUR", "USD"})]
    assert one.spends == ()


def test_names_that_spreadsheets_would_run_are_only_names() -> None:
    one = reading(HEAD + '"=HYPERLINK(""x"")",2026-03-02,facebook,1,\n@sum,2026-03-02,facebook,1,\n')
    assert {spend.campaign for spend in one.spends} == {'=HYPERLINK("x")', "@sum"}

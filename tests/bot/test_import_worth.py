"""What results of files are worth: their revenue, or else what their goal says; preview and books say the same."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Team
from tests.bot.test_imports import drop, press
from tests.bot.test_imports_preview import change

ANALYTICS = b"""# ----------------------------------------
# Web
# Campaign results
# 20260901-20260930
# ----------------------------------------

Session campaign,Session source / medium,Date,Key events,Total revenue
Spring,google / cpc,20260901,3,310.50
Spring,google / cpc,20260902,9,0
"""
LIST = "date,channel,campaign,goal,count,revenue,currency,external_id,first_contact,note\n"
META = "Day,Campaign name,Amount spent (USD),Results,Result type,Purchases conversion value,Platform\n"


def test_results_without_revenue_are_told_with_what_their_goal_says(new_team: Team) -> None:
    """An analytics tool writes 0 where it knows no revenue: nine sales of 10, and the preview says so."""
    new_team.goal("Sale", "10", stage="customer")
    new_team.campaign("Spring")
    message = change(new_team, drop(new_team, ANALYTICS), {"“Key events”": "sale", "Currency of the file": "USD"})
    assert "12 conversions ($310.50)" in message["text"]
    assert "9 conversions without revenue count at what the goal is worth: $90.00 more." in message["text"]
    assert "return $400.50" in message["text"]
    press(new_team, "import_save", message)
    assert "return $400.50" in new_team.ask("spring all").text


def test_a_revenue_of_zero_in_a_list_is_one(new_team: Team) -> None:
    """Somebody wrote that it brought nothing; an empty cell says nothing, and its goal does."""
    new_team.goal("Sale", "10", stage="customer")
    new_team.campaign("Spring")
    rows = "2026-09-01,google,Spring,Sale,1,0.00,USD,PL-1,,\n2026-09-01,google,Spring,Sale,1,,USD,PL-2,,\n"
    message = drop(new_team, (LIST + rows).encode())
    assert "1 conversion without revenue counts at what the goal is worth: $10.00 more." in message["text"]
    press(new_team, "import_save", message)
    assert "return $10.00" in new_team.ask("spring all").text


def test_what_was_spent_and_what_came_of_it_are_never_added(new_team: Team) -> None:
    """Neither in the preview, beside what it replaces, nor in the receipt."""
    new_team.goal("Sale", "10", stage="customer")
    new_team.campaign("Spring")
    table = f"{META}2026-09-01,Spring,100.00,3,Purchases,90.00,facebook\n".encode()
    message = change(new_team, drop(new_team, table), {"“Purchases”": "sale"})
    assert "Ready to save: $100.00 from 1 row." in message["text"]
    assert "Besides the spend: 3 conversions ($90.00)." in message["text"]
    assert "Spring · Facebook: $100.00, 1 row" in message["text"]
    saved = press(new_team, "import_save", message)
    assert "$100.00 · 1 row" in saved["text"]
    newer = drop(new_team, table.replace(b"100.00", b"101.00"))
    assert "Spring · Facebook: $101.00, 1 row · was $100.00" in newer["text"]


@pytest.mark.parametrize("value", ["", "0", "0.00"])
def test_leads_of_a_platform_that_names_no_value_are_worth_what_their_goal_says(new_team: Team, value: str) -> None:
    """Its column of values is that of purchases: a lead has none in it."""
    new_team.goal("Lead", "50", stage="lead")
    new_team.campaign("Spring")
    table = f"{META}2026-09-01,Spring,100.00,3,Leads,{value},facebook\n".encode()
    message = change(new_team, drop(new_team, table), {"“Leads”": "lead"})
    assert "3 conversions without revenue count at what the goal is worth: $150.00 more." in message["text"]
    press(new_team, "import_save", message)
    assert "ROI 50.00% · cost $100.00 · return $150.00" in new_team.ask("spring all").text


PERIODS = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (USD),Results,Result type\n"


def test_what_a_platform_claims_of_several_days_is_divided_over_them_as_spend_is(new_team: Team) -> None:
    """Four results of two days of March and two of April: two in each month."""
    new_team.campaign("Spring")
    rows = "2026-03-30,2026-04-02,Spring,facebook,40.00,4,Purchases\n"
    press(new_team, "import_save", drop(new_team, (PERIODS + rows).encode()))
    for month in ("2026-03", "2026-04"):
        assert "Meta: claimed 2 × Purchases" in new_team.read(f"spring {month}")
    assert "Meta: claimed 4 × Purchases" in new_team.read("spring all")


GOOGLE = """Campaign report
"March 1, 2026 - March 31, 2026"
Day,Campaign status,Campaign,Currency code,Impr.,CTR,Cost,Conversions,Cost / conv.,Conv. value
2026-03-02,Enabled,Spring,USD,9,1%,10.00,0.30,1,30.00
2026-03-03,Enabled,Spring,USD,9,1%,10.00,0.00,1,5.00
2026-03-04,Enabled,Spring,USD,9,1%,10.00,0.70,1,70.00
"""


def test_the_value_of_a_part_of_a_result_comes_with_the_result(new_team: Team) -> None:
    """One sale of three days, with all that it brought, and never revenue without a sale."""
    new_team.goal("Sale", "10", stage="customer")
    new_team.campaign("Spring")
    message = change(new_team, drop(new_team, GOOGLE.encode()), {"“Conversions”": "sale"})
    assert "Besides the spend: 1 conversion ($105.00)." in message["text"]
    saved = press(new_team, "import_save", message)
    assert "cost $30.00 · return $105.00" in saved["text"]
    assert "return $105.00" in new_team.ask("spring 2026-03-04").text
    assert "$0.00" in new_team.ask("spring 2026-03-02").text


SPENT = "Date,Campaign,Cost,Currency\n2026-09-01,Spring,100.00,EUR\n2026-09-02,Spring,50.00,USD\n"


def test_a_file_of_several_currencies_is_shown_with_the_sum_of_each(new_team: Team) -> None:
    new_team.campaign("Spring")
    new_team.fill("/roi", {"currency": "EUR", "rate": "2", "date": "2026-09-01"}, "fx")
    message = change(new_team, drop(new_team, SPENT.encode()), {"VAT": "0"})
    assert "Ready to save: €100.00 + $50.00 from 2 rows." in message["text"]
    assert "Amounts in EUR, USD, rounded" in message["text"]
    saved = press(new_team, "import_save", message)
    assert "1–2 Sep 2026 · 2 rows" in saved["text"]
    assert "cost $250.00" in new_team.ask("spring all").text


def test_what_is_replaced_is_told_in_each_currency(new_team: Team) -> None:
    new_team.campaign("Spring")
    new_team.fill("/roi", {"currency": "EUR", "rate": "2", "date": "2026-09-01"}, "fx")
    press(new_team, "import_save", change(new_team, drop(new_team, SPENT.encode()), {"VAT": "0"}))
    newer = drop(new_team, SPENT.replace("50.00", "51.00").encode())
    assert "€100.00 + $50.00 for 1–2 Sep 2026" in newer["text"]


def test_results_that_are_replaced_are_told_with_what_they_brought(new_team: Team) -> None:
    new_team.goal("Sale", "10", stage="customer")
    new_team.campaign("Spring")
    message = change(new_team, drop(new_team, ANALYTICS), {"“Key events”": "sale", "Currency of the file": "USD"})
    press(new_team, "import_save", message)
    newer = drop(new_team, ANALYTICS.replace(b"310.50", b"311.50"))
    assert "$310.50 for 1–30 Sep 2026" in newer["text"]

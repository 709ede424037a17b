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

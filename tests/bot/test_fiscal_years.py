"""Fiscal years, asked about by whoever keeps books that do not begin in January."""

from __future__ import annotations

from tests.bot.conftest import ADA, ANNA, Team, said
from tests.screens import state


def test_the_settings_say_where_it_begins(new_team: Team) -> None:
    """January until somebody says another; before and after stand in the receipt, and Undo puts it back."""
    assert _first_month(new_team) == "1"
    saved = new_team.fill("/roi", {"fiscal_month": "4"}, "settings")
    assert "First month of the fiscal year: January → April" in said(saved.view)
    assert _first_month(new_team) == "4"
    receipt = next(view for view in new_team.slack.views.values() if "January → April" in said(view))
    new_team.client.press("undo_replacement", view=receipt, user=ADA)
    assert _first_month(new_team) == "1"


def test_an_answer_goes_by_it_and_names_its_days(new_team: Team) -> None:
    """At once, in both languages, for the whole and for a campaign, side by side too."""
    new_team.cost("100 ads linkedin 2025-02-01")
    new_team.cost("30 ads linkedin 2025-04-01")
    assert "cost $130.00" in new_team.ask("fy2025").text
    new_team.fill("/roi", {"fiscal_month": "4"}, "settings")
    asked = new_team.ask("fy2025").text
    assert "1 Apr 2024 – 31 Mar 2025" in asked
    assert "cost $100.00" in asked
    assert "1 kwi 2025 – 31 mar 2026" in new_team.ask("rok obrotowy 2026", ANNA).text
    assert "1 Apr – 30 Jun 2025" in new_team.ask("channels FY2026 Q1").text
    compared = new_team.ask("compare fy2025 to fy2026").text
    assert "1 Apr 2024 – 31 Mar 2025" in compared
    assert "1 Apr 2025 – 31 Mar 2026" in compared
    for typed in ("compare fy2025 fy2026", "fy2025 vs fy2026", "porównaj rok obrotowy 2025 rok obrotowy 2026"):
        assert new_team.ask(typed).text == compared


def test_a_campaign_that_is_called_by_one_is_found(new_team: Team) -> None:
    """Its name comes before the period; a period may stand behind it."""
    new_team.campaign("Launch fyfe 2026")
    new_team.fill("/roi", {"fiscal_month": "4"}, "settings")
    answer = new_team.ask("Launch fyfe 2026 fy2026").text
    assert answer.startswith("Launch fyfe 2026 · 1 Apr 2025 – 31 Mar 2026")


def _first_month(team: Team) -> str:
    values = state(team.form("/roi", "settings")["blocks"], {})["values"]
    return str(values["fiscal_month"]["fiscal_month"]["selected_option"]["value"])

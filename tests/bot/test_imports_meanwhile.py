"""What changes between the preview of a file and *Save*: nothing is booked that was not shown."""

from __future__ import annotations

from tests.bot.conftest import ADA, Team
from tests.bot.test_imports import drop, press, value_of

IN_AUGUST = b"Campaign name,Day,Amount spent (USD),Platform\nSpring,2025-08-30,12.50,facebook\n"


def test_a_month_closed_after_the_preview_is_not_changed_unasked(new_team: Team) -> None:
    new_team.campaign("Spring")
    new_team.cost("1 ads 2025-08-05")
    message = drop(new_team, IN_AUGUST)
    new_team.client.submit(new_team.form("/roi", "close"), {"month": "2025-08-01"}, user=ADA)
    new_team.client.press("import_save", value_of(message, "import_save"), user=ADA)
    assert "August 2025 was closed" in new_team.slack.responses[-1][1]["text"]
    assert "cost $0.00" in new_team.ask("spring 2025-08").text


def test_a_month_closed_before_the_preview_is_changed_as_it_says(new_team: Team) -> None:
    new_team.campaign("Spring")
    new_team.cost("1 ads 2025-08-05")
    new_team.client.submit(new_team.form("/roi", "close"), {"month": "2025-08-01"}, user=ADA)
    press(new_team, "import_save", drop(new_team, IN_AUGUST))
    assert "cost $12.50" in new_team.ask("spring 2025-08").text

"""What changes between the preview of a file and *Save*: nothing is booked that was not shown."""

from __future__ import annotations

from tests.bot.conftest import ADA, Team
from tests.bot.test_imports import drop, meta, press

THE_ENTRY = "1"
"""The id of the first one in a new workspace."""
IN_AUGUST = b"Campaign name,Day,Amount spent (USD),Platform\nSpring,2025-08-30,12.50,facebook\n"


def test_a_month_closed_after_the_preview_is_not_changed_unasked(new_team: Team) -> None:
    new_team.campaign("Spring")
    new_team.cost("1 ads 2025-08-05")
    message = drop(new_team, IN_AUGUST)
    new_team.client.submit(new_team.form("/roi", "close"), {"month": "2025-08-01"}, user=ADA)
    anew = press(new_team, "import_save", message)
    assert "August 2025 was closed" in new_team.slack.responses[-1][1]["text"]
    assert "cost $0.00" in new_team.ask("spring 2025-08").text
    assert "August 2025" in anew["text"], "it says that a closed month would change"
    press(new_team, "import_save", anew)
    assert "cost $12.50" in new_team.ask("spring 2025-08").text


def test_what_is_corrected_after_the_preview_counts_once(new_team: Team) -> None:
    """Saved as it was shown, the correction and the newer export's spend would both be on the books."""
    new_team.campaign("Spring")
    press(new_team, "import_save", drop(new_team, meta(("Spring", 3, "100.00"))))
    newer = drop(new_team, meta(("Spring", 3, "150.00")))
    new_team.client.press("correct", THE_ENTRY, user=ADA)
    new_team.client.submit(new_team.slack.opened[-1], {"amount": "120"}, user=ADA)
    anew = press(new_team, "import_save", newer)
    assert "Somebody has changed some of these entries" in new_team.slack.responses[-1][1]["text"]
    assert "cost $120.00" in new_team.ask("spring all").text
    assert "1 entry that somebody has changed since stays as it is" in anew["text"]
    assert "cost $120.00" in new_team.ask("spring all").text


def test_a_month_closed_before_the_preview_is_changed_as_it_says(new_team: Team) -> None:
    new_team.campaign("Spring")
    new_team.cost("1 ads 2025-08-05")
    new_team.client.submit(new_team.form("/roi", "close"), {"month": "2025-08-01"}, user=ADA)
    press(new_team, "import_save", drop(new_team, IN_AUGUST))
    assert "cost $12.50" in new_team.ask("spring 2025-08").text

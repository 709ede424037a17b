"""What changes between the preview of a file and *Save*: nothing is booked that was not shown."""

from __future__ import annotations

from sqlalchemy import text

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


def test_an_import_that_cannot_go_on_keeps_no_other_waiting(new_team: Team) -> None:
    """What is kept of it was spoiled, say: it is tried again later, and the one behind it is saved."""
    new_team.cost("1 ads 2025-08-05")
    spoiled, whole = drop(new_team, meta(("Spring", 3, "100.00"))), drop(new_team, meta(("Autumn", 9, "50.05")))
    with new_team.beside.writing() as connection:
        [first, *_] = connection.execute(text("SELECT import_id FROM import_steps ORDER BY import_id")).scalars()
        other = text("UPDATE import_steps SET planned = replace(planned, 'USD', 'EUR') WHERE import_id = :first")
        assert connection.execute(other, {"first": first}).rowcount == 1
    new_team.client.press("import_save", message=spoiled, user=ADA, channel=spoiled["channel"])
    assert "1 file imported" in press(new_team, "import_save", whole)["text"]
    assert spoiled["text"].startswith("Saving")
    assert "cost $51.05" in new_team.ask("all").text


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

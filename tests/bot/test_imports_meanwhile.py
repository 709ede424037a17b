"""What changes between the preview of a file and *Save*: nothing is booked that was not shown."""

from __future__ import annotations

from sqlalchemy import text

from bot.services.imports import Step
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


def test_a_file_of_many_rows_says_how_far_it_is(new_team: Team) -> None:
    """Read, checked and saved, each with how many: three updates between *Reading* and what is in it."""
    new_team.campaign("Spring")
    message = drop(new_team, meta(*[("Spring", number % 300 + 1, "1.00") for number in range(20_000)]))
    press(new_team, "import_save", message)
    texts = [str(payload["text"]) for method, payload in new_team.slack.calls if method == "chat.update"]
    assert texts[0] == "Read 20,000 rows, checking them…"
    assert texts[1] == "Checked 20,000 rows, preparing the preview…"
    assert "Ready to save" in texts[2]
    assert texts[3].startswith("Saving: 0 of 300 entries")
    assert "20,000 rows" in texts[-1]


def test_several_files_of_many_rows_say_each_step_once(new_team: Team) -> None:
    rows = [("Spring", number % 300 + 1, "1.00") for number in range(20_000)]
    drop(new_team, meta(*rows), meta(*rows, currency="EUR"))
    texts = [str(payload["text"]) for method, payload in new_team.slack.calls if method == "chat.update"]
    assert len([text for text in texts if text.startswith(("Read ", "Checked "))]) == len(Step)

"""What a file leaves open is asked in one form, and the answer holds: its days, its sheet, its year, its columns."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from tests.bot.conftest import ADA, Payload, Team
from tests.bot.test_imports import day, drop, ended, press
from tests.bot.test_imports_preview import actions_of, change, field_of, label_of, opened, values_of

UNDATED = b"Campaign name,Amount spent (USD),Platform\nSpring,12.50,facebook\n"


def test_the_days_of_a_table_that_names_none_are_asked_for_this_file_alone(new_team: Team) -> None:
    """The next file of the account may be of other days: it is asked again."""
    new_team.campaign("Spring")
    message = drop(new_team, UNDATED)
    assert "The file doesn’t say which days it covers." in message["text"]
    assert label_of(message, "import_change") == "Choose the days"
    message = change(new_team, message, {"First day": day(3), "Last day": day(2)})
    press(new_team, "import_save", message)
    assert "cost $12.50" in new_team.ask("spring all").text
    later = drop(new_team, UNDATED.replace(b"12.50", b"7.50"))
    assert label_of(later, "import_change") == "Choose the days"


def test_which_of_two_sheets_is_meant_is_asked_once(new_team: Team) -> None:
    new_team.campaign("Spring")
    head, content = ("Campaign name", "Day", "Amount spent (USD)", "Platform"), BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, spent in (("Plan", 99), ("Spent", 7)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, head)
            sheet.write_row(1, 0, ("Spring", day(2), spent, "facebook"))
    message = drop(new_team, content.getvalue(), names=("acme.xlsx",))
    assert "Several sheets could be meant: Plan, Spent." in message["text"]
    message = change(new_team, message, {"Several sheets": "Spent"})
    press(new_team, "import_save", message)
    assert "cost $7.00" in new_team.ask("spring all").text

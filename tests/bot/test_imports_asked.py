"""What a file leaves open is asked in one form, and the answer holds: its days, its sheet, its year, its columns."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from tests.bot.conftest import Team
from tests.bot.test_imports import day, drop, press
from tests.bot.test_imports_preview import actions_of, change, label_of, opened, values_of

UNDATED = b"Campaign name,Amount spent (USD),Platform\nSpring,12.50,facebook\n"


HEAD = ("Campaign name", "Day", "Amount spent (USD)", "Platform")


def workbook(hidden: str = "", **sheets: Sequence[tuple[object, ...]]) -> bytes:
    """A workbook of Meta's table, once a sheet. ``hidden``: the sheet that nobody sees."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate((HEAD, *rows)):
                sheet.write_row(number, 0, row)
            if name == hidden:
                sheet.hide()
        book.get_worksheet_by_name([name for name in sheets if name != hidden][-1]).activate()
    return content.getvalue()


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
    content = workbook(Plan=[("Spring", day(2), 99, "facebook")], Spent=[("Spring", day(2), 7, "facebook")])
    message = drop(new_team, content, names=("acme.xlsx",))
    assert "Several sheets could be meant: Plan, Spent." in message["text"]
    message = change(new_team, message, {"Several sheets": "Spent"})
    press(new_team, "import_save", message)
    assert "cost $7.00" in new_team.ask("spring all").text


def test_a_table_nobody_knows_whose_headers_say_it_plainly_takes_one_form(new_team: Team) -> None:
    """Drop it, say currency and VAT, *Save*; which column is what is said, and can be changed below."""
    new_team.campaign("Spring")
    table = f"Date,Campaign,Cost,Clicks\n{day(3)},Spring,12.50,7\n{day(2)},Spring,2.50,3\n".encode()
    message = drop(new_team, table, names=("agency.csv",))
    assert message["text"].startswith("agency.csv")
    assert "which column is what?" not in message["text"]
    message = change(new_team, message, {"Currency of the file": "USD", "VAT": "0", "Channel of all rows": "facebook"})
    assert "Columns: Day = Date, Amount spent = Cost, Campaign = Campaign" in message["text"]
    press(new_team, "import_save", message)
    assert "cost $15.00" in new_team.ask("spring all").text
    assert "cost $15.00" in new_team.ask("facebook all").text


def test_columns_currency_and_vat_are_asked_in_one_form(new_team: Team) -> None:
    """An amount may be what came in, so it is asked; every column is proposed, and nothing is asked twice."""
    new_team.campaign("Wiosna")
    table = f"Data;Kampania;Kwota\n{day(3)};Wiosna;12,50\n{day(2)};Wiosna;2,50\n".encode()
    message = drop(new_team, table)
    assert "3 things to decide" in message["text"]
    labels = [block["label"]["text"] for block in opened(new_team, message)["blocks"] if "label" in block]
    usual, asked = ["Day", "Amount spent", "Campaign", "Channel"], ["Currency of the file", "VAT in the amounts, %"]
    assert labels[:6] == [*usual, *asked]
    message = change(new_team, message, {"VAT": "25"})
    press(new_team, "import_save", message)
    assert "cost $12.00" in new_team.ask("wiosna all").text


def test_which_column_names_the_campaigns_is_asked_by_header_and_example(new_team: Team) -> None:
    """Of LinkedIn, whose groups are what others call campaigns; only the columns of the file are offered."""
    head = "Start Date (in UTC)\tCampaign Group Name\tCampaign Name\tCurrency\tTotal Spent\n"
    rows = f"{day(3)}\tSpring\tEngineers\tUSD\t12.50\n{day(2)}\tSpring\tManagers\tUSD\t2.50\n"
    message = drop(new_team, (head + rows).encode())
    question = "Which column names your campaigns? (Campaign Group Name, Campaign Name)"
    assert question in message["text"]
    assert label_of(message, "import_change") == "Choose the column"
    assert values_of(opened(new_team, message), question) == [
        "Campaign Group Name · Spring",
        "Campaign Name · Engineers, Managers",
    ]
    message = change(new_team, message, {question: "campaign"})
    press(new_team, "import_save", message)
    assert "cost $15.00" in new_team.ask("spring all").text


def test_the_year_of_days_without_one_is_asked_for_this_file_alone(new_team: Team) -> None:
    new_team.campaign("Spring")
    table = b"Date,Campaign,Cost,Currency\n28.02.,Spring,12.50,USD\n1.03.,Spring,2.50,USD\n"
    message = drop(new_team, table)
    assert "has no year. Which is it?" in message["text"]
    message = change(new_team, message, {"“1.03.” has no year": "2024", "VAT": "0"})
    press(new_team, "import_save", message)
    assert "cost $2.50" in new_team.ask("spring 2024-03").text
    later = drop(new_team, table.replace(b"2.50", b"3.50"))
    assert label_of(later, "import_change") == "Choose the year"


def test_a_statement_by_date_description_and_amount_is_known(new_team: Team) -> None:
    """Its lines are offered once its currency is known, which is remembered."""
    rows = f"{day(3)},FACEBK ADS,-120.00\n{day(2)},RENT,-3000.00\n"
    message = drop(new_team, f"Date,Description,Amount\n{rows}".encode())
    assert message["text"].startswith("Bank statement")
    message = change(new_team, message, {"Currency of the file": "USD", "VAT": "20"})
    message = change(new_team, message, {"Which lines": ["2"]})
    press(new_team, "import_save", message)
    assert "cost $100.00" in new_team.ask("all").text


def test_a_stage_called_in_polish_is_asked_of_nobody(new_team: Team) -> None:
    head = "Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date\n"
    rows = f"7301,Y,Umowa wysłana,9000.50,USD,{day(1)},{day(20)}\n7302,Z,Negocjacje,100.00,USD,{day(1)},{day(20)}\n"
    text = drop(new_team, (head + rows).encode(), names=("hubspot.csv",))["text"]
    assert "Which of your stages is “Negocjacje”?" in text
    assert "Umowa wysłana" not in text


def test_a_hidden_sheet_is_left_out_and_named(new_team: Team) -> None:
    new_team.campaign("Spring")
    rows = {"Plan": [("Spring", day(2), 99.5, "facebook")], "Spent": [("Spring", day(2), 7.25, "facebook")]}
    text = drop(new_team, workbook(hidden="Plan", **rows), names=("acme.xlsx",))["text"]
    assert "Hidden sheet left out: Plan" in text
    assert "$7.25 from 1 row" in text


def test_a_merged_cell_above_the_head_is_no_part_of_it(new_team: Team) -> None:
    """A title over all columns, and one header over two of them: its second cell is blank, and is not read."""
    new_team.campaign("Spring")
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:E1", "Acme, all campaigns")
        sheet.write_row(1, 0, (*HEAD, "Remarks"))
        sheet.merge_range("E2:F2", "Remarks")
        sheet.write_row(2, 0, ("Spring", day(2), 7.25, "facebook", "a", "b"))
    assert "$7.25 from 1 row" in drop(new_team, content.getvalue(), names=("acme.xlsx",))["text"]


def test_a_head_merged_over_the_columns_it_should_name_is_refused_or_asked_about(new_team: Team) -> None:
    """One word over campaign, day and amount names only the first of them: nothing is guessed of the others."""
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "Campaign name")
        sheet.write(0, 3, "Platform")
        sheet.write_row(1, 0, ("Spring", day(2), 7.25, "facebook"))
    message = drop(new_team, content.getvalue(), names=("acme.xlsx",))
    assert "import_save" not in actions_of(message)


def test_the_channel_of_all_rows_is_offered_where_no_column_says_it(new_team: Team) -> None:
    new_team.campaign("Spring")
    table = f"Date,Campaign,Cost,Channel\n{day(3)},Spring,12.50,tiktok\n".encode()
    labels = [block["label"]["text"] for block in opened(new_team, drop(new_team, table))["blocks"] if "label" in block]
    assert "Channel of all rows" not in labels
    assert "Channel" in labels

"""What imports put on the books, to the cent: nothing counts twice, and no day moves that a file is not of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.conftest import ADA, Payload, Team
from tests.bot.test_imports import drop, press
from tests.bot.test_imports_preview import change
from tests.program import environment, run

Days = tuple[str, str, str]
"""The first and the last day of a row, and what was spent."""


def spread_over(*rows: Days) -> bytes:
    head = "Reporting starts,Reporting ends,Campaign name,Platform,Amount spent (USD)\n"
    return (head + "".join(f"{first},{last},Spring,facebook,{spent}\n" for first, last, spent in rows)).encode()


def by_day(*rows: tuple[str, str], campaign: str = "Spring") -> bytes:
    head = "Campaign name,Day,Amount spent (USD),Platform\n"
    return (head + "".join(f"{campaign},{day},{spent},facebook\n" for day, spent in rows)).encode()


def save(team: Team, content: bytes) -> Payload:
    """Read and saved; where it has some days of earlier imports, in their place."""
    return press(team, "import_save", replacing(team, drop(team, content)))


def replacing(team: Team, message: Payload) -> Payload:
    while "to decide" in message["text"]:
        message = change(team, message, {"Import of": "replace"})
    return message


# --- a cost spread over more days than a newer file has ---


def test_what_stays_of_a_spread_cost_is_replaced_by_a_file_of_its_days(new_team: Team) -> None:
    """March in one row, then its first half by day, then a file of its last days: each day counts once."""
    new_team.campaign("Spring")
    save(new_team, spread_over(("2026-03-01", "2026-03-31", "310.00")))
    save(new_team, by_day(("2026-03-01", "7.00"), ("2026-03-15", "3.00")))
    assert "cost $170.00" in new_team.ask("spring all").text
    newer = drop(new_team, by_day(("2026-03-22", "1.00"), ("2026-03-31", "2.00")))
    assert "some of the same days: $160.00 for 16–31 Mar 2026" in newer["text"]
    saved = press(new_team, "import_save", replacing(new_team, newer))
    assert "cost $73.00" in new_team.ask("spring all").text
    press(new_team, "undo_import", saved)
    assert "cost $170.00" in new_team.ask("spring all").text
    assert new_team.unbalanced() == []


def test_two_files_that_each_take_days_out_of_one_spread_cost_are_saved_one_after_the_other(new_team: Team) -> None:
    """Either would put the rest of it back, the days of the other among it."""
    new_team.campaign("Spring")
    save(new_team, spread_over(("2026-03-01", "2026-03-31", "310.00")))
    early, late = (
        by_day(("2026-03-01", "7.00"), ("2026-03-10", "3.00")),
        by_day(("2026-03-20", "5.00"), ("2026-03-31", "1")),
    )
    message = replacing(new_team, drop(new_team, early, late, names=("early.csv", "late.csv")))
    assert "late.csv" in message["text"]
    assert "some of the same spend or results as in" in message["text"]
    press(new_team, "import_save", message)
    for content in (early, late):
        again = replacing(new_team, drop(new_team, content))
        if "Ready to save" in again["text"]:
            press(new_team, "import_save", again)
    assert "cost $106.00" in new_team.ask("spring all").text


def test_what_one_file_kept_and_another_replaced_is_no_change_by_hand(new_team: Team) -> None:
    """Four exports of the same days: the second keeps a day of the first, which the third and fourth change."""
    new_team.campaign("Spring")
    for first, second in (("5", "6"), ("5", "7"), ("8", "7"), ("9", "7")):
        save(new_team, by_day(("2026-03-10", first), ("2026-03-11", second)))
        assert f"cost ${int(first) + int(second)}.00" in new_team.ask("spring all").text
    assert new_team.unbalanced() == []


def test_no_month_moves_that_a_newer_file_is_not_of(new_team: Team) -> None:
    """What stays of a spread cost keeps its cents on each day."""
    new_team.campaign("Spring")
    save(new_team, spread_over(("2026-01-01", "2026-03-31", "1.00")))
    before = [line_until(new_team, last) for last in range(10, 31)]
    save(new_team, by_day(("2026-03-30", "5.00"), ("2026-03-31", "5.00")))
    assert [line_until(new_team, last) for last in range(10, 31)] == before


def line_until(team: Team, last: int) -> str:
    """The ROI line of January up to a day."""
    return team.ask(f"spring 2026-01-01..2026-01-{last}").text.splitlines()[1]


# --- campaigns whose name is another thing's ---


@pytest.mark.parametrize("name", ["October", "2026", "LinkedIn"])
def test_a_newer_file_finds_the_campaign_that_could_not_be_called_as_in_the_file(new_team: Team, name: str) -> None:
    """*October* is a month, so its campaign is called *campaign-october*, in each file."""
    save(new_team, by_day(("2026-03-02", "40.00"), ("2026-03-03", "2.00"), campaign=name))
    newer = drop(new_team, by_day(("2026-03-02", "40.00"), ("2026-03-03", "3.00"), campaign=name))
    assert "New campaign" not in newer["text"]
    press(new_team, "import_save", newer)
    assert "cost $43.00" in new_team.ask("all").text


# --- agency invoices ---


def invoice(team: Team, amount: str, media: str) -> None:
    """Of March's media, billed in April."""
    days = {"media_from": "2026-03-01", "media_until": "2026-03-31"}
    team.cost_form("agency", amount=amount, media=media, date="2026-04-05", campaign="spring", **days)


def test_an_invoice_counts_whole_again_once_the_import_before_it_is_undone(new_team: Team) -> None:
    """The ads stood when it was logged, and were left out of it; without them all of it is the cost."""
    new_team.campaign("Spring")
    saved = save(new_team, by_day(("2026-03-02", "4500.00")))
    invoice(new_team, "6000", "4500")
    assert "cost $6,000.00" in new_team.ask("spring all").text
    press(new_team, "undo_import", saved)
    assert "cost $6,000.00" in new_team.ask("spring all").text
    assert new_team.unbalanced() == []


@pytest.mark.parametrize("media", [("1000",), ("1000", "300")])
def test_what_a_preview_says_of_invoiced_ads_holds_where_they_are_more_than_the_media(
    new_team: Team, media: tuple[str, ...]
) -> None:
    """Less spend than before is more than the media still: the invoice stays as it is."""
    new_team.campaign("Spring")
    for one in media:
        invoice(new_team, "2000", one)
    save(new_team, by_day(("2026-03-02", "1200.00")))
    message = drop(new_team, by_day(("2026-03-02", "1150.00")))
    foreseen = message["text"]
    press(new_team, "import_save", message)
    line = new_team.ask("spring all").text.splitlines()[1]
    assert f"Spring after saving: {line}" in foreseen


# --- what is said ---


def test_a_campaign_without_conversions_is_named_so(new_team: Team) -> None:
    """That its ROI is -100% says no more than that (J-03); with a conversion nothing is said."""
    new_team.goal("sale", "100", stage="customer")
    new_team.campaign("Spring")
    message = drop(new_team, by_day(("2026-03-02", "40.00"), campaign="Autumn"))
    assert "ROI -100%: no conversions logged yet (Autumn)" in message["text"]
    new_team.conversions("1 sale facebook spring 2026-03-02")
    assert "no conversions logged" not in drop(new_team, by_day(("2026-03-02", "40.00")))["text"]


def test_a_preview_has_the_roi_on_margin_where_one_is_set(new_team: Team) -> None:
    """As every ROI line has (J-08)."""
    new_team.goal("sale", "100", stage="customer")
    new_team.campaign("Spring", margin="50")
    new_team.conversions("1 sale facebook spring 2026-03-02")
    message = drop(new_team, by_day(("2026-03-02", "40.00")))
    line = "ROI 150.00% · cost $40.00 · return $100.00 · margin ROI 25.00%"
    assert f"Spring after saving: {line}" in message["text"]
    assert f"Spring now: {line}" in press(new_team, "import_save", message)["text"]
    assert line in new_team.ask("spring all").text


def test_the_command_line_says_names_as_they_are_written(new_team: Team, tmp_path: Path) -> None:
    """Nothing there reads Slack's escapes."""
    file = tmp_path / "meta.csv"
    file.write_bytes(by_day(("2026-03-02", "40.00"), campaign="Bread & Butter <3"))
    new_team.ask("all", ADA)
    shown = run("import", str(file), "--workspace", "T1", env=environment(new_team.slack, new_team.url))
    assert "Bread & Butter <3 · Facebook · new: $40.00, 1 row" in shown.stdout

"""What a team does all day: asking, logging, correcting, taking back. Mostly by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.person import HOME, Person

HOURS = re.compile(r"^Hours\b")
"""The field of one person's hours; there is one for several people beside it."""


def test_a_campaign_is_asked_for(reader: Person) -> None:
    """`/roi campaign-q3` answers with its return on investment, for the person who asked only."""
    answer = reader.ask("/roi campaign-q3")
    expect(answer).to_contain_text("ROI 176.92% · cost $65,000.00 · return $180,000.00")
    expect(answer).to_contain_text("Only visible to you")


def test_a_cost_is_logged_with_one_mistake_corrected(logging: Person) -> None:
    """The mistake is told under its field, to a screen reader too; what was typed stays; the history has the cost."""
    form = logging.open("/roi-cost")
    amount, note = form.get_by_role("textbox", name="Amount"), form.get_by_role("textbox", name="Note")
    amount.fill("0")
    note.fill("boosted post")
    logging.choose("Campaign", "Autumn 2026", "Autumn 2026")
    logging.save()
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_have_accessible_description("Write an amount above zero.")
    expect(amount).to_be_focused()
    expect(note).to_have_value("boosted post")
    expect(form.get_by_role("combobox", name="Campaign")).to_have_value("Autumn 2026")
    amount.fill("250")
    logging.save()
    expect(form).to_contain_text("$250.00 logged · Ads · No channel · Autumn 2026 · 5 Oct 2026 · “boosted post”")
    logging.dismiss()
    first = logging.ask("/roi history autumn-2026").locator(".block").nth(1)
    expect(first).to_contain_text("$250.00 · Ads · No channel · Autumn 2026 · 5 Oct 2026 · “boosted post”")


def test_what_was_typed_survives_another_category(reader: Person) -> None:
    """People take hours and a rate at once, without losing the note or the campaign; back again, the amount."""
    form = reader.open("/roi-cost")
    form.get_by_role("textbox", name="Amount").fill("99.50")
    form.get_by_role("textbox", name="Note").fill("filming")
    reader.choose("Campaign", "Always", "Always on")
    category = form.get_by_role("combobox", name="Category")
    category.focus()
    category.select_option("People")
    expect(form.get_by_role("textbox", name=HOURS)).to_be_visible()
    expect(form.get_by_role("textbox", name="Amount")).to_have_count(0)
    expect(category).to_be_focused()
    expect(form.get_by_role("textbox", name="Note")).to_have_value("filming")
    expect(form.get_by_role("combobox", name="Campaign")).to_have_value("Always on")
    category.select_option("Tools")
    expect(form.get_by_role("textbox", name=HOURS)).to_have_count(0)
    expect(form.get_by_role("textbox", name="Note")).to_have_value("filming")


def test_a_cost_is_looked_at_before_it_is_saved(reader: Person) -> None:
    """Preview shows over the form what the cost would do; back from it, all that was typed is still there."""
    form = reader.open("/roi-cost")
    form.get_by_role("textbox", name="Amount").fill("1000")
    reader.choose("Campaign", "Campaign Q3", "Campaign Q3")
    form.get_by_role("button", name="Preview").press("Enter")
    expect(form.get_by_role("heading", name="Before you save")).to_be_visible()
    expect(form).to_contain_text("Its date is outside 1 Jul – 30 Sep 2026, so this ROI leaves it out.")
    expect(form).to_contain_text("Budget left $4,000.00")
    expect(form).to_contain_text("5 × Demo booking")
    reader.page.keyboard.press("Escape")
    expect(form.get_by_role("heading", name="Log a cost")).to_be_visible()
    expect(form.get_by_role("textbox", name="Amount")).to_have_value("1000")
    expect(form.get_by_role("combobox", name="Campaign")).to_have_value("Campaign Q3")


def test_a_campaign_is_created_while_logging(logging: Person) -> None:
    """A name that is not there yet is offered as new, by the arrow keys; then it can be asked for."""
    form = logging.open("/roi-cost")
    form.get_by_role("textbox", name="Amount").fill("1200")
    box = form.get_by_role("combobox", name="Campaign")
    box.fill("Harbour Days")
    offered = form.get_by_role("option", name=re.compile("Harbour Days"))
    expect(offered).to_be_visible()
    logging.choose("Campaign", "Harbour Days", offered.inner_text())
    logging.save()
    expect(form).to_contain_text("$1,200.00 logged · Ads · No channel · Harbour Days")
    logging.dismiss()
    answer = logging.ask("/roi harbour-days")
    expect(answer).to_contain_text("ROI -100.00% · cost $1,200.00 · return $0.00")


def test_conversions_are_logged(logging: Person) -> None:
    """Count times the goal's value is the return, as the receipt says and the campaign shows."""
    form = logging.open("/roi-conversion")
    logging.choose("Goal", "News", "Newsletter")
    form.get_by_role("textbox", name="How many").fill("12")
    logging.choose("Campaign", "Autumn 2026", "Autumn 2026")
    logging.choose("Channel", "Link", "LinkedIn")
    logging.save()
    expect(form).to_contain_text("12 × Newsletter logged · return $180.00 · LinkedIn · Autumn 2026")
    logging.dismiss()
    opened = logging.details(logging.ask("/roi autumn-2026"), "Results")
    expect(opened).to_contain_text("Newsletter: 19")


def test_an_entry_is_taken_back_and_put_back(logging: Person) -> None:
    """Undo says what it took back, and Redo brings it back."""
    logged = "$75.00 · Tools · No channel · Autumn 2026"
    expect(logging.ask("/roi-cost 75 tools autumn-2026")).to_contain_text("$75.00 logged · Tools · No channel")
    taken = logging.ask("/roi undo")
    expect(taken).to_contain_text("Undone")
    expect(taken).to_contain_text(logged)
    before = logging.messages.count()
    logging.press(taken, "Redo")
    newest = logging.messages.nth(before - 1)
    expect(newest).to_contain_text("Restored")
    expect(newest).to_contain_text(logged)
    expect(newest.get_by_role("button", name="Undo")).to_be_visible()


def test_one_line_logs_at_once(logging: Person) -> None:
    """A quick form saves without opening anything; its Undo button takes it back."""
    receipt = logging.ask('/roi-cost 250 ads linkedin campaign-q3 2026-09-03 "boosted post"')
    expect(receipt).to_contain_text("$250.00 logged · Ads · LinkedIn · Campaign Q3 · 3 Sep 2026 · “boosted post”")
    logging.press(receipt, "Undo")
    expect(receipt).to_contain_text("Undone")


def test_the_home_tab_is_where_one_works(olivia: Person) -> None:
    """It has the last 30 days and what to decide, its first button in view, and follows what is logged from there."""
    home = olivia.at(HOME)
    region = home.page.get_by_role("region", name="Home")
    expect(region).to_contain_text("ROI 142.39% · cost $28,982.06 · return $70,251.00")
    expect(region).to_contain_text("Product videos: lost $16,803")
    expect(region.get_by_role("button", name="Log a cost")).to_be_in_viewport()
    region.get_by_role("button", name="Log a cost").press("Enter")
    expect(home.form.get_by_role("heading", name="Log a cost")).to_be_visible()
    home.form.get_by_role("textbox", name="Amount").fill("40")
    home.save()
    expect(home.form).to_contain_text("$40.00 logged · Ads")
    home.dismiss()
    expect(region).to_contain_text("$40.00 · Ads")
    region.get_by_role("combobox").first.select_option("Everything")
    expect(region).to_contain_text("Running campaigns, everything")


def test_a_shortcut_opens_its_form(reader: Person) -> None:
    """The menu beside the composer has the shortcuts of the manifest."""
    reader.page.get_by_label("Shortcuts").click()
    reader.page.get_by_role("button", name="Log conversions Opens the form").click()
    expect(reader.form.get_by_role("heading", name="Log conversions")).to_be_visible()


def test_an_unknown_command_is_told(reader: Person) -> None:
    """Slack knows only the commands of the manifest; the bot knows its own words and names the nearest."""
    expect(reader.ask("/rio campaign-q3")).to_contain_text("/rio is not a valid command")
    expect(reader.ask("/roi campagin-q3")).to_contain_text("Did you mean /roi campaign-q3")


def test_who_writes_to_the_bot_is_answered_and_a_cost_is_logged_from_a_message(logging: Person) -> None:
    """A line in the Messages tab is logged, a question answered; a message's menu opens the form with its words."""
    with logging.page.expect_navigation():  # what others have left there is to be counted
        logging.page.get_by_role("link", name="ROI Bot · Messages").click()
    receipt = logging.write("250 ads linkedin campaign-q3")
    expect(receipt).to_contain_text("logged")
    expect(receipt).not_to_contain_text("Only visible to you")
    expect(logging.write("campaign-q3")).to_contain_text("ROI")
    with logging.page.expect_navigation():
        logging.page.get_by_role("link", name="marketing").click()
    said = logging.ask("We paid €99.50 for the LinkedIn boost of Campaign Q3")
    said.hover()
    said.locator("xpath=..").get_by_label("More actions").click()
    logging.page.get_by_role("button", name="Log cost from message").click()
    expect(logging.form.get_by_role("textbox", name="Amount")).to_have_value("99.50")
    expect(logging.form.get_by_role("combobox", name="Currency")).to_have_value("EUR")
    expect(logging.form.get_by_role("combobox", name="Channel")).to_have_value("LinkedIn")
    expect(logging.form.get_by_role("combobox", name="Campaign")).to_have_value("Campaign Q3")

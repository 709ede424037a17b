"""The page itself: the list of commands, what a reload keeps, light and dark, a narrow screen."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import ViewportSize, expect

from tests.browser.person import EMMA, HOME, Person

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
NARROW = ViewportSize(width=390, height=844)


def test_a_slash_lists_the_commands(reader: Person) -> None:
    """All commands of the manifest with hint and description; the next letters narrow them; Tab completes."""
    known = yaml.safe_load(MANIFEST.read_text("utf-8"))["features"]["slash_commands"]
    reader.composer.press_sequentially("/")
    offered = reader.page.get_by_role("listbox", name="Commands").get_by_role("option")
    expect(reader.composer).to_have_attribute("aria-expanded", "true")
    for command in known:
        line = offered.filter(has_text=command["usage_hint"])
        expect(line).to_contain_text(command["command"])
        expect(line).to_contain_text(command["description"])
    reader.composer.press_sequentially("roi-co")
    expect(offered).to_have_count(2)
    reader.composer.press("ArrowDown")
    reader.composer.press("Tab")
    expect(reader.composer).to_have_value("/roi-conversion ")
    expect(reader.composer).to_have_attribute("aria-expanded", "false")


def test_escape_closes_the_list_of_commands(reader: Person) -> None:
    """Escape closes the list and keeps what was typed."""
    reader.composer.press_sequentially("/r")
    reader.composer.press("Escape")
    expect(reader.page.get_by_role("listbox", name="Commands")).to_be_hidden()
    expect(reader.composer).to_have_attribute("aria-expanded", "false")
    expect(reader.composer).to_have_value("/r")


def test_a_reload_keeps_everything(reader: Person) -> None:
    """Messages, the open form and its errors outlive a reload of the page."""
    reader.ask("/roi campaign-q3")
    form = reader.open("/roi-cost")
    form.get_by_role("textbox", name="Amount").fill("0")
    reader.save()
    expect(form.get_by_role("textbox", name="Amount")).to_have_attribute("aria-invalid", "true")
    reader.page.reload()
    expect(form.get_by_role("textbox", name="Amount")).to_have_value("0")
    expect(form.get_by_role("textbox", name="Amount")).to_have_attribute("aria-invalid", "true")
    reader.dismiss()
    expect(reader.messages.last).to_contain_text("ROI 176.92%")


def test_the_commands_stay_for_one_who_is_back_at_once(reader: Person) -> None:
    """Leaving the composer closes its list a moment later, but not if one has come back meanwhile."""
    reader.composer.focus()
    reader.composer.evaluate("box => { box.blur(); box.focus(); }")
    reader.composer.press_sequentially("/")
    reader.page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    expect(reader.page.get_by_role("listbox", name="Commands")).to_be_visible()


def test_light_and_dark(reader: Person) -> None:
    """The page follows the system, until the switch says otherwise; a reload remembers."""
    root = reader.page.locator("html")
    reader.page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-theme", "dark")
    reader.page.get_by_role("button", name="Switch between light and dark").press("Enter")
    expect(root).to_have_attribute("data-theme", "light")
    reader.page.reload()
    expect(root).to_have_attribute("data-theme", "light")


def test_people_talk_to_each_other(olivia: Person) -> None:
    """What is no command is a message; the other one finds it marked as unread, even while looking elsewhere."""
    emma = olivia.at(HOME, user=EMMA)
    entry = emma.page.get_by_role("navigation", name="Conversations").get_by_role("link", name="marketing")
    expect(entry).not_to_contain_text("unread")
    beside = Person(page=emma.page.context.new_page(), address=olivia.address).at()
    expect(beside.ask("Lunch?")).to_contain_text("Lunch?")
    expect(entry).to_contain_text("unread: 1")
    entry.click()
    expect(emma.messages).to_contain_text("Lunch?")


@pytest.mark.parametrize("place", ["C0MARKETING", HOME])
def test_nothing_overflows_a_narrow_screen(reader: Person, place: str) -> None:
    """On a phone nothing is wider than the screen."""
    reader.page.set_viewport_size(NARROW)
    there = reader.at(place)
    if place != HOME:
        there.ask("/roi channels 2025-09-29..2026-10-04")
        assert _overflowing(there) == []
        there.open("/roi-cost")
    assert _overflowing(there) == []


def test_everything_is_in_reach_on_a_narrow_screen(reader: Person) -> None:
    """On a phone the composer, the form's Save and each sheet of the bar lie within the screen."""
    reader.page.set_viewport_size(NARROW)
    expect(reader.composer).to_be_in_viewport(ratio=1)
    for menu in reader.page.locator("details.drop").all():
        menu.locator("summary").click()
        expect(menu.locator(".sheet")).to_be_in_viewport(ratio=1)
        reader.page.keyboard.press("Escape")
        expect(menu.locator(".sheet")).to_be_hidden()
    reader.composer.press_sequentially("/")
    expect(reader.page.get_by_role("listbox", name="Commands")).to_be_in_viewport(ratio=1)
    form = reader.open("/roi-cost")
    expect(form.get_by_role("button", name="Save")).to_be_in_viewport(ratio=1)
    for link in reader.page.get_by_role("navigation", name="Conversations").get_by_role("link").all():
        link.scroll_into_view_if_needed()


def _overflowing(person: Person) -> list[str]:
    """The parts that are wider within than without: of those that may scroll up and down only."""
    wide = "parts => parts.filter(part => part.scrollWidth > part.clientWidth).map(part => part.id || part.tagName)"
    parts = person.page.locator("html, main, #messages, .modal-body, .composer")
    return list(parts.evaluate_all(wide))

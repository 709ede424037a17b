"""Digests and alerts: set up, and seen to arrive as the clock moves."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.person import HOME, LEADERSHIP, Person

DIGEST = (
    "Weekly digest · 28 Sep – 4 Oct 2026",
    "ROI 49.10% · cost $12,657.81 · return $18,873.00",
    "Earned $6,215 more than it cost, $3,305 less than the week before",
    "Watch Autumn 2026: 7 × Newsletter, 167 expected by now.",
)
BEHIND_IT = (
    "YouTube: ROI -100.00% · cost $451.89 · return $0.00",
    "before: ROI -100.00% · cost $348.24 · return $0.00",
)
ALERT = (
    "Spend without results · 5 Oct 2026",
    "Product videos: nothing since 25 Aug",
    "$2,798 spent since, no conversion. At your target price of $210, 13 × Demo booking would have come by now.",
    "The same on YouTube: $2,749 since 27 Aug.",
    "Nothing came of $2,988 in 12 months, and no ads ran on it: does it serve all campaigns, or should it end?",
)
"""What comes on Monday, in whole amounts, and what stands behind *Details* (docs/sample-data.md)."""


def test_a_digest_and_an_alert_arrive_on_monday(olivia: Person) -> None:
    """The conversation is told at once who set them up, and on Monday at nine has the week's figures, for everybody,
    and what cost money for four weeks and brought nothing, with the arithmetic.
    """
    for command, told in (("/roi digest", "Digest set up"), ("/roi alerts", "Alerts set up")):
        _set_up(olivia, command, told)
        olivia.dismiss()
    before = olivia.messages.count()
    olivia.go_to_monday()
    expect(olivia.messages).to_have_count(before + 2)
    for number, lines in enumerate((DIGEST, ALERT)):
        post = olivia.messages.nth(before + number)
        _says(post, lines)
        expect(post).not_to_contain_text("Only visible to you")
    expect(olivia.page.locator("#now")).to_contain_text("Mon 5 Oct 2026, 09:00")
    home = olivia.at(HOME).page.get_by_role("region", name="Home")
    expect(home).to_contain_text("Mon 12 Oct, 09:00 · digest, #marketing · last one sent 5 Oct")
    expect(home).to_contain_text("Mon 12 Oct, 09:00 · alerts, #marketing · last one sent 5 Oct")


def test_what_is_behind_a_digest_is_one_press_away(olivia: Person) -> None:
    """*Details* has each channel to the cent, *Eight weeks* a chart, *Open* at an alert its campaign."""
    for command, told in (("/roi digest", "Digest set up"), ("/roi alerts", "Alerts set up")):
        _set_up(olivia, command, told)
        olivia.dismiss()
    before = olivia.messages.count()
    olivia.go_to_monday()
    expect(olivia.messages).to_have_count(before + 2)
    digest, alert = olivia.messages.nth(before), olivia.messages.nth(before + 1)
    olivia.press(digest, "Details")
    _says(olivia.form, BEHIND_IT)
    olivia.dismiss()
    alert.get_by_role("button", name="Open Product videos", exact=True).click()
    expect(olivia.form).to_contain_text("Product videos")
    olivia.dismiss()
    olivia.press(digest, "Eight weeks")
    weeks = olivia.message(before + 2)
    _says(weeks, ("Eight weeks · 10 Aug – 4 Oct 2026", "ROI 133.01%", "Cost and return by week, USD"))
    expect(weeks).to_contain_text("Only visible to you")


def test_every_monday_on_the_way_has_its_digest(olivia: Person) -> None:
    """Moving the clock two weeks on by date brings both digests, in their order."""
    _set_up(olivia, "/roi digest", "Digest set up")
    olivia.dismiss()
    before = olivia.messages.count()
    clock = olivia.page.locator("details.clock")
    clock.locator("summary").click()
    clock.get_by_label("Date").fill("2026-10-12")
    clock.get_by_role("button", name="Go").click()
    expect(olivia.messages).to_have_count(before + 2)
    expect(olivia.messages.nth(before)).to_contain_text("Weekly digest · 28 Sep – 4 Oct 2026")
    expect(olivia.messages.nth(before + 1)).to_contain_text("Weekly digest · 5–11 Oct 2026")


def test_a_digest_is_stopped_after_a_question(logging: Person) -> None:
    """Stop asks first; denied, the digest stays; confirmed, nothing more is posted there."""
    _set_up(logging, "/roi digest", "Digest set up")
    logging.dismiss()
    form = logging.open("/roi digest")
    question = logging.page.locator("dialog.confirm")
    form.get_by_role("button", name="Stop").press("Enter")
    question.get_by_role("button").first.press("Enter")
    expect(question).to_have_count(0)
    expect(form.get_by_role("button", name="Stop")).to_be_focused()
    form.get_by_role("button", name="Stop").press("Enter")
    question.get_by_role("button").last.press("Enter")
    expect(form).to_contain_text("Stopped: nothing more will be posted there.")


def test_the_bot_says_where_it_is_not_and_is_invited(olivia: Person) -> None:
    """In a private conversation without the bot the form says so; /invite mends it, and the digest arrives."""
    there = olivia.at(LEADERSHIP)
    _set_up(there, "/roi digest", "I’m not in that conversation yet: type /invite @ROI Bot there")
    there.dismiss()
    expect(there.ask("/invite @ROI Bot")).to_contain_text("added ROI Bot to this conversation")
    there.go_to_monday()
    post = there.messages.filter(has_text="Weekly digest · 28 Sep – 4 Oct 2026")
    expect(post).to_contain_text("ROI 49.10% · cost $12,657.81 · return $18,873.00")


def test_no_digest_goes_to_another_organisation(reader: Person) -> None:
    """A conversation shared with another organisation is not on the menu of where to post."""
    menu = reader.open("/roi digest").get_by_role("combobox", name="Post to")
    expect(menu).to_contain_text("#marketing")
    expect(menu).not_to_contain_text("#agency-partners")


def _set_up(person: Person, command: str, told: str) -> None:
    person.open(command)
    person.save()
    expect(person.form).to_contain_text(told)


def _says(post: Locator, lines: tuple[str, ...]) -> None:
    for line in lines:
        expect(post).to_contain_text(line)

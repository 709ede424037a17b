"""Nobody is shut out: axe-core finds nothing serious, and the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Locator, expect

from tests.browser.person import EMMA, HOME, ZOFIA, Person

GRAVE = {"serious", "critical"}


def _message(person: Person) -> None:
    expect(person.ask("/roi campaign-q3")).to_contain_text("176.92%")


def _polish(person: Person) -> None:
    expect(person.at(user=ZOFIA).ask("/roi campaign-q3")).to_contain_text("176,92%")


def _form(person: Person) -> None:
    person.open("/roi-cost")


def _form_with_errors(person: Person) -> None:
    form = person.open("/roi-cost")
    form.get_by_role("textbox", name="Amount").fill("0")
    person.save()
    expect(form.get_by_role("textbox", name="Amount")).to_have_attribute("aria-invalid", "true")


def _search(person: Person) -> None:
    person.open("/roi-cost").get_by_role("combobox", name="Campaign").press("ArrowDown")
    expect(person.form.get_by_role("listbox", name="Choose or type a campaign")).to_be_visible()


def _question(person: Person) -> None:
    person.press(person.ask("/roi campaign-q3"), "Share")
    expect(person.page.locator("dialog.confirm")).to_be_visible()


def _home(person: Person) -> None:
    expect(person.at(HOME).page.get_by_role("region", name="Home")).to_contain_text("To decide, last 365 days")


def _commands(person: Person) -> None:
    person.composer.press_sequentially("/")
    expect(person.page.get_by_role("listbox", name="Commands")).to_be_visible()


def _menus(person: Person) -> None:
    person.page.locator("summary", has_text="ROI Bot’s clock").press("Enter")
    assert _violations(person) == []
    person.page.locator("summary", has_text="You are").press("Enter")


def _shortcuts(person: Person) -> None:
    person.page.get_by_label("Shortcuts").press("Enter")
    expect(person.page.get_by_role("button", name="Log conversions Opens the form")).to_be_visible()


STATES = (
    _message,
    _polish,
    _form,
    _form_with_errors,
    _search,
    _question,
    _home,
    _commands,
    _menus,
    _shortcuts,
)


@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__.strip("_"))
def test_nothing_serious_is_found(reader: Person, reach: Callable[[Person], None]) -> None:
    """Each state of the page is free of serious and critical violations; in the dark the colours are others."""
    _dressed(reader, "light")
    reach(reader)
    assert _violations(reader) == []
    _dressed(reader, "dark")
    assert _violations(reader, runOnly=["color-contrast"]) == []


def test_the_check_can_fail(reader: Person) -> None:
    """A button without a name is found."""
    reader.page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    assert [found.partition(":")[0] for found in _violations(reader)] == ["button-name"]


def test_tab_goes_through_the_page(reader: Person) -> None:
    """From the top, Tab reaches the skip link, a message's buttons and the composer, in that order."""
    answer = reader.at(user=EMMA).ask("/roi campaign-q3")  # who has not asked for so much before
    stops = [
        reader.page.get_by_role("link", name="Skip to the composer"),
        answer.get_by_role("button", name="Details", exact=True),
        answer.get_by_role("button", name="Share", exact=True),
        answer.get_by_label("More actions"),
        reader.composer,
        reader.page.get_by_role("button", name="Send"),
    ]
    reader.page.evaluate("() => document.activeElement.blur()")
    for stop in stops:
        _tab_to(reader, stop)


def test_the_skip_link_leads_to_the_composer(reader: Person) -> None:
    """The first stop of Tab jumps over the sidebar."""
    reader.page.evaluate("() => document.activeElement.blur()")
    _tab_to(reader, reader.page.get_by_role("link", name="Skip to the composer"))
    reader.page.keyboard.press("Enter")
    expect(reader.composer).to_be_focused()


def test_a_form_keeps_the_focus_and_gives_it_back(reader: Person) -> None:
    """Tab stays within the open form, its first field has the focus; closed by Escape, the composer has it again."""
    form = reader.open("/roi-cost")
    expect(form.get_by_role("textbox", name="Amount")).to_be_focused()
    for _ in range(2 * form.locator("input, select, button").count()):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate("() => document.activeElement.matches('body, dialog, dialog *')")
    reader.dismiss()
    expect(reader.composer).to_be_focused()


def test_a_form_opened_by_a_button_gives_the_focus_back_to_it(reader: Person) -> None:
    """Closed, one goes on where one was."""
    button = reader.ask("/roi campaign-q3").get_by_role("button", name="Details")
    button.press("Enter")
    expect(reader.form).to_be_visible()
    reader.form.get_by_role("button", name="Close", exact=True).press("Enter")
    expect(reader.form).to_have_count(0)
    expect(button).to_be_focused()


def test_an_answer_is_announced(reader: Person) -> None:
    """Messages stand in a log, which screen readers follow; what goes wrong is an alert."""
    expect(reader.page.get_by_role("log", name="Messages")).to_be_visible()
    expect(reader.page.locator("#notice")).to_have_role("alert")


def _tab_to(person: Person, wanted: Locator) -> None:
    """Presses Tab until it is there; a whole round without it is a failure."""
    for _ in range(person.page.locator("a, button, input, select, textarea, summary, [tabindex]").count()):
        person.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    expect(wanted).to_be_focused()


def _dressed(person: Person, scheme: str) -> None:
    person.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    expect(person.page.locator("html")).to_have_attribute("data-theme", scheme)


def _violations(person: Person, **options: object) -> list[str]:
    """``rule: first element`` of what axe-core calls serious or critical; what is well is not described.

    Of the messages it looks at the newest: those above it are of other tests.
    """
    if not person.page.evaluate("() => 'axe' in window"):
        person.page.evaluate(AXE_SCRIPT)
    older = "[...document.querySelectorAll('#messages article')].slice(0, -1)"
    run = f"options => axe.run({{exclude: {older}}}, options).then(results => results.violations)"
    found = person.page.evaluate(run, {"resultTypes": ["violations"], **options})
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in GRAVE]

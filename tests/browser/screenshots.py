"""`python -m tests.browser.screenshots` takes the pictures of docs/screenshots anew, from the real program.

Each picture has a demo of its own, so that all show the same minute and the same books, whoever takes them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, ViewportSize, expect

from tests.browser import program
from tests.browser.person import HOME, ZOFIA, Person

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
SIZE = ViewportSize(width=1280, height=800)


def main() -> int:
    """Takes them all. Status 1 without a Chromium."""
    path = program.chromium()
    if path is None:
        sys.stderr.write("No Chromium was found: install one (apt-get install chromium) and try again.\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with program.browsing(path) as browser:
        for name, (scheme, reach) in PICTURES.items():
            take(browser, FOLDER / f"{name}.png", scheme, reach)
            sys.stdout.write(f"{name}.png\n")
    return 0


def take(browser: Browser, file: Path, scheme: str, reach: Callable[[Person], None]) -> None:
    """One picture of what Olivia sees after ``reach``; ``scheme``: light or dark."""
    with program.demo() as address:
        context = browser.new_context(
            viewport=SIZE,
            device_scale_factor=1,
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        reach(Person(page=page, address=address).at())
        page.mouse.move(0, 0)
        page.screenshot(path=file, animations="disabled", caret="hide")
        context.close()


def answer(person: Person) -> None:
    """What a campaign returned."""
    _from_its_top(person.ask("/roi campaign-q3"), "ROI 176.92%")


def form(person: Person) -> None:
    """A cost about to be logged, with one mistake."""
    opened = person.open("/roi-cost")
    amount = opened.get_by_role("textbox", name="Amount")
    amount.fill("0")
    person.choose("Campaign", "Autumn 2026", "Autumn 2026")
    opened.get_by_role("textbox", name="Note").fill("boosted post")
    person.save()
    expect(amount).to_have_attribute("aria-invalid", "true")
    expect(amount).to_be_focused()


def digest(person: Person) -> None:
    """The weekly digest, after the clock has moved."""
    _on_monday(person, "/roi digest", "Weekly digest · 28 Sep – 4 Oct 2026")


def alert(person: Person) -> None:
    """The weekly warning, after the clock has moved."""
    _on_monday(person, "/roi alerts", "Spend without results")


def polish(person: Person) -> None:
    """The same campaign, read in Polish."""
    _from_its_top(person.at(user=ZOFIA).ask("/roi campaign-q3"), "ROI 176,92%")


def home(person: Person) -> None:
    """The Home tab."""
    expect(person.at(HOME).page.get_by_role("region", name="Home")).to_contain_text("To decide, last 365 days")


def _on_monday(person: Person, command: str, arrives: str) -> None:
    person.open(command)
    person.save()
    expect(person.form.get_by_role("button", name="Save")).to_have_count(0)
    person.dismiss()
    person.go_to_monday()
    _from_its_top(person.messages.last, arrives)
    expect(person.page.locator("#now")).to_contain_text("09:00")
    expect(person.page.locator(".moving")).to_have_count(0)


def _from_its_top(message: Locator, says: str) -> None:
    """The page shows the end of what is longer than it."""
    expect(message).to_contain_text(says)
    message.evaluate("message => message.scrollIntoView({block: 'start'})")


PICTURES = {
    "campaign": ("light", answer),
    "cost-form": ("light", form),
    "digest": ("dark", digest),
    "polish": ("light", polish),
    "home": ("light", home),
    "alert": ("light", alert),
}
"""Name of the file -> light or dark, and how to get there."""

if __name__ == "__main__":
    sys.exit(main())

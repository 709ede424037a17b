"""`python -m tests.browser.film` takes docs/screenshots/demo.png anew: twenty seconds of the demo as it is used."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import program
from tests.browser.apng import animated
from tests.browser.person import Person
from tests.browser.screenshots import FOLDER

SIZE = ViewportSize(width=900, height=640)
FILE = FOLDER / "demo.png"

Frame = tuple[bytes, int]
"""A picture of the page, and how many milliseconds it stays."""


def main() -> int:
    """Takes it. Status 1 without a Chromium."""
    path = program.chromium()
    if path is None:
        sys.stderr.write(f"{program.MISSING}\n")
        return 1
    with program.browsing(path) as browser, program.demo() as address:
        context = browser.new_context(viewport=SIZE, device_scale_factor=1, reduced_motion="reduce")
        frames = list(played(Person(page=context.new_page(), address=address).at()))
        context.close()
    FILE.write_bytes(animated(frames))
    seconds = sum(stays for _, stays in frames) / 1000
    sys.stdout.write(f"{FILE.name}: {len(frames)} pictures, {seconds:.0f} seconds, {FILE.stat().st_size // 1024} KiB\n")
    return 0


def played(person: Person) -> Iterator[Frame]:
    """A cost is logged in a line, a campaign asked for, its details opened, and it is asked where to cut."""
    yield from _typed(person, "/roi-cost 250 ads linkedin autumn-2026", 2600)
    yield from _typed(person, "/roi campaign-q3", 3600)
    yield from _details(person)
    yield from _typed(person, "/roi where should I cut", 6000)


def _typed(person: Person, line: str, stays: int) -> Iterator[Frame]:
    """The line as it is typed, and what it is answered with."""
    for length in (len(line) // 3, 2 * len(line) // 3, len(line)):
        person.composer.fill(line[:length])
        person.page.keyboard.press("Escape")
        yield _picture(person.page), 350
    before = person.messages.count()
    person.composer.fill(line)
    person.composer.press("Enter")
    person.message(before).evaluate("message => message.scrollIntoView({block: 'start'})")
    yield _picture(person.page), stays


def _details(person: Person) -> Iterator[Frame]:
    person.press(person.messages.last, "Details")
    expect(person.form).to_be_visible()
    yield _picture(person.page), 2200
    menu = person.form.get_by_role("combobox").first
    menu.select_option("results")
    expect(person.form).to_contain_text("ROAS")
    yield _picture(person.page), 2400
    person.dismiss()


def _picture(page: Page) -> bytes:
    return page.screenshot(animations="disabled", caret="hide")


if __name__ == "__main__":
    sys.exit(main())

"""A browser, a demo, and somebody who uses both.

One browser for this folder, not for the session: while it is open, Playwright's event loop counts as running in this
thread, and tests elsewhere begin loops of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import program
from tests.browser.person import MARKETING, Person, watched

WIDE = ViewportSize(width=1280, height=800)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    path = program.chromium()
    if path is None:
        pytest.fail(program.MISSING, pytrace=False)
    with program.browsing(path) as opened:
        yield opened


@pytest.fixture(scope="package")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample year on the books, which is put there once."""
    return program.sample_year(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="package")
def demo(year: Path) -> Iterator[str]:
    """The address of a demo that tests share where none disturbs another."""
    with program.demo(year) as address:
        yield address


@pytest.fixture(scope="package")
def kept_books(year: Path) -> Iterator[str]:
    """The address of a demo that tests share which change the books, each what no other looks at, and no clock."""
    with program.demo(year) as address:
        yield address


@pytest.fixture
def own_demo(browser: Browser, year: Path) -> Iterator[str]:
    """The address of a demo of this test's own, where the books may change and the clock may move."""
    with program.demo(year) as address:
        yield address


@pytest.fixture(scope="package")
def tab(browser: Browser) -> Iterator[Page]:
    """The one page that all tests look at: another window for each would begin a process and read every script anew,
    which takes a processor longer than most tests.
    """
    opened = browser.new_context(viewport=WIDE).new_page()
    opened.context.set_default_timeout(10_000)
    yield opened
    opened.context.close()


@pytest.fixture(scope="package")
def faults(tab: Page) -> list[str]:
    """What has gone wrong on it."""
    return watched(tab)


@pytest.fixture
def page(tab: Page, faults: list[str]) -> Iterator[Page]:
    """A page on which nothing may go wrong, and that remembers nothing of the test before."""
    yield tab
    _forget(tab)
    wrong = list(faults)
    faults.clear()
    assert wrong == []


def _forget(tab: Page) -> None:
    for beside in tab.context.pages[1:]:
        beside.close()
    tab.evaluate("() => localStorage.clear()")
    tab.goto("about:blank")
    tab.emulate_media(color_scheme="null", reduced_motion="null")
    tab.set_viewport_size(WIDE)


@pytest.fixture
def reader(demo: str, page: Page) -> Iterator[Person]:
    """Olivia in #marketing, who changes nothing that others see."""
    yield from _at(demo, page)


@pytest.fixture
def logging(kept_books: str, page: Page) -> Iterator[Person]:
    """Olivia in #marketing, where others have logged what they like."""
    yield from _at(kept_books, page)


def _at(address: str, page: Page) -> Iterator[Person]:
    """A form left open is closed for the next test."""
    person = Person(page=page, address=address).at(MARKETING)
    yield person
    if person.form.count():
        person.form.get_by_role("button", name="Close all").press("Enter")
        expect(person.form).to_have_count(0)


@pytest.fixture
def olivia(own_demo: str, page: Page) -> Person:
    """Olivia in #marketing of a demo of her own."""
    return Person(page=page, address=own_demo).at(MARKETING)

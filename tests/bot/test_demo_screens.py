"""The playground from end to end: whatever word is typed is answered there, and every form opens, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import httpx
import pytest

from bot import registry
from tests.bot.test_demo import MARKETING, OLIVIA, Demo, free_port, running
from tests.bot.test_rate_matrix import OPENED_BY, WORDS
from tests.playground.conftest import Browser
from tests.playground.drawn import Node, tree

ZOFIA = "U0ZOFIAN"
PLACES = ("C0GENERAL", "G0LEADERSHIP", MARKETING)
ADMINS = {"en": OLIVIA, "pl": ZOFIA}

ASKED = ("", "q3", "all", "campaign-q3", "campaign-q3 all", "compare autumn-2025 autumn-2026", "compare campaign-q3 q3")
"""Answers that a word alone does not ask for."""

BEHIND_BUTTONS = {
    "stages": ("deal", "open_stages"),
    "refund": (None, "refund"),
    "sources": ("sources", "open_sources"),
}
OF_A_FILE = {"import_change", "link_source"}
"""Forms about what a file says."""
"""Forms without a word: what is typed before, and the button."""

TROUBLE = (
    "invalid_blocks",
    "failed with the error",
    "Something went wrong and nothing was saved",
    "poszło nie tak",
    "did not answer",
)
"""What Slack or the bot says where an answer is none."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of this file's own: *undo* among the words takes something back."""
    with running(tmp_path_factory.mktemp("screens") / "tmp", "--port", str(free_port())) as begun:
        yield begun


@pytest.fixture(params=ADMINS)
def admin(demo: Demo, request: pytest.FixtureRequest) -> Browser:
    """Who may open everything, in each language."""
    return demo.at(ADMINS[request.param], MARKETING)


def test_every_word_is_answered(demo: Demo, admin: Browser) -> None:
    """With a message or a form, and nothing Slack would refuse; every other word in the other language.

    The matrix of rates asks each of them in both.
    """
    words = [*ASKED, *WORDS[list(ADMINS.values()).index(admin.user) :: len(ADMINS)]]
    for number, place in enumerate(PLACES):
        all_answered(demo.at(admin.user, place), words[number :: len(PLACES)])


def all_answered(asking: Browser, words: Sequence[str]) -> None:
    """Each word, one after the other; every answer is drawn again with each that follows in its place."""
    shown = len(asking.messages())
    for word in words:
        page = drawn(asking.say(f"/roi {word}"))
        assert trouble(page) == [], word
        before, shown = shown, len(page.every("article"))
        forms = page.every("dialog", class_="modal")
        assert shown > before or forms, word
        if forms:
            leave(asking, page)


def drawn(answer: httpx.Response) -> Node:
    """What a browser draws anew after it has sent something: here all of it, as it names nothing that it has seen."""
    assert answer.status_code == 200
    return tree(answer.text)


def leave(admin: Browser, page: Node) -> None:
    """Leaves the form on top of the page by its cross."""
    [cross] = page.one("dialog", class_="modal").every("button", type="button", aria_label="Close all")[-1:]
    admin.web.post(f"{admin.url}{cross['hx-post']}", data=json.loads(cross.attributes.get("hx-vals", "{}")))


def test_every_form_opens(admin: Browser) -> None:
    """Each with a title of its own and a Save."""
    forms = set(registry.FORMS) - OF_A_FILE
    titles = {form: title(admin, form) for form in forms}
    assert len(set(titles.values())) == len(forms), titles


def test_every_figure_opens(admin: Browser) -> None:
    """The button under an answer leads to its rows, formula and *as of*."""
    admin.say("/roi campaign-q3")
    admin.press("details")
    page = admin.look()
    assert trouble(page) == []
    assert re.search(r"65[,\s]000[.,]00.*180[,\s]000[.,]00", admin.form().text)
    admin.close(cross=True)


def title(admin: Browser, form: str) -> str:
    """What stands over the form, once it is open; it is closed again."""
    command, word = OPENED_BY.get(form, ("/roi", form))
    answer = sell(admin) if form == "refund" else admin.say(f"{command} {BEHIND_BUTTONS.get(form, (word, ''))[0]}")
    if form in BEHIND_BUTTONS:
        answer = admin.press(BEHIND_BUTTONS[form][1])
    page = drawn(answer)
    assert trouble(page) == [], form
    opened = page.one("dialog", class_="modal").one("form")
    assert opened.every("button", type="submit"), form
    leave(admin, page)
    return opened.every("h2")[0].text  # what is listed below it may have a heading of its own


def sell(admin: Browser) -> httpx.Response:
    """A sale with real revenue, whose receipt has *Refund*."""
    admin.say("/roi-conversion")
    goal = {"text": {"type": "plain_text", "text": "Newsletter", "emoji": False}, "value": "newsletter"}
    return admin.submit({"goal": json.dumps(goal), "count": "1", "revenue": "50"})


def trouble(page: Node) -> list[str]:
    """What it says that no answer of ours should say."""
    notice, text = page.one(id="notice").text, page.text
    return [word for word in TROUBLE if word in text] + [notice] * bool(notice)

"""Every screen, in a language that marks what it says and against Slack's limits: no raw word, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bot.language import Language, Languages
from bot.playground.limits import check_message, check_view
from bot.views.blocks import message, paragraph
from bot.views.line_breaks import kept_together
from bot.views.modals import LONGEST_TITLE
from core.setup.languages import LANGUAGES
from tests import catalogue, gallery

LONGEST_CONFIRM = 30
LONGEST_BUTTON = 30
"""Ours, so that two stand side by side on a phone; Slack would take 75."""

SHOWN = cache(lambda code: (gallery.messages(Languages().get(code)), gallery.views(Languages().get(code))))
"""Messages and views of a language, by their names: drawn once for all that is asked of them."""

CODE = sorted((catalogue.ROOT / "bot").rglob("*.py"))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    """The test runs once in each language."""
    return Languages().get(request.param)


# --- nothing bypasses the catalogue ---


def test_every_text_on_the_screen_comes_from_the_catalogue() -> None:
    """In a language that marks what it says, no view and no sentence shows an unmarked word of ours."""
    marked = catalogue.Marked()
    shown = {**gallery.messages(marked), **gallery.views(marked)}
    bare = [
        f"{name}: {word!r} in {text!r}"
        for name, payload in shown.items()
        for text in catalogue.texts(payload)
        for word in catalogue.bare_words(text)
    ]
    bare += [f"{word!r} in {text!r}" for text in gallery.sentences(marked) for word in catalogue.bare_words(text)]
    assert not bare, "\n".join(bare)


def test_a_raw_string_is_caught() -> None:
    """The negative control: a word past the catalogue is found, alone, as a value, and in plain English."""
    marked = catalogue.Marked()
    said = marked.say("Shared by {name}", name="somebody")
    raw = message("Overview", [paragraph(said, heading=marked.say("Formula"))])
    found = {word for text in catalogue.texts(raw) for word in catalogue.bare_words(text)}
    assert found == {"Overview", "somebody"}
    assert catalogue.bare_words(marked.say("never marked")) == ["never", "marked"]
    english, _ = SHOWN("en")
    assert all(any(map(catalogue.bare_words, catalogue.texts(made))) for made in english.values())


def test_the_gallery_says_everything() -> None:
    """Every message id of the views and of the sentences is said somewhere in the gallery."""
    marked = catalogue.Marked()
    for show in (gallery.messages, gallery.views, gallery.sentences):
        show(marked)
    places = ("bot/views/", "bot/desk/sentences/")
    silent = [
        f"{place}  {found!r}"
        for found, place in catalogue.extracted().items()
        if place.startswith(places) and not marked.heard & set(catalogue.forms(found)[:1])
    ]
    assert not silent, "\n".join(["tests/gallery.py never shows:", *silent])


@pytest.mark.parametrize("path", [path for path in CODE if "playground" not in path.parts], ids=lambda path: path.stem)
def test_no_code_hands_raw_words_to_a_block(path: Path) -> None:
    """Outside the views too, no literal word goes into a text of a block."""
    assert catalogue.raw_words(path.read_text(encoding="utf-8")) == []


def test_raw_words_in_code_are_caught() -> None:
    """The negative control: literals and f-strings are found, what is said and what is no text is not."""
    source = 'message(say("Sent"), [paragraph(f"{n} entries", heading="Formula")])\nbutton(text, "undo", "yes")\n'
    assert catalogue.raw_words(source) == ["1: Formula", "1: entries"]
    assert catalogue.raw_words('made = {"type": "mrkdwn", "text": f"<#{c}> stopped"}') == ["1: stopped"]


# --- limits ---


def test_messages_fit_slack(language: Language) -> None:
    """Every message of the gallery is one that Slack takes."""
    messages, _ = SHOWN(language.code)
    faults = {name: check_message(made) for name, made in messages.items()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_modals_fit_slack(language: Language) -> None:
    """Every modal of the gallery is one that Slack takes."""
    _, views = SHOWN(language.code)
    shown = {**views, **gallery.saved_forms(language)}
    faults = {name: check_view(made) for name, made in shown.items()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_long_messages_fit_slack(language: Language) -> None:
    """The longest names, the longest notes and sixty rows still make a message that Slack takes."""
    faults = {name: check_message(made) for name, made in gallery.long_messages(language).items()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_long_modals_fit_slack(language: Language) -> None:
    """The same in modals."""
    faults = {name: check_view(made) for name, made in gallery.long_views(language).items()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_nothing_of_ours_is_cut(language: Language) -> None:
    """No title, label, button or option of ours is too long for its place: an ellipsis at its end is its own."""
    messages, views = SHOWN(language.code)
    shown = {**messages, **views, **gallery.saved_forms(language)}
    whole = {language.say(one) for one in catalogue.extracted() if isinstance(one, str) and one.endswith("…")}
    whole |= {
        kept_together(messages[name]["text"])
        for name in ("import: reading", "import: many rows", "import: many rows checked", "import: booking")
    }
    ours = [(name, text) for name, made in shown.items() for text in _ours(made)]
    cut = [f"{name}: {text}" for name, text in ours if text.endswith("…") and kept_together(text) not in whole]
    assert not cut, "\n".join(cut)


def test_buttons_are_short(language: Language) -> None:
    """Two buttons fit side by side on a phone; those of a confirmation are within Slack's limit."""
    messages, views = SHOWN(language.code)
    shown = {**messages, **views}
    for button in chain.from_iterable(map(_buttons, shown.values())):
        assert len(button["text"]["text"]) <= LONGEST_BUTTON
        for key in ("confirm", "deny") if "confirm" in button else ():
            assert len(button["confirm"][key]["text"]) <= LONGEST_CONFIRM


def test_titles_of_modals_are_not_cut(language: Language) -> None:
    """What listeners put over a modal fits there in both languages: 24 characters."""
    titles = {title for path in CODE if "listeners" in path.parts for title in catalogue.titles(path.read_text())}
    assert {"Campaign saved", "Digest set up"} <= titles
    assert [title for title in titles if len(language.say(title)) > LONGEST_TITLE] == []


def _ours(made: Mapping[str, Any]) -> Iterator[str]:
    """All texts but the whole content as one, which may be cut."""
    return catalogue.texts({key: value for key, value in made.items() if key != "text"})


def _buttons(payload: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(payload, Mapping):
        if payload.get("type") == "button":
            yield payload
        yield from chain.from_iterable(map(_buttons, payload.values()))
    elif isinstance(payload, list):
        yield from chain.from_iterable(map(_buttons, payload))

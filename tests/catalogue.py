"""The catalogue from outside: what the code says, what the Polish says, and a language that shows what bypasses it.

The marked language puts ⟦ ⟧ around every piece of a sentence that came through the catalogue, and around nothing else:
not around the values put in. What stands bare on a screen is therefore data, or a string that no catalogue knows.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from string import Formatter
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from bot.language import Language
from bot.views.help import FIRST, GROUPS
from core.imports.catalogue import KINDS
from core.money.currencies import CURRENCIES, HISTORIC
from core.setup.channels import NAMES
from core.setup.command_words import WORDS, Command, word_in
from core.setup.languages import LANGUAGES
from core.setup.question_words import SUGGESTED, Question

USAGE = (*FIRST, *(line for _, lines in GROUPS for line in lines))
"""All that help says can be typed, and what it does."""

ROOT = Path(__file__).parent.parent
POLISH = ROOT / "bot" / "locales" / "pl.po"

Id = str | tuple[str, str]

KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"say": None, "say_n": (1, 2), "mark": None}
SENTENCES = Path("bot/desk/sentences")
SENTENCE_KEYWORDS: Mapping[str, tuple[int, ...] | None] = {"fixed": None, "with_fields": (1,)}
"""Only there: they hand their first argument to ``say``."""


@cache
def extracted() -> dict[Id, str]:
    """Every message id in the code of the bot -> ``bot/views/forms/plans.py:44``, where it first stands."""
    found: dict[Id, str] = {}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for line, message in _messages(path.relative_to(ROOT)):
            found.setdefault(message, f"{path.relative_to(ROOT).as_posix()}:{line}")
    return found


def _messages(path: Path) -> Iterator[tuple[int, Id]]:
    keywords = {**KEYWORDS, **(SENTENCE_KEYWORDS if SENTENCES in path.parents else {})}
    for line, message, _, _ in extract_from_file("python", ROOT / path, keywords=keywords):
        yield line, (message[0], message[1]) if isinstance(message, tuple) else message


@cache
def polish() -> Catalog:
    """The Polish as it lies in the file, its fuzzy and empty entries included."""
    with POLISH.open("rb") as file:
        return read_po(file, locale=LANGUAGES["pl"].locale, abort_invalid=True)


def ids(catalog: Catalog) -> set[Id]:
    """The message ids of a catalogue, without its header."""
    return {_id(message.id) for message in catalog if message.id}


def forms(string: object) -> tuple[str, ...]:
    """A translation as its forms: one, or one for each plural."""
    return tuple(map(str, string)) if isinstance(string, list | tuple) else (str(string or ""),)


def placeholders(text: str) -> set[str]:
    """``{roi}`` and ``{cost}`` of a sentence; raises ``ValueError`` where a brace is broken."""
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def _id(found: object) -> Id:
    return (str(found[0]), str(found[1])) if isinstance(found, list | tuple) else str(found)


# --- the marked language ---


class Marked(Language):
    """Polish formats, and ⟦ ⟧ around all that came through the catalogue. ``heard``: the ids that were said."""

    def __init__(self) -> None:
        super().__init__("pl", _marked_catalogue())
        self.heard: set[str] = set()

    def say(self, message: str, /, **values: object) -> str:
        self.heard.add(message)
        return super().say(message, **values)

    def say_n(self, one: str, many: str, count: int, /, **values: object) -> str:
        self.heard.add(one)
        return super().say_n(one, many, count, **values)


def _marked_catalogue() -> Catalog:
    catalog = Catalog(locale=LANGUAGES["pl"].locale)
    for message in extracted():
        if isinstance(message, tuple):
            catalog.add(message, string=(marked(message[0]), marked(message[1]), marked(message[1])))
        else:
            catalog.add(message, string=marked(message))
    return catalog


def marked(text: str) -> str:
    """``cost {cost}`` is ``⟦cost ⟧{cost}``."""
    pieces = [
        (f"⟦{words}⟧" if words else "") + (f"{{{field}}}" if field is not None else "")
        for words, field, _, _ in Formatter().parse(text)
    ]
    return "".join(pieces)


# --- what may stand bare on a screen ---

_DATES = Locale.parse(LANGUAGES["pl"].locale)
_MARKED = re.compile("⟦[^⟦⟧]*(?:⟧|…(?=\n|$)|$)")  # the end is missing where a long text was cut
_BARE_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_DATA = (
    re.compile(r"\bfiles:(?:read|write)\b"),  # scopes of Slack's
    re.compile(r"roibot export --workspace T[0-9]+"),  # what is to be typed on the command line
    re.compile(r"(?:\bu-)?\w+…(?=\n|$)"),  # the end of what was cut, perhaps within what people wrote
    # What people wrote: the samples of tests/gallery.py all begin so, and may break inside where a table is narrow.
    re.compile(r"u-[\w\u200b-]+"),
    re.compile(r"<[#@][A-Z0-9]+>"),  # mentions
    re.compile(r"\b(?:token_revoked|accesslimited)\b"),  # Slack's words of refusal, as whoever mends it looks them up
    re.compile(r"\b[0-9]{4}-W[0-9]{2}\b"),  # ISO weeks
    re.compile(r"\b(?:category|channel):other\b"),  # what is to be typed in a quick form
    re.compile(r"\b[A-Z][a-z]+/[A-Z][a-z]+\b"),  # IANA zones
)
_COMMANDS = sorted(
    {f"/roi {word_in(command, language)}" for command in Command for language in ("en", *WORDS)}
    | {f"/roi {words[0]}" for words in SUGGESTED.values()}
    | {typed for typed, _ in USAGE if not isinstance(typed, Command | Question)},
    reverse=True,
)
_ALLOWED = {
    "ROI",  # the same in both languages, as are the ratios inside sentences
    *("CPL", "CPC", "CPM", "CTR", "CVR", "CPA", "ROAS"),
    "ROI Bot",  # our own name
    "English",  # languages by their own names, so that everybody finds theirs
    "Polski",
    *NAMES.values(),  # brands
    *(word for kind in KINDS for word in kind.name.split()),
    *CURRENCIES,
    *HISTORIC,
}
_CALENDAR = {  # Babel's words, in the language of the marked one's formats; a head begins with a capital
    spelled
    for names in (_DATES.months, _DATES.days)
    for widths in (names["format"], names["stand-alone"])
    for width in widths.values()
    for word in width.values()
    for spelled in (str(word).strip("."), str(word).strip(".").capitalize())
}


def bare_words(text: str) -> list[str]:
    """The words of a text said by `Marked` that came neither through the catalogue nor from people or the calendar."""
    left = _MARKED.sub(" ", unescape(text))
    for pattern in _DATA:
        left = pattern.sub(" ", left)
    for allowed in (*_COMMANDS, "ROI Bot"):
        left = left.replace(allowed, " ")
    return [word for word in _BARE_WORD.findall(left) if word not in _ALLOWED and word not in _CALENDAR]


def texts(payload: Any) -> Iterator[str]:
    """Every text a person sees in a message, a view or parts of one: whatever stands under a key ``text``.

    A section of rich text is one, however it is set.
    """
    if isinstance(payload, Mapping) and payload.get("type") == "rich_text_section":
        yield "".join(texts(payload["elements"]))
    elif isinstance(payload, Mapping):
        for key, value in payload.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from texts(value)
    elif isinstance(payload, list | tuple):
        for part in payload:
            yield from texts(part)


# --- raw words in the code ---

_TEXT_ARGUMENTS: Mapping[str, tuple[int, ...]] = {
    "message": (0,),
    "paragraph": tuple(range(20)),
    "button": (0,),
    "form": (2,),
    "note": (1,),
    "confirm": (0, 1, 2, 3),
    "header": (0,),
    "context": (0,),
    "plain_text": (0,),
    "option": (0,),
    "field": (1,),
    "search": (0,),
    "not_understood": (1,),
}
"""Helpers of ``bot.views`` -> which of their arguments people read."""


def raw_words(source: str) -> list[str]:
    """``12: Overview``: words that code hands to a block helper as they are, past the catalogue."""
    found = [(text.lineno, word) for text in _shown(ast.parse(source)) for word in _words(text)]
    return [f"{line}: {word}" for line, word in sorted(set(found))]


def _shown(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            positions = _TEXT_ARGUMENTS.get(_name(node.func), ())
            yield from (argument for index, argument in enumerate(node.args) if index in positions)
            yield from (keyword.value for keyword in node.keywords if keyword.arg in ("heading", "hint", "label"))
        elif isinstance(node, ast.Dict):
            yield from (value for key, value in _items(node) if key == "text")


def _items(node: ast.Dict) -> Iterator[tuple[object, ast.expr]]:
    for key, value in zip(node.keys, node.values, strict=True):
        yield (key.value if isinstance(key, ast.Constant) else None), value


def _name(function: ast.AST) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _words(shown: ast.expr) -> Iterable[str]:
    parts = shown.values if isinstance(shown, ast.JoinedStr) else [shown]
    literal = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return [word for text in literal for word in bare_words(text)]


_TITLES: Mapping[str, int] = {"message": 0, "note": 1, "_set_up": 2}
"""What makes a message or modal in the listeners -> which argument is its title."""


def titles(source: str) -> list[str]:
    """The message ids that code puts over messages and modals: ``message(say("Sent"), …)``, ``title = say("Sent")``."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [node for node in nodes if isinstance(node, ast.Call) and _name(node.func) in _TITLES]
    over = [call.args[_TITLES[_name(call.func)]] for call in calls]
    over += [node.value for node in nodes if isinstance(node, ast.Assign) and _name(node.targets[0]) == "title"]
    said = [title.args[0] for title in over if isinstance(title, ast.Call) and _name(title.func) == "say"]
    return [str(found.value) for found in said if isinstance(found, ast.Constant)]

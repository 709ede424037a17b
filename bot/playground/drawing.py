"""Drawing: which template draws what, one small file for each type of block and of element."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, UndefinedError, pass_environment
from markupsafe import Markup

from bot.playground import charts, mrkdwn, rich_text
from bot.playground.clients_words import clients_words
from bot.playground.controls import Control
from bot.playground.fields import Field, carried, dom_id
from bot.playground.surface import Names, Surface

TEMPLATES = Path(__file__).parent / "templates"

# What a template meets in a block that is not shaped as it should be: a key that is missing, a word where an object
# should be, a list that is none.
MALFORMED = (UndefinedError, KeyError, TypeError, ValueError, AttributeError)


@cache
def environment(folder: Path = TEMPLATES) -> Environment:
    """The templates, each compiled once, with ``draw(blocks, surface)`` and the filters they share."""
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        draw=draw, draw_element=draw_element, field_of=field_of, dom_id=dom_id, plot=charts.plot, pie=charts.pie
    )
    templates.filters.update(
        text=text, rich_text=rich_text.html, markdown=mrkdwn.markdown, plain=plain, safe_url=safe_url
    )
    templates.filters.update(json=as_json, carried=carried, clients_words=clients_words)
    return templates


@pass_environment
def draw(templates: Environment, blocks: Sequence[Any], surface: Surface) -> Markup:
    """Draws the blocks one after the other; a block that cannot be drawn is replaced by an error, the others stand."""
    parts = [_part(templates, "blocks", block, "block", {"block": block, "surface": surface}) for block in blocks]
    return Markup("\n").join(parts)


@pass_environment
def draw_element(templates: Environment, element: Any, block: Mapping[str, Any], surface: Surface) -> Markup:
    """Draws one element of a block; ``templates`` see it as ``element`` and as ``field``."""
    context = {"element": element, "block": block, "surface": surface}
    if isinstance(element, Mapping):
        context["field"] = field_of(element, block, surface)
    return _part(templates, "elements", element, "element", context)


def field_of(element: Mapping[str, Any], block: Mapping[str, Any], surface: Surface) -> Field:
    """The element as a control on this surface."""
    return Field(surface=surface, control=Control(block=block, element=element))


def text(written: Any, names: Names) -> Markup:
    """A text object, plain or mrkdwn, as HTML.

    Raises ``UndefinedError`` for what is none.
    """
    if not isinstance(written, Mapping) or not isinstance(written.get("text"), str):
        raise UndefinedError("not a text object")
    if written.get("type") == "mrkdwn":
        return mrkdwn.html(written["text"], names, links=not written.get("verbatim", False))
    return mrkdwn.plain(written["text"], emoji=written.get("emoji", True))


def plain(written: Any) -> str:
    """The bare words of a text object, for an attribute or a menu.

    Raises ``UndefinedError`` for what is none.
    """
    if not isinstance(written, Mapping) or not isinstance(written.get("text"), str):
        raise UndefinedError("not a text object")
    return str(written["text"])


def safe_url(address: Any) -> str:
    """The address if a browser may open it from a bot's word, else ``#``."""
    return mrkdwn.safe_url(address if isinstance(address, str) else "")


def as_json(value: Any) -> str:
    """JSON for an attribute: escaped by the template like any text."""
    return json.dumps(value, ensure_ascii=False)


def _part(templates: Environment, folder: str, part: Any, noun: str, context: Mapping[str, Any]) -> Markup:
    kind = str(part.get("type")) if isinstance(part, Mapping) else type(part).__name__
    try:
        template = templates.get_template(f"{folder}/{kind}.html")
    except TemplateNotFound:
        return _error(templates, noun, kind)
    try:
        return Markup(template.render(context))  # noqa: S704 - the template has escaped it
    except MALFORMED:
        return _error(templates, noun, kind)


def _error(templates: Environment, noun: str, kind: str) -> Markup:
    drawn = templates.get_template("objects/error.html").render(noun=noun, kind=kind)
    return Markup(drawn)  # noqa: S704 - the template has escaped it

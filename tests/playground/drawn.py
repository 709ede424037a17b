"""Drawn HTML as a tree that tests can look around in, and what a browser would post from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from bot.playground import drawing
from bot.playground.surface import Names, Surface

VOID = ("br", "hr", "img", "input")
NAMES = Names(
    people={"U1": "Anna Nowak", "U2": "Bob"},
    conversations={"C1": "marketing", "C2": "general"},
    here="C1",
    zone="Europe/Warsaw",
)


@dataclass
class Node:
    """One HTML element; ``parts``: its elements and words in order."""

    tag: str
    attributes: Mapping[str, str]
    parts: list[Node | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    @property
    def text(self) -> str:
        """All words inside, white space as a browser would show it."""
        return " ".join("".join(self._words()).split())

    @property
    def content(self) -> str:
        """All words inside, as they stand."""
        return "".join(self._words())

    def _words(self) -> Iterator[str]:
        return (part for part in self._inside() if isinstance(part, str))

    def every(self, tag: str = "", **wanted: str) -> list[Node]:
        """Elements inside, at any depth; ``wanted``: attributes, as ``aria_label``, and classes, as ``class_``."""
        nodes = (part for part in self._inside() if isinstance(part, Node))
        return [node for node in nodes if tag in ("", node.tag) and node.fits(wanted)]

    def one(self, tag: str = "", **wanted: str) -> Node:
        """The only element that fits; raises ``AssertionError`` when there is none, or more than one."""
        found = self.every(tag, **wanted)
        assert len(found) == 1, f"{len(found)} × {tag} {wanted}"
        return found[0]

    def fits(self, wanted: Mapping[str, str]) -> bool:
        named = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        classes = named.pop("class", "").split()
        return set(classes) <= set(self.attributes.get("class", "").split()) and all(
            self.attributes.get(key) == value for key, value in named.items()
        )

    def _inside(self) -> Iterator[Node | str]:
        """All parts at any depth, in order: by a list, as a generator a level is slow on a long page."""
        left = self.parts[::-1]
        while left:
            part = left.pop()
            yield part
            if isinstance(part, Node):
                left.extend(reversed(part.parts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("page", {})]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag}>: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def tree(html: str) -> Node:
    """The HTML as a tree; raises ``AssertionError`` where a tag is not closed or closes another."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is not closed"
    return reader.open[0]


def surface(**changed: Any) -> Surface:
    return Surface(**{"kind": "modal", "id": "v1", "url": "/views/V1", "names": NAMES, **changed})


def draw(*blocks: Any, on: Surface | None = None) -> Node:
    """The blocks as the page shows them."""
    template = drawing.environment().from_string("{{ draw(blocks, surface) }}")
    return tree(template.render(blocks=blocks, surface=on or surface()))


def posted(page: Node) -> dict[str, list[str]]:
    """Name -> values, as a browser posts the controls of a form."""
    form: dict[str, list[str]] = {}
    for control in page.every():
        if "name" in control and control.tag in ("input", "select", "textarea"):
            form.setdefault(control["name"], []).extend(_values(control))
    return {name: values for name, values in form.items() if values}


def _values(control: Node) -> list[str]:
    if control.tag == "select":
        return [option["value"] for option in control.every("option") if "selected" in option][:1] or [""]
    if control.tag == "textarea":
        return [control.content.removeprefix("\n").replace("\n", "\r\n")]  # as the parser and the form do
    ticked = control["type"] not in ("checkbox", "radio") or "checked" in control
    return [control.attributes.get("value", "")] if ticked and control["type"] != "file" else []

"""The register: all that a team has named, and the one place where a name or key that was typed is looked up.

A key stays as it was when its thing was first named, whatever rule made it. So what was typed means a thing if it is
its key to the letter, or if it has the same key as its name by today's rule (`core.setup.names.slug`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from core.problems import Problem
from core.setup.channels import NAMES, STARTING, channel_of, short_channel_of
from core.setup.names import NameTaken, check_free, name_taken, same_writing, slug
from core.setup.plurals import is_plural

CAMPAIGN = "campaign"
GOAL = "goal"
CHANNEL = "channel"
CONTENT = "content"

STARTING_CHANNELS = MappingProxyType(dict.fromkeys(STARTING, CHANNEL))


@dataclass(eq=False)
class NameUnclear(Problem):
    """A name that may be one of several things, whose names were told apart until now. ``choices``: their keys."""

    name: str
    choices: tuple[str, ...]
    field: str = "name"


class Register:
    """The names of a workspace.

    ``kinds``: key -> campaign, goal, channel or content. ``names``: key -> name, where it has one of its own.
    """

    def __init__(self, kinds: Mapping[str, str], names: Mapping[str, str] = NAMES) -> None:
        self.kinds = kinds
        self.names = names

    @cached_property
    def _spelt(self) -> Mapping[str, list[str]]:
        """Key by today's rule -> those whose names have it; not needed where a key is typed to the letter."""
        spelt: dict[str, list[str]] = {}
        for key in self.kinds:
            spelt.setdefault(slug(self.names.get(key, key)), []).append(key)
        return spelt

    def find(self, text: str, *kinds: str) -> str:
        """The key of what ``text`` names, of one of ``kinds`` or of any; empty where it names nothing.

        Raises `NameUnclear`.
        """
        typed = text.strip()
        if self._is_one(typed, kinds):
            return typed
        matches = [key for key in self._spelt.get(slug(typed), ()) if self._is_one(key, kinds)]
        written = [key for key in matches if len(matches) > 1 and same_writing(typed, self.names.get(key, key))]
        if len(written or matches) > 1:
            raise NameUnclear(name=typed, choices=tuple(matches))
        return next(iter(written or matches or self._as_keys(typed, kinds) or self._printed_as(typed, kinds)), "")

    def find_channel(self, text: str) -> str:
        """The key of the channel that ``text`` names, ``fb`` for short too; empty where none. Raises `NameUnclear`."""
        short = short_channel_of(slug(text))
        return self.find(text, CHANNEL) or (short if self._is_one(short, (CHANNEL,)) else "")

    def find_goal(self, text: str) -> str:
        """The key of the goal that ``text`` names, in the plural too; empty where none. Raises `NameUnclear`."""
        if key := self.find(text, GOAL):
            return key
        plurals = [] if self.may_know(text) else [key for key in self.of_kind(GOAL) if self._is_plural(text, key)]
        return plurals[0] if len(plurals) == 1 else ""

    def of_kind(self, kind: str) -> list[str]:
        """The keys of everything of that kind."""
        return [key for key, one in self.kinds.items() if one == kind]

    def may_know(self, text: str) -> bool:
        """Whether anything at all is called so, of whatever kind."""
        key = slug(text)
        return key in self._spelt or bool(channel_of(key))

    def knows(self, *kinds: str) -> Callable[[str], bool]:
        """Says of a word whether it is the key or the name of something of ``kinds``. Raises `NameUnclear`."""
        return lambda word: bool(self.find(word, *kinds))

    def check_meant(self, name: str, key: str, field: str = "name", what: str = CAMPAIGN) -> str:
        """Answers with ``key``, if whoever typed ``name`` for something new sees that it is this.

        Raises `NameTaken`.
        """
        other = self.names.get(key, key)
        if name.strip() != key and not same_writing(name, other) and channel_of(slug(name)) != key:
            raise self._taken(name, key, field, what)
        return key

    def free_key(self, name: str, field: str = "name", what: str = CAMPAIGN) -> str:
        """The key of a new thing, which has neither the name nor the key of another. Raises `NameTaken`."""
        key = slug(name)
        held = key if key in self.kinds else next(iter(self._spelt.get(key, ())), "")
        if held:
            raise self._taken(name, held, field, what)
        return check_free(name, self.kinds, field, what)

    def without(self, key: str) -> Register:
        """The register without one key, which is about to be named anew."""
        return Register({one: kind for one, kind in self.kinds.items() if one != key}, self.names)

    def _is_plural(self, text: str, key: str) -> bool:
        return is_plural(text, self.names.get(key, key))

    def _is_one(self, key: str, kinds: tuple[str, ...]) -> bool:
        return key in self.kinds and (not kinds or self.kinds[key] in kinds)

    def _as_keys(self, typed: str, kinds: tuple[str, ...]) -> list[str]:
        """The key that ``typed`` is but for its case; keys of an older rule may be decomposed."""
        wanted = unicodedata.normalize("NFC", typed.casefold())
        if wanted.isascii():
            return [wanted] if self._is_one(wanted, kinds) else []
        return [key for key in self.kinds if unicodedata.normalize("NFC", key) == wanted and self._is_one(key, kinds)]

    def _printed_as(self, typed: str, kinds: tuple[str, ...]) -> list[str]:
        """The starting channel whose word this is, in any language."""
        key = channel_of(slug(typed))
        return [key] if self._is_one(key, kinds) else []

    def _taken(self, name: str, key: str, field: str, what: str) -> NameTaken:
        other, kind = self.names.get(key, key), self.kinds[key]
        written = "" if same_writing(name, other) else other
        return name_taken(name, kind, {*self._spelt, *self.kinds, slug(name)}, what, field, written)

"""The bricks of the limit checks: small functions ``(value, place) -> faults`` and how they combine.

Numbers are Slack's; lengths are characters and both ends of a range are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Surface = Literal["message", "modal", "home"]
EVERYWHERE: tuple[Surface, ...] = ("message", "modal", "home")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A reason why Slack would refuse a payload; ``pointer`` is a JSON pointer such as ``/blocks/0/text``."""

    pointer: str
    reason: str

    def __str__(self) -> str:
        return f"{self.pointer or '/'}: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class Place:
    """The place in a payload where a check stands, and the surface on which the payload is shown."""

    pointer: str
    surface: Surface

    def at(self, key: str | int) -> Place:
        return replace(self, pointer=f"{self.pointer}/{key}")

    def fault(self, reason: str) -> Fault:
        return Fault(pointer=self.pointer, reason=reason)


Check = Callable[[Any, Place], Iterator[Fault]]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A block or element type: its shape, where it works, and rules across its keys (run only on a sound shape)."""

    shape: Check
    rules: tuple[Check, ...]
    surfaces: tuple[Surface, ...]

    def check(self, value: Any, place: Place) -> Iterator[Fault]:
        if place.surface not in self.surfaces:
            yield place.fault(f"{value['type']} does not work in a {place.surface}")
        faults = list(self.shape(value, place))
        yield from faults
        for rule in self.rules if not faults else ():
            yield from rule(value, place)


def kind(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *rules: Check,
    surfaces: tuple[Surface, ...] = EVERYWHERE,
) -> Kind:
    return Kind(shape=record({"type": anything, **required}, optional), rules=rules, surfaces=surfaces)


def tagged(kinds: Mapping[str, Kind], allowed: Sequence[str], noun: str) -> Check:
    """A check for an object whose ``type`` names one of ``kinds``, and one of those ``allowed`` here."""

    def check(value: Any, place: Place) -> Iterator[Fault]:
        name = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(name, str):
            yield place.fault(f"must be a {noun} with a type")
        elif name not in kinds:
            yield place.fault(f"unknown {noun} {name!r}")
        elif name not in allowed:
            yield place.fault(f"{name} is not allowed here")
        else:
            yield from kinds[name].check(value, place)

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    fields = {**required, **(optional or {})}

    def check(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield place.fault("must be an object")
            return
        yield from (place.fault(f"{key!r} is required") for key in required if key not in value)
        for key, item in value.items():
            if key in fields:
                yield from fields[key](item, place.at(key))
            else:
                yield place.fault(f"unknown key {key!r}")

    return check


def each(item: Check, least: int, most: int) -> Check:
    """A check for a list of ``least`` to ``most`` things."""

    def check(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, list | tuple):
            yield place.fault("must be a list")
            return
        if not least <= len(value) <= most:
            yield place.fault(f"must hold {least} to {most} items, has {len(value)}")
        for index, part in enumerate(value):
            yield from item(part, place.at(index))

    return check


def string(most: int, least: int = 1) -> Check:
    def check(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield place.fault("must be a string")
        elif not value and least:
            yield place.fault("must not be empty")
        elif not least <= len(value) <= most:
            yield place.fault(f"must have {least} to {most} characters, has {len(value)}")

    return check


def text(most: int, *kinds: str) -> Check:
    """A check for a text object of one of ``kinds``; ``emoji`` belongs to plain_text, ``verbatim`` to mrkdwn."""
    switches = {"plain_text": "emoji", "mrkdwn": "verbatim"}

    def check(value: Any, place: Place) -> Iterator[Fault]:
        name = value.get("type") if isinstance(value, Mapping) else None
        if name not in kinds:
            yield place.fault(f"must be a {' or '.join(kinds)} object")
            return
        shape = record({"type": anything, "text": words(most)}, {switches[str(name)]: flag})
        yield from shape(value, place)

    return check


def plain(most: int) -> Check:
    return text(most, "plain_text")


def either(most: int) -> Check:
    return text(most, "plain_text", "mrkdwn")


def words(most: int) -> Check:
    """A check for a string a person reads: not blank either."""

    def check(value: Any, place: Place) -> Iterator[Fault]:
        if isinstance(value, str) and not value.strip():
            yield place.fault("must not be empty")
        else:
            yield from string(most)(value, place)

    return check


def one_of(*choices: str) -> Check:
    def check(value: Any, place: Place) -> Iterator[Fault]:
        if value not in choices:
            yield place.fault(f"must be one of {', '.join(choices)}, not {value!r}")

    return check


def matching(pattern: str, wording: str, most: int = 3000) -> Check:
    compiled = re.compile(pattern)

    def check(value: Any, place: Place) -> Iterator[Fault]:
        if isinstance(value, str) and not compiled.fullmatch(value):
            yield place.fault(f"must be {wording}, not {value[:80]!r}")
        yield from string(most)(value, place)

    return check


def url(most: int = 3000) -> Check:
    return matching(r"https?://[^\s/]+\S*", "a URL", most)


def whole(least: int, most: int) -> Check:
    def check(value: Any, place: Place) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield place.fault(f"must be a whole number from {least} to {most}")

    return check


def flag(value: Any, place: Place) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield place.fault("must be true or false")


def anything(_value: Any, _place: Place) -> Iterator[Fault]:
    return iter(())


def exactly_one(*keys: str) -> Check:
    def check(value: Any, place: Place) -> Iterator[Fault]:
        if sum(key in value for key in keys) != 1:
            yield place.fault(f"needs exactly one of {', '.join(keys)}")

    return check


def at_least_one(*keys: str) -> Check:
    def check(value: Any, place: Place) -> Iterator[Fault]:
        if not any(key in value for key in keys):
            yield place.fault(f"needs one of {', '.join(keys)}")

    return check


def ordered(low: str, high: str) -> Check:
    def check(value: Any, place: Place) -> Iterator[Fault]:
        if low in value and high in value and value[low] > value[high]:
            yield place.fault(f"{low} is above {high}")

    return check

"""Rules across the keys of one element: initial choices, dates, numbers, lengths that must agree."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.playground.limits_shapes import Fault, Place, string


def _options(value: Mapping[str, Any]) -> list[Any]:
    return [*value.get("options", ()), *chain.from_iterable(g["options"] for g in value.get("option_groups", ()))]


def distinct_values(value: Any, place: Place) -> Iterator[Fault]:
    values = [option["value"] for option in _options(value)]
    yield from (place.fault(f"option value {v!r} occurs twice") for v in {v for v in values if values.count(v) > 1})


def initial_is_an_option(value: Any, place: Place) -> Iterator[Fault]:
    if "initial_option" in value and value["initial_option"] not in _options(value):
        yield place.at("initial_option").fault("initial_option must equal one of the options")
    if any(chosen not in _options(value) for chosen in value.get("initial_options", ())):
        yield place.at("initial_options").fault("initial_options must each equal one of the options")


def initial_within_maximum(value: Any, place: Place) -> Iterator[Fault]:
    initials = [len(v) for k, v in value.items() if k.startswith("initial_")]
    if any(count > value.get("max_selected_items", math.inf) for count in initials):
        yield place.fault("more initial choices than max_selected_items")


def real_date(value: Any, place: Place) -> Iterator[Fault]:
    if isinstance(value, str) and _parsed_date(value) is None:
        yield place.fault(f"must be a date YYYY-MM-DD that exists, not {value!r}")
    yield from string(10)(value, place)


def _parsed_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else None
    except ValueError:
        return None


def time_zone(value: Any, place: Place) -> Iterator[Fault]:
    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield place.fault(f"must be an IANA time zone, not {value!r}")


def number(value: Any, place: Place) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield place.fault("must be a string holding a number")
    elif _parsed_number(value) is None:
        yield place.fault(f"must be a string holding a number, not {value!r}")


def _parsed_number(value: str) -> Decimal | None:
    return Decimal(value) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) else None


def numbers_agree(value: Any, place: Place) -> Iterator[Fault]:
    numbers = {k: Decimal(value[k]) for k in ("min_value", "initial_value", "max_value") if k in value}
    if list(numbers.values()) != sorted(numbers.values()):
        yield place.fault("needs min_value <= initial_value <= max_value")
    if not value["is_decimal_allowed"] and any(n % 1 for n in numbers.values()):
        yield place.fault("has decimals, but is_decimal_allowed is false")


def initial_text_fits(value: Any, place: Place) -> Iterator[Fault]:
    size = len(value.get("initial_value", ""))
    if size and not value.get("min_length", 0) <= size <= value.get("max_length", 3000):
        yield place.at("initial_value").fault("initial_value is outside min_length and max_length")


def only_in_modals(value: Any, place: Place) -> Iterator[Fault]:
    if "response_url_enabled" in value and place.surface != "modal":
        yield place.fault("response_url_enabled works in a modal only")

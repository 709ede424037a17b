"""The options of `roibot import`, as the choices that a person makes in Slack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from bot.settings import SettingError
from bot.views.forms.import_offers import Offers
from core.calendar.periods import Period
from core.imports.choices import CLAIMED, LEFT_OUT, NEW, NO_CAMPAIGN, Choices
from core.imports.meanings import Level, Meaning
from core.money.money import UnknownCurrency, parse_currency


@dataclass(frozen=True, kw_only=True, slots=True)
class Decisions:
    """What the options say. ``choices``: of every file.

    ``replaces``: whether earlier imports of some of the same days give way, or both count; ``newer``: whether a file
    with an older date takes the place of what was imported before it; ``one_source``: whether only the source that
    knows most counts where two count for one goal, or both do. None: not said.
    """

    choices: Choices
    replaces: bool | None = None
    newer: bool = False
    one_source: bool | None = None


def choices(
    texts: Mapping[str, str],
    pairs: Mapping[str, Sequence[str]],
    *,
    day_first: bool | None = None,
    micros: bool | None = None,
) -> Choices:
    """``texts``: option -> its text; ``pairs``: option -> each ``NAME=VALUE``.

    Raises `SettingError` where one cannot be read.
    """
    return Choices(
        channel=texts["channel"],
        currency=_currency(texts["currency"]),
        decimal=_one_of("--decimal", texts["decimal"], (",", ".")),
        level=Level(level) if (level := _one_of("--level", texts["level"], tuple(Level))) else None,
        tax=_percent(texts["vat"]),
        sheet=texts["sheet"],
        lines=_lines(texts["lines"]),
        period=_days(texts["days"]),
        year=_year(texts["year"]),
        columns={_meaning(name): header for name, header in _pairs("--column", pairs["column"])},
        campaigns={name: key or NO_CAMPAIGN for name, key in _pairs("--campaign", pairs["campaign"])},
        goals={name: key or CLAIMED for name, key in _pairs("--goal", pairs["goal"])},
        stages=dict(_pairs("--stage", pairs["stage"])),
        day_first=day_first,
        micros=micros,
    )


def check(decided: Choices, offers: Offers) -> None:
    """Raises `SettingError` where a key is none of the workspace's: what is meant would be booked elsewhere."""
    for option, keys, there in (
        ("--channel", [decided.channel] if decided.channel else [], offers.channels),
        ("--campaign", decided.campaigns.values(), [*offers.campaigns, NEW, LEFT_OUT, NO_CAMPAIGN]),
        ("--goal", decided.goals.values(), [*offers.goals, CLAIMED]),
        ("--stage", decided.stages.values(), offers.stages),
    ):
        for key in keys:
            if key not in there:
                raise SettingError(f"{option}: there is no {key}; there: {' '.join(filter(None, there)) or 'none'}.")


def _one_of(option: str, text: str, choices: Sequence[str]) -> str:
    if text and text not in choices:
        raise SettingError(f"{option} takes one of {' '.join(choices)}.")
    return text


def _currency(text: str) -> str:
    try:
        return parse_currency(text) if text else ""
    except UnknownCurrency as error:
        raise SettingError("--currency takes the three letters of a currency, as EUR.") from error


def _percent(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        percent = Decimal(text)
    except InvalidOperation as error:
        raise SettingError("--vat takes a percentage, as 23.") from error
    if not 0 <= percent < 100:
        raise SettingError("--vat takes a percentage from 0 to below 100.")
    return percent


def _lines(text: str) -> frozenset[int] | None:
    """The numbers of lines, ``3,5-9``; None where none are named."""
    try:
        ranges = [[int(end) for end in part.split("-", 1)] for part in text.split(",")] if text else []
    except ValueError as error:
        raise SettingError("--lines takes numbers of lines, as 3,5-9.") from error
    return frozenset(line for ends in ranges for line in range(ends[0], ends[-1] + 1)) if text else None


def _days(text: str) -> Period | None:
    """The days between two, both included: ``2026-07-01..2026-07-31``."""
    if not text:
        return None
    try:
        first, last = (date.fromisoformat(part) for part in text.split(".."))
    except ValueError as error:
        raise SettingError("--days takes the first and the last day, as 2026-07-01..2026-07-31.") from error
    if last < first:
        raise SettingError("--days ends before it begins.")
    return Period(start=first, end=last + timedelta(days=1))


def _year(text: str) -> int:
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise SettingError("--year takes a year, as 2026.")
    return int(text or 0)


def _meaning(name: str) -> Meaning:
    return Meaning(_one_of("--column", name, tuple(Meaning)))


def _pairs(option: str, typed: Sequence[str]) -> Iterator[tuple[str, str]]:
    """``NAME=VALUE`` of each."""
    for one in typed:
        name, equals, value = one.rpartition("=")
        if not equals or not name:
            raise SettingError(f"{option} takes NAME=VALUE.")
        yield name, value

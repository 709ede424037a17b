"""The options of `roibot import`, as the choices that a person makes in Slack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from bot.settings import SettingError
from core.imports.choices import CLAIMED, NO_CAMPAIGN, Choices
from core.imports.meanings import Level


def choices(
    typed: Mapping[str, str],
    campaigns: Sequence[str],
    goals: Sequence[str],
    *,
    day_first: bool | None = None,
    micros: bool | None = None,
) -> Choices:
    """``typed``: option -> its text. Raises `SettingError` where one cannot be read."""
    return Choices(
        channel=typed["channel"],
        currency=typed["currency"].upper(),
        decimal=_one_of("--decimal", typed["decimal"], (",", ".")),
        level=Level(level) if (level := _one_of("--level", typed["level"], tuple(Level))) else None,
        tax=_percent(typed["tax"]),
        campaigns=dict(_pairs("--campaign", campaigns, NO_CAMPAIGN)),
        goals=dict(_pairs("--goal", goals, CLAIMED)),
        day_first=day_first,
        micros=micros,
    )


def _one_of(option: str, text: str, choices: Sequence[str]) -> str:
    if text and text not in choices:
        raise SettingError(f"{option} takes one of {' '.join(choices)}.")
    return text


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


def _pairs(option: str, typed: Sequence[str], none: str) -> list[tuple[str, str]]:
    """``NAME=KEY`` of each; without a key it is ``none``."""
    pairs = [one.rpartition("=") for one in typed]
    if any(not equals for _, equals, _ in pairs):
        raise SettingError(f"{option} takes NAME=KEY.")
    return [(name, key or none) for name, _, key in pairs]

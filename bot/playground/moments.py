"""Slack's date tokens, such as ``{date_short} at {time}``, in the viewer's zone and language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from markupsafe import Markup, escape

from bot.playground.surface import Names

LATEST = 10**10  # ten digits: what Slack takes

_TOKEN = re.compile(r"\{(\w+)\}")


def moment(seconds: str | int, form: str, fallback: str, names: Names) -> Markup:
    """The instant of Unix seconds as ``form`` says; the fallback where that cannot be.

    Slack's "today" and "2 hours ago" are written as plain dates: what is on the page does not change by waiting.
    """
    if not re.fullmatch(r"-?\d{1,11}", str(seconds)) or abs(int(seconds)) > LATEST:
        return escape(fallback or str(seconds))
    at = datetime.fromtimestamp(int(seconds), tz=UTC).astimezone(ZoneInfo(names.zone))
    words = _TOKEN.sub(lambda found: _written(found, at, Locale.parse(names.locale, sep="-")), form)
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), words or fallback)


def _written(match: re.Match[str], at: datetime, locale: Locale) -> str:
    write = _TOKENS.get(match[1].removesuffix("_pretty"))
    return write(at, locale) if write else match[0]


def _date(length: str) -> Callable[[datetime, Locale], str]:
    return lambda at, locale: format_date(at.date(), length, locale=locale)


def _time(length: str) -> Callable[[datetime, Locale], str]:
    # Babel would shift an aware time to UTC by itself.
    return lambda at, locale: format_time(at.time(), length, locale=locale)


_TOKENS: dict[str, Callable[[datetime, Locale], str]] = {
    "date_num": lambda at, _: at.date().isoformat(),
    "date": _date("long"),
    "date_short": _date("medium"),
    "date_long": _date("full"),
    "day_divider": _date("full"),
    "ago": _date("medium"),
    "time": _time("short"),
    "time_secs": _time("medium"),
}

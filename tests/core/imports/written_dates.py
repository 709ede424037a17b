"""Written dates: how one day stands in the files of platforms, spreadsheets and people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
}
PLAIN: Mapping[str, Callable[[date], str]] = {
    "iso": date.isoformat,
    "eight": lambda day: f"{day:%Y%m%d}",
    "timed": lambda day: f"{day} 07:00:00",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "day/month": lambda day: f"{day.day}/{day.month}/{day.year}",
    "month/day": lambda day: f"{day:%m/%d/%Y}",
    "day-month": lambda day: f"{day:%d-%m-%Y}",
    "american": lambda day: f"{MONTHS['en'].split()[day.month - 1]} {day.day}, {day.year}",
    "brazilian": lambda day: f"{day.day} de {MONTHS['pt'].split()[day.month - 1]} de {day.year}",
}

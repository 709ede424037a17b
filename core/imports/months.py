"""Months: their names, long and short, in the languages that files come in."""

from __future__ import annotations

import unicodedata

_NAMES = (
    "january jan styczen stycznia sty januar janner janvier janv enero ene gennaio gen janeiro",
    "february feb luty lutego lut februar fevrier fevr fev febrero febbraio fevereiro",
    "march mar marzec marca marz mrz mars marzo marco",
    "april apr kwiecien kwietnia kwi avril avr abril abr aprile",
    "may maj maja mai mayo maggio mag maio",
    "june jun czerwiec czerwca cze juni juin junio giugno giu junho",
    "july jul lipiec lipca lip juli juillet juil julio luglio lug julho",
    "august aug sierpien sierpnia sie aout agosto ago",
    "september sep sept wrzesien wrzesnia wrz septembre septiembre settembre set setembro",
    "october oct pazdziernik pazdziernika paz oktober okt octobre octubre ottobre ott outubro out",
    "november nov listopad listopada lis novembre noviembre novembro",
    "december dec grudzien grudnia gru dezember dez decembre diciembre dic dicembre dezembro",
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}


def month_of(word: str) -> int:
    """The month, January being 1, that a word names in any of the languages; 0 where it names none."""
    return _NUMBERS.get(_plain(word), 0)


def _plain(word: str) -> str:
    """Lower case, without accents."""
    letters = unicodedata.normalize("NFD", word.casefold()).replace("ł", "l")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))

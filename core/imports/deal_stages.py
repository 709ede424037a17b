"""Stages of a CRM's deals beside ours: won and lost in the words CRMs use, the rest by name or by what a team chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from core.sales.deals import LOST, WON
from core.sales.stages import Stages
from core.setup.names import slug

_WON = frozenset(
    slug(word)
    for word in (
        *("won", "closed won", "deal won", "wygrana", "wygrane", "wygrany", "zamknięta wygrana", "zamknięte wygrane"),
        *("zamknięte - wygrana", "gewonnen", "abgeschlossen und gewonnen", "geschlossen gewonnen", "gagné", "gagnée"),
        *("fermé gagné", "fermée gagnée", "conclu gagné", "clôturé gagné", "ganado", "ganada", "cierre ganado"),
        *("cerrado ganado", "cerrada ganada", "vinto", "vinta", "chiuso vinto", "chiusa vinta", "chiusura conclusa"),
        *("ganho", "ganha", "fechado ganho", "fechado e ganho"),
    )
)
_LOST = frozenset(
    slug(word)
    for word in (
        *("lost", "closed lost", "deal lost", "przegrana", "przegrane", "przegrany", "utracona", "zamknięta przegrana"),
        *("zamknięte przegrane", "zamknięte - przegrana", "zamknięte - utracone", "verloren"),
        *("abgeschlossen und verloren", "geschlossen verloren", "perdu", "perdue", "fermé perdu", "fermée perdue"),
        *("conclu perdu", "clôturé perdu", "perdido", "perdida", "cierre perdido", "cerrado perdido"),
        *("cerrada perdida", "perso", "persa", "chiuso perso", "chiusa persa", "chiusura persa", "fechado perdido"),
        *("fechado e perdido",),
    )
)


def closing_stage(words: str) -> str:
    """`WON` or `LOST` where a stage or a status says so in any language; empty where it does not."""
    key = slug(words)
    if key in _WON:
        return WON
    return LOST if key in _LOST else ""


def stage_key(words: str, chosen: Mapping[str, str], stages: Stages) -> str:
    """The key of the stage that a file's ``words`` stand for; empty where nobody can tell.

    ``chosen``: words -> key, decided for the account, which goes before everything else. ``stages``: those in force.
    """
    if words in chosen:
        return chosen[words]
    if closed := closing_stage(words):
        return closed
    key = slug(words)
    return next((stage.key for stage in stages.stages if key in (stage.key, slug(stage.name))), "")


def unknown_stages(words: Iterable[str], chosen: Mapping[str, str], stages: Stages) -> Sequence[str]:
    """The words that stand for no stage yet, each once, in the order of the file."""
    return [one for one in dict.fromkeys(words) if not stage_key(one, chosen, stages)]

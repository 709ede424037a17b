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
        *(
            "zamknięte - wygrana",
            "zamknięte - wygrane",
            "zamknięto - wygrana",
            "wygrano",
            "gewonnen",
            "abgeschlossen und gewonnen",
            "geschlossen gewonnen",
            "gagné",
            "gagnée",
        ),
        *("fermé gagné", "fermée gagnée", "conclu gagné", "clôturé gagné", "ganado", "ganada", "cierre ganado"),
        *("cerrado ganado", "cerrada ganada", "vinto", "vinta", "chiuso vinto", "chiusa vinta", "chiusura conclusa"),
        *("ganho", "ganha", "fechado ganho", "fechado e ganho"),
    )
)
_LOST = frozenset(
    slug(word)
    for word in (
        *("lost", "closed lost", "deal lost", "przegrana", "przegrane", "przegrany", "utracona", "zamknięta przegrana"),
        *("zamknięte przegrane", "zamknięte - przegrana", "zamknięte - przegrane", "zamknięte - utracone", "verloren"),
        *("zamknięto - przegrana", "przegrano", "utracone", "utracony", "stracona", "stracone"),
        *("abgeschlossen und verloren", "geschlossen verloren", "perdu", "perdue", "fermé perdu", "fermée perdue"),
        *("conclu perdu", "clôturé perdu", "perdido", "perdida", "cierre perdido", "cerrado perdido"),
        *("cerrada perdida", "perso", "persa", "chiuso perso", "chiusa persa", "chiusura persa", "fechado perdido"),
        *("fechado e perdido",),
    )
)
_OURS = {
    "appointment-scheduled": "umówione spotkanie|spotkanie umówione|umówiono spotkanie|zaplanowane spotkanie"
    "|spotkanie zaplanowane|termin vereinbart|rendez-vous programmé|rendez-vous planifié|cita programada"
    "|reunión programada|appuntamento fissato|appuntamento programmato|reunião agendada",
    "qualified-to-buy": "zakwalifikowana do zakupu|zakwalifikowany do zakupu|zakwalifikowano do zakupu"
    "|zakwalifikowane do zakupu|als käufer qualifiziert|qualifié à l'achat|calificado para comprar"
    "|cualificado para comprar|qualificato per l'acquisto|qualificado para comprar",
    "presentation-scheduled": "zaplanowana prezentacja|prezentacja zaplanowana|zaplanowano prezentację"
    "|umówiona prezentacja|präsentation geplant|präsentation vereinbart|présentation planifiée"
    "|présentation programmée|presentación programada|presentazione programmata|apresentação agendada",
    "decision-maker-bought-in": "decydent przekonany|przekonany decydent|przekonano decydenta|zgoda decydenta"
    "|akceptacja decydenta|entscheider überzeugt|décideur convaincu",
    "contract-sent": "wysłana umowa|umowa wysłana|wysłano umowę|kontrakt wysłany|wysłany kontrakt|vertrag gesendet"
    "|vertrag versendet|vertrag verschickt|contrat envoyé|contrato enviado|contratto inviato",
}
"""Key of a stage that every workspace begins with -> how CRMs call it in other languages."""
_KEYS = {slug(word): key for key, words in _OURS.items() for word in words.split("|")}


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
    named = next((stage.key for stage in stages.stages if key in (stage.key, slug(stage.name))), "")
    return named or (_KEYS[key] if key in _KEYS and stages.find(_KEYS[key]) else "")


def unknown_stages(words: Iterable[str], chosen: Mapping[str, str], stages: Stages) -> Sequence[str]:
    """The words that stand for no stage yet, each once, in the order of the file."""
    return [one for one in dict.fromkeys(words) if not stage_key(one, chosen, stages)]

"""Column words: how people head the columns of their own tables, in the languages of files."""

from __future__ import annotations

import re

from core.imports.headers import folded, without_currency
from core.imports.meanings import Meaning

_NAMES = {
    Meaning.DAY: "date|day|data|dzień|datum|tag|jour|fecha|día|giorno|dia",
    Meaning.SPEND: "cost|costs|spend|spent|ad spend|amount spent|koszt|koszty|wydatki|wydano|kosten|ausgaben|coût|coûts"
    "|dépenses|coste|costes|gasto|gastos|costo|costi|spesa|spese|custo|custos",
    Meaning.CAMPAIGN: "campaign|campaign name|kampania|nazwa kampanii|kampagne|kampagnenname|campagne"
    "|nom de la campagne|campaña|nombre de la campaña|campagna|nome campagna|nome della campagna|campanha"
    "|nome da campanha",
    Meaning.CHANNEL: "channel|platform|kanał|platforma|kanal|plattform|canal|plateforme|plataforma|canale|piattaforma",
    Meaning.CURRENCY: "currency|currency code|waluta|währung|devise|moneda|divisa|valuta|moeda",
    Meaning.NOTE: "note|notes|notatka|notatki|uwagi|opis|description|comment|comments|remark|remarks|bemerkung"
    "|beschreibung|commentaire|comentario|commento|descrizione|descrição",
}
"""Meaning -> headers that say it and nothing else."""
_BEGINNINGS = {
    Meaning.DAY: "date day data dzień datum tag jour fecha día giorno dia",
    Meaning.SPEND: "cost spend spent amount koszt wydat wydan kwota kosten betrag ausgaben coût dépens montant coste"
    " gasto importe importo costo spesa speso custo valor",
    Meaning.CAMPAIGN: "campaign kampani kampagne campagne campaña campagna campanha",
    Meaning.CHANNEL: "channel kanał kanal canal canale platform plattform plateforme plataforma piattaforma network"
    " sieć medium źródło source",
    Meaning.CURRENCY: "currency waluta währung devise moneda divisa valuta moeda",
    Meaning.NOTE: "note notes notatk uwagi opis tytuł descri remark comment coment bemerkung beschreibung",
}
"""Meaning -> how words that a header of it has begin."""
_NOT_SPEND = re.compile(
    r"\b(per|cpc|cpm|cpa|ctr|roas|avg|average|budget|budżet|revenue|przychód|value|rate|śr|id|vat|tax|center|centre)\b"
    r"|/|%"
)
_NOT_CAMPAIGN = re.compile(r"\b(id|type|typ|status|objective|cel|goal|budget|budżet|group|grupa|start|end)\b")
_BESIDE = re.compile(
    r"(clicks?|link clicks|impressions?|impr\.?|reach|views|cpc|cpm|ctr|avg\.? cpc|kliknięcia|wyświetlenia|zasięg"
    r"|odsłony|śr\. cpc|klicks|impressionen|reichweite|clics|portée|clics|impresiones|alcance|clic|impressioni"
    r"|copertura|cliques|impressões)"
)
"""Headers of figures that nothing is booked by."""


def says(header: str, meaning: Meaning) -> int:
    """How surely a header says this: 2 where it says nothing else, 1 where a word of it does, 0 where none does."""
    name = without_currency(header)
    if name in _NAMES[meaning].split("|"):
        return 2
    if is_other(header, meaning):
        return 0
    return int(bool(re.search(rf"(?<![^\W_])(?:{'|'.join(_BEGINNINGS[meaning].split())})", name)))


def is_other(header: str, meaning: Meaning) -> bool:
    """Whether a header says of itself that this is not what stands below it: a cost per click is no cost."""
    strange = {Meaning.SPEND: _NOT_SPEND, Meaning.CAMPAIGN: _NOT_CAMPAIGN}.get(meaning)
    return bool(strange and strange.search(folded(header)))


def stands_beside(header: str) -> bool:
    """Whether the header is of a figure that nothing is booked by, as clicks are."""
    return bool(_BESIDE.fullmatch(folded(header)))

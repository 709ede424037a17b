"""Command words: what a person may type behind `/roi`, in every language. This is the one list of them.

A word is known by its key, which has no accents (*kanały* is ``kanaly``). The English words are understood whatever
language a person reads, and so are those of every other language.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from core.calendar.period_words import COMPARED_WITH
from core.setup.signs import folded


class Command(StrEnum):
    """Each command by its English word."""

    CHANNELS = "channels"
    CAMPAIGNS = "campaigns"
    COMPARE = "compare"
    CONTENT = "content"
    COHORTS = "cohorts"
    HISTORY = "history"
    CLOSE = "close"
    UNDO = "undo"
    HELP = "help"
    NEW = "new"
    GOAL = "goal"
    TARGET = "target"
    METRIC = "metric"
    COMPANY = "company"
    BENCHMARK = "benchmark"
    DEAL = "deal"
    DIGEST = "digest"
    ALERTS = "alerts"
    RATE = "rate"
    REPEATS = "repeats"
    SETTINGS = "settings"
    FX = "fx"
    LANGUAGE = "language"
    IMPORT = "import"
    EXPORT = "export"
    SOURCES = "sources"


WORDS: Mapping[str, Mapping[Command, str]] = {
    "pl": {
        Command.CHANNELS: "kanały",
        Command.CAMPAIGNS: "kampanie",
        Command.CONTENT: "treści",
        Command.COHORTS: "kohorty",
        Command.COMPARE: "porównaj",
        Command.HISTORY: "historia",
        Command.UNDO: "cofnij",
        Command.HELP: "pomoc",
        Command.NEW: "nowa",
        Command.GOAL: "cel",
        Command.TARGET: "plan",
        Command.METRIC: "metryka",
        Command.COMPANY: "firma",
        Command.DEAL: "szansa",
        Command.DIGEST: "podsumowanie",
        Command.ALERTS: "alerty",
        Command.RATE: "stawka",
        Command.REPEATS: "powtarzalne",
        Command.CLOSE: "zamknij",
        Command.SETTINGS: "ustawienia",
        Command.FX: "kurs",
        Command.LANGUAGE: "język",
        Command.EXPORT: "eksport",
        Command.SOURCES: "źródła",
    }
}
"""Language -> the command's word in it, as it is written there. A command that is missing has its English word."""

KIND_WORDS: Mapping[str, Mapping[str, str]] = {
    "pl": {"campaign": "kampania", "goal": "cel", "channel": "kanal", "content": "tresc", "deal": "szansa"},
}
"""Language -> kind of what a team names -> its word there, as a key; a kind is its own English word."""

SYNONYMS: Mapping[str, Mapping[Command, str]] = {
    "en": {
        Command.CHANNELS: "channel",
        Command.CAMPAIGNS: "campaign",
        Command.CONTENT: "contents",
        Command.COMPARE: "comparison",
        Command.HISTORY: "entries",
        Command.UNDO: "delete remove",
        Command.NEW: "add create",
        Command.GOAL: "goals",
        Command.TARGET: "targets",
        Command.METRIC: "metrics",
        Command.BENCHMARK: "benchmarks",
        Command.DEAL: "deals pipeline",
        Command.DIGEST: "digests report",
        Command.ALERTS: "alert",
        Command.RATE: "rates",
        Command.REPEATS: "repeat recurring subscriptions",
        Command.SETTINGS: "options",
        Command.LANGUAGE: "languages",
        Command.IMPORT: "imports upload",
        Command.EXPORT: "exports download",
        Command.SOURCES: "source utm",
    },
    "pl": {
        Command.CHANNELS: "kanał",
        Command.CAMPAIGNS: "kampania",
        Command.CONTENT: "treść",
        Command.COMPARE: "porównanie",
        Command.HISTORY: "wpisy",
        Command.UNDO: "usuń wycofaj",
        Command.NEW: "nowy dodaj utwórz",
        Command.GOAL: "cele",
        Command.TARGET: "plany",
        Command.METRIC: "metryki",
        Command.BENCHMARK: "benchmarki",
        Command.DEAL: "szanse lejek",
        Command.DIGEST: "podsumowania raport",
        Command.RATE: "stawki",
        Command.REPEATS: "cykliczne abonamenty",
        Command.SETTINGS: "opcje waluta",
        Command.FX: "kursy",
        Command.LANGUAGE: "języki",
        Command.IMPORT: "importuj importy wgraj",
        Command.EXPORT: "eksportuj pobierz",
        Command.SOURCES: "źródło",
    },
}
"""Language -> what else people call a command in it, as they write it. A campaign may be called so, and comes first."""

LINES: Mapping[str, str] = {
    **dict.fromkeys(("cost", "costs", "koszt", "koszty"), "cost"),
    **dict.fromkeys(("conversion", "conversions", "konwersja", "konwersje"), "conversion"),
}
"""Words behind which a line may follow -> what it logs. Nothing may be called by the singular ones."""

MINE = frozenset("mine moje moj moja wlasne".split())
"""The words behind `/roi history` for the person's own entries."""

LISTS_IMPORTS = frozenset("imports importy".split())
"""The words for `/roi import` that mean the imports there are, not a new one."""

ALL_OF_HELP = frozenset("all more everything wszystko wiecej calosc".split())
"""The words behind `/roi help` for all of it, as they are folded."""

ALSO_RESERVED = frozenset(
    """alert goals cele targets roi cost koszt conversion konwersja share check none shared channel
    campaign category kanal kampania kategoria tresc repeat""".split()
)
"""Words of the quick forms, and of features that are promised. Nothing may be called so."""

ADDED_LATER = frozenset({Command.COHORTS, Command.LANGUAGE, Command.EXPORT, Command.SOURCES})
"""Commands whose words became ours when a campaign may have been called so already."""

NOT_SUGGESTED = frozenset({Command.FX})
"""Words too short to be what somebody meant who typed a longer one."""


def word_in(command: Command, language: str) -> str:
    """The command's word as people write it in ``language`` (``en``, ``pl``)."""
    return WORDS.get(language, {}).get(command, command.value)


def keys_of(command: Command) -> frozenset[str]:
    """The keys of the command's words, in every language."""
    return frozenset({command.value, *(folded(word_in(command, language)) for language in WORDS)})


COMMANDS: Mapping[str, Command] = {key: command for command in Command for key in keys_of(command)}
"""The key of each word -> its command."""

_MEANT: Mapping[str, Command] = {
    folded(word): command
    for synonyms in SYNONYMS.values()
    for command, words in synonyms.items()
    for word in words.split()
}

RESERVED = frozenset(COMMANDS) | COMPARED_WITH | ALSO_RESERVED
"""Keys that nothing a team names may have."""


def command_of(key: str) -> Command | None:
    """The command that the word of this key means, in any language; None for any other word."""
    return COMMANDS.get(key) or _MEANT.get(key)


def gives_way(key: str) -> bool:
    """Whether a campaign of this name, typed whole, comes before the command."""
    return key in _MEANT or key in LINES or COMMANDS.get(key) in ADDED_LATER


def suggested(language: str) -> tuple[str, ...]:
    """The words that a mistyped word may have meant: the English ones first, then those of the reader's language, and
    what else people call them in either."""
    commands = [command for command in Command if command not in NOT_SUGGESTED]
    translated = WORDS.get(language, {})
    own = [translated[command] for command in translated if command not in NOT_SUGGESTED]
    return (*commands, *own, *_synonyms("en", language))


def _synonyms(*languages: str) -> list[str]:
    """What else people call the commands, in each of the languages once."""
    words: list[str] = []
    for language in dict.fromkeys(languages):
        for synonyms in SYNONYMS.get(language, {}).values():
            words += synonyms.split()
    return words

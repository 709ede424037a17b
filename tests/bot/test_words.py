"""The wording: one word for one thing in both languages, and lists, days and amounts written in one way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from core.setup.languages import LANGUAGES
from tests import catalogue
from tests.snapshots.files import pictures

NEVER_SHOWN = {
    "an ellipsis and a full stop": r"…\.",
    "an ISO week": r"\b[0-9]{4}-W[0-9]{2}\b",
    "a month named at both ends of some of its days": r"\b[0-9]{1,2} (\w+) – [0-9]{1,2} \1\b",
    "a comma before the end of a cut list": r", (?:and|i jeszcze) [0-9]+",
}
NEVER_SAID = {
    "en": {
        r"taken? back|put back": "undo, restore",
        r"restated": "changed since",
        r"excess|beyond return": "cost above return",
        r"ledger|on the books": "entries, logged, counted",
        r"steps? of (?:a |the |that |this )?deals?": "stage change",
        r"costs? of no|I know no|is no (?:date|period|currency|number)": "without, I can’t find or read",
        r"(?:is|are|be|been) told|tells|stands|rests on": "shown, reported, says, is",
        r"anew|meanwhile|likewise|no more": "again, since, as well",
        r"vs target(?! price)|at your target of": "target price",
    },
    "pl": {
        r"zaksięgowan\w+|w księgach|rejestr\w*": "zapisany zwrot, wpisy",
        r"nadwyżk\w+": "koszt ponad zwrot",
        r"odset\w+": "współczynnik konwersji",
        r"długoterminow\w+": "wartość klienta (LTV)",
        r"marż\w* pokrycia|pełn\w+ marż\w+": "marża, marża 100%",
        r"po korekcie|korekt[aęąy]\b(?! kosztu)": "po zmianach, korekta kosztu",
        r"krok\w*": "zmiana etapu",
        r"cykliczn\w+": "powtarzalny",
        r"transakcj\w+": "szansa",
        r"cen\w+ docelow\w+": "stawka docelowa",
        r"kompletn\w+ w": "zapisano około …% kosztów",
        r"konwersacj\w+": "rozmowa",
        r"poniżej tempa|powyżej tempa": "planu",
        r"puste:": "puste pole:",
        r"nic nie zostało zapisane|jeszcze nic nie": "nic nie zapisano, nic jeszcze nie zapisano",
        r"przynosi stratę": "traci",
        r"utnij (?!wydatki)": "utnij wydatki na …",
        r"więcej na": "dołóż na …",
        r"co jest, poka\w+|chodziło o: .* lub ": "sprawdź, co już jest; … czy …",
    },
}
"""What no message says, and what it says instead. Words in placeholders are other people's."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", NEVER_SHOWN)
def test_no_screen_shows(what: str, language: str) -> None:
    """Neither in a message nor in a form nor in a sentence of the gallery."""
    shown = re.compile(NEVER_SHOWN[what])
    found = [
        f"{name}: {line}"
        for name, text in pictures().items()
        if name.startswith(f"{language}/")
        for line in text.splitlines()
        if shown.search(line)
    ]
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("language", NEVER_SAID)
def test_each_thing_has_one_word(language: str) -> None:
    """No message of either language calls a thing by a word that it has given up for another."""
    found = [
        f"{message!r}: rather {instead}"
        for message in _messages(language)
        for words, instead in NEVER_SAID[language].items()
        if re.search(rf"\b(?:{words})", re.sub(r"\{\w+\}", "", message), re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


def test_costs_of_a_lead_say_what_they_rest_on() -> None:
    """CPL and CPA are of ads or full, in every sentence; only what they are short for may stand alone (D-07, D-08)."""
    named = re.compile(r"\(ads\)|\(full\)|\(full cost\)|on full cost|^CP[LA]: ")
    said = [str(message) for message in catalogue.extracted() if re.search(r"\bCP[LA]\b", str(message))]
    assert len(said) >= 5
    assert [message for message in said if not named.search(message)] == []


def _messages(language: str) -> Iterator[str]:
    for entry in catalogue.polish():
        if entry.id:
            yield from catalogue.forms(entry.id if language == "en" else entry.string)


def test_what_is_said_within_other_words_has_its_polish() -> None:
    """Also where a sentence stands inside an f-string, into which Babel does not look."""
    known = {form for found in catalogue.ids(catalogue.polish()) for form in catalogue.forms(found)}
    code = (path.read_text(encoding="utf-8") for path in (catalogue.ROOT / "bot").rglob("*.py"))
    said = {message for text in code for message in _said(ast.parse(text))}
    assert said - known == set()
    assert len(said) > 500


def _said(code: ast.Module) -> Iterator[str]:
    """The literal first argument of every call of ``say`` and ``say_n``."""
    for call in (node for node in ast.walk(code) if isinstance(node, ast.Call)):
        if getattr(call.func, "attr", "") in ("say", "say_n"):
            yield from (str(first.value) for first in call.args[:1] if isinstance(first, ast.Constant))

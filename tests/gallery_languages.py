"""The choice of a language and the settings that go with it, drawn with sample values."""

from __future__ import annotations

from dataclasses import replace

from bot.language import Language
from bot.views import languages
from bot.views.blocks import Block
from bot.views.forms import settings as settings_forms
from core.ledger.quick_line import AmbiguousWord
from core.problems import Problem
from core.setup.languages import AS_SLACK, UnknownLanguage
from tests import samples as s

CHOICES = ("campaign:u-word", "content:u-word", "goal:u-word", "channel:u-word")
PROBLEMS: tuple[Problem, ...] = (UnknownLanguage(text="u-text"), AmbiguousWord(word="u-word", choices=CHOICES))
SAID = replace(s.WORKSPACE, answer_language="pl", fiscal_month=4)


def messages(language: Language) -> dict[str, Block]:
    """Name -> message."""
    return {
        "language chosen": languages.language_saved(language, language.code),
        "language as slack": languages.language_saved(language, AS_SLACK),
        "settings saved, polish proposed": settings_forms.settings_saved(
            language, replace(s.WORKSPACE, timezone="Europe/Warsaw"), "PLN"
        ),
        "settings saved, language and fiscal year": settings_forms.settings_saved(language, SAID, "USD"),
    }


def views(language: Language) -> dict[str, Block]:
    """Name -> modal."""
    return {
        "language": languages.language_form(language, AS_SLACK, s.METADATA),
        "settings, language and fiscal year": settings_forms.settings_form(language, SAID, "USD", s.ZONE, "pl", "{}"),
        "settings, polish proposed": settings_forms.settings_form(
            language, s.WORKSPACE, "PLN", "Europe/Warsaw", "en", s.METADATA
        ),
    }

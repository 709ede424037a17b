"""The sentence for each named problem, by room. ``bot.desk.errors`` puts it in its place.

Each says what is wrong, and the way out.
"""

from __future__ import annotations

from bot.desk.sentences import (
    calendar,
    desk,
    exports,
    hours,
    imports,
    ledger,
    money,
    posts,
    questions,
    quick_entry,
    sales,
    setup,
    splits,
)
from bot.desk.sentences.sentence import Sentences
from bot.language import Language
from core.problems import Problem

SENTENCES: Sentences = {
    **calendar.SENTENCES,
    **desk.SENTENCES,
    **exports.SENTENCES,
    **hours.SENTENCES,
    **imports.SENTENCES,
    **ledger.SENTENCES,
    **money.SENTENCES,
    **posts.SENTENCES,
    **questions.SENTENCES,
    **quick_entry.SENTENCES,
    **sales.SENTENCES,
    **setup.SENTENCES,
    **splits.SENTENCES,
}
"""Every named problem; a test proves that none is missing."""


def sentence(language: Language, problem: Problem) -> str:
    """One clear sentence, or two, that names the fault and the way out."""
    return SENTENCES[type(problem)](language, problem)

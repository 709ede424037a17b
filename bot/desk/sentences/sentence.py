"""The shape of a sentence, and the shapes that several rooms share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.language import Language
from core.problems import Problem

Sentence = Callable[[Language, Any], str]
"""Puts a problem of its kind into words of the language."""

Sentences = Mapping[type[Problem], Sentence]


def fixed(message: str) -> Sentence:
    """The sentence of a problem without data."""
    return lambda language, _: language.say(message)


def with_fields(message: str, *fields: str) -> Sentence:
    """A sentence with the problem's own fields put in as they are."""
    return lambda language, problem: language.say(message, **{name: getattr(problem, name) for name in fields})


def nearest(language: Language, alike: tuple[str, ...]) -> str:
    """The way out of a name that is not known: the names nearest to it, or the command that lists them all."""
    if alike:
        return language.say("Did you mean {names}?", names=", ".join(alike))
    return language.say("/roi campaigns all lists your campaigns; /roi new adds one.")

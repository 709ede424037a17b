"""Polish through and through: what a sentence tells somebody to type is in the language of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from core.setup.categories import Category
from core.setup.command_words import WORDS, Command, word_in
from core.setup.names import slug
from tests import catalogue
from tests.bot.conftest import ANNA, Team

TYPED = re.compile(r"/roi ([^\W\d_]+)")
"""The word behind `/roi`; a campaign's key in an example is one too, and no command."""

EXAMPLE = re.compile(r"/roi(?:-cost|-conversion)? (?!\w+,)[^.;:„”]*")
ENGLISH = re.compile(rf"(?<!{{)\b(?:{'|'.join(Category)}|campaign(?!-q3)|channel|category|goal)\b")


def _polish() -> Iterator[tuple[str, str]]:
    for entry in catalogue.polish():
        if entry.id:
            yield from ((str(entry.id), form) for form in catalogue.forms(entry.string))


def test_polish_sentences_name_polish_commands() -> None:
    """Of every command that has a Polish word."""
    foreign = {command.value for command in WORDS["pl"] if slug(word_in(command, "pl")) != command.value}
    wrong = [form for _, form in _polish() for word in TYPED.findall(form) if slug(word) in foreign]
    assert wrong == []


def test_english_sentences_name_english_commands() -> None:
    """Nobody who reads English is told a Polish word."""
    foreign = {slug(word) for word in WORDS["pl"].values()} - {command.value for command in Command}
    said = [message for messages in catalogue.extracted() for message in catalogue.forms(messages)]
    assert [message for message in said for word in TYPED.findall(message) if slug(word) in foreign] == []


def test_polish_examples_are_polish() -> None:
    """Categories, kinds and campaigns in what is to be typed."""
    shown = [example for _, form in _polish() for example in EXAMPLE.findall(form)]
    assert [example for example in shown if ENGLISH.search(example)] == []
    assert not [form for _, form in _polish() if "campaign-q3" in form or "spring-webinar" in form]


def test_help_shows_what_is_typed_in_the_language_of_the_reader(team: Team) -> None:
    """Every command that has a word of its own is listed by it, and examples are as people would name things."""
    boss = team.person(locale="pl-PL", is_admin=True)
    member, admin = (team.ask("pomoc wszystko", user).text for user in (ANNA, boss))
    told = team.ask("pomoc", ANNA).text + admin
    listed = [word_in(command, "pl") for command, _ in catalogue.USAGE if isinstance(command, Command)]
    assert [word for word in listed if f"/roi {word}" not in told] == []
    assert set(member.splitlines()) < set(admin.splitlines())
    assert "/roi kampania-q3" in told
    assert "campaign-q3" not in told


def test_choices_are_written_in_the_language_of_the_reader(team: Team) -> None:
    """The two meanings of a word, as they may be typed: in Polish kategoria and kanał."""
    assert "category:other" not in team.client.command("/roi-cost", "12 inne", user=ANNA).text


@pytest.mark.parametrize(
    ("name", "english", "polish"),
    [("lipiec", "campaign-lipiec", "kampania-lipiec"), ("USD", "campaign-usd", "kampania-usd")],
)
def test_a_taken_name_gets_a_proposal_in_the_language_of_the_reader(
    team: Team, name: str, english: str, polish: str
) -> None:
    """The word before it says in their language what it is."""
    for user, proposal in (("UADA", english), (ANNA, polish)):
        refused = team.client.submit(team.form("/roi", "new", user), {"name": name, "start": "2025-07-01"}, user=user)
        assert proposal in refused.errors["name"]
    view = team.form("/roi-cost", user=ANNA)
    assert team.client.suggest("channel", name, view=view, user=ANNA).options[-1]["value"] == f"+kanal-{slug(name)}"


def test_a_choice_typed_as_it_is_printed_is_understood(team: Team) -> None:
    """The words of the sentence, typed back, log what they name."""
    told = team.client.command("/roi-cost", "12 kategoria:inne kanał:inne", user=ANNA).text
    assert "Inne · Inny kanał" in told

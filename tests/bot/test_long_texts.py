"""Long texts: however much is typed, the work is bounded and the answer short. Work is counted, never timed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from core.setup import names
from core.setup.registers import Register
from storage.database import Database
from tests.bot.conftest import ADA, ANNA, DAY, Team, at_work, said
from tests.databases import Copies
from tests.inside import Inside
from tests.slack import SCOPES

Work = list[tuple[str, str]]
LONG = [f"w{number}x" for number in range(400)]


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """A team whose bot may be written to, with a campaign and a goal."""
    with at_work(copies.url("sqlite")) as team:
        team.slack.scopes = f"{SCOPES},im:history"
        team.goal("newsletter", "10")
        team.campaign("Campaign Q3")
        database = Database(team.url)
        yield replace(team, client=Inside(team.slack, database))
        database.close()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Grows by each text that is looked up, and each word whose neighbours are looked for: the call, and the text."""
    counted: Work = []
    _count(monkeypatch, counted, Register, "find")
    _count(monkeypatch, counted, names, "get_close_matches")
    return counted


def _count(monkeypatch: pytest.MonkeyPatch, counted: Work, owner: object, name: str) -> None:
    does = getattr(owner, name)

    def counting(*given: Any, **more: Any) -> Any:
        counted.append((name, next(one for one in given if isinstance(one, str))))
        return does(*given, **more)

    monkeypatch.setattr(owner, name, counting)


def needed(work: Work, act: Callable[[], Any]) -> int:
    """How much of it is needed for this."""
    before = len(work)
    act()
    return len(work) - before


def _neighbours(work: Work) -> int:
    return sum(name == "get_close_matches" for name, _ in work)


def written(team: Team, text: str, user: str = ADA) -> str:
    """What the bot answers to a message."""
    before = len(team.slack.messages)
    assert team.client.message(text, user=user).status == 200
    [answer] = team.slack.messages[before:]
    return str(answer["text"])


@pytest.mark.parametrize("before", ["target ", "goal "])
def test_many_words_behind_a_command_take_no_more_work_than_some(books: Team, work: Work, before: str) -> None:
    """Past sixty words nothing more is looked up."""
    books.ask(before)
    some = needed(work, lambda: books.ask(before + " ".join(LONG[:100])))
    assert some
    assert needed(work, lambda: books.ask(before + " ".join(LONG))) <= some


@pytest.mark.parametrize("line", ["/roi-cost 250 ", "/roi-conversion 12 "])
def test_of_many_words_of_a_line_only_some_are_held_against_all_names(books: Team, work: Work, line: str) -> None:
    """What is written almost as a word is looked for sixty times at most; the others are counted all the same."""
    command, _, before = line.partition(" ")

    def log(many: int) -> str:
        return books.client.command(command, before + " ".join(LONG[:many]), user=ADA).text

    log(1)
    work.clear()
    assert "96" in log(100)
    some = _neighbours(work)
    assert some
    work.clear()
    assert "396" in log(400)
    assert _neighbours(work) <= some


def test_a_target_is_still_found_by_names_of_several_words(books: Team) -> None:
    """In any order, and what is left is named."""
    form = books.form("/roi", "target newsletter 40 Campaign Q3 and more")
    assert "“and more”" in said(form)


def test_what_may_be_a_question_is_no_name_beyond_its_longest(books: Team, work: Work) -> None:
    """A message of very many words is not looked through for a campaign and a channel."""
    written(books, "2026 " + "a " * 460)
    assert work
    assert max(len(text) for _, text in work) < 200


@pytest.mark.parametrize("line", ["250 " + "a " * 6000, "a" * 12_000, "/roi " + "a " * 6000])
def test_a_line_of_a_message_that_is_too_long_is_refused_at_once(books: Team, work: Work, line: str) -> None:
    """With a sentence that says how much is read; nothing is looked up and nothing is saved."""
    assert needed(work, lambda: written(books, line)) == 0
    assert written(books, line) == "Nothing was saved: a line may have up to 1000 characters. Please shorten it."
    assert written(books, line, ANNA).startswith("Nic nie zapisano")


def test_of_several_lines_one_that_is_too_long_is_not_logged(books: Team) -> None:
    """The others are."""
    told = written(books, f"7 ads {DAY}\n8 ads {'a ' * 600}")
    assert told.startswith("Logged: 1 of 2 lines")
    assert "up to 1000 characters" in told

"""Roles × everything registered: no word, form, button, menu or post tells one person's hours or rate.

What is asked comes from the registry itself, so that a new word, form or button is in the matrix by being registered;
what it cannot find by itself (how a form is opened, how a post comes about) fails here until it is said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product

import pytest
from sqlalchemy import text as sql

from bot import commands, registry
from core.posts.deliveries import Kind, State
from core.setup.command_words import RESERVED, Command
from tests.answers import Answer
from tests.bot.conftest import ADA, ANNA, GUEST, MAX, Payload, Team, inside
from tests.bot.test_digest_setup import next_run, set_up, weekly
from tests.bot.test_rate_privacy import BOT, MIA, MONDAY_NINE, STRANGER, SUNDAY, fill, leaks, people
from tests.databases import Copies
from tests.screens import Control, controls, find

Ask = Callable[[], Answer]

MEMBERS, REFUSED = (MAX, MIA, ANNA), (GUEST, STRANGER, BOT)

WORDS, FIRST = sorted(RESERVED), frozenset(command.value for command in Command)
BEHIND = ("", "all", "solo all", "solo duo all")
"""What stands behind each word: of a command's first word every member asks all of it, of its other words, which lead
to the same place, one member after the other.
"""

OPENED_BY = {"cost": ("/roi-cost", ""), "conversion": ("/roi-conversion", ""), "campaign": ("/roi", "new")}
"""The command that opens a form; of all others it is ``/roi`` with the form's own name."""

BEHIND_BUTTONS = {"refund": ("history sold", "refund"), "stages": ("deal", "open_stages")}
"""Forms without a word of their own: the word whose answer or form has the button, and the button."""

OF_A_FILE = {"import_change"}
"""Forms that hold what a file says, opened in the message of whoever brought it (tests/bot/test_imports.py)."""

IN_FORMS = {"category": "tools", "preview_cost": None}
"""Actions that stand within the cost form, and what is chosen there."""

TYPED = {
    "people": "wanda 1",
    "person": "Wander",
    "amount": "1",
    "hours": "1",
    "campaign": "solo",
    "channel": "x",
    "goal": "signup",
    "date": SUNDAY.isoformat(),
}
"""Put into every form that has such a field."""


@pytest.fixture(scope="module")
def books(copies: Copies) -> Iterator[Team]:
    """The books of the other tests, with what is set up once: a repeat, a target, shared costs spread by hours.

    Its bot is in this process: what it says is the same as through HTTP, and thousands of questions are asked.
    """
    with inside(copies) as team:
        people(team)
        fill(team)
        team.goal("Signup", "5")
        team.campaign("Sold")
        sale = {"goal": "signup", "count": "1", "revenue": "50", "campaign": "sold", "date": SUNDAY.isoformat()}
        team.fill("/roi-conversion", sale)
        team.cost(f"70 tools {SUNDAY}")
        team.cost_form("tools", amount="7", date=SUNDAY.isoformat(), split="equal", repeat="monthly")
        target = {"campaign": "solo", "goal": "signup", "count": "5", "cost_per_conversion": "9"}
        team.fill("/roi", {**target, "start": "2025-07-01", "end": "2025-07-31"}, "target")
        team.fill("/roi", {"shared": "hours"}, "settings")
        yield team


def told(team: Team, asked: Iterable[Ask]) -> dict[int, list[str]]:
    """Number of what was asked -> the secrets that its answer held, or anything sent to Slack meanwhile."""
    found = {}
    team.slack.calls.clear()
    for number, ask in enumerate(asked):
        answer = ask()
        sent = json.dumps([payload for _, payload in team.slack.calls], ensure_ascii=False, default=str)
        team.slack.calls.clear()
        found[number] = leaks(f"{answer.raw}{sent}")
    assert found, "nothing was asked"
    return {number: secrets for number, secrets in found.items() if secrets}


# --- words ---


@pytest.mark.parametrize("word", WORDS)
def test_no_word_tells_it(books: Team, word: str) -> None:
    """Every word of `/roi` with anything behind it, to the members; to who is refused, one sentence."""
    texts = [f"{word} {rest}".strip() for rest in BEHIND]
    asked = [*product(texts, MEMBERS)] if word in FIRST else [*zip(texts, (*MEMBERS, ANNA), strict=True)]
    assert told(books, [partial(books.ask, text, user) for text, user in asked]) == {}
    assert told(books, [partial(books.ask, word, user) for user in REFUSED]) == {}


def test_the_same_words_tell_an_admin(books: Team) -> None:
    """The control: the matrix does ask where the secrets are."""
    asked = [partial(books.ask, word) for word in ("rate", "stawka", "solo all")]
    assert set(told(books, asked)) == {0, 1, 2}


@pytest.mark.parametrize("command", sorted(commands.COMMANDS))
@pytest.mark.parametrize("typed", ["", "1h people solo", "1 signup solo", "wanda", "1h 1 people x duo nonsense"])
def test_no_quick_form_tells_it(books: Team, command: str, typed: str) -> None:
    """Neither what is logged nor what is wrong with it."""
    for user in MEMBERS:
        assert told(books, [partial(books.client.command, command, typed, user=user)]) == {}


# --- forms ---


def opened(team: Team, form: str, user: str) -> Payload | None:
    """The form as this person gets it; None where it is refused."""
    if form in BEHIND_BUTTONS:
        return _behind(team, *BEHIND_BUTTONS[form], user)
    command, word = OPENED_BY.get(form, ("/roi", form))
    shown = len(team.slack.opened)
    team.client.command(command, word, user=user)
    return team.slack.opened[-1] if len(team.slack.opened) > shown else None


def _behind(team: Team, word: str, action: str, user: str) -> Payload | None:
    """What the button opens, if this person has it."""
    shown = len(team.slack.opened)
    answer = team.ask(word, user)
    view = team.slack.opened[-1] if len(team.slack.opened) > shown else None
    if action not in {control.action_id for control in controls(view["blocks"] if view else answer.blocks)}:
        return None
    shown = len(team.slack.opened)
    team.client.press(action, view=view, message=None if view else answer.body, user=user)
    return team.slack.opened[-1] if len(team.slack.opened) > shown else None


@pytest.mark.parametrize("form", sorted(set(registry.FORMS) - OF_A_FILE))
def test_every_form_is_opened_by_its_word(books: Team, form: str) -> None:
    """Or `OPENED_BY` or `BEHIND_BUTTONS` says how, so that none is left out of the matrix."""
    view = opened(books, form, ADA)
    assert view is not None
    assert view["callback_id"] == form


@pytest.mark.parametrize("form", sorted(set(registry.FORMS) - OF_A_FILE))
def test_no_form_tells_it(books: Team, form: str) -> None:
    """Its fields, what it holds before anything is typed, its metadata, and what Save answers: also a form that only
    admins can open, sent by somebody else.
    """
    admins = opened(books, form, ADA) or {}
    for user in MEMBERS:
        view = opened(books, form, user)
        assert leaks(json.dumps(view, ensure_ascii=False)) == []
        assert told(books, _sending(books, view or admins, user)) == {}
    for user in REFUSED:
        assert opened(books, form, user) is None
        assert told(books, [partial(books.client.submit, admins, user=user)]) == {}


def _sending(team: Team, view: Payload, user: str) -> list[Ask]:
    """As it is, filled in, and with hours at a rate kept for somebody where it can have them."""
    known = {control.block_id for control in controls(view["blocks"])}
    values = {name: text for name, text in TYPED.items() if name in known and _free(view, name)}
    asked: list[Ask] = [
        partial(team.client.submit, view, user=user),
        partial(team.client.submit, view, values, user=user),
    ]
    return asked + ([partial(_work, team, user, how) for how in ("submit", "preview")] if "category" in known else [])


def _work(team: Team, user: str, how: str) -> Answer:
    """Hours of somebody whose rate only admins know."""
    view = opened(team, "cost", user) or {}
    team.client.select(view, "category", "people", user=user)
    shown, values = team.slack.views[view["id"]], {"people": "wanda 1", "campaign": "solo"}
    if how == "submit":
        return team.client.submit(shown, values, user=user)
    return team.client.press("preview_cost", view=shown, state=team.typed(shown, values), user=user)


def _free(view: Payload, name: str) -> bool:
    """Whether anything may be put there: not only what is on a menu."""
    return find(view["blocks"], name).kind not in ("static_select", "multi_static_select")


@pytest.mark.parametrize("menu", registry.MENUS)
def test_no_menu_tells_it(books: Team, menu: str) -> None:
    """The options offered while one types."""
    for user in MEMBERS:
        asked = [partial(books.client.suggest, menu, typed, user=user) for typed in ("", "wan", "solo", "6")]
        assert told(books, asked) == {}


@pytest.mark.parametrize("shortcut", sorted(registry.SHORTCUTS))
def test_no_shortcut_tells_it(books: Team, shortcut: str) -> None:
    """What it opens."""
    for user in MEMBERS:
        assert told(books, [partial(books.client.shortcut, shortcut, user)]) == {}


# --- buttons ---


@pytest.fixture(scope="module")
def ids(books: Team) -> list[int]:
    """The first entry, all of people's hours, the newest, and one that does not exist."""
    with books.beside.reading() as connection:
        newest = int(connection.execute(sql("SELECT MAX(id) FROM entries")).scalar() or 0)
        people = connection.execute(sql("SELECT id FROM entries WHERE category = 'people'")).scalars().all()
    return sorted({1, *people, newest, newest + 1})


@pytest.mark.parametrize("action", sorted(set(registry.ACTIONS) - set(IN_FORMS)))
def test_no_button_tells_it(books: Team, ids: list[int], action: str) -> None:
    """Whatever is forged into it: ids, names, words, and what no button of ours carries, by whoever has logged
    something; by whoever has not, somebody's hours and what has a name.
    """
    names, none = ["solo", "solo all", "all"], ids[-1]
    values = [*map(str, ids), *names, "-", f"{none} solo", f"{none}/0", ""]
    pressed = [*((value, MAX) for value in values), *((value, ANNA) for value in [str(ids[1]), *names])]
    assert told(books, [partial(books.client.press, action, value, user=user) for value, user in pressed]) == {}
    assert told(books, [partial(books.client.press, action, "1", user=user) for user in REFUSED]) == {}


@pytest.mark.parametrize("action", sorted(IN_FORMS))
def test_no_button_of_a_form_tells_it(books: Team, action: str) -> None:
    """Nor with a repeat's number forged into the form, as if one were changing it."""
    for user in MEMBERS:
        view = opened(books, "cost", user) or {}
        kept = [view["private_metadata"], json.dumps({"replaces": 1}), json.dumps({"kept": {"hours": "1"}})]
        forged = [{**view, "private_metadata": metadata} for metadata in kept]
        assert told(books, [partial(_use, books, one, action, user) for one in forged]) == {}


def _use(team: Team, view: Payload, action: str, user: str) -> Answer:
    chosen, typed = IN_FORMS[action], {"amount": "1"}
    if chosen:
        return team.client.select(view, action, chosen, typed, user=user)
    return team.client.press(action, view=view, state=team.typed(view, typed), user=user)


@pytest.mark.parametrize("form", ["cost", "conversion"])
@pytest.mark.parametrize("name", ["corrects", "replaces"])
def test_anothers_entry_forged_into_a_form_tells_nothing(books: Team, ids: list[int], form: str, name: str) -> None:
    """Whatever id stands in a form's metadata: what is saved, shown before and refused holds nothing of it."""
    typed = {"amount": "1"} if form == "cost" else {"goal": "signup", "count": "1"}
    view = opened(books, form, ANNA) or {}
    for entry in (0, 2, *ids):
        shown = {**view, "private_metadata": json.dumps({"nonce": f"{name}{entry}", name: entry})}
        state = books.typed(shown, typed)
        preview = partial(books.client.press, "preview_cost", view=shown, state=state, user=ANNA)
        asked = [partial(books.client.submit, shown, typed, user=ANNA)]
        assert told(books, [preview, *asked] if form == "cost" else asked) == {}


def test_whatever_can_be_pressed_is_pressed(books: Team) -> None:
    """Each button of each answer, as it stands there: those that the bot itself gave this person."""
    for user in MEMBERS:
        asked = ("", "solo all", "channels all", "campaigns all", "history", "repeats", "compare solo duo all")
        answers = [books.ask(text, user) for text in asked]
        shown = [(answer, one) for answer in answers for one in controls(answer.blocks) if one.kind == "button"]
        assert told(books, [partial(_press, books, answer, button, user) for answer, button in shown]) == {}


def _press(team: Team, answer: Answer, button: Control, user: str) -> Answer:
    return team.client.press(button.action_id, button.element.get("value"), message=answer.body, user=user)


# --- what the bot says by itself ---


def test_no_post_and_no_home_tells_it(books: Team) -> None:
    """Every kind of delivery there is, sent while one person's hours are all that was worked; a new kind fails here
    until it is made to come.
    """
    rhythm, place, closed = weekly(), books.conversation(), books.conversation(member=False)
    week = rhythm.reported(next_run(rhythm))
    books.campaign("Alone", start=week.start.isoformat())
    books.cost(f"377 ads tiktok duo {week.start}")
    books.cost_form("people", people="Wanda 37.25", campaign="alone", channel="x", date=week.start.isoformat())
    books.slack.calls.clear()
    for conversation in (place, closed):
        set_up(books, rhythm, conversation, ADA)
    books.fill("/roi", {"conversation": place}, "alerts")
    for moment in sorted({next_run(rhythm), next_run(MONDAY_NINE)}):
        books.tick(moment)
    sent = [payload for method, payload in books.slack.calls if method == "chat.postMessage"]
    assert _kinds_sent(books) == set(Kind)
    assert leaks(json.dumps(sent, ensure_ascii=False)) == []
    for user in (*MEMBERS, *REFUSED):
        home = partial(books.client.event, "app_home_opened", user=user, channel=f"D{user}", tab="home")
        assert told(books, [home]) == {}


def _kinds_sent(team: Team) -> set[Kind]:
    asked = sql("SELECT DISTINCT kind FROM deliveries WHERE state = :sent")
    with team.beside.reading() as connection:
        return {Kind(kind) for kind in connection.execute(asked, {"sent": State.SENT.value}).scalars()}

"""What the tests of bot share: a team in Slack, and the bot that serves it as a process of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.operations.tampering import differences
from bot.reference import ecb
from core.ledger.entries import Conversion, Cost, Entry
from storage import audit, entry_lists, ledger
from storage.database import Database
from storage.engines import Limits
from storage.tables import deliveries
from tests.answers import Answer
from tests.databases import Copies, add_workspace
from tests.inside import Inside, ticked
from tests.native_blocks import take_native_blocks
from tests.program import environment, run, serving
from tests.requests import Client
from tests.screens import controls, find, state
from tests.slack import SCOPES, FakeSlack
from tests.storage.facts import act

Payload = dict[str, Any]

ADA, MAX, ANNA, GUEST = "UADA", "UMAX", "UANNA", "UGUEST"
"""An admin, a member, a member who reads Polish, a guest."""

ZONE = "Europe/Warsaw"
"""Ada's time zone, and so the team's."""

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
DAY = "2025-08-04"
"""A Monday long past, so that no campaign has yet to begin and no date lies ahead."""


PUBLISHED = ecb.Shipped()
"""The bank's rates, read once for all checks of the books."""


@dataclass(frozen=True, kw_only=True)
class Team:
    """People of one workspace, the bot that serves them, and its database.

    ``beside``: that database once more, for whoever looks at it, as another process has it.
    """

    slack: FakeSlack
    client: Client
    url: str
    beside: Database
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def ask(self, text: str = "", user: str = ADA) -> Answer:
        """``/roi text``."""
        return self.client.command("/roi", text, user=user)

    def cost(self, text: str, user: str = ADA) -> Answer:
        """``/roi-cost text``, logged at once."""
        return logged(self.client.command("/roi-cost", text, user=user), "Logged: ")

    def conversions(self, text: str, user: str = ADA) -> Answer:
        """``/roi-conversion text``, logged at once."""
        return logged(self.client.command("/roi-conversion", text, user=user), "Logged: ")

    def form(self, command: str, text: str = "", user: str = ADA) -> Payload:
        """The form a command opens."""
        shown = len(self.slack.opened)
        answer = self.client.command(command, text, user=user)
        assert len(self.slack.opened) == shown + 1, answer.raw
        return self.slack.opened[-1]

    def fill(self, command: str, values: Mapping[str, Any], text: str = "", user: str = ADA) -> Answer:
        """Opens a form and saves it with ``values`` over what stood in it."""
        return self.save(self.form(command, text, user), values, user)

    def save(self, view: Payload, values: Mapping[str, Any], user: str = ADA) -> Answer:
        """Saves a form; what takes its place."""
        answer = self.client.submit(view, values, user=user)
        assert answer.status == 200
        assert answer.errors == {}
        return answer

    def replace(self, view: Payload, values: Mapping[str, Any], user: str = ADA) -> Answer:
        """Saves a form over what it has not seen: it asks with *Replace*, which is then pressed."""
        asked = self.save(view, values, user).view or {}
        assert asked["submit"]["text"] in ("Replace", "Zastąp"), said(asked)
        return self.save(self.slack.views[view["id"]], {}, user)

    def cost_form(self, category: str, user: str = ADA, **values: Any) -> Answer:
        """The cost form, its category chosen first as people do, filled in and saved."""
        view = self.form("/roi-cost", user=user)
        self.client.select(view, "category", category, user=user)
        answer = self.client.submit(self.slack.views[view["id"]], values, user=user)
        assert answer.errors == {}
        return answer

    def typed(self, view: Payload, values: Mapping[str, Any]) -> Payload:
        """The state of a form with ``values`` over what stood in it."""
        return state(view["blocks"], values)

    def goal(self, name: str, value: str, basis: str = "fixed", **more: str) -> Answer:
        """A goal, by its form, filled in where it exists; worth ``value`` each unless a ``rate`` is given."""
        return self.fill("/roi", {"name": name, "basis": basis, "value": value, **more}, f"goal {name}")

    def campaign(self, name: str, **more: str) -> Answer:
        """A campaign, by its form, from July 2025 on."""
        return self.fill("/roi", {"name": name, "start": "2025-07-01", **more}, "new")

    def press(self, action_id: str, message: Mapping[str, Any], user: str = ADA, value: str | None = None) -> Payload:
        """Presses a button of an ephemeral answer; what the bot then sent first to its response_url."""
        sent = len(self.slack.responses)
        assert self.client.press(action_id, value, message=dict(message), user=user).status == 200
        assert len(self.slack.responses) > sent
        return self.slack.responses[sent][1]

    def details(self, text: str = "", section: str = "", user: str = ADA) -> Payload:
        """The modal behind *Details* of ``/roi text``, at its first section or the named one."""
        return self.client.details(self.ask(text, user).body or {}, section, user=user)

    def read(self, text: str = "", user: str = ADA) -> str:
        """All words of ``/roi text``: what is seen at first, and each section of its *Details*, opened one by one."""
        answer = self.ask(text, user)
        if not any(one.action_id == "details" for one in controls(answer.blocks)):
            return said(answer.blocks)
        view = self.client.details(answer.body or {}, user=user)
        sections = [option["value"] for option in find(view["blocks"], "section").element["options"]]
        return "\n".join([said(answer.blocks), *(said(self.opened(view, section, user)) for section in sections)])

    def opened(self, view: Payload, section: str, user: str = ADA) -> Payload:
        """*Details* with another section chosen."""
        assert self.client.select(self.slack.views[view["id"]], "section", section, user=user).status == 200
        return self.slack.views[view["id"]]

    def share(self, message: Mapping[str, Any], user: str = ADA) -> Payload:
        """Presses *Share* under an answer, and again where a message asks first; what the bot then sent."""
        sent = self.press("share", message, user)
        if not any(one.action_id == "share" for one in controls(sent.get("blocks", ()))):
            return sent
        asked = {**sent, "ts": f"1754300000.{next(self.numbers):06d}", "ephemeral_to": user}
        return self.press("share", asked, user)

    def person(self, **more: Any) -> str:
        """Somebody new, who has logged nothing yet; answers with the id."""
        user = f"UNEW{next(self.numbers)}"
        self.slack.person(user, **{"name": f"Person {user}", **more})
        return user

    def conversation(self, *, member: bool = True) -> str:
        """A new conversation, with the bot in it or not; answers with its id."""
        made = f"CNEW{next(self.numbers)}"
        self.slack.conversations[made] = {"member": member}
        return made

    def posts(self, conversation: str) -> list[str]:
        """The texts posted there, oldest first."""
        return [message["text"] for message in self.slack.messages if message["channel"] == conversation]

    def tick(self, at: datetime) -> str:
        """What ``python -m bot tick --at …`` does in a process of its own, and would print."""
        self.time_passes()
        return ticked(self.slack, self.beside, at)

    def tick_by_program(self, at: datetime) -> str:
        """``python -m bot tick --at …`` itself, which comes to its end, whatever Slack takes; what it printed."""
        self.time_passes()
        done = run("tick", "--at", at.isoformat(), env=environment(self.slack, self.url))
        assert done.stdout.endswith(" sent.\n"), done.stderr
        return done.stdout.strip()

    def time_passes(self) -> None:
        """On the wall clock, which a tick's moment does not move: what waits may be tried again."""
        with self.beside.writing() as connection:
            connection.execute(update(deliveries).values(not_before=LONG_AGO))

    def unbalanced(self) -> list[str]:
        """What `roibot check` tells of; nothing where the books balance."""
        with self.beside.reading() as connection:
            return differences(audit.check(connection, PUBLISHED))

    def on_the_books(self, fact: Cost | Conversion, *, by: str, at: datetime, source: str = "form") -> Entry:
        """An entry as if it had been logged at ``at``."""
        workspace = add_workspace(self.beside)
        with self.beside.writing() as connection:
            return ledger.log(connection, act(workspace.id, by, at), fact, source=source, request="")

    def entries(self) -> list[Entry]:
        """The latest hundred entries of the only workspace, as they were saved."""
        workspace = add_workspace(self.beside)
        with self.beside.reading() as connection:
            return list(entry_lists.history(connection, workspace.id, None, most=100))

    def newest(self) -> int:
        """The number of the latest entry, 0 before any; each that is saved gets the next one."""
        return max((entry.id for entry in self.entries()), default=0)


def today() -> date:
    """The day in the team's time zone."""
    return datetime.now(ZoneInfo(ZONE)).date()


def logged(answer: Answer, title: str) -> Answer:
    """The answer, if it is the receipt it should be."""
    assert answer.status == 200
    assert answer.text.startswith(title), answer.text
    return answer


def said(shown: Any) -> str:
    """All words on the screen: of blocks, a message, a view. Each element is a line, and of a rich text each section.

    Where a line may not break is not told: only amounts and currencies keep their no-break spaces.
    """
    return _HELD.sub(" ", "\n".join(_words(shown)))


_HELD = re.compile(r"(?<!\d)(?:(?<=ROI)|(?<![A-Z]{3}))\u00a0|(?<=\d)\u00a0(?!\d{3}|[A-Z]{3}\b|zł|€)")


def _words(shown: Any) -> Iterator[str]:
    if isinstance(shown, list):
        for part in shown:
            yield from _words(part)
    elif isinstance(shown, Mapping) and shown.get("type") == "rich_text_section":
        yield "".join(_words(shown["elements"]))
    elif isinstance(shown, Mapping):
        if isinstance(shown.get("text"), str) and "blocks" not in shown:
            yield shown["text"]
        for name, part in shown.items():
            if name != "state" and isinstance(part, Mapping | list):
                yield from _words(part)


def settle_in(slack: FakeSlack) -> None:
    """The team's people, in this workspace."""
    slack.person(ADA, name="Ada Admin", is_admin=True, tz=ZONE)
    slack.person(MAX, name="Max Member")
    slack.person(ANNA, name="Anna Nowak", locale="pl-PL")
    slack.person(GUEST, name="Gus Guest", restricted=True)


@contextmanager
def at_work(url: str, **settings: str) -> Iterator[Team]:
    """The team before a running bot; at the end, nothing it sent may be anything Slack would refuse."""
    with FakeSlack() as slack:
        settle_in(slack)
        # What is due is done by the tests' own ticks.
        with (
            serving(slack, url, **{"ROIBOT_TICK_SECONDS": "3600", **settings}) as client,
            closing(Database(url, Limits(pgbouncer="ROIBOT_PGBOUNCER" in settings))) as beside,
        ):
            take_native_blocks(beside, slack)
            yield Team(slack=slack, client=client, url=url, beside=beside)
        assert slack.faults == []


@pytest.fixture(scope="module")
def team(copies: Copies) -> Iterator[Team]:
    """One team for all tests of a file; each test names its own campaigns, goals and people."""
    with at_work(copies.url("sqlite")) as working:
        assert working.ask("all").status == 200
        yield working


@contextmanager
def inside(copies: Copies, engine: str = "sqlite", scopes: str = SCOPES) -> Iterator[Team]:
    """The team before a bot in this process; at the end, nothing it sent may be anything Slack would refuse."""
    url = copies.url(engine)
    with FakeSlack(scopes=scopes) as slack, copies.opened(url) as database, copies.opened(url, by="another") as beside:
        settle_in(slack)
        take_native_blocks(beside, slack)
        client = Inside(slack, database)
        yield Team(slack=slack, client=client, url=url, beside=beside)
        client.rest()
        assert slack.faults == []
    copies.empty(url)


@pytest.fixture
def new_team(copies: Copies) -> Iterator[Team]:
    """A team of this test's own, with nothing on the books."""
    with inside(copies) as working:
        yield working

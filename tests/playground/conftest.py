"""What the tests of the playground share: one that is served over HTTP, an app beside it, and people at browsers."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.controls import control_name
from bot.playground.stand_in import StandIn
from bot.playground.start import create_playground
from tests.playground.app import BotApp, Payload
from tests.playground.drawn import Node, posted, tree
from tests.playground.kit import plain
from tests.program import ROOT

ADA, MAX = "U0ADA", "U0MAX"
"""An admin who reads English, a member who reads Polish."""

OPEN, PRIVATE, ADAS = "C0OPEN", "G0PRIVATE", "C0ADAS"
"""Everybody and the app; everybody without the app, in private; Ada alone with the app."""

HOME = "home"
SECRET, TOKEN = "8f742231b10e8888abcd99yyyzzz85a5", "xoxb-playground"
AHEAD = 365 * 24 * 3600
FILES = Mapping[str, tuple[str, bytes]]


@dataclass(frozen=True, kw_only=True)
class Playground:
    """A running one; ``slack`` is looked into only where no page tells."""

    url: str
    app: BotApp
    slack: StandIn
    web: httpx.Client

    def browser(self, user: str = ADA, place: str = OPEN) -> Browser:
        """Somebody looking at a place."""
        return Browser(url=self.url, user=user, place=place, web=self.web)

    def call(self, method: str, *, token: str = TOKEN, **arguments: Any) -> Payload:
        """The app calls the Web API with JSON; what it is answered."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = self.web.post(f"{self.url}/api/{method}", json=arguments, headers=headers)
        assert response.status_code == 200
        return dict(response.json())

    def post(self, channel: str, text: str = "12 leads", **more: Any) -> Payload:
        """The app posts a message, which works."""
        answer = self.call("chat.postMessage", channel=channel, text=text, **more)
        assert answer["ok"], answer
        return answer

    def respond(self, address: str, **body: Any) -> httpx.Response:
        """The app posts to a response_url."""
        return self.web.post(address, json=body)

    def command(self, text: str = "", *, user: str = ADA, place: str = OPEN) -> Payload:
        """Somebody types ``/roi text``; what the app is sent."""
        self.browser(user, place).say(f"/roi {text}")
        return self.app.last

    def open(self, *blocks: Payload, user: str = ADA, place: str = OPEN, **more: Any) -> Payload:
        """A form the app opens for somebody who has typed a command; as Slack returns it."""
        trigger = self.command(user=user, place=place)["trigger_id"]
        answer = self.call("views.open", trigger_id=trigger, view=modal(*blocks, **more))
        assert answer["ok"], answer
        return dict(answer["view"])

    def wait(self, seconds: float) -> None:
        """Slack's own clock goes on, without sleeping."""
        self.slack._skipped += seconds


@dataclass(frozen=True, kw_only=True)
class Browser:
    """Somebody's browser. It posts what the page has it post: see the templates."""

    url: str
    user: str
    place: str
    web: httpx.Client

    @property
    def address(self) -> str:
        return f"{self.url}/{self.user}/{self.place}"

    def look(self) -> Node:
        """The page's body."""
        response = self.get()
        assert response.status_code == 200, response.text
        start = response.text.index("<body")
        return tree(response.text[start : response.text.index("</body>") + len("</body>")]).one("body")

    def get(self, path: str = "", **query: str) -> httpx.Response:
        return self.web.get(f"{self.address}{path}", params=query)

    def send(self, path: str, form: Mapping[str, str | Sequence[str]], files: FILES | None = None) -> httpx.Response:
        """A POST of a form; as multipart where it holds files."""
        return self.web.post(f"{self.address}{path}", data=dict(form), files=dict(files or {}) or None)

    def say(self, text: str) -> httpx.Response:
        """Types into the composer and sends it."""
        return self.send("/say", {"text": text})

    def press(self, action_id: str, typed: Mapping[str, str] | None = None) -> httpx.Response:
        """Uses a control of the form on top, else of the newest message or the Home tab."""
        surface, control = self._control(action_id)
        form = {**posted(surface), **named(typed or {}), **json.loads(control["hx-vals"])}
        return self.web.post(f"{self.url}{control['hx-post']}", data=form)

    def submit(self, typed: Mapping[str, str] | None = None, files: FILES | None = None) -> httpx.Response:
        """Fills in the form on top and presses its Save; what is not ``typed`` stays as it is on the page."""
        form = self.form()
        content = {**posted(form), **named(typed or {})}
        sent = {control_name(name, name): file for name, file in (files or {}).items()}
        return self.web.post(f"{self.url}{form['hx-post']}", data=content, files=sent or None)

    def close(self, *, cross: bool = False) -> httpx.Response:
        """Leaves the form on top by Cancel, or all forms by the cross."""
        wanted = {"aria_label": "Close all"} if cross else {"class_": "button"}
        [button] = self.form().every("button", type="button", **wanted)[-1:]
        return self.web.post(f"{self.url}{button['hx-post']}", data=json.loads(button.attributes.get("hx-vals", "{}")))

    def form(self) -> Node:
        """The form on top."""
        return self.look().one("dialog", class_="modal").one("form")

    def messages(self) -> list[str]:
        """What the messages of the page say, author and time included, oldest first."""
        return [article.text for article in self.look().every("article")]

    def notice(self) -> str:
        """What Slack says has gone wrong; empty where nothing has."""
        return self.look().one(id="notice").text.removesuffix(" ✕")

    def feed(self, page: Node | None = None) -> httpx.Response:
        """What the page asks for each second, knowing what it shows."""
        return self.get("/feed", seen=(page or self.look()).one(id="seen")["value"])

    def _control(self, action_id: str) -> tuple[Node, Node]:
        page = self.look()
        surfaces = page.every("dialog", class_="modal") or page.every("form", class_="surface")
        found = [(surface, node) for surface in surfaces for node in surface.every() if _acts(node, action_id)]
        return found[-1]


def modal(*blocks: Payload, **more: Any) -> Payload:
    """A form with a Save."""
    return {"type": "modal", "title": plain("Log a cost"), "submit": plain("Save"), "blocks": list(blocks), **more}


def named(typed: Mapping[str, str]) -> dict[str, str]:
    """What is typed under the names of the controls; block id and action id are the same word."""
    return {control_name(name, name): text for name, text in typed.items()}


def person(user_id: str, name: str, locale: str, *, admin: bool = False) -> Payload:
    """As users.info returns somebody."""
    roles = {"is_admin": admin, "is_owner": False, "is_restricted": False, "is_ultra_restricted": False}
    return {
        **{"id": user_id, "team_id": "T0TEST", "name": name.split()[0].lower(), "real_name": name},
        **{"tz": "Europe/Warsaw", "locale": locale, "profile": {"real_name": name, "display_name": name}},
        **roles,
    }


def conversation(conversation_id: str, *members: str, private: bool = False, member: bool = True) -> Payload:
    name = conversation_id.lower()
    known = {"id": conversation_id, "name": name, "is_private": private, "is_member": member}
    return {**known, "members": list(members)}


@pytest.fixture
def app() -> Iterator[BotApp]:
    """The app of this test."""
    with BotApp() as running:
        yield running


@dataclass
class Stage:
    """One server for all tests, in which each puts its own playground: starting one takes a while."""

    url: str
    page: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.page
        await self.page(scope, receive, send)


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """Serves on a free port of 127.0.0.1."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        made = Stage(url=f"http://127.0.0.1:{place.getsockname()[1]}")
        server = uvicorn.Server(uvicorn.Config(made, log_level="critical", access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, args=([place],), daemon=True)
        thread.start()
        yield made
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def web() -> Iterator[httpx.Client]:
    """Sends what browsers and the app send; it follows no redirect."""
    with httpx.Client(trust_env=False, timeout=15) as client:
        yield client


@pytest.fixture
def playground(stage: Stage, web: httpx.Client, app: BotApp, tmp_path: Path) -> Playground:
    """A playground of this test's own, whose app lives a year ahead."""
    return staged(stage, web, app, tmp_path)


def staged(
    stage: Stage, web: httpx.Client, app: BotApp, folder: Path, manifest: Path = ROOT / "manifest.yml"
) -> Playground:
    """A new playground on the stage, in place of the one before."""
    _set_clock(folder)
    page = create_playground(
        address=stage.url,
        events=app.url,
        secret=SECRET,
        token=TOKEN,
        team={"id": "T0TEST", "name": "Test team", "domain": "test-team"},
        people=[person(ADA, "Ada Admin", "en-US", admin=True), person(MAX, "Max Mazur", "pl-PL")],
        conversations=[
            conversation(OPEN, ADA, MAX),
            conversation(PRIVATE, ADA, MAX, private=True, member=False),
            conversation(ADAS, ADA),
        ],
        manifest=manifest,
        folder=folder,
    )
    stage.page = page
    return Playground(url=stage.url, app=app, slack=_stand_in(page.routes[0]), web=web)


def _stand_in(route: Any) -> StandIn:
    """The Slack behind the pages: for its clock, which nobody can set from outside."""
    assert isinstance(route, Route)
    found: Any = route.endpoint
    return found.__self__.slack  # type: ignore[no-any-return]  # reason: a bound method's own object


def _set_clock(folder: Path) -> None:
    """A year ahead, at the beginning of a minute, so that the page's clock stands still while a test looks."""
    offset = AHEAD - time.time() % 60 + 1
    for name in ("clock-wanted.json", "clock-reached.json"):
        (folder / name).write_text(json.dumps({"offset_seconds": offset}), "utf-8")


def _acts(node: Node, action_id: str) -> bool:
    return "hx-vals" in node and json.loads(node["hx-vals"]).get("action_id") == action_id

"""The gate: only what Slack has signed, just now and untouched, comes in; and nothing that comes in breaks the door."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
import socket
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import quote, urlencode, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.starlette.handler import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp
from structlog.testing import capture_logs

from bot.app import Bot, create_app
from bot.clock import Clock
from bot.http.server import create_server
from bot.http.signature import LARGEST, Gate
from bot.settings import Settings
from storage.database import Database
from tests.databases import Copies, examples
from tests.program import SECRET, at_work
from tests.requests import Client
from tests.slack import FakeSlack

FORM = b"application/x-www-form-urlencoded"
JSON = b"application/json"
COMMAND = {
    "team_id": "T1",
    "channel_id": "C1",
    "user_id": "U1",
    "command": "/roi-cost",
    "text": "250 ads",
    "trigger_id": "1.2.3",
    "response_url": "",
}
REFUSED = {400, 401, 413}
ARABIC = "\u0661\u0667\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660".encode()
Headers = list[tuple[bytes, bytes]]


def signature(stamp: bytes, body: bytes, secret: str = SECRET) -> bytes:
    return b"v0=" + hmac.new(secret.encode(), b"v0:" + stamp + b":" + body, hashlib.sha256).hexdigest().encode()


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A request on its way: what is sent, and its headers one by one."""

    body: bytes
    kind: bytes
    stamps: tuple[bytes, ...]
    signatures: tuple[bytes, ...]

    @property
    def headers(self) -> Headers:
        stamps = [(b"X-Slack-Request-Timestamp", stamp) for stamp in self.stamps]
        return [(b"Content-Type", self.kind), *stamps, *((b"X-Slack-Signature", one) for one in self.signatures)]


def signed(body: bytes, kind: bytes = FORM, *, age: float = 0) -> Parcel:
    stamp = str(int(time.time() - age)).encode()
    return Parcel(body=body, kind=kind, stamps=(stamp,), signatures=(signature(stamp, body),))


def command(text: str = "250 ads") -> bytes:
    """A cost in a quick form: it would be saved if it came in."""
    return urlencode(COMMAND | {"text": text}).encode()


# --- the running program ---


@dataclass(frozen=True, kw_only=True)
class Door:
    """The program's address and its database."""

    client: Client
    slack: FakeSlack
    file: str

    def send(self, parcel: Parcel, method: str = "POST") -> tuple[int, bytes, bytes]:
        """Byte by byte, for http.client would tidy up: status, headers, body."""
        lines = [b"%s: %s" % header for header in parcel.headers]
        lines.append(b"Content-Length: %d" % len(parcel.body))
        return self.exchange(b"\r\n".join([method.encode() + b" /slack/events HTTP/1.1", b"Host: x", *lines, b"", b""])
                             + parcel.body)  # fmt: skip

    def exchange(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Sends ``request`` and reads what comes back until the answer is complete."""
        address = urlsplit(self.client.base_url)
        with socket.create_connection((address.hostname, address.port or 0), timeout=20) as wire:
            wire.sendall(request)
            response = wire.makefile("rb")
            status = int(response.readline().split()[1])
            headers = b"".join(iter(response.readline, b"\r\n"))
            length = next(
                int(line.split(b":")[1]) for line in headers.splitlines() if b"content-length" in line.lower()
            )
            return status, headers, response.read(length)

    def entries(self) -> int:
        with contextlib.closing(sqlite3.connect(self.file)) as books:
            return int(books.execute("SELECT count(*) FROM entries").fetchone()[0])


@pytest.fixture(scope="module")
def door(copies: Copies) -> Iterator[Door]:
    """The program for all of this file's tests; it logs its greeting, and once a minute how many it refused."""
    url = copies.url("sqlite")
    began = time.monotonic()
    with FakeSlack() as slack:
        slack.person("U1", is_admin=True)
        with at_work(slack, url, ROIBOT_LOG_LEVEL="DEBUG") as program:
            yield Door(client=program.client, slack=slack, file=url.removeprefix("sqlite:///"))
            events = Counter(line["event"] for line in program.log())
    assert {event for event in events if "ROI Bot listens" not in event} <= {
        "requests_refused",
        "payload_not_understood",
    }
    assert events["requests_refused"] <= 1 + (time.monotonic() - began) / 60


def forgeries() -> dict[str, Parcel]:
    """Name -> a request that is not Slack's, of this moment."""
    right = signed(command())
    stamp, proof = right.stamps[0], right.signatures[0]
    other = signature(stamp, right.body, "another secret")
    return {
        "unsigned": replace(right, stamps=(), signatures=()),
        "no timestamp": replace(right, stamps=()),
        "no signature": replace(right, signatures=()),
        "another secret": replace(right, signatures=(other,)),
        "an empty secret": replace(right, signatures=(signature(stamp, right.body, ""),)),
        "301 seconds old": signed(command(), age=302),
        "a day old": signed(command(), age=86_400),
        "61 seconds ahead": signed(command(), age=-63),
        "299 seconds ahead": signed(command(), age=-299),
        "a year ahead": signed(command(), age=-365 * 86_400),
        "two timestamps": replace(right, stamps=(stamp, stamp)),
        "two signatures": replace(right, signatures=(proof, proof)),
        "a right and a wrong signature": replace(right, signatures=(proof, other)),
        "a wrong and a right signature": replace(right, signatures=(other, proof)),
        "no version": replace(right, signatures=(proof.removeprefix(b"v0="),)),
        "another version": replace(right, signatures=(b"v1" + proof[2:],)),
        "in capitals": replace(right, signatures=(proof.upper(),)),
        "cut short": replace(right, signatures=(proof[:-1],)),
        "one sign more": replace(right, signatures=(proof + b"0",)),
        "empty": replace(right, signatures=(b"",)),
        "not ASCII": replace(right, signatures=("v0=żółć".encode(),)),
        "Latin-1": replace(right, signatures=(b"v0=\xff\xfe\xfd",)),
        "another body": replace(right, body=command("260 ads")),
        "a bit flipped": replace(right, body=bytes([right.body[0] ^ 1]) + right.body[1:]),
        "a byte more": replace(right, body=right.body + b"&"),
        "a byte less": replace(right, body=right.body[:-1]),
        "no body any more": replace(right, body=b""),
        "another moment": replace(right, stamps=(str(int(stamp) - 1).encode(),)),
    } | {
        f"a timestamp {name}": replace(right, stamps=(odd,), signatures=(signature(odd, right.body),))
        for name, odd in _odd_stamps(stamp)
    }


def _odd_stamps(stamp: bytes) -> Iterator[tuple[str, bytes]]:
    """Each is properly signed; `int` would read most of them."""
    yield from (("left empty", b""), ("in letters", b"abc"), ("before 1970", b"-1"), ("of 1970", b"0"))
    yield from (("with an exponent", b"1e9"), ("with a point", stamp + b".0"), ("with a plus", b"+" + stamp))
    yield from (("with a nought", b"0" + stamp), ("in hex", b"0x" + stamp), ("in milliseconds", stamp + b"000"))
    yield from (("underlined", stamp[:5] + b"_" + stamp[5:]), ("of 400 digits", b"9" * 400))
    yield from (("in Arabic digits", ARABIC), ("not in UTF-8", b"\xff" * 10))


@pytest.mark.parametrize("name", list(forgeries()))
def test_what_is_not_slacks_gets_an_empty_401(door: Door, name: str) -> None:
    """A wrong, stale, future, missing, doubled or mangled signature: 401, nothing said, asked or saved."""
    saved, asked = door.entries(), len(door.slack.calls)
    status, headers, body = door.send(forgeries()[name])
    assert (status, body) == (401, b"")
    assert b"bolt" not in headers.lower()
    assert (door.entries(), len(door.slack.calls)) == (saved, asked)


def test_what_is_slacks_comes_in(door: Door) -> None:
    """The same request, left alone, saves a cost: the refusals above are not for nothing."""
    saved = door.entries()
    status, _, body = door.send(signed(command()))
    assert (status, json.loads(body)["response_type"]) == (200, "ephemeral")
    assert door.entries() == saved + 1


@pytest.mark.parametrize("age", [-55, 295])
def test_clocks_may_differ_a_little(door: Door, age: int) -> None:
    """Slack's clock and ours may differ by a minute ahead and five behind."""
    assert door.send(signed(command("250 nowhere"), age=age))[0] == 200


@pytest.mark.parametrize("name", ["unsigned", "signed"])
@pytest.mark.parametrize("size", [LARGEST + 1, 3 * LARGEST])
def test_what_is_too_large_gets_an_empty_413(door: Door, name: str, size: int) -> None:
    """More than a mebibyte is not even looked at, signed or not."""
    parcel = signed(b"x" * size)
    answer = door.send(parcel if name == "signed" else replace(parcel, signatures=()))
    assert (answer[0], answer[2]) == (413, b"")


def test_the_largest_body_is_judged_by_its_signature(door: Door) -> None:
    """A mebibyte to the byte passes the scales; unsigned it is refused like any other."""
    parcel = signed(b"x" * LARGEST)
    assert door.send(replace(parcel, signatures=()))[0] == 401
    assert door.send(parcel)[0] < 500


@pytest.mark.parametrize("body", [b"", b" ", b"\r\n\t "])
def test_an_empty_body_gets_an_empty_400(door: Door, body: bytes) -> None:
    """Signed and empty: nothing to answer. Unsigned and empty: a stranger like any other."""
    assert door.send(signed(body))[0::2] == (400, b"")
    assert door.send(replace(signed(body), signatures=()))[0::2] == (401, b"")


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_post_is_allowed(door: Door, method: str) -> None:
    """Every other method gets 405, however well signed, and saves nothing."""
    saved = door.entries()
    assert door.client.raw(command(), dict(_text(signed(command()).headers)), method=method).status == 405
    assert door.entries() == saved


@pytest.mark.parametrize("right", [True, False])
def test_a_body_in_chunks(door: Door, right: bool) -> None:
    """Chunks are put together before the signature is checked; without a length the scales still hold."""
    parcel = signed(command("help"))
    parcel = parcel if right else replace(parcel, signatures=(b"v0=" + b"0" * 64,))
    assert door.exchange(_chunked(parcel, 7))[0] == (200 if right else 401)
    assert door.exchange(_chunked(replace(parcel, body=b"x" * (LARGEST + 9)), 65_536))[0] == 413


def test_a_body_that_never_ends_is_given_up(door: Door) -> None:
    """Who sends a beginning and then nothing does not hold a place for ever: three seconds, then it is over."""
    address = urlsplit(door.client.base_url)
    with socket.create_connection((address.hostname, address.port or 0), timeout=7) as wire:
        lines = [b"%s: %s" % header for header in signed(b"team_id=T1").headers]
        head = [b"POST /slack/events HTTP/1.1", b"Host: x", b"Content-Length: 1000", *lines, b"", b""]
        wire.sendall(b"\r\n".join(head) + b"team_id=T1")
        try:
            answer = wire.recv(100)
        except TimeoutError:
            pytest.fail("the request was still being waited for after 7 seconds")
    assert b" 408" in answer.splitlines()[0]


def test_what_is_said_of_the_door(door: Door) -> None:
    """No other address answers, and the server does not say what it is made of."""
    for path in (b"/", b"/slack", b"/slack/events/", b"/metrics/..", b"/docs", b"/openapi.json"):
        status, headers, _ = door.exchange(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert status in (307, 404, 405)
        assert b"server:" not in headers.lower()


def _text(headers: Headers) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        yield name.decode("latin-1"), value.decode("latin-1")


def _chunked(parcel: Parcel, size: int) -> bytes:
    lines = [b"%s: %s" % header for header in parcel.headers]
    head = [b"POST /slack/events HTTP/1.1", b"Host: x", b"Transfer-Encoding: chunked", *lines, b"", b""]
    parts = [parcel.body[start : start + size] for start in range(0, len(parcel.body), size)]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)
    return b"\r\n".join(head) + chunks + b"0\r\n\r\n"


# --- in process, by the thousand ---


class Watched:
    """The Bolt app behind the gate, with a note of what reached it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self.seen: list[str] = []

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        self.seen.append(request.raw_body)
        return self._app.dispatch(request)


@dataclass(frozen=True, kw_only=True)
class House:
    """The program in this process: its ASGI app, and what got as far as Bolt."""

    app: ASGIApp
    watched: Watched
    runner: asyncio.Runner

    def post(self, parcel: Parcel) -> int:
        with capture_logs():
            return self.runner.run(_post(self.app, parcel))


async def _post(app: ASGIApp, parcel: Parcel) -> int:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://roibot") as client:
        response = await client.post("/slack/events", content=parcel.body, headers=parcel.headers)
    return response.status_code


@pytest.fixture(scope="module")
def house(copies: Copies) -> Iterator[House]:
    """Made once: hypothesis sends it thousands."""
    with FakeSlack() as slack:
        slack.person("U1", is_admin=True)
        told = Settings(
            bot_token=SecretStr(slack.token), signing_secret=SecretStr(SECRET), slack_api_url=slack.url, _env_file=None
        )
        database = Database(copies.url("sqlite"))
        bot = create_app(told, database, Clock())
        watched = Watched(bot.bolt)
        behind = Bot(bolt=cast(App, watched), office=bot.office)
        app = create_server(behind, Gate(SECRET), lambda: None, lambda: None)
        with asyncio.Runner() as runner:
            yield House(app=app, watched=watched, runner=runner)
        database.close()


def _flip(parcel: Parcel, place: int) -> Parcel:
    index = place % len(parcel.body)
    return replace(parcel, body=parcel.body[:index] + bytes([parcel.body[index] ^ (1 + place % 255)])
                   + parcel.body[index + 1 :])  # fmt: skip


Mutation = Callable[[Parcel, int], Parcel]
MUTATIONS: dict[str, Mutation] = {
    "flip a body byte": _flip,
    "drop the timestamp": lambda parcel, _: replace(parcel, stamps=()),
    "drop the signature": lambda parcel, _: replace(parcel, signatures=()),
    "double the timestamp": lambda parcel, _: replace(parcel, stamps=parcel.stamps * 2),
    "double the signature": lambda parcel, _: replace(parcel, signatures=parcel.signatures * 2),
    "a signature that is not ASCII": lambda parcel, n: replace(
        parcel, signatures=(b"v0=" + bytes([128 + n % 128]) * 9,)
    ),
    "a timestamp that is no number": lambda parcel, n: replace(parcel, stamps=(b"x%d" % n,)),
    "a timestamp of Arabic digits": lambda parcel, _: replace(parcel, stamps=(ARABIC,)),
    "an old timestamp": lambda parcel, n: signed(parcel.body, parcel.kind, age=310 + n),
    "a future timestamp": lambda parcel, n: signed(parcel.body, parcel.kind, age=-70 - n),
    "cut": lambda parcel, n: replace(parcel, body=parcel.body[: n % len(parcel.body)]),
    "lengthen": lambda parcel, n: replace(parcel, body=parcel.body + b"&" * (1 + n % 99)),
    "invalid UTF-8": lambda parcel, n: replace(parcel, body=parcel.body + bytes([0xC0 + n % 0x3F])),
    "a JSON array": lambda parcel, _: replace(parcel, body=b"[1]", kind=JSON),
    "broken JSON": lambda parcel, _: replace(parcel, body=b"{", kind=JSON),
    "deep JSON": lambda parcel, _: replace(parcel, body=b"[" * 100_000, kind=JSON),
    "a broken payload": lambda parcel, _: replace(parcel, body=b"payload={"),
    "a payload twice": lambda parcel, _: replace(parcel, body=b"payload={}&payload=[]"),
}
PARCELS = st.sampled_from([command("help"), command("250 ads linkedin"), command("x")]).map(signed)


@examples(200)
@given(PARCELS, st.sampled_from(sorted(MUTATIONS)), st.integers(0, 100_000))
def test_a_touched_request_never_gets_in(house: House, parcel: Parcel, name: str, number: int) -> None:
    """One change to a signed request and it is refused: never an error of ours, never a handler run."""
    seen = len(house.watched.seen)
    touched = MUTATIONS[name](parcel, number)
    assert house.post(touched) in REFUSED
    assert len(house.watched.seen) == seen


def test_an_untouched_request_gets_in(house: House) -> None:
    """The same requests left alone reach Bolt, each once: the test above is not green for nothing."""
    for text in ("help", "250 ads linkedin", "x"):
        seen = len(house.watched.seen)
        assert house.post(signed(command(text))) == 200
        assert house.watched.seen[seen:] == [command(text).decode()]


def test_bare_bolt_fails_the_same_test() -> None:
    """The control: Bolt's own check, without a gate, answers some of the same mutations with 500."""
    quiet = logging.getLogger("tests.bare_bolt")
    quiet.setLevel(logging.CRITICAL + 1)
    bolt = App(
        signing_secret=SECRET,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token=""),
        logger=quiet,
    )
    handler = SlackRequestHandler(bolt)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    bare = Starlette(routes=[Route("/slack/events", events, methods=["POST"])])
    statuses = {name: asyncio.run(_post(bare, mutate(signed(command()), 7))) for name, mutate in MUTATIONS.items()}
    broken = {name for name, status in statuses.items() if status >= 500}
    assert {"a timestamp that is no number", "a signature that is not ASCII", "broken JSON"} <= broken


# --- signed, and still nonsense ---


def payload(body: Any) -> bytes:
    return urlencode({"payload": json.dumps(body)}).encode()


GARBAGE = {
    "broken JSON": (b"payload={", FORM),
    "an empty payload": (b"payload=", FORM),
    "no payload": (b"nothing=here", FORM),
    "no equals sign": (b"garbage", FORM),
    "a payload that is an array": (b"payload=[1,2]", FORM),
    "a payload that is a number": (b"payload=5", FORM),
    "a payload that is null": (b"payload=null", FORM),
    "a payload that is text": (b'payload="x"', FORM),
    "a payload twice": (b"payload={}&payload={}", FORM),
    "two payloads that differ": (b"payload={}&payload=[]", FORM),
    "a payload and a command": (b"payload={}&" + command(), FORM),
    "deep JSON in a payload": (b"payload=" + quote("[" * 30_000).encode(), FORM),
    "deep JSON": (b"[" * 100_000, JSON),
    "deep objects": (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, JSON),
    "a JSON array": (b"[]", JSON),
    "a JSON number": (b"1", JSON),
    "a number of ten thousand digits": (b"9" * 10_000, JSON),
    "JSON null": (b"null", JSON),
    "JSON NaN": (b"NaN", JSON),
    "broken JSON alone": (b'{"type":', JSON),
    "an empty object": (b"{}", JSON),
    "a byte order mark": (b"\xef\xbb\xbf{}", JSON),
    "invalid UTF-8": (b"text=\xff\xfe", FORM),
    "invalid UTF-8 in JSON": (b'{"type":"\xff"}', JSON),
    "invalid UTF-8, percent-encoded": (b"command=%2Froi&text=%ff%fe&user_id=U1&team_id=T1", FORM),
    "NUL": (b"command=/roi&text=%00&user_id=U1&team_id=T1", FORM),
    "a form said to be JSON": (command(), JSON),
    "JSON said to be a form": (b'{"type":"url_verification"}', FORM),
    "no content type": (command("help"), b""),
    "an unknown content type": (command("help"), b"application/x-martian"),
    "multipart": (b"--x\r\n\r\n--x--", b"multipart/form-data; boundary=x"),
    "a content type that is not ASCII": (command("help"), "żółć".encode()),
    "gzip": (b"\x1f\x8b\x08\x00", FORM),
    "a lone surrogate": (b'{"type":"event_callback","team_id":"T1","event":{"type":"\\ud800","user":"U1"}}', JSON),
    "a million pairs": (b"a=&" * 300_000, FORM),
}


@pytest.mark.parametrize("name", sorted(GARBAGE))
def test_signed_garbage_is_no_error_of_ours(house: House, name: str) -> None:
    """Whatever Slack's secret may have signed, the answer is below 500."""
    assert house.post(signed(*GARBAGE[name])) < 500


USER, TEAM = {"id": "U1", "team_id": "T1"}, {"id": "T1"}
SHAPES: dict[str, dict[str, Any]] = {
    "block_actions": {
        "type": "block_actions",
        "user": USER,
        "team": TEAM,
        "channel": {"id": "C1"},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1"},
        "actions": [{"type": "button", "action_id": "undo", "block_id": "b", "value": "1", "action_ts": "1.1"}],
        "trigger_id": "1.2.3",
        "view": {"id": "V1", "type": "modal", "hash": "h", "blocks": [], "private_metadata": ""},
        "response_url": "http://127.0.0.1:9/",
        "state": {"values": {}},
    },
    "view_submission": {
        "type": "view_submission",
        "user": USER,
        "team": TEAM,
        "trigger_id": "1.2.3",
        "view": {
            "id": "V1",
            "type": "modal",
            "callback_id": "cost",
            "private_metadata": '{"nonce": "n"}',
            "blocks": [{"type": "input", "block_id": "amount"}],
            "state": {"values": {"amount": {"amount": {"type": "number_input", "value": "x"}}}},
        },
    },
    "view_closed": {"type": "view_closed", "user": USER, "team": TEAM, "view": {"id": "V1", "callback_id": "cost"}},
    "shortcut": {"type": "shortcut", "user": USER, "team": TEAM, "callback_id": "log_cost", "trigger_id": "1.2.3"},
    "message_action": {
        "type": "message_action",
        "user": USER,
        "team": TEAM,
        "callback_id": "x",
        "trigger_id": "1.2.3",
        "response_url": "http://127.0.0.1:9/",
    },
    "block_suggestion": {
        "type": "block_suggestion",
        "user": USER,
        "team": TEAM,
        "action_id": "campaign",
        "block_id": "campaign",
        "value": "x",
        "view": {"callback_id": "cost"},
    },
    "event_callback": {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "authorizations": [{"team_id": "T1"}],
        "event": {"type": "app_home_opened", "user": "U1", "tab": "home", "channel": "D1"},
    },
}
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just([]), st.just({}), st.just([[]]),
    st.just({"id": 5}), st.just([{"id": None}]), st.sampled_from(["http://[", "https://hooks.slack.com/\x7f"]),
    st.just("\ud800"),
)  # fmt: skip


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a payload, by its path."""
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _places(inner, (*path, key))


def _changed(value: Any, path: tuple[Any, ...], put: Callable[[dict[Any, Any] | list[Any], Any], None]) -> Any:
    """A copy of a payload with one place of it changed by ``put``."""
    copy = json.loads(json.dumps(value))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    put(inner, path[-1])
    return copy


CASES = sorted((name, path) for name, shape in SHAPES.items() for path in map(tuple, _places(shape)))


@examples(150)
@given(st.sampled_from(CASES), ODD)
def test_a_payload_of_the_wrong_shape_is_no_error_of_ours(
    house: House, case: tuple[str, tuple[Any, ...]], odd: Any
) -> None:
    """A text where an object belongs, a number where a list belongs, anywhere: the answer is below 500."""
    name, path = case
    assert house.post(_sent(name, _changed(SHAPES[name], path, lambda inner, key: inner.__setitem__(key, odd)))) < 500


@pytest.mark.parametrize("case", CASES, ids=lambda case: ".".join([case[0], *map(str, case[1])]))
def test_a_payload_that_lacks_something_is_no_error_of_ours(house: House, case: tuple[str, tuple[Any, ...]]) -> None:
    """Each key in turn is left out: the answer is below 500."""
    name, path = case
    assert house.post(_sent(name, _changed(SHAPES[name], path, lambda inner, key: inner.__delitem__(key)))) < 500


def _sent(name: str, body: Any) -> Parcel:
    return signed(json.dumps(body).encode(), JSON) if name == "event_callback" else signed(payload(body))

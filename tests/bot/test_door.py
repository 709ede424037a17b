"""The door: a crowd of strangers takes neither the memory nor the places of those whom Slack sends."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
import resource
import socket
import struct
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.bot.conftest import ADA
from tests.databases import Copies
from tests.program import Program, at_work, free_port
from tests.slack import FakeSlack

pytestmark = pytest.mark.timeout(120)

FILES = 1024
"""How many the program may have open, as on many machines by default."""
CROWD = 1100
FEW_FILES = ("sh", "-c", f'ulimit -n {FILES} && exec "$0" "$@"', sys.executable)
HEADERS_SECONDS = 5
SLACKS_PATIENCE = 3
MEGABYTE = b"x" * 1_000_000
MOST_MORE = 40 * 1024
"""KiB."""


@pytest.fixture(scope="module")
def program(copies: Copies) -> Iterator[Program]:
    """The bot with few files to open, its health at a port of its own too, and an admin."""
    with FakeSlack() as slack:
        slack.person(ADA, name="Ada Admin", is_admin=True)
        own = {"ROIBOT_HEALTH_PORT": str(free_port())}
        with at_work(slack, copies.url("sqlite"), python=FEW_FILES, **own) as program, many_files():
            assert program.client.command("/roi-cost", "250 ads", user=ADA).status == 200
            yield program
            assert {line["event"] for line in program.log() if line["level"] != "info"} <= {"requests_refused"}


@contextlib.contextmanager
def many_files() -> Iterator[None]:
    """This process needs more than the program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4 * CROWD)), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("forged", [False, True])
def test_bodies_of_strangers_take_no_memory(program: Program, forged: bool) -> None:
    """Five hundred megabytes at once, without a signature or with a wrong one, and Slack is answered meanwhile."""
    before = memory(program, "VmRSS")
    with ThreadPoolExecutor(500) as crowd:
        statuses = [crowd.submit(push, program, forged) for _ in range(500)]
        time.sleep(0.2)
        assert program.client.command("/roi", "help", user=ADA).status == 200
    assert {one.result() for one in statuses} <= {401, 503}
    assert memory(program, "VmHWM") - before < MOST_MORE


@pytest.mark.parametrize("sent", [b"", b"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slack"])
def test_connections_of_strangers_take_nobodys_place(program: Program, sent: bytes) -> None:
    """More idle or half-sent ones than there are files: Slack is answered at once, and in seconds all are gone."""
    with contextlib.ExitStack() as crowd:
        wires = [crowd.enter_context(wire(program)) for _ in range(CROWD)]
        for each in wires:
            with contextlib.suppress(ConnectionError):
                each.sendall(sent)
        began = time.monotonic()
        assert "250" in program.client.command("/roi", "history", user=ADA).text
        assert time.monotonic() - began < SLACKS_PATIENCE
        assert program.get("/healthz", program.health_port)[0] == 200
        for each in wires:
            each.settimeout(3 * HEADERS_SECONDS)
            with contextlib.suppress(ConnectionError):
                assert each.recv(1) == b""
        assert time.monotonic() - began < 3 * HEADERS_SECONDS


def test_a_second_request_that_never_comes_is_not_waited_for_either(program: Program) -> None:
    """After an answer a connection may stay, but who then sends a request bit by bit is turned away."""
    with wire(program) as one:
        one.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert one.recv(1000).startswith(b"HTTP/1.1 200")
        one.settimeout(0.5)
        began = time.monotonic()
        one.sendall(b"GET /healthz HTTP/1.1\r\nX-Slow: ")
        while not gone(one):
            assert time.monotonic() - began < 3 * HEADERS_SECONDS
        assert time.monotonic() - began > HEADERS_SECONDS - 1


ENDLESS = {
    "many headers": (b"POST /slack/events HTTP/1.1\r\n", b"X-Long: " + 8000 * b"z" + b"\r\n"),
    "small headers": (b"POST /slack/events HTTP/1.1\r\n", 1600 * b"a:b\r\n"),
    "one header": (b"GET /healthz HTTP/1.1\r\nX-Long: ", 8000 * b"z"),
    "an address": (b"GET /", 8000 * b"z"),
    "headers after the body": (
        b"POST /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        b"X-Long: " + 8000 * b"z" + b"\r\n",
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_headers_without_end_are_not_read_to_the_end(program: Program, name: str) -> None:
    """Eight megabytes of them: the connection is closed, at once and not after the five seconds headers have."""
    begin, more = ENDLESS[name]
    with wire(program) as one, contextlib.suppress(ConnectionError):
        one.settimeout(HEADERS_SECONDS / 2)
        one.sendall(begin)
        for _ in range(1000):
            one.sendall(more)
        while one.recv(1000):
            pass


@pytest.mark.parametrize(("size", "sent"), [(10, 3), (64 * 1024, 0), (64 * 1024, 60 * 1024)])
def test_bodies_that_never_come_take_nobodys_place(program: Program, size: int, sent: int) -> None:
    """Headers as Slack sends them, with a wrong signature, from more than there are files: Slack is answered."""
    with contextlib.ExitStack() as crowd:
        for _ in range(CROWD):
            with contextlib.suppress(ConnectionError):
                crowd.enter_context(wire(program)).sendall(forged_head(size) + sent * b"x")
        began = time.monotonic()
        for _ in range(5):
            assert "250" in program.client.command("/roi", "history", user=ADA).text
        assert time.monotonic() - began < SLACKS_PATIENCE


def test_a_body_that_never_comes_is_told_so(program: Program) -> None:
    """Where there is room, it gets a 408 after three seconds."""
    with wire(program) as one:
        one.sendall(forged_head(10) + b"abc")
        assert one.recv(1000).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize("path", [b"/healthz", b"/slack/events"])
def test_a_request_that_does_not_wait_for_the_answer_ends_the_connection(program: Program, path: bytes) -> None:
    """Three thousand at once on one connection: no more than one is answered."""
    with wire(program) as one, contextlib.suppress(ConnectionError):
        one.sendall(3000 * (b"POST " + path + b" HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"))
        with one.makefile("rb") as answers:
            assert answers.read().count(b"HTTP/1.1") <= 1


def test_requests_one_after_the_other_may_share_a_connection(program: Program) -> None:
    """As a proxy sends them; an empty line between them is no request."""
    with wire(program) as one:
        for _ in range(3):
            one.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n\r\n")
            answer = HTTPResponse(one)
            answer.begin()
            assert (answer.status, answer.read()) == (200, b'{"ok":true}')


def test_who_goes_before_the_body_is_whole_is_not_taken_for_a_wrong_signature(program: Program) -> None:
    """Connections that are cut are a matter of the network; so they are not counted, and not in the log."""
    before = wrong_signatures(program)
    for _ in range(20):
        with wire(program) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # reset, not ended
            one.sendall(forged_head(10) + b"abc")
    time.sleep(0.2)
    assert wrong_signatures(program) == before


def wrong_signatures(program: Program) -> list[str]:
    metrics = program.get("/metrics", program.health_port)[1]
    return re.findall(r'^roibot_requests_refused_total{cause="signature"} .*$', metrics, re.M)


def forged_head(size: int) -> bytes:
    """As Slack's, but for its signature."""
    lines = [b"POST /slack/events HTTP/1.1", b"Host: x", b"Content-Length: %d" % size]
    lines += [b"X-Slack-Request-Timestamp: %d" % time.time(), b"X-Slack-Signature: v0=" + 64 * b"a"]
    return b"\r\n".join([*lines, b"", b""])


def gone(one: socket.socket) -> bool:
    """Whether the other side has closed it, having been sent one byte more."""
    try:
        one.sendall(b"x")
        return one.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def wire(program: Program) -> socket.socket:
    address = urlsplit(program.client.base_url)
    return socket.create_connection((address.hostname, address.port or 0), timeout=20)


def push(program: Program, forged: bool) -> int:
    """A body of a megabyte that Slack did not sign; the status it gets."""
    lines = [b"POST /slack/events HTTP/1.1", b"Host: x", b"Content-Length: %d" % len(MEGABYTE)]
    if forged:
        proof = hmac.new(b"guessed", MEGABYTE, hashlib.sha256).hexdigest().encode()
        lines += [b"X-Slack-Request-Timestamp: %d" % time.time(), b"X-Slack-Signature: v0=" + proof]
    with wire(program) as one:
        one.sendall(b"\r\n".join([*lines, b"", b""]) + MEGABYTE)
        return int(one.recv(100).split()[1])


def memory(program: Program, what: str) -> int:
    """KiB, as the kernel counts them."""
    [found] = re.findall(rf"^{what}:\s+(\d+) kB$", Path(f"/proc/{program.begun.pid}/status").read_text(), re.M)
    return int(found)

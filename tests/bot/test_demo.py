"""`python -m bot demo`: begins anywhere with nothing, keeps to itself, ends clean; its clock brings what is due."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.demo.calendar import BEGINS
from tests.playground.conftest import Browser
from tests.playground.drawn import Node
from tests.processes import Begun
from tests.program import ROOT, started

OLIVIA, JAN, MARKETING = "U0OLIVIA", "U0JANKOW", "C0MARKETING"
ADDRESS = re.compile(r"(http://127\.0\.0\.1:(\d+))(\s|$)")
STOP_SECONDS, MOVE_SECONDS = 20, 30
MONDAYS = ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26"]
FOREIGN = {
    "SLACK_BOT_TOKEN": "xoxb-of-somebody",
    "SLACK_SIGNING_SECRET": "of somebody",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:9/nowhere",
    "ROIBOT_CURRENCY": "PLN",
    "ROIBOT_TIMEZONE": "Asia/Tokyo",
    "ROIBOT_LANGUAGE": "pl",
    "ROIBOT_TICK_SECONDS": "3600",
    "ROIBOT_LEASE_SECONDS": "nonsense",
    "http_proxy": "http://127.0.0.1:9",
    "HTTP_PROXY": "http://127.0.0.1:9",
}
"""What a shell may hold of other programs, and of the bot's own."""


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A running demo. ``folder`` is the folder for temporary files it was given, ``said`` its first line."""

    begun: Begun
    web: httpx.Client
    folder: Path
    said: str

    @property
    def url(self) -> str:
        found = ADDRESS.match(self.said)
        assert found, f"no address at the start of the line: {self.said!r}"
        return found[1]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def at(self, user: str = OLIVIA, place: str = MARKETING) -> Browser:
        return Browser(url=self.url, user=user, place=place, web=self.web)

    def ask(self, text: str) -> str:
        """Types a command; what the newest message then says."""
        self.at().say(text)
        return self.at().messages()[-1]

    def move(self, day: str, hour: str = "10:00") -> None:
        """Sends the clock to a moment in Warsaw and waits until it is there."""
        self.at().send("/clock", {"date": day, "time": hour})
        end = time.monotonic() + MOVE_SECONDS
        while "moving…" in self.clock().text:
            assert time.monotonic() < end, "the clock never arrives"
            time.sleep(0.1)

    def clock(self) -> Node:
        return self.at().look().one(id="now")

    def now(self) -> datetime:
        return datetime.fromisoformat(self.clock().one("time")["datetime"])

    def digests(self) -> list[tuple[str, str]]:
        """When each digest in the marketing conversation came (as the page says), and its words."""
        found = [article for article in self.at().look().every("article") if "Weekly digest · " in article.text]
        return [(article.every("time")[0]["datetime"][:16], article.text) for article in found]

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Sends a signal; the exit status."""
        self.begun.send(how)
        return self.begun.wait(STOP_SECONDS)


@contextmanager
def running(folder: Path, *arguments: str, **more: str) -> Iterator[Demo]:
    """``python -m bot demo --no-browser`` with nothing on its standard input, until it serves; ended at the end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "ROIBOT_", "DATABASE"))}
    folder.mkdir(exist_ok=True)
    env = kept | {"PYTHONPATH": str(ROOT), "TMPDIR": str(folder), **more}
    with started(("demo", "--no-browser", *arguments), env) as begun, httpx.Client(trust_env=False, timeout=15) as web:
        yield Demo(begun=begun, web=web, folder=folder, said=begun.first_line())


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo begun in a shell full of other programs' settings. Tests move its clock, but log nothing."""
    with running(tmp_path_factory.mktemp("demo") / "tmp", "--port", str(free_port()), **FOREIGN) as begun:
        yield begun


@pytest.fixture(scope="module")
def mondays(demo: Demo) -> list[tuple[str, str]]:
    """The digests of a conversation, as the form offers them, after the clock went four Mondays on in one move."""
    jan = demo.at(JAN)
    jan.say("/roi digest")
    jan.submit()
    demo.move(MONDAYS[-1])
    found = demo.digests()
    assert found, jan.look().text
    return found


# --- the program ---


def test_it_says_where_it_is_and_opens_there(demo: Demo) -> None:
    """The address stands at the start of the first line; whoever opens it is in a conversation, without a login."""
    assert ADDRESS.match(demo.said)
    response = demo.web.get(demo.url, follow_redirects=True)
    assert response.status_code == 200
    assert f"/{OLIVIA}/{MARKETING}" in str(response.url)


def test_it_listens_on_the_loopback_address_only(demo: Demo) -> None:
    """Neither another of this machine's addresses nor IPv6 leads to it."""
    for host in ("127.0.0.2", "::1"):
        with pytest.raises(OSError, match=r"refused|unreachable|assign|timed out"):
            socket.create_connection((host, demo.port), timeout=1).close()
    socket.create_connection(("127.0.0.1", demo.port), timeout=1).close()


def test_what_the_shell_holds_changes_nothing(demo: Demo) -> None:
    """Currency, zone, language, database, token and proxy are the demo's own."""
    answer = demo.ask("/roi campaign-q3")
    assert "176.92%" in answer
    assert "$65,000.00" in answer
    assert "PLN" not in answer
    assert demo.now().utcoffset() in (timedelta(hours=2), timedelta(hours=1))


def test_a_busy_port_is_answered_with_the_next_free_one(demo: Demo, tmp_path: Path) -> None:
    """Two demos run beside each other; one ends by SIGTERM, with status 0 and without leaving anything behind."""
    with running(tmp_path / "tmp", "--port", str(demo.port)) as other:
        assert demo.port < other.port <= demo.port + 50
        assert list(other.folder.glob("roibot-demo-*"))
        assert other.at().get().status_code == demo.at().get().status_code == 200
        assert other.end(signal.SIGTERM) == 0
    assert list(other.folder.iterdir()) == []
    assert demo.at().get().status_code == 200


def test_a_kept_folder_goes_on_and_a_new_one_is_clean(tmp_path: Path) -> None:
    """Entries, the conversation and the clock outlive Ctrl-C with --keep; without it everything begins anew."""
    kept = tmp_path / "kept"
    arguments = ("--keep", str(kept), "--port", str(free_port()))
    with running(tmp_path / "tmp", *arguments) as first:
        assert "$4,321.00 logged" in first.ask(
            '/roi-cost 4321 USD ads linkedin campaign-q3 2026-10-04 "kept over night"'
        )
        first.move("2026-10-14", "12:00")
        left = first.now()
        assert first.end(signal.SIGINT) == 0
    with running(tmp_path / "tmp", *arguments) as again:
        assert timedelta() <= again.now() - left < timedelta(minutes=2)
        assert any("$4,321.00 logged" in said for said in again.at().messages())
        assert "kept over night" in again.ask("/roi history")
    with running(tmp_path / "tmp", "--port", str(free_port())) as fresh:
        assert timedelta() <= fresh.now() - BEGINS < timedelta(minutes=2)
        assert fresh.at().messages() == []
        assert "kept over night" not in fresh.ask("/roi history")
        assert fresh.end(signal.SIGINT) == 0
    assert list((tmp_path / "tmp").iterdir()) == []
    assert (kept / "roibot.db").exists()


# --- its clock ---


def test_four_mondays_bring_four_digests_in_order(mondays: list[tuple[str, str]]) -> None:
    """Each once, at nine of its own Monday, about the week before, and none of them late."""
    assert [at for at, _ in mondays] == [f"{day}T09:00" for day in MONDAYS]
    weeks = ["28 Sep – 4 Oct 2026", "5–11 Oct 2026", "12–18 Oct 2026", "19–25 Oct 2026"]
    assert all(f"Weekly digest · {week}" in said for (_, said), week in zip(mondays, weeks, strict=True))
    assert not any("Late: " in said for _, said in mondays)


def test_moving_back_and_on_again_posts_nothing_twice(demo: Demo, mondays: list[tuple[str, str]]) -> None:
    """What has come stays, and comes no second time."""
    demo.move("2026-10-05", "08:00")
    assert demo.digests() == mondays
    demo.move(MONDAYS[-1])
    assert demo.digests() == mondays


def test_a_move_too_far_is_refused_with_a_sentence(demo: Demo) -> None:
    """The clock stays where it is."""
    before = demo.now()
    demo.at(JAN).send("/clock", {"date": "2031-01-01", "time": "09:00"})
    assert demo.at(JAN).notice() == "The clock moves at most two years at a time."
    demo.at(JAN).send("/notice", {})
    assert demo.now() - before < timedelta(minutes=2)

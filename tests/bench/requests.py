"""The way of a request: a warm `/roi campaign-q3` of the real program beside the two floors."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from hmac import new as hmac
from pathlib import Path
from statistics import median
from urllib.parse import parse_qsl

from slack_bolt import BoltRequest

from bot.app import create_app
from bot.clock import Clock
from bot.settings import Settings
from storage.database import Database
from tests.bench import books
from tests.bench.figures import Figure, figure, show, tell, typical
from tests.bench.load import CONNECTIONS, Run, ask, run, slash
from tests.bench.servers import Server, running
from tests.program import SECRET, environment
from tests.slack import FakeSlack

TYPED = "campaign-q3"
QUIET = {"ROIBOT_TICK_SECONDS": "3600", "ROIBOT_TIMEZONE": "UTC"}
SLOW_SECONDS = 0.5
SLOW_AT_ONCE = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Rounds:
    """What one server showed: a run a round, alone and with sixteen connections."""

    alone: Sequence[Run]
    together: Sequence[Run]

    @property
    def failed(self) -> int:
        return sum(run.failed for run in (*self.alone, *self.together))


def measure(folder: Path, rounds: int) -> None:
    """Prints what a request costs."""
    file = folder / "campaign-q3.db"
    books.campaign_q3(file)
    with FakeSlack() as slack, ExitStack() as servers:
        env = environment(slack, books.url(file), **QUIET)
        modules = (("bot", "serve"), ("tests.bench.ack",), ("tests.bench.raw",))
        bot, ack, raw = (servers.enter_context(running(*module, env=env, first=slash(TYPED))) for module in modules)
        tell("", f"the bot answers: {_headline(bot)}")
        shown = _interleaved([bot, ack, raw], rounds)
        show("A warm /roi campaign-q3 beside a bare ack and a raw endpoint", _figures(*shown))
        in_process = _dispatched(slack, file, rounds)
        show("For information", [*_more(bot, ack, raw), in_process])
        tell(*_speeds(*shown), _slow(bot, slack))


def _interleaved(servers: Sequence[Server], rounds: int) -> list[Rounds]:
    alone: list[list[Run]] = [[] for _ in servers]
    together: list[list[Run]] = [[] for _ in servers]
    for _ in range(rounds):
        for at, server in enumerate(servers):
            alone[at].append(run(server, TYPED, 300))
        for at, server in enumerate(servers):
            together[at].append(run(server, TYPED, 800, CONNECTIONS))
    return [Rounds(alone=one, together=many) for one, many in zip(alone, together, strict=True)]


def _figures(bot: Rounds, ack: Rounds, raw: Rounds) -> list[Figure]:
    return [
        figure("CPU a request, 16 connections / ack", _cpu(bot.together), _cpu(ack.together), 3),
        figure("CPU a request, 1 connection / ack", _cpu(bot.alone), _cpu(ack.alone), 3),
        figure("p50, 1 connection / ack", _p50(bot.alone), _p50(ack.alone), 3),
        figure("CPU a request, 16 connections / raw", _cpu(bot.together), _cpu(raw.together), 3.5),
        figure("CPU a request, 1 connection / raw", _cpu(bot.alone), _cpu(raw.alone), 3.5),
        figure("p50, 1 connection / raw", _p50(bot.alone), _p50(raw.alone)),
        figure("of the ack alone: CPU, 16 connections / raw", _cpu(ack.together), _cpu(raw.together)),
    ]


def _more(bot: Server, ack: Server, raw: Server) -> list[Figure]:
    memory, least = bot.memory(), raw.memory()
    return [
        figure("start to first signed 200 / raw", [bot.cold], [raw.cold], unit="s"),
        figure("start to first signed 200 / ack", [bot.cold], [ack.cold], unit="s"),
        figure("memory after the load / raw", [memory], [least], unit="MiB"),
    ]


def _dispatched(slack: FakeSlack, file: Path, rounds: int) -> Figure:
    """Bolt and all of ours without a server, beside the signature and the parsing of the form."""
    database = Database(books.url(file))
    told = {"bot_token": slack.token, "signing_secret": SECRET, "slack_api_url": slack.url}
    bolt = create_app(Settings.model_validate(told), database, Clock()).bolt
    letter = slash(TYPED)
    headers: dict[str, str | Sequence[str]] = {name.lower(): value for name, value in letter.headers.items()}

    def dispatch() -> None:
        bolt.dispatch(BoltRequest(body=letter.body.decode(), headers=headers))

    def sign_and_parse() -> None:
        hmac(SECRET.encode(), b"v0:1:" + letter.body, sha256).hexdigest()
        parse_qsl(letter.body.decode(), keep_blank_values=True)

    typical(dispatch, 100)
    pairs = [(typical(dispatch, 200), typical(sign_and_parse, 200)) for _ in range(rounds)]
    database.close()
    name = "dispatch in process / signature and form"
    return figure(name, [mine for mine, _ in pairs], [theirs for _, theirs in pairs])


def _speeds(bot: Rounds, ack: Rounds, raw: Rounds) -> list[str]:
    speeds = [median(run.per_second for run in each.together) for each in (bot, ack, raw)]
    failed = sum(each.failed for each in (bot, ack, raw))
    shown = " · ".join(f"{name} {speed:,.0f}/s" for name, speed in zip(("bot", "ack", "raw"), speeds, strict=True))
    return [f"16 connections (the load is Python too): {shown} · requests failed: {failed}"]


def _slow(bot: Server, slack: FakeSlack) -> str:
    """Eight people Slack is slow to describe, all at once; meanwhile the health is asked."""
    people = [f"USLOW{number}" for number in range(SLOW_AT_ONCE)]
    for person in people:
        slack.person(person)
        slack.fail_next("users.info", f"slow:{SLOW_SECONDS}")
    with ThreadPoolExecutor(SLOW_AT_ONCE + 1) as threads:
        asked = [threads.submit(_seconds, bot, person) for person in people]
        health = [_health(bot) for _ in range(20)]
        took = sorted(each.result() for each in asked)
    return (
        f"8 at once, each waiting {SLOW_SECONDS} s for Slack: first {took[0]:.2f} s, last {took[-1]:.2f} s; "
        f"healthz meanwhile p50 {median(health) * 1000:.1f} ms, slowest {max(health) * 1000:.1f} ms"
    )


def _seconds(bot: Server, person: str) -> float:
    start = time.perf_counter()
    ask(bot.port, slash(TYPED, user=person))
    return time.perf_counter() - start


def _health(bot: Server) -> float:
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=60)
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    connection.close()
    took = time.perf_counter() - start
    time.sleep(0.01)
    return took


def _headline(bot: Server) -> str:
    """The line with the ROI in it, or whatever came instead."""
    status, body = ask(bot.port, slash(TYPED))
    text = body.decode("unicode-escape", "replace")
    start = text.find("ROI ")
    return text[start : text.find("\n", start)] if start >= 0 else f"{status} {text[:80]}"


def _cpu(runs: Sequence[Run]) -> list[float]:
    return [run.cpu for run in runs]


def _p50(runs: Sequence[Run]) -> list[float]:
    return [run.p50 for run in runs]

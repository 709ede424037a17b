"""The demo: the real bot on a sample year, and beside it the stand-in for Slack it speaks with over signed HTTP."""

from __future__ import annotations

import secrets
import shutil
import signal
import socket as sockets
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from bot import logs, settings
from bot.app import Bot, create_app
from bot.demo import company
from bot.demo.calendar import BEGINS
from bot.demo.clock import DemoClock, walk
from bot.demo.seed import seed
from bot.http.server import create_server
from bot.http.signature import Gate
from bot.jobs.scheduler import Ticking
from bot.settings import SettingError, Settings
from storage import schema
from storage.database import Database

HOST = "127.0.0.1"
MANIFEST = "manifest.yml"
PORTS_TRIED = 50
TICK_SECONDS = 0.5
GRACE_SECONDS = 2
"""Seconds for requests under way at the end."""

Playground = Callable[..., ASGIApp]
"""`bot.playground.start.create_playground`, handed in: the bot never imports the playground."""


def run(
    playground: Playground, manifest: str, *, keep: Path | None, port: int, browser: bool, say: Callable[[str], None]
) -> None:
    """Serves until Ctrl-C or a signal to end. ``keep``: the data directory; without it, one that is removed at the end.

    ``manifest``: of the app, as YAML. Raises `SettingError` where no port is free.
    """
    with _ending_on_signals() as ended, _folder(keep) as folder, _place(port) as slack, _place(0) as bot:
        address, events = _address(slack), f"{_address(bot)}/slack/events"
        token, secret = f"xoxb-{secrets.token_hex(12)}", secrets.token_hex(16)
        own = settings.for_demo(f"{address}/api/", f"sqlite:///{folder / 'roibot.db'}", token, secret)
        (folder / MANIFEST).write_text(manifest, "utf-8")
        page = playground(
            address=address,
            events=events,
            secret=secret,
            token=token,
            team=company.TEAM,
            people=company.PEOPLE,
            conversations=company.CONVERSATIONS,
            manifest=folder / MANIFEST,
            folder=folder,
        )
        with _serving(page, slack), _serving(_bot(own, folder), bot):
            say(f"{address}  is the playground: open it in a browser. Ctrl-C ends it.")
            if browser:
                _open(address)
            ended.wait()


@contextmanager
def _serving(app: ASGIApp, place: sockets.socket) -> Iterator[None]:
    """Serves an app in a thread of its own while the block runs."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GRACE_SECONDS
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([place],))
    thread.start()
    # Told to end before it has begun, uvicorn would skip what has to be done at the end.
    while thread.is_alive() and not server.started:
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


def _bot(own: Settings, folder: Path) -> ASGIApp:
    """The bot, its year on the books and its clock set."""
    logs.configure(own.log_level)
    database = Database(own.database_url)
    schema.migrate(database)
    seed(database, "", company.TEAM["id"])
    clock = DemoClock(folder, BEGINS)
    bot = create_app(own, database, clock)
    return create_server(bot, Gate(own.signing_secret.get_secret_value()), *_life(bot, clock))


def _life(bot: Bot, clock: DemoClock) -> tuple[Callable[[], None], Callable[[], None]]:
    ticking = Ticking(TICK_SECONDS, lambda: walk(bot.office, clock))

    def stop() -> None:
        ticking.stop()
        bot.office.database.close()

    return ticking.start, stop


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    path = Path(tempfile.mkdtemp(prefix="roibot-demo-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _place(port: int) -> sockets.socket:
    """A place to listen at: this port, or the next that is free. Raises `SettingError`."""
    for tried in range(port, min(port + PORTS_TRIED, 65536)):
        try:
            return sockets.create_server((HOST, tried))
        except OSError:
            continue
    raise SettingError(f"No port from {port} on is free: choose another --port.")


def _address(place: sockets.socket) -> str:
    return f"http://{HOST}:{place.getsockname()[1]}"


def _open(address: str) -> None:
    """Opens a window; a browser that would take over the terminal is left alone."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return
    if type(browser) is not webbrowser.GenericBrowser:
        browser.open(address)


@contextmanager
def _ending_on_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C, or a signal to end, sets: nothing is torn apart in the middle of its work."""
    ended = threading.Event()
    before = {number: signal.signal(number, lambda *_: ended.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

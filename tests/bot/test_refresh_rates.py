"""The bank's file over the network: by command and by itself, from a server of the test's own, never the real one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.reference.ecb import LARGEST, Shipped
from tests.bot.conftest import ADA, Team, at_work
from tests.databases import Copies
from tests.program import environment, run

NEWER = Shipped().last + timedelta(days=60)
TEXT = f"Date,USD,PLN,\n{NEWER},1.2500,4,\n"
PATIENCE_SECONDS = 20


@dataclass
class Bank:
    """Answers every request alike, and counts them."""

    status: int = 200
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def opened(bank: Bank) -> Iterator[Bank]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            bank.asked.append(self.path)
            self.send_response(bank.status)
            for name, value in {"Content-Length": str(len(bank.content)), **bank.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(bank.content)
            except OSError:  # the bot has hung up
                return

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    bank.url = f"http://127.0.0.1:{server.server_port}/hist.zip"
    try:
        yield bank
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def zipped(text: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", text)
    return made.getvalue()


@pytest.mark.parametrize("content", [zipped(TEXT), TEXT.encode()], ids=["zip", "csv"])
def test_the_command_downloads_the_banks_file(new_team: Team, content: bytes) -> None:
    """Without a file's name it asks the address; the running bot knows the rates at once."""
    assert "There is no exchange rate" in new_team.client.command("/roi-cost", f"100 EUR ads {NEWER}", user=ADA).text
    with opened(Bank(content=content)) as bank:
        done = run("rates", env=environment(new_team.slack, new_team.url, ROIBOT_RATES_URL=bank.url))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == f"Exchange rates up to {NEWER} (days taken in: 1)."
    assert "100.00 EUR × 1.2500 (ECB, " in new_team.cost(f"100 EUR ads {NEWER}").text


@pytest.mark.parametrize(
    ("bank", "told"),
    [
        (Bank(status=404), "it answered with status 404"),
        (Bank(status=302, headers={"Location": "http://127.0.0.1:9/other"}), "it answered with status 302"),
        (Bank(content=b"<html>"), "it is not the European Central Bank's file"),
        (Bank(content=zipped("nothing")), "it is not the European Central Bank's file"),
        (Bank(content=zipped(TEXT)[:-30]), "it is not the European Central Bank's file"),
        (Bank(content=zipped(f"{TEXT}2099-01-05,one,1,\n")), "it is not the European Central Bank's file"),
        (Bank(content=zipped(TEXT + " " * LARGEST)), "it is not the European Central Bank's file"),
        (Bank(content=b"x" * (LARGEST + 1)), "it sends more than the bank's file can have"),
        (Bank(content=TEXT.encode(), headers={"Content-Length": "999"}), "it cannot be reached (RemoteProtocolError)"),
    ],
    ids=["missing", "redirect", "page", "empty", "broken", "half", "bomb", "huge", "cut"],
)
def test_what_is_not_the_banks_file_is_refused_in_one_line(team: Team, bank: Bank, told: str) -> None:
    """It names the address, and nothing of it is saved."""
    with opened(bank):
        done = run("rates", env=environment(team.slack, team.url, ROIBOT_RATES_URL=bank.url))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert f"{bank.url} cannot be used: {told}" in done.stderr
    assert len(bank.asked) == 1
    assert "There is no exchange rate" in team.client.command("/roi-cost", f"100 EUR ads {NEWER}", user=ADA).text


def test_an_address_nobody_answers_at_is_named(team: Team) -> None:
    """One line, with the kind of trouble."""
    address = "http://127.0.0.1:9/hist.zip"
    done = run("rates", env=environment(team.slack, team.url, ROIBOT_RATES_URL=address))
    assert (done.returncode, done.stderr) == (1, f"{address} cannot be used: it cannot be reached (ConnectError).\n")


def test_without_an_address_nothing_is_downloaded(team: Team) -> None:
    """Empty switches it off; the command then wants a file."""
    done = run("rates", env=environment(team.slack, team.url))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "ROIBOT_RATES_URL is empty" in done.stderr


@pytest.mark.parametrize("address", ["http://www.ecb.europa.eu/hist.zip", "ftp://127.0.0.1/x", "hist.zip"])
def test_an_address_without_encryption_is_refused(team: Team, address: str) -> None:
    """Rates that anybody on the way could change are none."""
    done = run("rates", env=environment(team.slack, team.url, ROIBOT_RATES_URL=address))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "ROIBOT_RATES_URL must begin with https://" in done.stderr


def test_the_running_bot_asks_by_itself(copies: Copies) -> None:
    """Where a working day is missing, and once: a try is not repeated within six hours."""
    with opened(Bank(content=zipped(TEXT))) as bank:
        settings = {"ROIBOT_RATES_URL": bank.url, "ROIBOT_TICK_SECONDS": "0.2"}
        with at_work(copies.url("sqlite"), **settings) as team:
            told = _until_known(team)
            assert "100.00 EUR × 1.2500 (ECB, " in told
            time.sleep(1)
        assert len(bank.asked) == 1


def test_a_bank_that_fails_stops_nothing(copies: Copies, capfd: pytest.CaptureFixture[str]) -> None:
    """One try, a line in the log, and the bot goes on ticking and answering."""
    with opened(Bank(status=500)) as bank:
        settings = {"ROIBOT_RATES_URL": bank.url, "ROIBOT_TICK_SECONDS": "0.2"}
        with at_work(copies.url("sqlite"), **settings) as team:
            team.cost_form("tools", amount="10", date="2025-08-01", repeat="monthly")
            _wait(lambda: bool(bank.asked))
            _wait(lambda: "$10.00" not in team.ask("this year").text)
            assert (
                "There is no exchange rate" in team.client.command("/roi-cost", f"100 EUR ads {NEWER}", user=ADA).text
            )
        assert len(bank.asked) == 1
    logged = capfd.readouterr().err
    assert logged.count("rates_not_refreshed") == 1
    assert "it answered with status 500" in logged


def _until_known(team: Team) -> str:
    """Asks until the rate is there."""
    answers: list[str] = []

    def known() -> bool:
        answers.append(team.client.command("/roi-cost", f"100 EUR ads {NEWER}", user=ADA).text)
        return "There is no exchange rate" not in answers[-1]

    _wait(known)
    return answers[-1]


def _wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")

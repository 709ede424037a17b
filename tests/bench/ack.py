"""The first floor as a server: `python -m tests.bench.ack --port …`, told by the same environment as the bot.

The bot's own server, thread pool and gate around a Bolt app with one token, whose one command only acks.
"""

from __future__ import annotations

import argparse

import uvicorn
from slack_bolt import Ack, App
from slack_sdk import WebClient
from starlette.types import ASGIApp

from bot import settings
from bot.app import Bot, create_office
from bot.clock import Clock
from bot.http.server import create_server
from bot.http.signature import Gate
from bot.settings import Settings
from storage.database import Database


def main() -> None:
    """Serves until it is told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    uvicorn.run(bare_ack(settings.load()), port=port, log_level="warning", access_log=False, server_header=False)


def bare_ack(loaded: Settings) -> ASGIApp:
    """Bolt as its guide begins; only the signature is left to the gate, as in the bot."""
    secret = loaded.signing_secret.get_secret_value()
    app = App(
        client=WebClient(token=loaded.bot_token.get_secret_value(), base_url=loaded.api_url),
        signing_secret=secret,
        process_before_response=True,
        request_verification_enabled=False,
    )
    app.command("/roi")(_only_ack)
    office = create_office(loaded, Database(loaded.database_url), Clock())
    return create_server(Bot(bolt=app, office=office), Gate(secret), _nothing, _nothing)


def _only_ack(ack: Ack) -> None:
    ack()


def _nothing() -> None:
    """There is nothing to start or stop."""


if __name__ == "__main__":
    main()

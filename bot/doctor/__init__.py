"""The doctor: what is wrong with an installation, one sentence a finding, which says what to do.

Each part is looked at by itself, so that one that is broken hides nothing of the others. Nothing is posted, and nothing
stays written.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.doctor import database as database_part
from bot.doctor import secrets, slack, workspaces
from bot.settings import Settings
from bot.slack import Identity, Slack
from storage import schema
from storage.database import Database


def findings(settings: Settings, clock: Clock) -> list[str]:
    """What is wrong, in the order in which it is best mended; empty: nothing. Asks Slack and the database."""
    database = Database(settings.database_url)
    asked = Slack(settings.bot_token.get_secret_value().strip(), settings.api_url)
    answer = slack.identity_of(asked)
    identity = answer if isinstance(answer, Identity) else None
    try:
        return [
            *secrets.findings(settings),
            *slack.findings(settings, asked, answer, clock),
            *database_part.findings(database),
            *_of_the_books(database, settings, identity, clock),
        ]
    finally:
        database.close()


def _of_the_books(database: Database, settings: Settings, identity: Identity | None, clock: Clock) -> Iterator[str]:
    """Of a database of another version, or one that does not answer, all is said."""
    try:
        if schema.current(database):
            with database.reading() as books:
                yield from workspaces.findings(books, settings, identity, clock)
    except SQLAlchemyError:
        return

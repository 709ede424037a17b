"""The doctor: what is wrong with an installation, one sentence a finding, which says what to do.

Each part is looked at by itself, so that one that is broken hides nothing of the others. Nothing is posted, and nothing
stays written.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.clock import Clock
from bot.operations.doctor import database as database_part
from bot.operations.doctor import secrets, slack, workspaces
from bot.settings import SettingError, Settings
from bot.slack.client import Identity, Slack
from storage import attempts, schema
from storage.database import Database


def findings(clock: Clock) -> Iterator[str]:
    """The faults, in the order in which they are best mended; empty: none. Asks Slack and the database."""
    try:
        loaded = settings.load()
    except SettingError as error:
        yield str(error)
        loaded = settings.unchecked()
    asked = _slack(loaded)
    answer = slack.identity_of(asked)
    yield from secrets.findings(loaded)
    yield from slack.findings(loaded, asked, answer, clock)
    yield from _of_the_database(loaded, answer if isinstance(answer, Identity) else None, clock)


def remarks() -> Iterator[str]:
    """What is no fault and may be otherwise; empty where Slack does not say. Asks Slack."""
    answer = slack.identity_of(_slack(settings.unchecked()))
    if isinstance(answer, Identity):
        yield slack.messages_tab(answer)
        yield slack.files(answer)


def _slack(loaded: Settings) -> Slack:
    return Slack(loaded.bot_token.get_secret_value().strip(), loaded.api_url)


def _of_the_database(loaded: Settings, identity: Identity | None, clock: Clock) -> Iterator[str]:
    if not settings.names_a_database(loaded.database_url):
        return
    if missing := database_part.missing(loaded.database_url):
        yield missing
        return
    database = Database(loaded.database_url, loaded.limits)
    with attempts.attempting(attempts.within(loaded.database_timeout_seconds)):
        yield from database_part.findings(database)
    yield from _of_the_books(database, loaded, identity, clock)
    database.close()


def _of_the_books(database: Database, loaded: Settings, identity: Identity | None, clock: Clock) -> Iterator[str]:
    """The faults in the books; none of a database that does not answer, or of another version: told already."""
    try:
        if schema.current(database):
            with database.reading() as connection:
                yield from workspaces.findings(connection, loaded, identity, clock)
    except SQLAlchemyError:
        return

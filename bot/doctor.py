"""The doctor: looks at an installation part by part, and says in a sentence what is wrong and what mends it.

Each check is a function of its own that answers with what it finds, and none needs another part to be whole: with a
database that does not answer Slack is still asked. It changes nothing.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot import settings
from bot.clock import Clock
from bot.fx import Shipped
from bot.gate import AHEAD_SECONDS, OLDEST_SECONDS
from bot.settings import SettingError, Settings
from bot.slack import LOOPBACK, NotBefore, Refused, Slack, SlackError, certificates
from core.deliveries import Delivery, Kind, Schedule, State
from core.schedules import UnknownTimezone, zone
from storage import deliveries, fx, schedules, schema, workspaces
from storage.database import Database
from storage.tables import metadata

SCOPES = ("channels:read", "chat:write", "commands", "groups:read", "users:read")
"""What manifest.yml asks for."""

SIGNING_SECRET = re.compile(r"[0-9a-z]{32}")
SECONDS = 5
"""To wait for Slack's clock."""

OFF_SECONDS = 30
"""A clock that is off by more will soon be off by too much."""

OLDEST_RATES = timedelta(days=7)
"""Entries of a day more than 14 days after the last known rate are refused."""

LATE = timedelta(hours=1)
"""A run that was due before has found nobody that ticks."""

LEAST_FREE = 100 * 2**20
"""Bytes on the disk of an SQLite file."""

OLDEST_POSTGRES = 15


def findings(clock: Clock) -> Iterator[str]:
    """A sentence for whatever is wrong with what the environment says, and with all that it names."""
    try:
        loaded = settings.load()
    except SettingError as error:
        yield str(error)
        loaded = settings.unchecked()
    yield from examine(loaded, clock)


def examine(loaded: Settings, clock: Clock) -> Iterator[str]:
    """The same of these settings."""
    yield from _secrets(loaded)
    yield from _token(loaded)
    yield from _time(loaded, clock)
    yield from _disk(loaded)
    yield from _books(loaded, clock)


# --- secrets and Slack ---


def _secrets(loaded: Settings) -> Iterator[str]:
    """What can be said of them without asking Slack; none of them is printed."""
    bot, signing, app = (
        one.get_secret_value().strip() for one in (loaded.bot_token, loaded.signing_secret, loaded.app_token)
    )
    if not bot:
        yield "SLACK_BOT_TOKEN is missing or empty: set it to the Bot User OAuth Token under OAuth & Permissions."
    elif not bot.startswith("xoxb-"):
        yield "SLACK_BOT_TOKEN is no bot token: set it to the one that begins with xoxb-, under OAuth & Permissions."
    if not signing and not app:
        yield (
            "Neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set: `serve` needs the first (Basic Information), "
            "`socket` the second (App-Level Tokens)."
        )
    if signing and not SIGNING_SECRET.fullmatch(signing):
        yield "SLACK_SIGNING_SECRET cannot be right: it has 32 letters and digits, under Basic Information."
    if app and not app.startswith("xapp-"):
        yield "SLACK_APP_TOKEN is no app-level token: set it to one that begins with xapp-, under Basic Information."


def _token(loaded: Settings) -> Iterator[str]:
    """Whether Slack takes the token, and for what."""
    token = loaded.bot_token.get_secret_value().strip()
    if not token.startswith("xoxb-"):  # which `_secrets` tells
        return
    try:
        granted = Slack(token, loaded.api_url).identity().scopes
    except Refused as refusal:
        yield (
            f"Slack refuses SLACK_BOT_TOKEN ({refusal.reason}): install the app in the workspace anew, and set the "
            "token it then shows."
        )
    except SlackError as error:
        why = "it cannot be reached" if isinstance(error, NotBefore) else str(error)
        yield (
            f"Slack did not answer at {_host(loaded)} ({why}): look at the way out to the network, the proxy, and "
            "SLACK_API_URL."
        )
    else:
        if missing := [scope for scope in SCOPES if scope not in granted]:
            yield (
                f"The app lacks the scopes {', '.join(missing)}: add them under OAuth & Permissions, and install the "
                "app anew."
            )


def _time(loaded: Settings, clock: Clock) -> Iterator[str]:
    """This machine's clock beside Slack's: a request is refused whose stamp is too old or too far ahead."""
    theirs = _their_time(loaded)
    off = round((clock.real() - theirs).total_seconds()) if theirs else 0
    if abs(off) > OFF_SECONDS:
        most = OLDEST_SECONDS if off > 0 else AHEAD_SECONDS
        how = "ahead of" if off > 0 else "behind"
        yield (
            f"The clock of this machine is {abs(off)} seconds {how} Slack's: let NTP set it. From {most} seconds on "
            "every request is refused."
        )


def _their_time(loaded: Settings) -> datetime | None:
    """As Slack's answers say it; None where there is none, which `_token` tells."""
    straight = (urlsplit(loaded.api_url).hostname or "") not in LOOPBACK
    try:
        with httpx.Client(verify=certificates(), timeout=SECONDS, trust_env=straight) as client:
            said = client.get(f"{loaded.api_url}api.test").headers.get("date", "")
            return parsedate_to_datetime(said) if said else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return None


def _host(loaded: Settings) -> str:
    return urlsplit(loaded.api_url).netloc or loaded.api_url


# --- the database ---


def _disk(loaded: Settings) -> Iterator[str]:
    """Room beside an SQLite file."""
    file = settings.sqlite_file(loaded)
    if file and file.parent.is_dir() and (free := shutil.disk_usage(file.parent).free) < LEAST_FREE:
        yield f"Only {free // 2**20} MB are free beside {file}: make room, or nothing can be saved soon."


def _books(loaded: Settings, clock: Clock) -> Iterator[str]:
    """The database, its schema and what is in it; what cannot be opened is told once."""
    file = settings.sqlite_file(loaded)
    if file and not file.exists():
        yield (
            f"There is no database at {file} yet: type `roibot migrate` where the installation is new, else set "
            "DATABASE_URL to where the books are."
        )
        return
    try:
        with _open(loaded) as database:
            yield from _writable(database)
            yield from _of_postgres(database)
            yield from _in_them(database, clock)
    except (SQLAlchemyError, ValueError, OSError) as error:
        yield f"The database cannot be used ({_reason(error)}): see that it runs, and that DATABASE_URL is right."


@contextmanager
def _open(loaded: Settings) -> Iterator[Database]:
    database = Database(loaded.database_url)
    try:
        yield database
    finally:
        database.close()


def _writable(database: Database) -> Iterator[str]:
    """Tried, and taken back."""
    with database.reading() as books:
        schema.version(books)
    try:
        with database.rehearsing() as books:
            books.execute(text("CREATE TABLE doctor (looks INTEGER)"))
    except SQLAlchemyError as error:
        yield (
            f"Nothing can be written to the database ({_reason(error)}): give the user that runs the bot the right to, "
            "and end what holds a lock on it."
        )


def _of_postgres(database: Database) -> Iterator[str]:
    if database.sqlite:
        return
    with database.reading() as books:
        version = int(books.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
        waits = str(books.execute(text("SHOW synchronous_commit")).scalar_one())
    if version < OLDEST_POSTGRES:
        yield f"PostgreSQL {version} is too old: the bot is tried with {OLDEST_POSTGRES} or newer."
    if waits in ("off", "local"):
        yield (
            f"synchronous_commit is {waits}, so that what was acknowledged can be lost: set it to on, which is the "
            "default."
        )


def _in_them(database: Database, clock: Clock) -> Iterator[str]:
    """What the newest schema is needed for is looked at only where it is there."""
    told = list(_schema(database))
    yield from told
    if told:
        return
    with database.reading() as books:
        yield from _rates(books, clock.real().date())
        yield from _workspaces(books, clock.real())


def _schema(database: Database) -> Iterator[str]:
    """Its version, and whether all of it is there."""
    with database.reading() as books:
        version, there = schema.version(books), set(inspect(books).get_table_names())
    if version is None:
        yield "The database is empty: type `roibot migrate`, or set DATABASE_URL to where the books are."
    elif version not in schema.versions():
        yield f"The database is of version {version}, which this program does not know: install the newer ROI Bot."
    elif version != schema.newest():
        yield f"The schema is of version {version}, and {schema.newest()} is the newest: type `roibot migrate`."
    elif missing := sorted(metadata.tables.keys() - there):
        yield f"The database lacks {', '.join(missing)}: something took them out; put back the newest backup."


def _rates(books: Connection, today: date) -> Iterator[str]:
    shipped = Shipped().last
    newest = max(fx.newest(books) or shipped, shipped)
    if today - newest > OLDEST_RATES:
        yield (
            f"The newest exchange rates are of {newest}: type `roibot rates`, and see that ROIBOT_RATES_URL can be "
            "reached."
        )


def _workspaces(books: Connection, now: datetime) -> Iterator[str]:
    for workspace in workspaces.every(books):
        try:
            zone(workspace.timezone or workspace.first_admin_timezone or "UTC")
        except UnknownTimezone as unknown:
            yield f"{workspace.team_id}: this machine knows no time zone {unknown.text}: choose one with /roi settings."
        for kind in (Kind.DIGEST, Kind.ALERTS):
            for schedule in schedules.every(books, workspace.id, kind):
                yield from _late(workspace.team_id, schedule, now)
                yield from _ended(workspace.team_id, deliveries.of_schedule(books, schedule.id)[:1])


def _late(team: str, schedule: Schedule, now: datetime) -> Iterator[str]:
    if now - schedule.next_run > LATE:
        yield (
            f"{team}: the {_name(schedule)} was due at {schedule.next_run:%Y-%m-%d %H:%M} UTC and nobody ticks: start "
            "`serve` or `socket`, or let cron call `tick`."
        )


def _ended(team: str, last: Sequence[Delivery]) -> Iterator[str]:
    """How the last post of a schedule ended, where it did not end well."""
    for one in last:
        if one.state in (State.FAILED, State.UNCONFIRMED) or one.waits_for_leave:
            why = f" ({one.reason})" if one.reason else ""
            yield (
                f"{team}: the last {_name(one.schedule)} is {one.state}{why}: mend that, then press Send again in the "
                "message to who set it up, or set it up anew."
            )


def _name(schedule: Schedule) -> str:
    what = "digest" if schedule.kind is Kind.DIGEST else "post of alerts"
    return f"{what} for {schedule.conversation}"


def _reason(error: Exception) -> str:
    """The driver's own words, in one line; of an address that cannot be read none, for they may hold a password."""
    said = getattr(error, "orig", None)
    return " ".join(str(said).split())[:200] if said else type(error).__name__

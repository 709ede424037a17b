"""That the bot knows already which native blocks Slack takes: said here and nowhere else.

Without it the first answers go to the addresses of their commands, to find out, and their acknowledgements are empty.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from sqlalchemy import Connection

from bot.slack.client import Slack
from core.posts.native_blocks import Experience, NativeBlock, WayOut
from storage import native_blocks, workspaces
from storage.database import Database
from tests.databases import add_workspace
from tests.slack import FakeSlack


def take_native_blocks(database: Database, slack: FakeSlack) -> None:
    """The team's Slack is known to take every kind. Its workspace is as a member's first request leaves it."""
    workspace = add_workspace(database, slack.team_id)
    with database.writing() as connection:
        workspaces.remember_token(connection, workspace.id, Slack(slack.token, slack.url).fingerprint)
        keep_all_taken(connection, workspace.id)


def keep_all_taken(connection: Connection, workspace: int) -> None:
    """Every kind, on each way out, as of now."""
    now = datetime.now(UTC)
    for way, kind in product(WayOut, NativeBlock):
        native_blocks.keep(connection, workspace, Experience(way=way, kind=kind, taken=True, at=now))

"""The workspace that a command is for, by the id that Slack shows."""

from __future__ import annotations

from bot.settings import SettingError
from core.setup.workspaces import Workspace
from storage import workspaces
from storage.database import Database


def of_team(database: Database, team: str) -> Workspace:
    """Raises `SettingError` where no such workspace is on the books."""
    with database.reading() as connection:
        every = workspaces.every(connection)
    workspace = next((one for one in every if one.team_id == team), None)
    if workspace is None:
        there = ", ".join(one.team_id for one in every) or "none"
        raise SettingError(f"No workspace {team} is on the books; there: {there}.")
    return workspace

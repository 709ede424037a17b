"""Uninstalling: what happens when a workspace removes the bot (`app_uninstalled`); `tokens_revoked` changes nothing."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.desk.office import Office
from bot.desk.replies import Body
from bot.desk.request_keys import kept_until, request_key
from storage import repeats, request_keys, schedules, workspaces


def uninstalled(office: Office, body: Body) -> None:
    """Nothing more is owed to a workspace that has removed the bot; its books stay for a return.

    Once for each event: it may come again when the bot is back. A token that is revoked is no removal: what is owed
    waits for the next one.
    """
    identity = office.identity()
    if body.get("team_id") != identity.team_id:
        return
    with office.database.writing() as connection:
        workspace = workspaces.find(connection, identity.enterprise_id, identity.team_id)
        if workspace and _first_time(office, connection, workspace.id, request_key(body, "")):
            schedules.stop_all(connection, workspace.id)
            repeats.pause_all(connection, workspace.id)


def _first_time(office: Office, connection: Connection, workspace: int, event: str) -> bool:
    return not event or request_keys.keep(connection, workspace, event, kept_until(event, office.clock.real()))

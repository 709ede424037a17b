"""Failures: what went wrong with a command, as one clear line for whoever typed it."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import SettingError
from bot.slack.errors import SlackError
from storage.backups import BackupError
from storage.outages import Outage
from storage.schema import NewerSchema
from storage.spoiled import SpoiledEntry

EXPECTED = (SettingError, BackupError, SlackError, SlackApiError, SQLAlchemyError, NewerSchema, SpoiledEntry, OSError)
"""All that a command may end with; anything else is a mistake of ours, with its traceback."""


def line(error: Exception) -> str:
    """``error``: one of those expected."""
    if isinstance(error, (SettingError, BackupError)):
        return str(error)
    if isinstance(error, NewerSchema):
        return f"The database is of a newer version of ROI Bot (schema {error}): start that version, or a newer one."
    if isinstance(error, SpoiledEntry):
        return f"Nothing was migrated: {error}. Restore a backup, or write there what belongs there, and begin again."
    if isinstance(error, (SlackError, SlackApiError)):
        return f"Slack did not do what was asked: {error}"
    if isinstance(error, OSError) and not isinstance(error, SQLAlchemyError):
        return f"{error.filename or 'A file or connection'} cannot be used: {error.strerror or error}."
    reason = error.reason if isinstance(error, Outage) else type(error).__name__
    return f"The database did not answer: {reason}. Check DATABASE_URL."

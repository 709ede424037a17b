"""`roibot export`: the books of one workspace as files in a folder, with all that admins see."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.language import Languages
from bot.operations.workspaces import of_team
from bot.services import exports
from bot.services.exports import Order, Written
from bot.settings import SettingError, Settings
from core.calendar.weekly import local_day
from core.reports.privacy import OPEN
from core.setup.languages import LANGUAGES
from storage.database import Database


def export(database: Database, settings: Settings, team: str, out: Path, language: str, now: datetime) -> Written:
    """Writes the files into ``out``, which is made where it is not there. Raises `SettingError`."""
    workspace = of_team(database, team)
    if language not in LANGUAGES:
        raise SettingError(f"Write one of {', '.join(LANGUAGES)} as the language.")
    wanted = Order(
        workspace=workspace.id,
        currency=workspace.reporting_currency(settings.defaults),
        language=Languages().get(language),
        today=local_day(now, workspace.zone_name(settings.defaults)),
        veil=OPEN,
    )
    out.mkdir(parents=True, exist_ok=True)
    return exports.write(database, wanted, out)


def lines(written: Written) -> list[str]:
    """The words of the command: how many entries, and each file."""
    return [f"{written.entries} entries exported.", *(str(file) for file in written.files)]

"""Importers: in whose name an import goes on behind a request, or after the program has started anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.desk.office import Office
from bot.language import Language
from bot.slack.people import Unknown
from core.calendar.weekly import local_day
from core.imports.records import ImportRecord
from core.money.exchange import Published
from core.setup.acts import Act
from core.setup.workspaces import Workspace
from storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Resumed:
    """Whoever has pressed the button, when nobody waits for the answer any more. They have no more rights than then."""

    office: Office
    workspace: Workspace
    record: ImportRecord

    @property
    def database(self) -> Database:
        return self.office.database

    @property
    def currency(self) -> str:
        return self.workspace.reporting_currency(self.office.defaults)

    @property
    def language(self) -> Language:
        """The person's; that of posts where Slack does not say who they are."""
        try:
            person = self.office.people.get(self.workspace.team_id, self.record.by)
        except Unknown:
            return self.office.tongues.of_posts(self.workspace)
        return self.office.tongues.language(self.workspace, person)

    @property
    def today(self) -> date:
        return local_day(self.office.clock.now(), self.workspace.zone_name(self.office.defaults))

    @property
    def published(self) -> Published:
        return self.office.published

    @property
    def act(self) -> Act:
        now = self.office.clock.now()
        return Act(workspace=self.workspace.id, by=self.record.by, admin=False, at=now, today=self.today)

"""Tongues: the language each person is answered in, and that of posts. Nothing else decides them.

A person's own choice comes first, then the workspace's, then Slack's locale (docs/architecture.md#language). What was
read last is remembered, so that help and refusals speak it without the books.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from bot.language import Language, Languages
from bot.slack.client import Identity
from bot.slack.people import MOST_KEPT, Person
from core.setup.languages import answered_in
from core.setup.workspaces import Defaults, Workspace
from storage import language_choices, workspaces
from storage.database import Database
from storage.outages import Outage


class Tongues:
    """Safe to share between threads."""

    def __init__(self, database: Database, languages: Languages, defaults: Defaults) -> None:
        self._database = database
        self._languages = languages
        self._installation = defaults
        self._chosen: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._defaults: dict[str, str] = {}
        self._lock = threading.Lock()

    def language(self, workspace: Workspace, person: Person) -> Language:
        """The language of this moment, by the books. Raises `Outage`."""
        chosen = language_choices.chosen(self._database, workspace.id, person.id)
        self._keep(workspace, person, chosen)
        return self._languages.get(answered_in(chosen, workspace.answer_language or "", person.language))

    def of_posts(self, workspace: Workspace) -> Language:
        """The language of digests and alerts."""
        return self._languages.get(workspace.post_language(self._installation))

    def without_waiting(self, team_id: str, person: Person) -> Language:
        """The language as it was read last, by Slack's locale for whom none was. Asks nobody."""
        chosen = self._chosen.get((team_id, person.id), "")
        return self._languages.get(answered_in(chosen, self._defaults.get(team_id, ""), person.language))

    def remembered(self, identity: Identity, person: Person) -> Language:
        """The language as it was read last; of whom it was not yet, it is read now unless the books are away."""
        if (identity.team_id, person.id) not in self._chosen:
            self._look(identity, person)
        return self.without_waiting(identity.team_id, person)

    def _look(self, identity: Identity, person: Person) -> None:
        try:
            workspace = workspaces.glance(self._database, identity.enterprise_id, identity.team_id)
            if workspace:
                self.language(workspace, person)
        except Outage:
            return

    def _keep(self, workspace: Workspace, person: Person, chosen: str) -> None:
        with self._lock:
            self._defaults[workspace.team_id] = workspace.answer_language or ""
            self._chosen[workspace.team_id, person.id] = chosen
            self._chosen.move_to_end((workspace.team_id, person.id))
            while len(self._chosen) > MOST_KEPT:
                self._chosen.popitem(last=False)

"""Tongues: the language each person is answered in, and that of posts. Nothing else decides them.

A person's own choice comes first, then the workspace's, then Slack's locale (docs/architecture.md#language). What was
read last is remembered, so that help and refusals speak it without the books.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from bot.language import Language, Languages
from bot.slack.client import Identity
from bot.slack.people import MOST_KEPT, Person
from core.setup.languages import answered_in
from core.setup.workspaces import Defaults, Workspace
from storage import language_choices, workspaces
from storage.database import Database
from storage.outages import Outage


@dataclass(frozen=True, slots=True)
class _Choice:
    """What somebody has chosen, empty where nothing, as it was read at a ``revision`` of the books."""

    revision: int
    language: str


class Tongues:
    """Safe to share between threads. A choice counts the revision up, so it is read once for each."""

    def __init__(self, database: Database, languages: Languages, defaults: Defaults) -> None:
        self._database = database
        self._languages = languages
        self._installation = defaults
        self._read: OrderedDict[tuple[str, str], _Choice] = OrderedDict()
        self._defaults: dict[str, str] = {}
        self._lock = threading.Lock()

    def language(self, workspace: Workspace, person: Person) -> Language:
        """The language of this moment, by the books. Raises `Outage`."""
        read = self._read.get((workspace.team_id, person.id))
        if not read or read.revision != workspace.revision:
            read = self._look_up(workspace, person)
        return self._languages.get(answered_in(read.language, workspace.answer_language or "", person.language))

    def of_posts(self, workspace: Workspace) -> Language:
        """The language of digests and alerts."""
        return self._languages.get(workspace.post_language(self._installation))

    def without_waiting(self, team_id: str, person: Person) -> Language:
        """The language as it was read last, by Slack's locale for whom none was. Asks nobody."""
        read = self._read.get((team_id, person.id))
        chosen = read.language if read else ""
        return self._languages.get(answered_in(chosen, self._defaults.get(team_id, ""), person.language))

    def remembered(self, identity: Identity, person: Person) -> Language:
        """The language as it was read last; of whom it was not yet, it is read now unless the books are away."""
        if (identity.team_id, person.id) not in self._read:
            self._look(identity, person)
        return self.without_waiting(identity.team_id, person)

    def _look(self, identity: Identity, person: Person) -> None:
        try:
            workspace = workspaces.glance(self._database, identity.enterprise_id, identity.team_id)
            if workspace:
                self.language(workspace, person)
        except Outage:
            return

    def _look_up(self, workspace: Workspace, person: Person) -> _Choice:
        chosen = language_choices.chosen(self._database, workspace.id, person.id)
        choice = _Choice(revision=workspace.revision, language=chosen)
        with self._lock:
            self._defaults[workspace.team_id] = workspace.answer_language or ""
            self._read[workspace.team_id, person.id] = choice
            self._read.move_to_end((workspace.team_id, person.id))
            while len(self._read) > MOST_KEPT:
                self._read.popitem(last=False)
        return choice

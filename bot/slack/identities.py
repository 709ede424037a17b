"""Identities: whose token it is. A token that has worked is known again while Slack refuses it, so that posts wait.

A token that is refused and has never worked has served nobody: the program says so and ends.
"""

from __future__ import annotations

import structlog

from bot.clock import Clock
from bot.slack.client import Identity, Slack
from bot.slack.errors import Refused
from core.posts.refusals import Meaning
from storage import workspaces
from storage.database import Database

ASKED_AGAIN_SECONDS = 60
"""Seconds for which a refused token is not asked about again."""


class Identities:
    """The identity of the token: auth.test, asked until it answers, then never again: its workspace does not change."""

    def __init__(self, slack: Slack, database: Database, clock: Clock) -> None:
        self._slack = slack
        self._database = database
        self._clock = clock
        self._known: Identity | None = None
        self._before: Identity | None = None
        self._asked_again = float("-inf")

    def __call__(self) -> Identity:
        """The identity. Raises `SlackError`; of a token that is refused only where it has never worked."""
        if self._known:
            return self._known
        if self._before and self._clock.monotonic() < self._asked_again:
            return self._before
        try:
            self._known = self._slack.identity()
        except Refused as refusal:
            return self._as_before(refusal)
        self._remember(self._known)
        return self._known

    def _as_before(self, refusal: Refused) -> Identity:
        """The identity of the workspace that the token has served. Raises ``refusal`` where it has served none."""
        with self._database.reading() as connection:
            served = workspaces.of_token(connection, self._slack.fingerprint)
        if served is None or refusal.meaning is Meaning.FINAL:
            raise refusal
        structlog.get_logger().error("token_refused", method="auth.test", error=refusal.reason)
        self._before = Identity(enterprise_id=served.enterprise_id, team_id=served.team_id, scopes=frozenset())
        self._asked_again = self._clock.monotonic() + ASKED_AGAIN_SECONDS
        return self._before

    def _remember(self, identity: Identity) -> None:
        """Remembers the token where its workspace is known. Where it is new, whoever adds the workspace does."""
        with self._database.reading() as connection:
            workspace = workspaces.of_token(connection, self._slack.fingerprint)
            served = workspaces.find(connection, identity.enterprise_id, identity.team_id)
        if served and (workspace is None or workspace.id != served.id):
            with self._database.writing() as connection:
                workspaces.remember_token(connection, served.id, self._slack.fingerprint)

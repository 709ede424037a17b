"""The guard: whether a conversation is the house's own, by what Slack answers at the moment of posting.

It fails closed: what Slack does not show to be ours gets no figure. Remembered scopes and earlier answers count for
nothing, since a conversation may be shared, and a scope granted, at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.client import Identity, Slack
from bot.slack.errors import Refused
from bot.slack.people import person_of
from core.posts.refusals import DIRECT, MISSING_SCOPE, NOT_SHOWN, SHARED_OUTSIDE

SCOPES = ("commands", "chat:write", "users:read", "channels:read", "groups:read")
"""The scopes that manifest.yml asks for."""

READ_SCOPES = frozenset({"channels:read", "groups:read"})
"""The scopes that let the bot see public conversations and the private ones it is in."""

NOT_FOUND = "channel_not_found"
"""Slack's word for what it does not show the bot, whether it exists or not."""
PERSON_IDS = ("U", "W")
DIRECT_ID = "D"


@dataclass(frozen=True, kw_only=True)
class Guard:
    """The guard that every figure passes before it is posted where more than one person can read it."""

    slack: Slack
    identity: Callable[[], Identity]

    def check(self, conversation: str, person: str) -> str:
        """The place where what is meant for ``conversation`` may be posted; ``person``: at whose wish.

        Raises `Refused` where it is not ours, or a scope is missing (`MISSING_SCOPE`); `NotBefore` and `Unclear`.
        """
        if conversation.startswith(PERSON_IDS):
            return self._of_the_house(conversation)
        try:
            about = self.slack.conversation(conversation)
        except Refused as refusal:
            return self._unseen(conversation, person, refusal)
        if about.get("is_im"):
            self._of_the_house(str(about.get("user", "")))
        else:
            _check_own(about)
        return conversation

    def _unseen(self, conversation: str, person: str, refusal: Refused) -> str:
        """Judges a conversation that Slack does not show.

        The manifest asks for no direct messages: there it is the person at whose wish the post comes who is judged.
        """
        blind, direct = refusal.reason == MISSING_SCOPE, conversation.startswith(DIRECT_ID)
        if blind and direct:
            return self._of_the_house(person)
        of_several = blind and refusal.needed and not READ_SCOPES & scopes_in(refusal.needed)
        if of_several or (direct and refusal.reason == NOT_FOUND):
            raise Refused(reason=DIRECT)
        raise refusal

    def _of_the_house(self, user: str) -> str:
        """Answers with the person's id, at which the bot's own direct message with them is reached.

        Raises `Refused` for strangers.
        """
        if not person_of(self.slack.user(user), self.identity().team_id).welcome:
            raise Refused(reason=DIRECT)
        return user


def scopes_in(listed: str) -> frozenset[str]:
    """The scopes in Slack's list of them."""
    return frozenset(scope.strip() for scope in listed.split(",") if scope.strip())


def _check_own(about: Mapping[str, Any]) -> None:
    """Raises `Refused` where the conversation is not ours alone. One shared within our own organisation is ours."""
    if about.get("is_mpim"):
        raise Refused(reason=DIRECT)
    pending = ("is_pending_ext_shared", "pending_shared", "pending_connected_team_ids")
    if about.get("is_ext_shared") or any(about.get(name) for name in pending):
        raise Refused(reason=SHARED_OUTSIDE)
    # Fails closed: an answer that leaves the field out does not show that the conversation is ours.
    if about.get("is_ext_shared") is not False:
        raise Refused(reason=NOT_SHOWN)

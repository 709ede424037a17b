"""Guests: how many of those in a conversation are guests, as far as Slack says so within a second.

Slack is asked who is a guest once a day, of newcomers at once, and who is in a conversation every five minutes, as for
people. An answer waits for neither longer than `PATIENCE_SECONDS`; what comes later is there for the next answer.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from bot.clock import Clock
from bot.slack.client import Slack
from bot.slack.errors import SlackError
from bot.slack.people import KEPT_SECONDS, Role, person_of

PATIENCE_SECONDS = 1.0
DAY_SECONDS = 24 * 3600
PAUSE_SECONDS = 3600
"""Seconds before Slack is asked again, after it would not say who is a guest."""
MOST_KEPT = 10_000
CONVERSATION_IDS = ("C", "G")
"""The letters that ids of conversations begin with. A direct message has nobody in it who was not named."""


class Guests:
    """The guests of conversations, by conversations.members and users.list, remembered; safe between threads."""

    def __init__(self, slack: Slack, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._counted: OrderedDict[str, tuple[float, int | None]] = OrderedDict()
        self._people: dict[str, bool] = {}
        self._people_until = self._silent_until = float("-inf")
        self._asking: dict[str, threading.Event] = {}
        self._lock = threading.Lock()

    def among(self, conversation: str) -> int | None:
        """The number of guests in a conversation; None where that is not known."""
        if not conversation.startswith(CONVERSATION_IDS):
            return 0
        kept = self._counted.get(conversation)
        if kept and self._clock.monotonic() - kept[0] < KEPT_SECONDS:
            return kept[1]
        # The three seconds that Slack waits for an answer are worth more than the count: the next answer will have it.
        if not self._ask(conversation).wait(PATIENCE_SECONDS):
            self._keep(conversation, None)
        return self._counted[conversation][1]

    def _ask(self, conversation: str) -> threading.Event:
        """Asks Slack beside the request; one question about a conversation at a time."""
        with self._lock:
            under_way = self._asking.get(conversation)
            if under_way:
                return under_way
            answered = self._asking[conversation] = threading.Event()
        threading.Thread(target=self._count, args=(conversation, answered), daemon=True).start()
        return answered

    def _count(self, conversation: str, answered: threading.Event) -> None:
        counted: int | None = None
        try:
            counted = self._number(conversation)
        except SlackError:
            counted = None
        finally:
            self._keep(conversation, counted)
            with self._lock:
                del self._asking[conversation]
            answered.set()

    def _number(self, conversation: str) -> int:
        people, members = self._everybody(), set(self._slack.members(conversation))
        for newcomer in members - people.keys():
            people[newcomer] = _is_guest(self._slack.user(newcomer))
        return sum(people[member] for member in members)

    def _everybody(self) -> dict[str, bool]:
        """Id -> whether a guest. Raises `SlackError`, also for a while after Slack has raised one."""
        now = self._clock.monotonic()
        if now < self._people_until:
            return self._people
        if now < self._silent_until:
            raise SlackError
        # Set before asking: users.list is limited to some twenty calls a minute, so a failure must not be tried by
        # every answer.
        self._silent_until = now + PAUSE_SECONDS
        self._people = {str(user["id"]): _is_guest(user) for user in self._slack.users()}
        self._people_until = now + DAY_SECONDS
        return self._people

    def _keep(self, conversation: str, counted: int | None) -> None:
        with self._lock:
            self._counted[conversation] = (self._clock.monotonic(), counted)
            self._counted.move_to_end(conversation)
            while len(self._counted) > MOST_KEPT:
                self._counted.popitem(last=False)


def _is_guest(user: Mapping[str, Any]) -> bool:
    return person_of(user, str(user.get("team_id") or "")).role is Role.GUEST

"""The one way out for messages with native blocks: with those that Slack takes, in plain form without those it refuses.

A refusal that names blocks is no doubt: nothing was posted, so the same message goes at once without the kind that was
refused, in its sections-only form at last. Whatever else Slack answers ends it as it ends any message; above all, where
it is unclear whether something was posted, nothing is sent again (R-09).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.clock import Clock
from bot.slack.client import Slack
from bot.slack.errors import NotBefore, Refused, Unclear
from bot.slack.native_memory import NativeMemory, Standing
from bot.slack.places import Place
from bot.slack.transport import INTERACTIVE_SECONDS, TRY_SECONDS
from bot.views.plain_blocks import EVERY, without
from core.posts.native_blocks import Kinds, Trial, WayOut, kinds_in

HURRY_SECONDS = 0.5
"""After a refusal that took so long the last form is tried at once: all tries take two and a half seconds at most."""

AGAIN_SECONDS = 30.0
"""After which a message is tried anew that had no time left for another form."""

Message = Mapping[str, Any]
Whose = Callable[[], int | None]
"""Asked for the workspace, only where a message holds native blocks; None where it is not on the books."""

Answered = TypeVar("Answered")


def always() -> bool:
    """There is time for another form of the message."""
    return True


@dataclass(frozen=True, slots=True)
class _Out(Generic[Answered]):
    """A way out. ``put`` sends a form of the message, and is told whether it may have to be sent in another one;
    ``still``: whether there is time for that.
    """

    way: WayOut
    put: Callable[[Message, bool], Answered]
    still: Callable[[], bool] = always


@dataclass(frozen=True, kw_only=True)
class NativeBlocks:
    """Safe to share between threads."""

    slack: Slack
    memory: NativeMemory
    clock: Clock

    def of_answers(self, workspace: int, kinds: Kinds) -> Standing:
        """How it stands with these kinds in answers, as response_urls have told: acknowledgements tell nothing."""
        return self.memory.standing(workspace, WayOut.RESPONSE_URL, kinds)

    def respond(self, whose: Whose, response_url: str, message: Message, *, still: Callable[[], bool] = always) -> None:
        """Answers an interaction, as `Slack.respond`. ``still``: whether there is time for another form of it.

        Raises `Refused`, `Unclear`, and `NotBefore` where there is none.
        """

        def put(form: Message, brief: bool) -> None:
            self.slack.respond(response_url, form, TRY_SECONDS if brief else INTERACTIVE_SECONDS)

        self._send(whose, _Out(WayOut.RESPONSE_URL, put, still), message)

    def post(
        self,
        whose: Whose,
        conversation: str,
        message: Message,
        key: str,
        *,
        patient: bool = True,
        still: Callable[[], bool] = always,
    ) -> str:
        """Posts a message once, as `Slack.post`. ``still``: whether there is time for another form of it.

        Raises `Refused`, `NotBefore`, `Unclear`.
        """

        def put(form: Message, brief: bool) -> str:
            return self.slack.post(conversation, form, key, patient=patient, brief=brief)

        return self._send(whose, _Out(WayOut.POST, put, still), message)

    def update(self, whose: Whose, place: Place, message: Message) -> None:
        """Puts a message in the place of one that was posted, as `Slack.update`.

        Raises `Refused`, `NotBefore`, `Unclear`.
        """

        def put(form: Message, _brief: bool) -> None:
            self.slack.update(place, form)

        self._send(whose, _Out(WayOut.POST, put), message)

    def _send(self, whose: Whose, out: _Out[Answered], message: Message) -> Answered:
        kinds = kinds_in(message)
        return self._tried(whose(), out, message, kinds) if kinds else out.put(message, False)

    def _tried(self, workspace: int | None, out: _Out[Answered], message: Message, kinds: Kinds) -> Answered:
        """Sends it in one form after the other until it is posted, and remembers what came of each kind."""
        standing = self.memory.standing(workspace, out.way, kinds)
        trial, began = Trial(kinds=kinds - standing.refused), self.clock.monotonic()
        while True:
            form = without(dict(message), EVERY - trial.kinds)
            try:
                answer = out.put(form, bool(trial.last or trial.kinds - standing.taken))
            except Refused as refusal:
                if not (refusal.of_blocks and trial.kinds):
                    raise
                if not out.still():
                    raise NotBefore(seconds=AGAIN_SECONDS) from refusal
                trial = self._next(trial, refusal, form, began)
            except Unclear:
                self.memory.learn(workspace, out.way, taken=frozenset(), refused=trial.blamed)
                raise
            else:
                self.memory.learn(workspace, out.way, taken=trial.kinds, refused=trial.to_blame)
                return answer

    def _next(self, trial: Trial, refusal: Refused, form: Message, began: float) -> Trial:
        """The next form. ``began``: when the first was sent, by the monotonic clock."""
        following = trial.refused(refusal.reason, refusal.places, form)
        return following.plain() if self.clock.monotonic() - began > HURRY_SECONDS else following

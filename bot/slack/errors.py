"""What Slack answers where it has not done what was asked: refused, *not before* a moment, or unclear (R-09)."""

from __future__ import annotations

from dataclasses import dataclass

from core.posts.refusals import OF_BLOCKS, UNREACHABLE, Meaning, meaning


class SlackError(Exception):
    """Slack did not do what was asked."""

    def __str__(self) -> str:
        return str(getattr(self, "reason", "") or type(self).__name__)


@dataclass(eq=False)
class Refused(SlackError):
    """Nothing was posted; ``reason`` is Slack's own word, and `core.posts.refusals` says what it means.

    ``needed``: where a scope is missing, those of which one is needed, as Slack lists them. ``places``: of the blocks
    that Slack names, where it refuses some, in their order in the message.
    """

    reason: str
    needed: str = ""
    places: tuple[int, ...] = ()

    @property
    def of_blocks(self) -> bool:
        """Whether Slack does not take the blocks of the message."""
        return self.reason in OF_BLOCKS

    @property
    def meaning(self) -> Meaning:
        return meaning(self.reason)


@dataclass(eq=False)
class NotBefore(SlackError):
    """Nothing was posted; Slack may be asked again after ``seconds``. ``reason`` is a word of `core.posts.refusals`."""

    seconds: float
    reason: str = UNREACHABLE


@dataclass(eq=False)
class Unclear(SlackError):
    """Slack may have posted it, or not."""

    reason: str


class TooMuch(SlackError):
    """A conversation could not be read to its end, so that what was not found in it may be there."""

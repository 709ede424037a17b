"""That a post comes late, and why."""

from __future__ import annotations

from bot.language import Language
from core.posts.refusals import MISSING_SCOPE


def late(language: Language, delayed: bool, waited: str) -> list[str]:
    """A sentence in small print; nothing where the post comes in time.

    ``waited``: why Slack did not take it at first; a reason of `core.posts.refusals`. A missing scope is told even
    where the post is not late.
    """
    if waited == MISSING_SCOPE:
        return [language.say("Late: a permission was missing in Slack when this was due.")]
    if not delayed:
        return []
    if waited:
        return [language.say("Late: Slack didn’t take my posts when this was due.")]
    return [language.say("Late: I was offline when this was due.")]

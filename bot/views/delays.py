"""The line under a post that comes late, and why."""

from __future__ import annotations

from bot.language import Language
from bot.views.blocks import (
    Block,
    context,
)
from core.posts.refusals import MISSING_SCOPE


def with_delay(language: Language, post: Block, delayed: bool, waited: str) -> Block:
    """The post as it is where it comes in time.

    ``waited``: why Slack did not take it at first; a reason of `core.posts.refusals`. A missing scope is told even
    where the post is not late.
    """
    if not (delayed or waited == MISSING_SCOPE):
        return post
    text = _why(language, waited)
    return {"text": f"{post['text']}\n{text}", "blocks": [*post["blocks"], context(text)]}


def _why(language: Language, waited: str) -> str:
    if waited == MISSING_SCOPE:
        return language.say("Late: a permission was missing in Slack when this was due.")
    if waited:
        return language.say("Late: Slack didn’t take my posts when this was due.")
    return language.say("Late: I was offline when this was due.")

"""Why Slack refused a post, in words, and the way out."""

from __future__ import annotations

from bot.language import Language, mark
from core.posts.refusals import MAY_NOT_WRITE, MISSING_SCOPE, PASSING, RATE_LIMITED, UNREACHABLE, Meaning, meaning

NOT_THERE = ("not_in_channel", "channel_not_found")

OF_THE_CONVERSATION = {
    **dict.fromkeys(NOT_THERE, mark("I’m not in that conversation. Type /invite @ROI Bot there, then try again.")),
    "ext_shared": mark("The conversation is shared with another organisation, so I post no figures there."),
    "direct": mark("Of direct messages I post figures only in my own with a member of this workspace."),
    "not_shown": mark("Slack doesn’t say whose conversation this is, so I post no figures there."),
    "is_archived": mark("The conversation is archived. Choose another with /roi digest or /roi alerts."),
}
"""Of the reasons that lie in one conversation: the sentence for each."""


def refusal(language: Language, reason: str) -> str:
    """One or two sentences. ``reason``: Slack's own word, or one of `core.posts.refusals`."""
    if reason in OF_THE_CONVERSATION:
        return language.say(OF_THE_CONVERSATION[reason])
    if reason == MISSING_SCOPE:
        return f"{no_leave(language)} {how_to_grant(language)}"
    if meaning(reason) in PASSING:
        return _for_now(language, reason)
    return language.say("Slack refused it ({reason}). Ask an admin of the workspace.", reason=reason)


def _for_now(language: Language, reason: str) -> str:
    """Why Slack takes no post at present, and who can mend it."""
    if meaning(reason) is Meaning.TOKEN:
        return language.say(
            "Slack doesn’t accept my token ({reason}). Whoever runs me gives me the new one and starts me again.",
            reason=reason,
        )
    if reason == MAY_NOT_WRITE:
        return language.say(
            "Slack doesn’t let me write. Ask whoever manages the app: at api.slack.com/apps, under "
            "OAuth & Permissions, add the bot token scope chat:write, then reinstall the app to the "
            "workspace."
        )
    if reason == UNREACHABLE:
        return language.say("I couldn’t reach Slack.")
    if reason == RATE_LIMITED:
        return language.say("Slack asked me to wait.")
    return language.say(
        "Slack takes no posts from me for now ({reason}). Ask an admin of the workspace.", reason=reason
    )


def how_to_grant(language: Language) -> str:
    return language.say(
        "Ask whoever manages the app: at api.slack.com/apps, under OAuth & Permissions, add the bot token scopes "
        "channels:read and groups:read, then reinstall the app to the workspace. The token stays the same."
    )


def no_leave(language: Language) -> str:
    return language.say(
        "Slack doesn’t let me see whether a conversation is shared with another organisation, so I post no figures."
    )

"""Refusals: what each of Slack's error words means for a message that is owed. Everybody asks `meaning`.

The words and what they say are Slack's own, from the errors of chat.postMessage
(<https://docs.slack.dev/reference/methods/chat.postMessage#errors>), conversations.info and users.info, read in
November 2026; slack_sdk 3.47.0 brings no list. A word that stands nowhere here waits for a day and then is final: Slack
adds words, and one that is temporary must not cost a week's digest.
"""

from __future__ import annotations

from enum import StrEnum

MISSING_SCOPE = "missing_scope"
"""Slack's word for a permission that was not granted."""

MAY_NOT_WRITE = "may_not_write"
"""Our own word: a permission is missing to post, not to look at the conversation."""
UNREACHABLE = "unreachable"
"""Our own word: Slack could not be reached, or did not answer before anything was posted."""
RATE_LIMITED = "rate_limited"
"""Our own word: Slack asked us to wait."""
SHARED_OUTSIDE = "ext_shared"
"""Our own word: people of another organisation would read the message."""
DIRECT = "direct"
"""Our own word: the conversation is a direct message that is not the bot's own with somebody of the house."""
NOT_SHOWN = "not_shown"
"""Our own word: Slack's answer does not show whose conversation it is."""

ONE_TABLE = "only_one_table_allowed"
"""Slack's word for a second table in a message."""
OF_BLOCKS = frozenset({"invalid_blocks", "invalid_attachments", "invalid_blocks_format", ONE_TABLE})
"""Slack's words for blocks that it does not take; it makes attachments of tables."""


class Meaning(StrEnum):
    """The meanings of a refusal.

    ``token``: nothing works until there is another. ``later``: not now. ``unclear``: it may have been posted.
    """

    TOKEN = "token"  # noqa: S105 - no secret: the name of a meaning
    LATER = "later"
    LIMITED = "limited"
    UNCLEAR = "unclear"
    FINAL = "final"
    UNKNOWN = "unknown"


WORDS = {
    Meaning.TOKEN: (
        "account_inactive",  # for a deleted user or workspace
        "invalid_auth",  # the token is invalid, or the address we ask from is not allowed
        "not_authed",
        "token_expired",
        "token_revoked",  # … or the app has been removed
    ),
    Meaning.LIMITED: (RATE_LIMITED, "ratelimited"),
    Meaning.LATER: (
        "access_denied",
        "accesslimited",  # on the current network
        "ekm_access_denied",  # administrators have suspended posting
        "enterprise_is_restricted",
        "external_channel_migrating",
        "message_limit_exceeded",
        "no_permission",
        "not_allowed_token_type",
        "org_login_required",  # the workspace is being moved to an organisation
        "team_access_not_granted",
        "team_not_found",
        "two_factor_setup_required",
        MAY_NOT_WRITE,
        MISSING_SCOPE,
        UNREACHABLE,
    ),
    Meaning.UNCLEAR: (
        "fatal_error",  # “it is possible some aspect of the operation succeeded”
        "internal_error",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",  # “intermittently unavailable”
    ),
    Meaning.FINAL: (
        "as_user_not_supported",
        "block_mismatch",
        "cannot_dm_bot",
        "cannot_reply_to_message",
        "channel_not_found",
        "channel_type_not_supported",
        "deprecated_endpoint",
        "duplicate_channel_not_found",
        "duplicate_message_not_found",
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_array_arg",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_charset",
        "invalid_form_data",
        "invalid_json",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_post_type",
        "is_archived",
        "is_inactive",
        "markdown_text_conflict",
        "messages_tab_disabled",
        "metadata_must_be_sent_from_app",
        "metadata_too_large",
        "method_deprecated",
        "missing_post_type",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_in_channel",
        ONE_TABLE,
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "slack_connect_file_link_sharing_blocked",
        "too_many_attachments",
        "too_many_contact_cards",
        "unknown_method",
        "user_not_found",
        "user_not_visible",
        DIRECT,
        NOT_SHOWN,
        SHARED_OUTSIDE,
    ),
}
_MEANINGS = {word: meaning for meaning, words in WORDS.items() for word in words}

PASSING = frozenset({Meaning.TOKEN, Meaning.LATER, Meaning.LIMITED})
"""The meanings known to end by themselves, or once somebody mends what the word names."""


def meaning(word: str) -> Meaning:
    """The meaning of a refusal in this word."""
    return _MEANINGS.get(word, Meaning.UNKNOWN)

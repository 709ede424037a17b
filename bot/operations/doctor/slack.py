"""Slack: whether it answers, takes the tokens, grants the scopes, and has the same time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.clock import Clock
from bot.desk.messages import SCOPE
from bot.http.signature import AHEAD_SECONDS
from bot.operations.doctor.secrets import APP_AT, BOT_AT
from bot.settings import Settings
from bot.slack.client import Identity, Slack
from bot.slack.errors import NotBefore, Refused, SlackError
from bot.slack.files import SCOPE as READ_FILES
from bot.slack.guard import SCOPES
from bot.slack.uploads import SCOPE as WRITE_FILES


def identity_of(slack: Slack) -> Identity | SlackError:
    """The identity of the token, or the error by which Slack does not say."""
    try:
        return slack.identity()
    except SlackError as error:
        return error


def findings(settings: Settings, slack: Slack, answer: Identity | SlackError, clock: Clock) -> Iterator[str]:
    """The faults of what Slack says. ``answer``: of `identity_of`."""
    if isinstance(answer, Identity):
        yield from _scopes(answer)
    else:
        yield _refusal(settings, answer)
    yield from _clock(slack.answered_at, clock)
    if app_token := settings.app_token.get_secret_value().strip():
        yield from _app_token(Slack(app_token, settings.api_url))


def messages_tab(identity: Identity) -> str:
    """Whether people may write to the bot, as far as the scopes say so."""
    if SCOPE in identity.scopes:
        return (
            f"Messages tab: the token has {SCOPE}. Where the bot does not answer messages, paste what `roibot manifest "
            "--messages` prints into *App Manifest*: it opens the tab and subscribes message.im."
        )
    return (
        f"Messages tab: closed, as the token lacks {SCOPE}. To have messages answered too, paste what `roibot manifest "
        "--messages` prints into *App Manifest*, then *Reinstall to Workspace*. The token stays the same."
    )


def files(identity: Identity) -> str:
    """Whether people may import files in Slack and get exports there, as far as the scopes say so."""
    missing = {READ_FILES, WRITE_FILES} - identity.scopes
    if not missing:
        return f"Files: the token has {READ_FILES} (imports) and {WRITE_FILES} (exports)."
    return (
        f"Files: the token lacks {', '.join(sorted(missing))}, so that `/roi import` or `/roi export` cannot work in "
        "Slack. Add it at *OAuth & Permissions*, *Bot Token Scopes*, then *Reinstall to Workspace*. The token stays "
        "the same; `roibot import` and `roibot export` work without."
    )


def _refusal(settings: Settings, error: SlackError) -> str:
    if isinstance(error, Refused):
        return (
            f"SLACK_BOT_TOKEN is refused by Slack ({error.reason}): copy it anew from {BOT_AT}, after "
            "*Reinstall to Workspace* where the app was removed, and start ROI Bot again."
        )
    host = urlsplit(settings.api_url).hostname
    why = "cannot be reached" if isinstance(error, NotBefore) else "does not answer as Slack does"
    return f"{host} {why}: see whether this machine may connect to it, and whether HTTPS_PROXY is right."


def _scopes(identity: Identity) -> Iterator[str]:
    missing = frozenset(SCOPES) - identity.scopes
    if missing:
        yield (
            f"The token lacks {', '.join(sorted(missing))}: add what is missing at *OAuth & Permissions*, *Bot Token "
            "Scopes*, then *Reinstall to Workspace*. The token stays the same."
        )


def _clock(answered_at: datetime | None, clock: Clock) -> Iterator[str]:
    """The faults of the clock.

    Slack writes whole seconds; a request signed further ahead than the gate allows is refused.
    """
    if answered_at is None:
        return
    off = clock.real() - answered_at
    if abs(off) > timedelta(seconds=AHEAD_SECONDS):
        which = "ahead of" if off > timedelta() else "behind"
        yield (
            f"This machine's clock is {abs(off) // timedelta(seconds=1)} seconds {which} Slack's, and requests are "
            "refused for it: switch on its time service (NTP)."
        )


def _app_token(slack: Slack) -> Iterator[str]:
    try:
        slack.open_connection()
    except Refused as refusal:
        yield (
            f"SLACK_APP_TOKEN is refused by Slack ({refusal.reason}): make one with the scope connections:write at "
            f"{APP_AT}, and switch Socket Mode on."
        )
    except SlackError:
        # That Slack does not answer is reported for the bot token already.
        return

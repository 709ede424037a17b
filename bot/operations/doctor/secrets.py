"""The secrets: whether each is there, and looks like what Slack shows under its name."""

from __future__ import annotations

from collections.abc import Iterator

from bot.settings import Settings, odd_secret

BOT_AT = "*OAuth & Permissions*, *Bot User OAuth Token*"
SIGNING_AT = "*Basic Information*, *Signing Secret*"
APP_AT = "*Basic Information*, *App-Level Tokens*"
"""The place where the app-level tokens stand at api.slack.com/apps."""


def findings(settings: Settings) -> Iterator[str]:
    """The faults of the three secrets; of the two that need not be there both, when neither is."""
    yield from _bot_token(settings.bot_token.get_secret_value().strip())
    signing, app = (secret.get_secret_value().strip() for secret in (settings.signing_secret, settings.app_token))
    if not signing and not app:
        yield (
            "Neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set: `serve` needs the first "
            f"({SIGNING_AT}), `socket` the second ({APP_AT})."
        )
    if signing and odd_secret(settings):
        yield (
            "SLACK_SIGNING_SECRET cannot be right, which has 32 digits of 0-9 and a-f: every request of Slack would be "
            f"refused. Copy it from {SIGNING_AT}; the verification token and the client secret are others."
        )
    if app and not app.startswith("xapp-"):
        yield f"SLACK_APP_TOKEN begins with xapp-: copy it from {APP_AT}."


def _bot_token(token: str) -> Iterator[str]:
    if not token:
        yield f"SLACK_BOT_TOKEN is missing or empty: copy it from {BOT_AT}."
    elif token.startswith("xoxe"):
        yield "SLACK_BOT_TOKEN is one that expires: the app's token rotation is on, and has to be off for ROI Bot."
    elif not token.startswith("xoxb-"):
        yield f"SLACK_BOT_TOKEN begins with xoxb-: this is another kind of token. Copy it from {BOT_AT}."

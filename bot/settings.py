"""The one place that reads the environment."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.calendar.weekly import UnknownTimezone, zone
from core.money.currencies import CURRENCIES
from core.setup.languages import LANGUAGES
from core.setup.workspaces import Defaults
from storage.engines import Limits, parsed_url

SLACK_API = "https://slack.com/api/"
RATES_URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
_DATABASE = re.compile(r"sqlite:///.|postgres(ql)?(\+psycopg)?://")
_IN_MEMORY = re.compile(r"sqlite:///((file:)?:memory:|.*[?&]mode=memory)")
_SAFE_ADDRESS = re.compile(r"https://[^/]|http://(localhost|127\.0\.0\.1)[:/]")
"""An address that is safe: plain HTTP only within this machine."""
_SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")
LEASE_MARGIN_SECONDS = 2
"""Seconds of clock skew and scheduling delay allowed for between claim and post."""


class SettingError(Exception):
    """Raised when a setting is missing, empty or senseless; the sentence names it."""


class Settings(BaseSettings):
    """The settings: Slack's own names for Slack's secrets, ``ROIBOT_*`` for the rest
    (docs/architecture.md#environment).
    """

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True, frozen=True, str_strip_whitespace=True)

    bot_token: Annotated[SecretStr, Field(alias="SLACK_BOT_TOKEN")] = SecretStr("")
    signing_secret: Annotated[SecretStr, Field(alias="SLACK_SIGNING_SECRET")] = SecretStr("")
    app_token: Annotated[SecretStr, Field(alias="SLACK_APP_TOKEN")] = SecretStr("")
    slack_api_url: Annotated[str, Field(alias="SLACK_API_URL")] = SLACK_API
    database_url: Annotated[str, Field(alias="DATABASE_URL")] = "sqlite:///roibot.db"
    database_connections: Annotated[int, Field(alias="ROIBOT_DATABASE_CONNECTIONS", ge=2, le=1000)] = Limits.connections
    database_timeout_seconds: Annotated[float, Field(alias="ROIBOT_DATABASE_TIMEOUT_SECONDS", gt=0.2, le=60)] = (
        Limits.seconds
    )
    pgbouncer: Annotated[bool, Field(alias="ROIBOT_PGBOUNCER")] = Limits.pgbouncer
    currency: Annotated[str, Field(alias="ROIBOT_CURRENCY")] = ""
    timezone: Annotated[str, Field(alias="ROIBOT_TIMEZONE")] = ""
    language: Annotated[str, Field(alias="ROIBOT_LANGUAGE")] = ""
    lease_seconds: Annotated[float, Field(alias="ROIBOT_LEASE_SECONDS", gt=0)] = 180
    post_timeout_seconds: Annotated[float, Field(alias="ROIBOT_POST_TIMEOUT_SECONDS", gt=0)] = 5
    tick_seconds: Annotated[float, Field(alias="ROIBOT_TICK_SECONDS", gt=0)] = 20
    log_level: Annotated[str, Field(alias="ROIBOT_LOG_LEVEL")] = "INFO"
    rates_url: Annotated[str, Field(alias="ROIBOT_RATES_URL")] = RATES_URL
    health_port: Annotated[int | None, Field(alias="ROIBOT_HEALTH_PORT", ge=1, le=65535)] = None

    @property
    def defaults(self) -> Defaults:
        return Defaults(currency=self.currency or None, timezone=self.timezone or None, language=self.language or None)

    @property
    def api_url(self) -> str:
        return (self.slack_api_url or SLACK_API).rstrip("/") + "/"

    @property
    def limits(self) -> Limits:
        return Limits(
            connections=self.database_connections, seconds=self.database_timeout_seconds, pgbouncer=self.pgbouncer
        )

    @property
    def lease(self) -> timedelta:
        return timedelta(seconds=self.lease_seconds)


def load() -> Settings:
    """Reads the settings. Raises `SettingError` with a sentence that names the setting."""
    try:
        settings = Settings()
    except ValidationError as error:
        name = error.errors()[0]["loc"][0]
        raise SettingError(f"{name} is not understood: {error.errors()[0]['msg']}.") from error
    _check_words(settings)
    if not names_a_database(settings.database_url):
        raise SettingError("DATABASE_URL must begin with sqlite:///path or postgresql://user:password@host/database.")
    if _IN_MEMORY.match(settings.database_url):
        raise SettingError("DATABASE_URL must name a file: books in memory would be gone with the program.")
    _check_address(settings.database_url)
    if settings.lease_seconds <= settings.post_timeout_seconds + LEASE_MARGIN_SECONDS:
        raise SettingError("ROIBOT_LEASE_SECONDS must exceed ROIBOT_POST_TIMEOUT_SECONDS by more than two seconds.")
    return settings


def unchecked() -> Settings:
    """The secrets and addresses as the environment says them, however senseless, and the rest by default."""
    values: dict[str, Any] = {}
    for name in ("bot_token", "signing_secret", "app_token", "slack_api_url", "database_url"):
        value = os.environ.get(str(Settings.model_fields[name].alias))
        if value is not None:
            values[name] = value if name.endswith("_url") else SecretStr(value)
    return Settings.model_construct(**values)


def names_a_database(url: str) -> bool:
    """Whether a URL is the address of a database that the bot can use."""
    return bool(_DATABASE.match(url))


def for_demo(api_url: str, database_url: str, token: str, secret: str) -> Settings:
    """Settings of the demo: its own, whatever the environment says."""
    return Settings.model_construct(
        bot_token=SecretStr(token),
        signing_secret=SecretStr(secret),
        slack_api_url=api_url,
        database_url=database_url,
        log_level="WARNING",
        rates_url="",
    )


def require(settings: Settings, *names: str) -> None:
    """Raises `SettingError` for the first of ``names`` (``SLACK_…``) that is missing or empty."""
    fields = {field.alias: name for name, field in Settings.model_fields.items()}
    for name in names:
        if not getattr(settings, fields[name]).get_secret_value().strip():
            raise SettingError(f"{name} is missing or empty: set it to the value Slack shows for your app.")


def odd_secret(settings: Settings) -> bool:
    """Whether the signing secret cannot be Slack's: theirs are 32 hexadecimal digits."""
    return not _SIGNING_SECRET.fullmatch(settings.signing_secret.get_secret_value())


def _check_address(database_url: str) -> None:
    """Raises where an address is not safe. The message leaves the address out, as it may hold a password."""
    try:
        parsed_url(database_url)
    except ValueError as error:
        raise SettingError(
            "DATABASE_URL cannot be read: its port must be a number, and special characters of the password be written "
            "as in %40 for @."
        ) from error


def _check_words(settings: Settings) -> None:
    if settings.currency and settings.currency not in CURRENCIES:
        raise SettingError(f"ROIBOT_CURRENCY is not an ISO 4217 code in capitals: {settings.currency}.")
    if settings.log_level.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise SettingError(f"ROIBOT_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR: {settings.log_level}.")
    if settings.language and settings.language not in LANGUAGES:
        raise SettingError(f"ROIBOT_LANGUAGE must be one of {', '.join(LANGUAGES)}: {settings.language}.")
    if settings.rates_url and not _SAFE_ADDRESS.match(settings.rates_url):
        raise SettingError("ROIBOT_RATES_URL must begin with https://, or be empty to download no exchange rates.")
    try:
        zone(settings.timezone or "UTC")
    except UnknownTimezone as error:
        raise SettingError(f"ROIBOT_TIMEZONE is no IANA time zone: {settings.timezone}.") from error

"""Settings: one a workspace, so there is no key. What nobody has said yet is ``inherited``, and put back as such."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.desk.desk import Desk
from bot.services.saved_fields.texts import texts
from core.ledger.splits import SplitKey
from core.setup.replacements import Fields
from core.setup.workspaces import CurrencyInUse, Workspace
from storage import workspaces

INHERITED = ("currency", "timezone", "language", "completeness")


def fields(workspace: Workspace, desk: Desk) -> Fields:
    """The fields of the form of the settings."""
    defaults = desk.office.defaults
    return texts(
        currency=workspace.reporting_currency(defaults),
        timezone=workspace.zone_name(defaults),
        answer_language=workspace.answer_language,
        language=workspace.post_language(defaults),
        fiscal_month=workspace.fiscal_month,
        completeness=workspace.complete_from,
        shared=workspace.shared or SplitKey.NONE.value,
        inherited=" ".join(name for name in INHERITED if getattr(workspace, name) is None),
    )


def stored(connection: Connection, desk: Desk, _key: str = "") -> Fields:
    return fields(workspaces.load(connection, desk.workspace.id), desk)


def put(connection: Connection, desk: Desk, _key: str, values: Fields) -> None:
    """Puts the settings back. Raises `CurrencyInUse` where there is money on the books by now, in another currency."""
    now = workspaces.load(connection, desk.workspace.id)
    other = values["currency"] != now.reporting_currency(desk.office.defaults)
    if other and workspaces.any_money(connection, desk.workspace.id):
        raise CurrencyInUse(currency=values["currency"])
    inherited = values.get("inherited", "").split()
    settings = with_fields(now, values)
    chosen = replace(
        settings,
        currency=values["currency"] if other or "currency" not in inherited else now.currency,
        timezone=None if "timezone" in inherited else values["timezone"],
        language=None if "language" in inherited else values["language"],
        completeness=None if "completeness" in inherited else settings.completeness,
    )
    workspaces.save_settings(connection, chosen)


def with_fields(workspace: Workspace, values: Fields) -> Workspace:
    """The workspace with what its fields say; currency, zone and the language of posts may be inherited."""
    return replace(
        workspace,
        answer_language=values.get("answer_language"),
        fiscal_month=int(values["fiscal_month"]) if "fiscal_month" in values else None,
        completeness=int(values["completeness"]),
        shared="" if values["shared"] == SplitKey.NONE else values["shared"],
    )


def in_language(stands: Fields, code: str) -> Fields:
    """The fields with another language of answers, and of digests where nobody ever chose theirs."""
    posts = code if "language" in stands.get("inherited", "").split() else stands["language"]
    return {**stands, "answer_language": code, "language": posts}

"""Workspaces, our tenants.

`touch` comes first in every write transaction: it counts the books' revision up and, on PostgreSQL, makes writers of
one workspace take turns, so that their upserts cannot deadlock.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, exists, or_, select, text, update
from sqlalchemy.engine import RowMapping

from core.setup.workspaces import OtherCurrency, Workspace
from storage.database import Database
from storage.tables import (
    campaigns,
    company_figures,
    deal_steps,
    entries,
    goals,
    rates,
    schedules,
    targets,
    workspaces,
)
from storage.wordings import Hot

_COLUMNS = (
    workspaces.c.id,
    workspaces.c.enterprise_id,
    workspaces.c.team_id,
    workspaces.c.currency,
    workspaces.c.timezone,
    workspaces.c.language,
    workspaces.c.answer_language,
    workspaces.c.fiscal_month,
    workspaces.c.first_admin_timezone,
    workspaces.c.first_admin_language,
    workspaces.c.revision,
    workspaces.c.completeness,
    workspaces.c.shared,
    workspaces.c.importing,
)
_FIELDS = tuple(column.name for column in _COLUMNS)
_FIND = select(*_COLUMNS).where(
    workspaces.c.team_id == bindparam("team"), workspaces.c.enterprise_id == bindparam("enterprise")
)
_LOAD = select(*_COLUMNS).where(workspaces.c.id == bindparam("workspace"))
_ADD = text(
    "INSERT INTO workspaces (enterprise_id, team_id) VALUES (:enterprise, :team) "
    "ON CONFLICT (enterprise_id, team_id) DO NOTHING"
)
_TOUCH = Hot(
    text(
        # On PostgreSQL this locks the workspace's row until the transaction ends. Every writer takes this lock first:
        # whoever waits for it holds no row of totals that another might want, so nobody waits in a circle.
        "UPDATE workspaces SET revision = revision + 1, currency = COALESCE(currency, :currency) WHERE id = :workspace "
        "RETURNING currency, chain_head"
    )
)
_FIRST_ADMIN = (
    update(workspaces)
    .where(
        workspaces.c.id == bindparam("workspace"),
        or_(workspaces.c.first_admin_timezone.is_(None), workspaces.c.first_admin_timezone == bindparam("broken")),
    )
    .values(first_admin_timezone=bindparam("zone"), first_admin_language=bindparam("tongue"))
)
_SETTINGS = (
    update(workspaces)
    .where(workspaces.c.id == bindparam("workspace"))
    .values(
        currency=bindparam("money"),
        timezone=bindparam("zone"),
        language=bindparam("tongue"),
        answer_language=bindparam("answers"),
        fiscal_month=bindparam("fiscal"),
        completeness=bindparam("complete"),
        shared=bindparam("spread_by"),
    )
)
_CURRENCY = update(workspaces).where(workspaces.c.id == bindparam("workspace")).values(currency=bindparam("money"))
_IMPORTING = update(workspaces).where(workspaces.c.id == bindparam("workspace")).values(importing=bindparam("running"))
_OF_TOKEN = select(*_COLUMNS).where(workspaces.c.token == bindparam("print"), workspaces.c.token != "")
_TOKEN = (
    update(workspaces)
    .where(workspaces.c.id == bindparam("workspace"), workspaces.c.token != bindparam("print"))
    .values(token=bindparam("print"))
)
_ANY_MONEY = select(
    or_(
        exists().where(rates.c.workspace_id == bindparam("workspace")),
        exists().where(entries.c.workspace_id == bindparam("workspace")),
        exists().where(goals.c.workspace_id == bindparam("workspace")),
        exists().where(targets.c.workspace_id == bindparam("workspace")),
        exists().where(company_figures.c.workspace_id == bindparam("workspace")),
        exists().where(deal_steps.c.workspace_id == bindparam("workspace")),
        exists().where(campaigns.c.workspace_id == bindparam("workspace"), campaigns.c.budget_minor.is_not(None)),
        exists().where(
            schedules.c.workspace_id == bindparam("workspace"), schedules.c.floor_minor > 0, schedules.c.active
        ),
    )
)


def find(connection: Connection, enterprise_id: str, team_id: str) -> Workspace | None:
    row = connection.execute(_FIND, {"enterprise": enterprise_id, "team": team_id}).mappings().first()
    return _workspace(row) if row else None


def glance(database: Database, enterprise_id: str, team_id: str) -> Workspace | None:
    """Finds a workspace as `find` does, but outside any transaction: every request asks it."""
    row = database.glance(_FIND, {"enterprise": enterprise_id, "team": team_id})
    return Workspace(**dict(zip(_FIELDS, row, strict=True))) if row else None


def load(connection: Connection, workspace: int) -> Workspace:
    return _workspace(connection.execute(_LOAD, {"workspace": workspace}).mappings().one())


def every(connection: Connection) -> Sequence[Workspace]:
    return [_workspace(row) for row in connection.execute(select(*_COLUMNS).order_by(workspaces.c.id)).mappings()]


def of_token(connection: Connection, fingerprint: str) -> Workspace | None:
    """The workspace that this token has served; None where there is none yet."""
    row = connection.execute(_OF_TOKEN, {"print": fingerprint}).mappings().first()
    return _workspace(row) if row else None


def remember_token(connection: Connection, workspace: int, fingerprint: str) -> None:
    """Keeps the token that serves the workspace, as a fingerprint that gives nothing away.

    Moves nothing on the books.
    """
    connection.execute(_TOKEN, {"workspace": workspace, "print": fingerprint})


def add(connection: Connection, enterprise_id: str, team_id: str) -> Workspace:
    """The workspace, added now if it is new; safe to call twice at once."""
    connection.execute(_ADD, {"enterprise": enterprise_id, "team": team_id})
    workspace = find(connection, enterprise_id, team_id)
    if workspace is None:
        raise LookupError(team_id)
    return workspace


def touch(connection: Connection, workspace: int, currency: str | None = None) -> str:
    """Counts the revision up, first in every write transaction of a workspace. Answers with the head of its chain.

    ``currency``: of the money about to be written. The first fixes the workspace's, for sums carry none: a default that
    changes later must not give old figures another name. Raises `OtherCurrency`.
    """
    kept, head = _TOUCH.first(connection, {"workspace": workspace, "currency": currency}) or (None, "")
    if currency and kept and kept != currency:
        raise OtherCurrency(currency=currency, reporting=kept)
    return str(head)


def remember_first_admin(
    connection: Connection, workspace: int, timezone: str, language: str, broken: str = ""
) -> None:
    """Keeps the first admin's zone and language; later admins change nothing but a zone that is ``broken``."""
    touch(connection, workspace)
    kept = {"zone": timezone, "tongue": language, "broken": broken}
    connection.execute(_FIRST_ADMIN, {"workspace": workspace, **kept})


def save_settings(connection: Connection, changed: Workspace) -> None:
    """Keeps the workspace's currency, time zone, languages, fiscal year, completeness and the key of shared costs."""
    touch(connection, changed.id)
    values = {
        "workspace": changed.id,
        "money": changed.currency,
        "zone": changed.timezone,
        "tongue": changed.language,
        "answers": changed.answer_language,
        "fiscal": changed.fiscal_month,
        "complete": changed.completeness,
        "spread_by": changed.shared,
    }
    connection.execute(_SETTINGS, values)


def any_money(connection: Connection, workspace: int) -> bool:
    """Whether anything is on the books, so that a change of the reporting currency must recompute it."""
    return bool(connection.execute(_ANY_MONEY, {"workspace": workspace}).scalar_one())


def save_currency(connection: Connection, workspace: int, currency: str) -> None:
    """Keeps the reporting currency alone, once everything on the books is in it."""
    connection.execute(_CURRENCY, {"workspace": workspace, "money": currency})


def note_importing(connection: Connection, workspace: int, *, importing: bool) -> None:
    """Notes whether an import is being booked or taken back. The caller has touched the workspace."""
    connection.execute(_IMPORTING, {"workspace": workspace, "running": importing})


def _workspace(row: RowMapping) -> Workspace:
    return Workspace(**row)

"""Acts: somebody does something in a workspace at a moment, and storage writes down who and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """``workspace`` is its id, and ``by`` the Slack user id of whoever acts: empty where nobody does, in a job.

    ``admin``: whether they may change what others logged. ``at`` is an instant in UTC, ``today`` its day in the
    workspace's zone.
    """

    workspace: int
    by: str
    admin: bool
    at: datetime
    today: date

    def may_change(self, author: str) -> bool:
        """Whether they may take back, correct or refund what ``author`` logged."""
        return may_change(author, by=self.by, admin=self.admin)

    def in_name_of(self, author: str) -> Act:
        """The same act, written down as that of ``author``. Their rights are not asked again."""
        return replace(self, by=author)


def may_change(author: str, *, by: str, admin: bool) -> bool:
    """Whether ``by`` may take back, correct or refund what ``author`` logged: the author may, and admins."""
    return admin or author == by

"""Rhythm: how often an account is imported, so that what is overdue can be said (article A-16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

USUAL = 8
"""Days an import may be old where nobody knows yet how often the account is imported (D-29): a week and a day."""
LOOKED_AT = 6
"""The last gaps between imports that tell a rhythm."""
ENOUGH = 2
"""Gaps that make a rhythm: three imports on three days."""
LONGEST = 35
"""Days: nothing is waited for longer than a month."""
GIVEN_UP = 92
"""Days after which an account is not late any more but over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """An account that is imported again and again.

    ``channels``: whose spend its files hold. ``days``: on which it was imported, the earliest first.
    ``last``: the last day its files hold. ``by``: who brought
    the last one, who is asked for the next.
    """

    kind: str
    account: str
    days: tuple[date, ...]
    last: date
    by: str
    channels: frozenset[str] = frozenset()

    @property
    def every(self) -> int:
        """The days an import of it may be old: the usual gap and a fifth of it, at least a day more."""
        gaps = self._gaps
        if len(gaps) < ENOUGH:
            return USUAL
        usual = sorted(gaps)[len(gaps) // 2]
        return min(LONGEST, usual + max(1, usual // 5))

    @property
    def due(self) -> date:
        """The day from which on it is overdue."""
        return self.days[-1] + timedelta(days=self.every)

    def overdue(self, today: date) -> int:
        """Days past that; 0 where it is not late."""
        return max(0, (today - self.due).days)

    @property
    def over(self) -> date:
        """The day after which it is not late any more but over."""
        return self.days[-1] + timedelta(days=GIVEN_UP)

    @property
    def _gaps(self) -> Sequence[int]:
        days = self.days[-LOOKED_AT - 1 :]
        return [(later - earlier).days for earlier, later in pairwise(days)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """One import of an account: on which day, of the days up to which one, ``last``, and by whom."""

    kind: str
    account: str
    on: date
    last: date
    by: str
    channels: frozenset[str] = frozenset()


def accounts(imports: Iterable[Brought]) -> Sequence[Account]:
    """The accounts of ``imports``, which are in the order they were brought; several of a day count once."""
    of_account: dict[tuple[str, str], list[Brought]] = {}
    for one in imports:
        of_account.setdefault((one.kind, one.account), []).append(one)
    return [_account(ones) for ones in of_account.values()]


def overdue(imported: Iterable[Account], today: date) -> Sequence[Account]:
    """Those that are late today, the latest first; not those that nobody has brought for so long that they are over."""
    late = [one for one in imported if one.overdue(today) and today <= one.over]
    return sorted(late, key=lambda one: (-one.overdue(today), one.kind, one.account))


def usual_gap(channel: str, imported: Iterable[Account]) -> int:
    """The days the spend of a channel may be old, by the account that brings it most often."""
    return min((one.every for one in imported if channel in one.channels), default=USUAL)


def _account(ones: Sequence[Brought]) -> Account:
    newest = ones[-1]
    return Account(
        kind=newest.kind,
        account=newest.account,
        days=tuple(sorted({one.on for one in ones})),
        last=max(one.last for one in ones),
        by=newest.by,
        channels=newest.channels,
    )

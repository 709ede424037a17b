"""What is known of native blocks, by workspace and way out: which kinds Slack takes, and which it has refused.

Kept in this process, so that an answer asks no database for it; read again every few minutes, as another process may
have learned more.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import structlog

from bot.clock import Clock
from core.posts.native_blocks import Experience, Kinds, NativeBlock, WayOut
from storage import attempts, native_blocks
from storage.database import Database
from storage.outages import Outage

READ_AGAIN_SECONDS = 180.0
KEEP_SECONDS = 0.2
"""How long the books are waited for once a message is out; what cannot be kept then is learned again."""

_Experiences = Mapping[tuple[WayOut, NativeBlock], Experience]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """How it stands with the kinds of one message: which are taken, which refused; of the others nobody knows."""

    taken: Kinds
    refused: Kinds


@dataclass(frozen=True, slots=True)
class _Read:
    """What was known at ``at``, by the monotonic clock."""

    at: float
    experiences: _Experiences


class NativeMemory:
    """Safe to share between threads: what is known is replaced as a whole."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._read: dict[int, _Read] = {}

    def standing(self, workspace: int | None, way: WayOut, kinds: Kinds) -> Standing:
        """How it stands with these kinds now; of a workspace that is not on the books nothing is known."""
        experiences = self._experiences(workspace) if workspace is not None else {}
        now = self._clock.real()
        holding = [one for kind in kinds if (one := experiences.get((way, kind))) and one.holds(now)]
        taken = frozenset(one.kind for one in holding if one.taken)
        return Standing(taken=taken, refused=frozenset(one.kind for one in holding) - taken)

    def learn(self, workspace: int | None, way: WayOut, *, taken: Kinds, refused: Kinds) -> None:
        """Remembers what is new. Where the books are away this process remembers it alone."""
        if workspace is None:
            return
        standing = self.standing(workspace, way, taken | refused)
        now = self._clock.real()
        news = [Experience(way=way, kind=kind, taken=True, at=now) for kind in taken - standing.taken]
        news += [Experience(way=way, kind=kind, taken=False, at=now) for kind in refused - standing.refused]
        for experience in news:
            self._keep(workspace, experience)

    def _keep(self, workspace: int, experience: Experience) -> None:
        structlog.get_logger().info(
            "native_blocks_learned", way=experience.way.value, kind=experience.kind.value, taken=experience.taken
        )
        read = self._read.get(workspace) or _Read(self._clock.monotonic(), {})
        experiences = {**read.experiences, (experience.way, experience.kind): experience}
        self._read[workspace] = _Read(read.at, experiences)
        # The message is out: nobody is kept waiting for long, lest they are told that there was no answer.
        with (
            suppress(Outage),
            attempts.attempting(attempts.within(KEEP_SECONDS)),
            self._database.noting() as connection,
        ):
            native_blocks.keep(connection, workspace, experience)

    def _experiences(self, workspace: int) -> _Experiences:
        """What this process knows; where the books are away, what it knew last."""
        read = self._read.get(workspace)
        now = self._clock.monotonic()
        if read and now - read.at < READ_AGAIN_SECONDS:
            return read.experiences
        with suppress(Outage), self._database.reading() as connection:
            every = native_blocks.every(connection, workspace)
            read = _Read(now, {(one.way, one.kind): one for one in every})
            self._read[workspace] = read
        return read.experiences if read else {}

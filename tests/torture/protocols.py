"""The courier as it is, made mortal, and two that look right and are not: the test has to tell them apart."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from bot.delivery.courier import Compose, Courier, Letter
from bot.delivery.lookups import key
from bot.delivery.retries import too_late
from bot.slack.client import Slack
from bot.slack.errors import NotBefore, SlackError
from core.posts.deliveries import Delivery, State
from core.posts.refusals import RATE_LIMITED
from storage.database import Database
from storage.engines import PATIENCE_SECONDS
from tests.torture.orders import Desk, Point

COMMIT_CHANCE = 0.05
"""Transactions end all the time: without it, the first after a warrant would always be the one that is lost."""


class Fate:
    """Kills its own process with SIGKILL where there is a warrant for the point it comes to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def at(self, point: Point) -> None:
        if point is Point.COMMITTING and random.random() > COMMIT_CHANCE:
            return
        if self._desk.take_warrant(point):
            self._desk.died(point)
            os.kill(os.getpid(), signal.SIGKILL)


class MortalDatabase(Database):
    """Dies with its work done and not committed."""

    def __init__(self, url: str, fate: Fate) -> None:
        super().__init__(url)
        self._fate = fate

    @contextmanager
    def writing(self, patience: float = PATIENCE_SECONDS) -> Iterator[Connection]:
        with super().writing(patience) as connection:
            yield connection
            self._fate.at(Point.COMMITTING)


class MortalSlack(Slack):
    """Dies right before and right after Slack is asked."""

    def __init__(self, slack: Slack, fate: Fate) -> None:
        self._slack = slack
        self._fate = fate

    @property
    def scopes(self) -> frozenset[str] | None:
        return self._slack.scopes

    def post(
        self, conversation: str, message: Mapping[str, Any], key: str, *, patient: bool = True, brief: bool = False
    ) -> str:
        self._fate.at(Point.BEGUN)
        ts = self._slack.post(conversation, message, key, patient=patient, brief=brief)
        self._fate.at(Point.POSTED)
        return ts

    def find_posted(self, conversation: str, key: str, oldest: float) -> str | None:
        self._fate.at(Point.UNCLEAR)
        found = self._slack.find_posted(conversation, key, oldest)
        self._fate.at(Point.FOUND)
        return found


@dataclass(frozen=True, kw_only=True)
class LeaseAndLookUp(Courier):
    """The product's own protocol."""

    fate: Fate

    def deliver(self, delivery: Delivery, *, patient: bool = True) -> State:
        state = super().deliver(delivery, patient=patient)
        self.fate.at(Point.MARKED)
        return state


@dataclass(frozen=True, kw_only=True)
class MarkThenPost(LeaseAndLookUp):
    """Never twice, it says: what is marked is not tried again. So what was not posted is never missed."""

    def deliver(self, delivery: Delivery, *, patient: bool = True) -> State:
        letter = self.compose(delivery)
        if letter is None or too_late(delivery, self.clock.now()):
            return self.records.settle(delivery, State.SKIPPED)
        if not self.records.begin(delivery, letter.subject):  # it marks what it still holds, however starved it was
            return State.CLAIMED
        self.records.settle(delivery, State.SENT)
        try:
            self.slack.post(delivery.conversation, letter.message, key(delivery), patient=patient)
        except SlackError:
            return State.SENDING
        return State.SENT


@dataclass(frozen=True, kw_only=True)
class PostThenMark(LeaseAndLookUp):
    """Never missed, it says: what is not marked when the lease ends is posted again. So a lost answer doubles."""

    def deliver(self, delivery: Delivery, *, patient: bool = True) -> State:
        letter = self.compose(delivery)
        if letter is None or too_late(delivery, self.clock.now()):
            return self.records.settle(delivery, State.SKIPPED)
        try:
            ts = self.slack.post(delivery.conversation, letter.message, key(delivery), patient=patient)
        except NotBefore as wait:
            return self.records.postpone(delivery, timedelta(seconds=wait.seconds), RATE_LIMITED, first=delivery.reason)
        except SlackError:
            return State.CLAIMED
        return self.records.settle(delivery, State.SENT, ts=ts)


PROTOCOLS: Mapping[str, type[LeaseAndLookUp]] = {
    "lease-and-look-up": LeaseAndLookUp,
    "mark-then-post": MarkThenPost,
    "post-then-mark": PostThenMark,
}


def mortal(courier: Courier, protocol: str, fate: Fate) -> Courier:
    """The courier under this protocol, and under this fate."""
    known = {field.name: getattr(courier, field.name) for field in fields(Courier)}
    slack = MortalSlack(courier.slack, fate)
    known |= {"slack": slack, "native_blocks": replace(courier.native_blocks, slack=slack)}
    known |= {"compose": _composed(courier.compose, fate)}
    return PROTOCOLS[protocol](**known, fate=fate)


def _composed(compose: Compose, fate: Fate) -> Compose:
    """What is composed has just been claimed."""

    def write(delivery: Delivery) -> Letter | None:
        fate.at(Point.CLAIMED)
        return compose(delivery)

    return write

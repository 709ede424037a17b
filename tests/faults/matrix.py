"""The matrix: each fault of Slack's, and what is promised of a digest that falls due in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from bot.playground.workspace import Payload
from core.posts.deliveries import State
from core.posts.refusals import MAY_NOT_WRITE, MISSING_SCOPE, RATE_LIMITED, UNREACHABLE, WORDS, Meaning
from tests.faults.house import PLACE, PROCESSES, SOCKET
from tests.slack import SCOPES, Rule

HISTORY = f"{SCOPES},channels:history,groups:history"
POSTING, LOOKING, WHO = "chat.postMessage", "conversations.info", "users.info"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DAY = 24 * HOUR
LEASE = timedelta(minutes=4)
"""Longer than what is being sent is left alone."""

SKIPPED, UNCONFIRMED, COULD_NOT = "A post was skipped", "A post is unconfirmed", "A post couldn’t be sent"
WAITS = "Posts wait for a permission"
LATER, NEW = "org_login_required", "a_new_word"
"""One word that passes by itself, and one that no list knows, which waits as well."""

NEVER = {"posted": 0, "delayed": False, "bad_ticks": 1}
SKIPPED_AND_TOLD: dict[str, Any] = {**NEVER, "ends": State.SKIPPED, "told": (SKIPPED,)}
FAILED_AND_TOLD: dict[str, Any] = {**NEVER, "ends": State.FAILED, "told": (COULD_NOT,)}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What Slack does, from when the digest falls due or from before the ``start``.

    It ``lasts`` so long, looked at in so many ``steps``; ``real``: that span is lived through and not moved.
    ``word``: why the digest waits, which the table shows apart; what the log names is ``logged`` where it is another.
    ``away``: nobody answers. ``once``: only the first post breaks, so. ``dropped``: Socket Mode's connection is lost.

    Promised: how the digest ``ends``, whether it is ``posted``, and says that it is ``delayed``; the title of what its
    owner is ``told``; how many of cron's ticks end with 1.
    """

    name: str
    rule: Rule | None = None
    word: str = ""
    logged: str = ""
    once: str = ""
    lasts: timedelta = timedelta()
    steps: int = 1
    real: bool = False
    away: bool = False
    start: bool = False
    dropped: bool = False
    scopes: str = SCOPES
    ends: State = State.SENT
    posted: int = 1
    delayed: bool = True
    told: tuple[str, ...] = ()
    bad_ticks: int = 0
    processes: tuple[str, ...] = field(default=PROCESSES)


_Made = Callable[..., Fault]


def refusing(word: str, *methods: str, place: str = "") -> Rule:
    """Slack answers so to these methods, or to all but the app-level token's; to what is meant for ``place`` only."""

    def rule(called: str, payload: Payload, _: int) -> str | None:
        asked = called in methods if methods else called not in ("apps.connections.open", "response_url")
        return f"error:{word}" if asked and (not place or payload.get("channel") == place) else None

    return rule


def so(how: str, method: str) -> Rule:
    """The call of this method breaks so, each time."""
    return lambda called, *_: how if called == method else None


def faults() -> Iterator[Fault]:
    """All of them, in the order of the table."""
    yield from _dead_tokens()
    yield from _temporary_refusals()
    yield from _missing_scopes()
    yield from _refusals_of_the_place()
    yield from _lost_answers()
    yield from _out_of_reach()


def _dead_tokens() -> Iterator[Fault]:
    dead: _Made = partial(Fault, word="token_revoked", rule=refusing("token_revoked"))
    in_vain: _Made = partial(dead, lasts=2 * DAY, steps=4, **SKIPPED_AND_TOLD)
    yield dead(name="dead token for a minute", lasts=MINUTE, real=True, delayed=False)
    yield dead(name="dead token for an hour", lasts=HOUR, steps=2)
    yield dead(name="dead token for 23 hours", lasts=23 * HOUR, steps=2)
    yield in_vain(name="dead token for two days")
    yield dead(name="dead token for an hour, from before the start", lasts=HOUR, start=True)
    yield in_vain(name="dead token for two days, from before the start", start=True)
    for word in WORDS[Meaning.TOKEN]:
        if word != "token_revoked":
            yield dead(name="dead token for an hour", word=word, rule=refusing(word), lasts=HOUR, steps=2)


def _temporary_refusals() -> Iterator[Fault]:
    for word in (*WORDS[Meaning.LATER], NEW):
        if word not in (MISSING_SCOPE, UNREACHABLE, MAY_NOT_WRITE):
            yield _for_an_hour("refused for an hour", word, refusing(word, POSTING))
    yield _for_two_days("refused for two days", LATER, refusing(LATER, POSTING), **SKIPPED_AND_TOLD)
    yield _for_two_days("refused for two days", NEW, refusing(NEW, POSTING), **FAILED_AND_TOLD)
    for how in ("429:60", "error:ratelimited"):
        yield _for_an_hour(f"asked to wait for an hour ({how})", RATE_LIMITED, so(how, POSTING))
    broken = so("500", LOOKING)
    yield _for_an_hour("looking at the conversation breaks off for an hour", UNREACHABLE, broken, logged="http_500")


def _missing_scopes() -> Iterator[Fault]:
    posting, looking = refusing(MISSING_SCOPE, POSTING), refusing(MISSING_SCOPE, LOOKING)
    yield _for_an_hour("no scope to post for an hour", MAY_NOT_WRITE, posting, logged=MISSING_SCOPE)
    yield _for_an_hour("no scope to look for an hour", MISSING_SCOPE, looking, told=(WAITS,))
    told = {**SKIPPED_AND_TOLD, "told": (WAITS,)}
    yield _for_two_days("no scope to look for two days", MISSING_SCOPE, looking, **told)


def _refusals_of_the_place() -> Iterator[Fault]:
    for word in ("not_in_channel", "is_archived"):
        rule = refusing(word, POSTING, place=PLACE)
        yield Fault(name="refused for good", word=word, rule=rule, **FAILED_AND_TOLD)


def _for_an_hour(name: str, word: str, rule: Rule, **more: Any) -> Fault:
    return Fault(name=name, word=word, rule=rule, lasts=HOUR, steps=2, **more)


def _for_two_days(name: str, word: str, rule: Rule, **more: Any) -> Fault:
    return Fault(name=name, word=word, rule=rule, lasts=2 * DAY, steps=4, **more)


def _lost_answers() -> Iterator[Fault]:
    """The first post's answer is lost; by then it is in the conversation, or is not. With or without leave to read."""
    for how in ("drop-after", "500-after", "slow:1.4"):
        lost: _Made = partial(Fault, once=how, lasts=LEASE, delayed=False)
        yield lost(name=f"posted, answer lost ({how})", ends=State.UNCONFIRMED, told=(UNCONFIRMED,))
        yield lost(name=f"posted, answer lost ({how}), history may be read", scopes=HISTORY)
    for how in ("drop", "500", *(f"error:{word}" for word in WORDS[Meaning.UNCLEAR])):
        lost = partial(Fault, once=how, word=how.partition(":")[2], lasts=2 * LEASE, steps=2)
        name = "not posted, answer unclear" if ":" in how else f"not posted, answer lost ({how})"
        yield lost(name=name, posted=0, delayed=False, ends=State.UNCONFIRMED, told=(UNCONFIRMED,))
        yield lost(name=f"{name}, history may be read", scopes=HISTORY)


def _out_of_reach() -> Iterator[Fault]:
    away: _Made = partial(Fault, word=UNREACHABLE, away=True, lasts=HOUR, steps=2, bad_ticks=3)
    in_vain: _Made = partial(away, **{**SKIPPED_AND_TOLD, "lasts": 2 * DAY, "steps": 4, "bad_ticks": 5})
    yield Fault(name="users.info hangs", rule=so("slow:2.5", WHO), delayed=False)
    yield away(name="out of reach for an hour")
    yield away(name="out of reach for an hour, from before the start", start=True)
    yield in_vain(name="out of reach for two days")
    yield in_vain(name="out of reach for two days, from before the start", start=True)
    yield Fault(name="socket dropped", dropped=True, delayed=False, processes=(SOCKET,))
    yield away(name="socket dropped, out of reach for an hour", dropped=True, processes=(SOCKET,))

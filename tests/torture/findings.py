"""What a run of the torture left behind, in the database and in Slack, and every promise it breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.delivery.lookups import key
from core.posts.deliveries import Delivery, Kind, State
from storage import deliveries
from tests.torture.run import Torture
from tests.torture.weeks import overslept

SETTLED = (State.SENT, State.SKIPPED, State.UNCONFIRMED)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """``posted``: delivery key -> how many messages Slack has stored. ``overslept``: conversation and week."""

    expected: Counter[tuple[str, str]]
    overslept: set[tuple[str, str]]
    digests: list[Delivery]
    notices: list[Delivery]
    posted: Mapping[str, int]

    def violations(self) -> Iterator[str]:
        """One line each, the promise first; none if all are kept."""
        yield from self._unaccounted()
        yield from self._wrongly_posted()
        yield from self._wrongly_told()

    def ended(self) -> Counter[State]:
        return Counter(digest.state for digest in self.digests)

    def there(self, digest: Delivery) -> bool:
        return self.posted.get(key(digest), 0) > 0

    def _unaccounted(self) -> Iterator[str]:
        stand = Counter((digest.conversation, digest.period) for digest in self.digests)
        for week, times in (self.expected - stand).items():
            yield f"unaccounted: {week} × {times}"
        for week, times in (stand - self.expected).items():
            yield f"invented: {week} × {times}"
        for digest in self.digests:
            if digest.state not in SETTLED:
                yield f"stuck: {_named(digest)}"
            if (digest.conversation, digest.period) in self.overslept and digest.state is not State.SKIPPED:
                yield f"too late: {_named(digest)}"
        for notice in self.notices:
            if notice.state in (State.PENDING, State.CLAIMED, State.SENDING):
                yield f"stuck: {_named(notice)}"

    def _wrongly_posted(self) -> Iterator[str]:
        known = {key(delivery): delivery for delivery in (*self.digests, *self.notices)}
        for posted, times in self.posted.items():
            if posted not in known:
                yield f"invented: a message with the key {posted}"
            elif times > 1:
                yield f"doubled: {_named(known[posted])} × {times}"
            elif known[posted].state not in (State.SENT, State.UNCONFIRMED):
                yield f"posted: {_named(known[posted])}"
        for delivery in known.values():
            if delivery.state is State.SENT and not self.there(delivery):
                yield f"lost: {_named(delivery)}"

    def _wrongly_told(self) -> Iterator[str]:
        """Each digest that is unconfirmed, or was skipped after Slack took nothing for a day, owes one notice.

        It goes to the person who set it up, and a notice is about nothing else.
        A digest may have been found after all while its notice was on the way.
        """
        told = Counter(int(notice.subject.partition(" ")[0]) for notice in self.notices)
        for digest in self.digests:
            if told[digest.id] != 1 and _owes_notice(digest):
                yield f"told {told[digest.id]} times: {_named(digest)}"
            elif told[digest.id] > (digest.state is State.SENT) and not _owes_notice(digest):
                yield f"told {told[digest.id]} times for nothing: {_named(digest)}"
        for notice in self.notices:
            if notice.conversation != notice.schedule.created_by:
                yield f"told somebody else: {_named(notice)}"


def findings(run: Torture) -> Findings:
    """Reads the database and the messages of a run that is over."""
    with run.database.reading() as connection:
        known = [delivery for saved in run.saved.values() for delivery in deliveries.of_schedule(connection, saved.id)]
    messages = Counter(message["metadata"]["event_payload"]["key"] for message in run.slack.messages)
    return Findings(
        expected=Counter((owed.conversation, owed.week) for owed in run.owed),
        overslept=overslept(run.owed, run.seen),
        digests=[delivery for delivery in known if delivery.kind is Kind.DIGEST],
        notices=[delivery for delivery in known if delivery.kind is Kind.NOTICE],
        posted=messages,
    )


def _owes_notice(digest: Delivery) -> bool:
    waited_in_vain = digest.state is State.SKIPPED and digest.reason != deliveries.TOO_LATE
    return digest.state is State.UNCONFIRMED or waited_in_vain


def _named(delivery: Delivery) -> str:
    return f"{delivery.kind} {delivery.id} of {delivery.period} in {delivery.conversation}, {delivery.state}"

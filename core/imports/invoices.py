"""Invoices: what of an agency's media a file brings as ads is left out of the invoice, so that it counts once (A-14).

`storage.invoices` does it once the file is on the books; this says beforehand what it will come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.ledger.media import in_its_own
from core.ledger.postings import postings
from core.money.money import Money
from core.setup.categories import Category

Turn = tuple[int, Cost | Conversion]


@dataclass(frozen=True, kw_only=True, slots=True)
class Billed:
    """An agency's ``invoice``, and how many ads it may leave out, in minor units of the reporting currency.

    ``own``: of its days, campaign and channel, ``everything``: of its days. What other invoices leave out is in
    neither, what it leaves out itself in both.
    """

    invoice: Cost
    own: int
    everything: int

    @property
    def free(self) -> int:
        """In minor units of the invoice's currency."""
        return in_its_own(min(self.own, self.everything), self.invoice.exchange, self.invoice.amount.currency)


def left_out(every: Iterable[Billed], turns: Sequence[Turn]) -> list[Turn]:
    """What the ``turns`` of a file do to the invoices, as signed facts: each that changes goes and comes anew.

    One after the other, oldest first: an ad that one of them leaves out is not left out of the next.
    """
    changes: list[Turn] = []
    for billed in every:
        before, after = billed.invoice, _with(billed, turns, changes)
        changes += [(-1, before), (1, after)] if after != before else []
    return changes


def _with(billed: Billed, turns: Sequence[Turn], changes: Sequence[Turn]) -> Cost:
    """The invoice, less what of its media is on the books once the turns are; ``changes``: of other invoices."""
    invoice = billed.invoice
    if invoice.media is None:
        return invoice
    own = sum(_ads(invoice, turns)) - sum(
        _others(invoice, changes, everywhere=not (invoice.campaign or invoice.channel))
    )
    everything = sum(_ads(replace(invoice, campaign="", channel=""), turns)) - sum(_others(invoice, changes))
    now = replace(billed, own=billed.own + own, everything=billed.everything + everything)
    return replace(invoice, media=invoice.media.left(now.free))


def _others(invoice: Cost, changes: Iterable[Turn], *, everywhere: bool = True) -> Iterator[int]:
    """What other invoices for media of its days leave out since; of its campaign and channel, or ``everywhere``."""
    for sign, other in changes:
        if not isinstance(other, Cost) or other.media is None:
            continue
        here = (other.campaign, other.channel) == (invoice.campaign, invoice.channel)
        if (here or everywhere) and (other.media.start or other.day) in invoice.media_days:
            yield sign * _booked(other, other.media.left_out)


def _booked(invoice: Cost, amount: Money) -> int:
    """Minor units of the reporting currency."""
    return (invoice.exchange.convert(amount) if invoice.exchange else amount).minor


def _ads(invoice: Cost, turns: Iterable[Turn]) -> Iterator[int]:
    """The ads of its days that may be its media, in minor units of the reporting currency."""
    for sign, fact in turns:
        if isinstance(fact, Cost) and _may_hold(invoice, fact):
            yield from _inside(fact, sign, invoice.media_days)


def _may_hold(invoice: Cost, ads: Cost) -> bool:
    """Whether they are of its campaign and channel, or it is of all."""
    places = ((invoice.campaign, ads.campaign), (invoice.channel, ads.channel))
    return ads.category is Category.ADS and all(own in ("", other) for own, other in places)


def _inside(fact: Cost, sign: int, days: Period) -> Iterator[int]:
    for posted in postings(fact, sign):
        if posted.day in days:
            yield posted.cost

"""Invoices: what of an agency's media a file brings as ads is left out of the invoice, so that it counts once (A-14).

`storage.invoices` does it once the file is on the books; this says beforehand what it will come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.calendar.periods import Period
from core.ledger.entries import Conversion, Cost
from core.ledger.media import in_its_own
from core.ledger.postings import postings
from core.setup.categories import Category

Turn = tuple[int, Cost | Conversion]


def left_out(invoices: Iterable[Cost], turns: Sequence[Turn]) -> list[Turn]:
    """What the ``turns`` of a file do to the ``invoices``, as signed facts: each that changes goes and comes anew."""
    changed = [(invoice, _with(invoice, turns)) for invoice in invoices]
    return [turn for before, after in changed if after != before for turn in ((-1, before), (1, after))]


def _with(invoice: Cost, turns: Sequence[Turn]) -> Cost:
    """The invoice, less what of its media comes with the turns, more what goes with them."""
    media = invoice.media
    if media is None:
        return invoice
    ads = in_its_own(sum(_ads(invoice, turns)), invoice.exchange, invoice.amount.currency)
    return replace(invoice, media=media.left(media.left_out.minor + ads))


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

"""Corrections: an entry's own form, filled with all that it says; saved, the new entry takes the old one's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body
from bot.language import Language
from bot.views import words
from bot.views.blocks import Block
from bot.views.forms.entries import conversion_form, cost_form
from bot.views.receipts import Corrected
from core.ledger.entries import WHOLE, Conversion, CorrectionNotYours, Cost, Entry, NothingChanged, TakenBack
from core.ledger.hourly_rates import written_work
from core.ledger.hours import written_hours
from core.ledger.media import Media
from core.ledger.refunds import check_correction
from core.ledger.repeats import State
from core.ledger.splits import Part, Split, SplitKey
from core.money.exchange import ExchangeRate
from core.money.money import Money
from core.sales import deals
from storage import ledger, repeats, workspaces

F = TypeVar("F", Cost, Conversion)


def correction_form(desk: Desk, entry: Entry, names: Mapping[str, str], origin: form_metadata.FormMetadata) -> Block:
    """The form of an entry, filled with what it says.

    ``origin``: where it is opened from (`bot.services.origins`). Raises `CorrectionNotYours`, `TakenBack`, `OfADeal`,
    `RefundNotCorrected`.
    """
    if not desk.act.may_change(entry.logged_by):
        raise CorrectionNotYours
    if not entry.stands:
        raise TakenBack
    if entry.source == deals.SOURCE:
        raise deals.OfADeal
    check_correction(entry.fact)
    metadata = form_metadata.new_metadata({"corrects": entry.id, **origin})
    if isinstance(entry.fact, Conversion):
        goal = (entry.fact.goal.key, entry.fact.goal.name)
        values = conversion_fields(desk.language, entry.fact, names)
        currency = values.get("currency", desk.currency)
        return conversion_form(desk.language, values, goal, currency, desk.today, metadata, correcting=True)
    values = cost_fields(desk.language, entry.fact, names)
    return cost_form(
        desk.language, values, desk.currency, desk.today, metadata, admin=desk.person.admin, correcting=True
    )


def corrects(body: Body) -> bool:
    return form_metadata.purpose_of(form_metadata.metadata(body)) is form_metadata.Purpose.CORRECT


def begin(connection: Connection, desk: Desk, body: Body, request: str) -> Entry | None:
    """Takes the entry that the form corrects off the books; None where it corrects none, or has done so already.

    It comes first of all in its transaction, so that nothing counts twice. Raises `NotYours`, `TakenBack`,
    `CorrectedSince`.
    """
    number = form_metadata.metadata(body).get("corrects")
    if number is None:
        return None
    workspaces.touch(connection, desk.workspace.id)  # first: the same form sent twice at once takes turns
    if ledger.seen(connection, desk.workspace.id, request):
        return None
    return ledger.give_way(connection, desk.act, replies.number_in(number))


def settled_cost(old: Entry | None, submitted: Cost) -> Cost:
    """The cost to save: what the form did not change stays as it was saved. Raises `NothingChanged`."""
    return submitted if old is None else _changed(old.fact, kept_cost(old, submitted))


def kept_cost(old: Entry | None, submitted: Cost) -> Cost:
    """The submitted cost with what the form did not change: the exchange rate, the split, the media left out."""
    if old is None or not isinstance(old.fact, Cost):
        return submitted
    before, fact = old.fact, submitted
    if (before.amount.currency, before.day) == (submitted.amount.currency, submitted.day):
        fact = replace(fact, exchange=before.exchange)
    if submitted.split and before.split and submitted.split.key is before.split.key is not SplitKey.WEIGHTS:
        fact = replace(fact, split=before.split) if submitted.service == before.service else fact
    if submitted.media and before.media and _looks_alike(before, submitted):
        fact = replace(fact, media=before.media)
    return fact


def settled_conversion(old: Entry | None, new: Conversion) -> Conversion:
    """The conversions to save: unless changed, the goal's version, the rate and the worth stay.

    Raises `NothingChanged`.
    """
    if old is None or not isinstance(old.fact, Conversion):
        return new
    before, fact = old.fact, new
    if new.revenue and before.revenue and new.day == before.day and new.revenue.currency == before.revenue.currency:
        fact = replace(fact, exchange=before.exchange)
    if new.goal.key == before.goal.key:
        fact = replace(fact, goal=before.goal)
        if before.frozen and before.exchange and fact.revenue is None:
            return _changed(before, _as_frozen(before, fact, before.frozen, before.exchange))
    booked = fact.exchange.convert(fact.revenue) if fact.exchange and fact.revenue else fact.revenue
    return _changed(before, replace(fact, value=fact.goal.return_of(fact.count, booked)))


def corrected(connection: Connection, desk: Desk, entry: Entry) -> Corrected | None:
    """The fact whose place an entry just saved has taken; None where it corrects none."""
    if entry.replaces is None:
        return None
    begun = repeats.of_entry(connection, desk.workspace.id, entry.replaces)
    old = ledger.find(connection, desk.workspace.id, entry.replaces)
    return Corrected(fact=old.fact, goes_on=begun is not None and begun.state is not State.ENDED)


def cost_fields(language: Language, cost: Cost, names: Mapping[str, str]) -> dict[str, str]:
    """The fields of the cost form as if the cost had just been filled in."""
    lined = cost.people or (cost.hours is not None and cost.rate is not None)
    values = {
        "category": cost.category.value,
        "amount": "" if lined else str(cost.amount.units),
        "currency": cost.amount.currency,
        "hours": "" if cost.people or cost.hours is None else written_hours(cost.hours),
        "rate": str(cost.rate.units) if cost.rate else "",
        "people": "\n".join(written_work(one, comma=language.comma) for one in cost.people),
        **_media_fields(cost.media),
        "until": cost.until.isoformat() if cost.until else "",
        "share": "" if cost.share == WHOLE else str(cost.share),
        **_where(language, cost, names),
        **split_fields(language, cost.split),
    }
    return {name: text for name, text in values.items() if text}


def _media_fields(media: Media | None) -> dict[str, str]:
    if media is None:
        return {}
    days = {"media_from": media.start, "media_until": media.until}
    return {"media": str(media.said.units), **{name: day.isoformat() for name, day in days.items() if day}}


def conversion_fields(language: Language, fact: Conversion, names: Mapping[str, str]) -> dict[str, str]:
    values = {
        "count": str(fact.count),
        "revenue": str(fact.revenue.units) if fact.revenue else "",
        "currency": fact.revenue.currency if fact.revenue else "",
        "first_contact": fact.first_contact.isoformat() if fact.first_contact else "",
        **_where(language, fact, names),
    }
    return {name: text for name, text in values.items() if text}


def split_fields(language: Language, split: Split | None) -> dict[str, str]:
    if split is None:
        return {}
    fixed = split.constant if split.key is SplitKey.WEIGHTS else ()
    return {"split": split.key.value, "weights": ", ".join(_weight(language, part) for part in fixed)}


def _where(language: Language, fact: Cost | Conversion, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "campaign": fact.campaign,
        "campaign_text": words.campaign(language, fact.campaign, names),
        "channel": fact.channel,
        "channel_text": words.channel(language, fact.channel, names),
        "content": fact.content,
        "content_text": words.content(language, fact.content, names),
        "date": fact.day.isoformat(),
        "note": fact.note,
    }


def _looks_alike(before: Cost, new: Cost) -> bool:
    """Whether the media would be looked for in the same place."""
    return _media_place(before) == _media_place(new)


def _media_place(cost: Cost) -> tuple[object, ...]:
    media = cost.media
    named = (media.said, media.start, media.until) if media else ()
    return (cost.day, cost.until, cost.campaign, cost.channel, *named)


def _as_frozen(before: Conversion, fact: Conversion, frozen: Money, exchange: ExchangeRate) -> Conversion:
    """The conversions at the worth they were logged with, in the reporting currency of then, at the rate booked."""
    worth = frozen.times(Fraction(fact.count, before.count))
    return replace(fact, frozen=worth, exchange=exchange, value=exchange.convert(worth))


def _changed(before: Cost | Conversion, fact: F) -> F:
    if fact == before:
        raise NothingChanged
    return fact


def _weight(language: Language, part: Part) -> str:
    place = f"{part.campaign}/{part.channel}" if part.channel else part.campaign
    return f"{place} {language.plain(str(part.weight))}"

"""`/roi rate`: what an hour of a person costs from a day on. Admins only, to see and to say."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import read
from bot.forms.plans import RateForm
from bot.forms.state import typed
from bot.services import replacements
from bot.services.saved_fields.hourly_rates import fields, key_of
from bot.views.blocks import Block, message, paragraph
from bot.views.forms.plans import rate_form, rate_words
from bot.views.replacements import changes, undo_button
from core.ledger.hourly_rates import Rate, check_person, current
from core.money.amounts import with_amount_behind
from core.setup.names import LONGEST, one_line, slug
from core.setup.replacements import Fields, Kind
from storage import hourly_rates

MOST_LISTED = 30


def rate_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form, with the rates of today and those to come above it; filled in where ``rest`` names one of them."""
    desk.require(Kind.RATE)
    with desk.database.reading() as connection:
        every = hourly_rates.every(connection, desk.workspace.id)
    to_come = [rate for rate in every if rate.start > desk.today]
    listed = [*current(every, desk.today).values(), *to_come]
    person, value = _person_and_rate(rest, {rate.key for rate in listed})
    named = next((fields(rate) for rate in listed if rate.key == slug(person)), None)
    filled = dict(named or {"person": one_line(person)[:LONGEST]})
    if value:
        filled["rate"] = value
    form = _form(desk, _listed(desk, listed), filled, replacements.opened(named or {}))
    return replies.open_form(desk, body, form)


def _person_and_rate(rest: str, people: Collection[str]) -> tuple[str, str]:
    """The person of ``Anna 40`` and the rate; a person who is known may have a digit in the name."""
    person, value = with_amount_behind(rest)
    return (person, value) if person and slug(rest) not in people else (rest, "")


def submit_rate(desk: Desk, body: Body) -> Reply:
    """Adds the rate; hours logged before keep the one they had."""
    desk.require(Kind.RATE)
    try:
        return _submitted(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda _, said, metadata: _form(desk, "", said, metadata))


def _submitted(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    rate = read(RateForm, typed(body["view"]), desk.world).hourly()
    with desk.changing() as connection:
        check_person(rate.person, hourly_rates.known(connection, desk.workspace.id, rated=True))
        saving = replacements.begin(connection, desk, body, Kind.RATE, key_of(rate), fields(rate))
        if saving.needed:
            hourly_rates.save(connection, desk.act, rate)
    text = desk.language.say(
        "Hours logged from now on use the hourly rate of their day. Hours logged before keep theirs."
    )
    line = paragraph(rate_words(desk.language, rate), bold=True)
    parts = [line, *changes(desk.language, saving.replaced), paragraph(text)]
    undo = undo_button(desk.language, saving.replaced)
    return replies.updated(replies.as_modal(desk, message(desk.language.say("Hourly rate saved"), parts, undo)))


def _form(desk: Desk, listed: str, values: Fields, metadata: str) -> Block:
    return rate_form(desk.language, listed, desk.currency, desk.today, metadata, values)


def _listed(desk: Desk, rates: Iterable[Rate]) -> str:
    ordered = sorted(rates, key=lambda rate: (rate.key, rate.start))
    return "\n".join(rate_words(desk.language, rate) for rate in ordered[:MOST_LISTED])

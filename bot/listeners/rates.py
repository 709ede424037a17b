"""`/roi rate`: what an hour of a person costs from a day on. Admins only, to see and to say."""

from __future__ import annotations

from collections.abc import Iterable

from bot import replies
from bot.desk import Desk
from bot.forms.fields import World, read
from bot.forms.plans import RateForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views.blocks import message, paragraph
from bot.views.forms.plans import rate_form, rate_words
from core.rates import Rate, check_person, current
from storage import rates

MOST_LISTED = 30


def rate_command(desk: Desk, body: Body, _rest: str) -> Reply:
    """The form, with the rates of today and those to come above it."""
    desk.require_admin()
    with desk.database.reading() as books:
        said = rates.every(books, desk.workspace.id)
    shown = [*current(said, desk.today).values(), *(rate for rate in said if rate.start > desk.today)]
    form = rate_form(desk.language, _listed(desk, shown), desk.currency, desk.today, replies.new_metadata())
    return replies.open_form(desk, body, form)


def submit_rate(desk: Desk, body: Body) -> Reply:
    """Adds the rate; hours logged before keep the one they had."""
    desk.require_admin()
    rate = read(RateForm, typed(body["view"]), World(today=desk.today, currency=desk.currency)).hourly()
    with desk.database.writing() as books:
        check_person(rate.person, rates.known(books, desk.workspace.id, rated=True))
        if rate not in rates.every(books, desk.workspace.id)[-1:]:
            rates.save(books, desk.workspace.id, rate, desk.person.id, desk.now)
    told = desk.language.say("Hours logged from now on take it for their day; hours logged before keep theirs.")
    parts = [paragraph(rate_words(desk.language, rate), bold=True), paragraph(told)]
    return replies.updated(replies.as_modal(desk, message(desk.language.say("Hourly rate saved"), parts)))


def _listed(desk: Desk, known: Iterable[Rate]) -> str:
    ordered = sorted(known, key=lambda rate: (rate.key, rate.start))
    return "\n".join(rate_words(desk.language, rate) for rate in ordered[:MOST_LISTED])

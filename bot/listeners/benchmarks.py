"""`/roi benchmark`: what competitors and the industry pay, recorded by the team with source and date."""

from __future__ import annotations

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.benchmarks import BenchmarkForm
from bot.forms.fields import read
from bot.forms.state import typed
from bot.services import log_entry, reversals
from bot.views import benchmarks as views
from bot.views.drafts import not_used, with_left
from storage import benchmarks, names


def benchmark_command(desk: Desk, body: Body, rest: str) -> Reply:
    """Opens the form; where ``rest`` names a channel with that channel, and only what stands of it above."""
    with desk.database.reading() as connection:
        channel = names.register(connection, desk.workspace.id).find(rest, names.CHANNEL)
    return _open(desk, body, channel, "" if channel else rest)


def open_benchmark(desk: Desk, body: Body) -> Reply:
    """The form, with those that stand listed above it; one's own can be taken back there."""
    return _open(desk, body, "")


def _open(desk: Desk, body: Body, channel: str, unused: str = "") -> Reply:
    """``unused``: what was typed and is no channel."""
    with desk.database.reading() as connection:
        every = [one for one in benchmarks.standing(connection, desk.workspace.id) if channel in ("", one.fact.channel)]
        spoken = log_entry.spoken(connection, desk)
    reader = (desk.person.id, desk.person.admin)
    form = views.benchmark_form(
        desk.language, every, spoken, reader, desk.currency, desk.today, form_metadata.new_metadata(), channel
    )
    return replies.open_form(desk, body, with_left(form, not_used(desk.language, unused)))


def submit_benchmark(desk: Desk, body: Body) -> Reply:
    """Saves the form once and turns it into its receipt."""
    form = read(BenchmarkForm, typed(body["view"]), desk.world)
    with desk.changing() as connection:
        fact = form.fact(log_entry.channel_key(connection, desk, form.channel), desk.currency)
        request = replies.request_of(body)
        logged = benchmarks.log(connection, desk.act, fact, request=request)
        spoken = log_entry.spoken(connection, desk)
    return replies.updated(replies.as_modal(desk, views.benchmark_saved(desk.language, logged, spoken)))


def undo_benchmark(desk: Desk, body: Body) -> Reply:
    """Takes a benchmark back, under its receipt or in the list: what stood there says what was taken back."""
    number = replies.number_pressed(body)
    return replies.replace(desk, body, reversals.take_back(desk, reversals.BENCHMARKS, number))


def redo_benchmark(desk: Desk, body: Body) -> Reply:
    number = replies.number_pressed(body)
    return replies.replace(desk, body, reversals.put_back(desk, reversals.BENCHMARKS, number))

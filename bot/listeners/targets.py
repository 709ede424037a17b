"""`/roi target`: what the team aims for in a campaign."""

from __future__ import annotations

from bot import filing, replies
from bot.desk import Desk
from bot.forms.fields import World, read
from bot.forms.plans import TargetForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views.blocks import Block, message, paragraph
from bot.views.forms import target_form
from core.targets import Target
from storage import targets


def target_command(desk: Desk, body: Body, _rest: str) -> Reply:
    with desk.database.reading() as books:
        known = targets.every(books, desk.workspace.id)
    listed = "\n".join(f"{target.campaign}: {_words(desk, target)}" for target in known[:10])
    form = target_form(desk.language, listed, desk.currency, desk.today, replies.new_metadata())
    return replies.open_form(desk, body, form)


def submit_target(desk: Desk, body: Body) -> Reply:
    """Saves the target of a campaign and goal, or changes it."""
    form = read(TargetForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    with desk.database.writing() as books:
        target = Target(
            campaign=filing.campaign_key(books, desk, form.campaign),
            goal=filing.goal_of(books, desk, form.goal).key,
            count=form.count,
            cost_per_conversion=form.cost(desk.currency),
            start=form.start,
            end=form.end,
        )
        targets.save(books, desk.workspace.id, target, desk.person.id, desk.now)
    return replies.updated(replies.as_modal(desk, _saved(desk, target)))


def _words(desk: Desk, target: Target) -> str:
    return desk.language.say(
        "{count} × {goal} at {each} each, {start} – {end}",
        count=desk.language.count(target.count),
        goal=target.goal,
        each=desk.language.money(target.cost_per_conversion),
        start=desk.language.day(target.start),
        end=desk.language.day(target.end),
    )


def _saved(desk: Desk, target: Target) -> Block:
    told = desk.language.say("Alerts now expect this cost per conversion.")
    return message(desk.language.say("Target saved"), [paragraph(_words(desk, target), bold=True), paragraph(told)])

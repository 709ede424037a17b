"""`/roi target`: what the team aims for in a campaign."""

from __future__ import annotations

from bot import filing, replies
from bot.desk import Desk
from bot.forms.fields import FieldMissing, World, read
from bot.forms.plans import TargetForm
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views.forms.plans import target_form
from bot.views.targets import MOST_LISTED, listed_targets, target_saved
from core.progress import progress_today
from core.registers import Register
from core.targets import Target
from storage import names as name_book
from storage import targets
from storage.totals import WorkspaceBooks


def target_command(desk: Desk, body: Body, _rest: str) -> Reply:
    with desk.database.reading() as books:
        ledger = WorkspaceBooks(books, desk.workspace.id, desk.currency)
        known = ledger.targets()
        shown = [progress_today(ledger, target, desk.today) for target in known[:MOST_LISTED]]
    listed = listed_targets(desk.language, shown, len(known))
    form = target_form(desk.language, listed, desk.currency, desk.today, replies.new_metadata())
    return replies.open_form(desk, body, form)


def submit_target(desk: Desk, body: Body) -> Reply:
    """Saves the target of a campaign and goal, or changes it."""
    form = read(TargetForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    with desk.database.writing() as books:
        _check_there(name_book.register(books, desk.workspace.id), form)
        target = Target(
            campaign=filing.campaign_key(books, desk, form.campaign),
            goal=filing.goal_of(books, desk, form.goal).key,
            count=form.count,
            cost_per_conversion=form.cost(desk.currency),
            start=form.start,
            end=form.end,
        )
        targets.save(books, desk.workspace.id, target, desk.person.id, desk.now)
        ledger = WorkspaceBooks(books, desk.workspace.id, desk.currency)
        saved = progress_today(ledger, target, desk.today, [*ledger.benchmarks(), *desk.office.benchmarks])
        names = ledger.names()
    return replies.updated(replies.as_modal(desk, target_saved(desk.language, saved, names)))


def _check_there(known: Register, form: TargetForm) -> None:
    """Neither is made here. Raises `FieldMissing`."""
    for kind, value in ((name_book.CAMPAIGN, form.campaign), (name_book.GOAL, form.goal)):
        if value.startswith(filing.NEW) and known.kinds.get(value) != kind:
            raise FieldMissing(field=kind)

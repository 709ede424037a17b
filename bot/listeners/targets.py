"""`/roi target`: what the team aims for in a campaign."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk import replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.fields import FieldMissing, read
from bot.forms.plans import TargetForm
from bot.forms.state import typed
from bot.services import log_entry, replacements
from bot.services.saved_fields.targets import fields, key_of
from bot.views.blocks import Block
from bot.views.drafts import not_used, with_left
from bot.views.forms.plans import target_form
from bot.views.replacements import changes, undo_button
from bot.views.targets import MOST_LISTED, listed_targets, target_saved
from core.ledger.quick_names import MOST_IN_A_NAME, MOST_WORDS
from core.plans.progress import progress_today
from core.plans.targets import Target
from core.setup.names import alike
from core.setup.registers import Register
from core.setup.replacements import Fields, Kind
from storage import names as name_book
from storage import targets
from storage.totals import WorkspaceBooks

MOST_DIGITS = 9
"""Digits of what is taken for a count behind the command."""


def target_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form with the targets there are above it; filled in where ``rest`` names the campaign or goal of one."""
    with desk.database.reading() as connection:
        ledger = WorkspaceBooks(connection, desk.workspace.id, desk.currency)
        every = ledger.targets()
        progress = [progress_today(ledger, target, desk.today) for target in every[:MOST_LISTED]]
        register = name_book.register(connection, desk.workspace.id)
        named_so = ledger.names()
    listed = listed_targets(desk.language, progress, named_so, len(every))
    meant, unused = _meant(register, rest.split())
    count = {name: meant.pop(name) for name in ("count",) if name in meant}
    named = next((target for target in every if meant and _is(target, meant)), None)
    stands = fields(named) if named else {}
    metadata = replacements.opened(stands, touched=tuple(count) if count else None)
    form = _form(desk, listed, {**(stands or meant), **count}, metadata)
    return replies.open_form(desk, body, with_left(form, not_used(desk.language, unused, _near(register, unused))))


def submit_target(desk: Desk, body: Body) -> Reply:
    """Saves the target of a campaign and goal, or changes it."""
    try:
        return _submitted(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda _, said, metadata: _form(desk, (), said, metadata))


def _submitted(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    form = read(TargetForm, typed(body["view"]), desk.world)
    with desk.changing() as connection:
        _check_there(name_book.register(connection, desk.workspace.id), form)
        target = Target(
            campaign=log_entry.campaign_key(connection, desk, form.campaign),
            goal=log_entry.goal_of(connection, desk, form.goal).key,
            count=form.count,
            cost_per_conversion=form.cost(desk.currency),
            start=form.start,
            end=form.end,
        )
        saving = replacements.begin(connection, desk, body, Kind.TARGET, key_of(target), fields(target))
        if saving.needed:
            targets.save(connection, desk.act, target)
        ledger = WorkspaceBooks(connection, desk.workspace.id, desk.currency)
        saved = progress_today(ledger, target, desk.today, [*ledger.benchmarks(), *desk.office.benchmarks])
        named = ledger.names()
    before, undo = changes(desk.language, saving.replaced), undo_button(desk.language, saving.replaced)
    receipt = target_saved(desk.language, saved, named, before, undo)
    return replies.updated(replies.as_modal(desk, receipt))


def _check_there(register: Register, form: TargetForm) -> None:
    """Raises `FieldMissing` where the campaign or the goal does not exist: neither is made here."""
    for kind, value in ((name_book.CAMPAIGN, form.campaign), (name_book.GOAL, form.goal)):
        if value.startswith(log_entry.NEW) and register.kinds.get(value) != kind:
            raise FieldMissing(field=kind)


def _meant(register: Register, words: Sequence[str]) -> tuple[dict[str, str], str]:
    """The campaign, the goal and the count that ``words`` say, in any order, and the rest of them."""
    meant: dict[str, str] = {}
    unused: list[str] = []
    read, beyond = words[:MOST_WORDS], words[MOST_WORDS:]
    while read:
        kind, text, many = _first_meant(register, read)
        if kind and kind not in meant:
            meant[kind] = text
        else:
            unused += read[:many]
        read = read[many:]
    return meant, " ".join([*unused, *beyond])


def _first_meant(register: Register, words: Sequence[str]) -> tuple[str, str, int]:
    """The field that the first of ``words`` say, what stands in it, and how many they are; the longest name wins."""
    for many in range(min(len(words), MOST_IN_A_NAME), 0, -1):
        if key := register.find(" ".join(words[:many]), name_book.CAMPAIGN, name_book.GOAL):
            return register.kinds[key], key, many
    is_count = words[0].isascii() and words[0].isdigit() and len(words[0]) <= MOST_DIGITS
    return ("count" if is_count else "", words[0], 1)


def _near(register: Register, unused: str) -> tuple[str, ...]:
    """The campaigns and goals that are called almost so."""
    return alike(unused, [key for key, kind in register.kinds.items() if kind in (name_book.CAMPAIGN, name_book.GOAL)])


def _is(target: Target, meant: Fields) -> bool:
    return all(getattr(target, kind) == key for kind, key in meant.items())


def _form(desk: Desk, listed: Sequence[str], values: Fields, metadata: str) -> Block:
    spoken = replacements.spoken(desk)
    filled = dict(values)
    for name in ("campaign", "goal"):
        if name in values:
            key = values[name]
            filled[f"{name}_text"] = spoken.get(key, key)
    return target_form(desk.language, listed, desk.currency, desk.today, metadata, filled)

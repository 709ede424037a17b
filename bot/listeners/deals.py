"""`/roi deal`: sales not made yet, moved from stage to stage; the stages themselves; taking a step back."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from bot.desk import form_metadata, replies
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.forms.deals import DealForm, StagesForm
from bot.forms.fields import read
from bot.forms.state import typed
from bot.services import deals as deal_service
from bot.services import history, log_entry, replacements, reversals, typical_sale
from bot.services.saved_fields import stages as stage_fields
from bot.services.typed_currency import with_typed_currency
from bot.views import deals as views
from bot.views import words
from bot.views.blocks import Block
from bot.views.forms.deals import Listed, deal_form, stages_form
from bot.views.replacements import changes, undo_button
from bot.views.stages import stages_saved
from core.sales.deals import Deal, check_changed
from core.sales.stages import calibrated, in_force, parse_stages
from core.setup.names import LONGEST, one_line, slug
from core.setup.replacements import Fields, Kind
from storage import closings, deals, goals, stages


def deal_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form; filled in with the deal that ``rest`` names, or with that name alone."""
    name = one_line(rest)
    with desk.database.reading() as connection:
        named = next(
            (key for key, written in deals.named(connection, desk.workspace.id) if slug(written) == slug(name)), ""
        )
        stands = deals.last(connection, desk.workspace.id, named) if name and named else None
    return _change(desk, body, named) if stands else open_deal(desk, body, name)


def open_deal(desk: Desk, body: Body, name: str = "") -> Reply:
    """The form, with the open deals above it. ``name``: of the deal to add."""
    with desk.database.reading() as connection:
        steps = deals.open_on(connection, desk.workspace.id, desk.today)
        names = log_entry.spoken(connection, desk)
        menu = in_force(stages.every(connection, desk.workspace.id), desk.today)
    listed = Listed(deals=tuple(step.fact for step in steps), names=names)
    form = deal_form(
        desk.language,
        {"name": name[:LONGEST]} if name else {},
        menu,
        desk.currency,
        desk.today,
        form_metadata.new_metadata(),
        listed=listed,
        admin=desk.person.admin,
    )
    return replies.open_form(desk, body, form)


def change_deal(desk: Desk, body: Body) -> Reply:
    """Opens the form filled in with what stands: *Change* beside a deal."""
    return _change(desk, body, one_line(str(replies.pressed(body).get("value", ""))))


def _change(desk: Desk, body: Body, key: str) -> Reply:
    """Opens the form of a deal. Raises `UnknownDeal`."""
    with desk.database.reading() as connection:
        deal = deal_service.standing(connection, desk.workspace.id, key)
        values = _typed(connection, desk, deal)
        menu = in_force(stages.every(connection, desk.workspace.id), desk.today)
    metadata = form_metadata.new_metadata({"deal": deal.key})
    form = deal_form(desk.language, values, menu, desk.currency, desk.today, metadata, changing=deal)
    return replies.open_form(desk, body, form)


def submit_deal(desk: Desk, body: Body) -> Reply:
    """Saves the step once and turns the form into its receipt."""
    form = read(DealForm, with_typed_currency(desk, body["view"]), desk.world)
    changing = str(form_metadata.metadata(body).get("deal", ""))
    request = replies.request_of(body)
    with desk.changing() as connection:
        fact = deal_service.deal_of(connection, desk, form, changing)
        if changing and not deals.seen(connection, desk.workspace.id, request):
            before = deal_service.standing(connection, desk.workspace.id, changing)
            check_changed(before, fact, on_another_day=_chose_day(body, form))
        move = deals.log(connection, desk.act, fact, request=request)
        closed = closings.touched(connection, desk.workspace.id, *move.restates)
        names = log_entry.spoken(connection, desk)
        asked = typical_sale.asked(connection, desk, move.booked)
    changed = move.step.fact != fact
    receipt = views.receipt(desk.language, move, names, desk.today, changed=changed, closed=closed, asked=asked)
    return replies.updated(replies.as_modal(desk, receipt))


def _chose_day(body: Body, form: DealForm) -> bool:
    """Whether the date is another than the form was opened with: today's, not the deal's."""
    fields = (block for block in body["view"]["blocks"] if block.get("block_id") == "date")
    return any(field["element"].get("initial_date") != form.date.isoformat() for field in fields)


def undo_deal(desk: Desk, body: Body) -> Reply:
    """Takes a step back, from *Undo* under a receipt: what stood there says what was taken back."""
    return replies.replace(
        desk, body, reversals.take_back_or_ask(desk, reversals.DEALS, replies.number_pressed(body))[0]
    )


def undo_deal_listed(desk: Desk, body: Body) -> Reply:
    """Takes a step back, from *Take back* in the history; the answer stands beside the list, which is drawn anew."""
    return history.answer(
        desk, body, reversals.take_back_or_ask(desk, reversals.DEALS, replies.number_pressed(body))[0]
    )


def undo_deal_sure(desk: Desk, body: Body) -> Reply:
    return replies.replace(desk, body, reversals.take_back(desk, reversals.DEALS, replies.number_pressed(body)))


def redo_deal(desk: Desk, body: Body) -> Reply:
    """Puts a step back at once (*Redo*); where it moves a closed month only on a second word."""
    return replies.replace(
        desk, body, reversals.put_back_or_ask(desk, reversals.DEALS, replies.number_pressed(body))[0]
    )


def redo_deal_sure(desk: Desk, body: Body) -> Reply:
    return replies.replace(desk, body, reversals.put_back(desk, reversals.DEALS, replies.number_pressed(body)))


def open_stages(desk: Desk, body: Body) -> Reply:
    """Opens the stages of today, with what the closed deals say of them. Admins only."""
    return replies.open_form(desk, body, _stages_form(desk, from_closed=False))


def calibrate_stages(desk: Desk, body: Body) -> Reply:
    """Shows the same form over it, with the shares of the closed deals put in; nothing is saved yet."""
    return replies.open_form(desk, body, _stages_form(desk, from_closed=True))


def submit_stages(desk: Desk, body: Body) -> Reply:
    """Adds the stages; steps saved before keep the probability they have."""
    desk.require(Kind.STAGES)
    try:
        return _submitted_stages(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda key, said, metadata: _drawn(desk, key, said, metadata))


def _submitted_stages(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    form = read(StagesForm, typed(body["view"]), desk.world)
    with desk.database.reading() as connection:
        earlier = [stage for one in stages.every(connection, desk.workspace.id) for stage in one.stages]
    kept = {slug(stage.name): stage.key for stage in earlier if stage.name}
    parsed = parse_stages(form.stages, form.start, deal_service.our_stages(desk), {*kept, *kept.values()}, kept)
    with desk.changing() as connection:
        saving = replacements.begin(
            connection, desk, body, Kind.STAGES, stage_fields.key_of(parsed), stage_fields.fields(parsed)
        )
        if saving.needed:
            stages.save(connection, desk.act, parsed)
    before, undo = changes(desk.language, saving.replaced), undo_button(desk.language, saving.replaced)
    return replies.updated(replies.as_modal(desk, stages_saved(desk.language, parsed, before, undo)))


def _stages_form(desk: Desk, *, from_closed: bool) -> Block:
    desk.require(Kind.STAGES)
    with desk.database.reading() as connection:
        now = in_force(stages.every(connection, desk.workspace.id), desk.today)
        closed = deals.closed(connection, desk.workspace.id, desk.today)
    judged = [one for one in closed if now.find(one.stage)]
    proposed = calibrated(now, judged) if from_closed else now
    put_in = ("stages",) if from_closed else ()  # as if somebody had typed them
    metadata = replacements.opened(stage_fields.fields(now), touched=put_in)
    return stages_form(desk.language, proposed, judged, desk.today, metadata, from_closed=from_closed)


def _drawn(desk: Desk, key: str, values: Fields, metadata: str) -> Block:
    """The form of the stages once more, from the day that was chosen."""
    chosen = stage_fields.read(key, values)
    return stages_form(desk.language, chosen, (), chosen.start, metadata, from_closed=False)


def _typed(connection: Connection, desk: Desk, deal: Deal) -> Mapping[str, str]:
    """The fields of the form as if it had just been filled in for today."""
    names = log_entry.spoken(connection, desk)
    goal = goals.versions(connection, desk.workspace.id).get(deal.goal)
    values = {
        "name": deal.name,
        "amount": str(deal.amount.units),
        "currency": deal.amount.currency,
        "stage": deal.stage,
        "campaign": deal.campaign,
        "campaign_text": words.campaign(desk.language, deal.campaign, names),
        "channel": deal.channel,
        "channel_text": words.channel(desk.language, deal.channel, names),
        "goal": goal.key if goal else "",
        "goal_text": goal.name if goal else "",
        "first_contact": deal.first_contact.isoformat() if deal.first_contact else "",
    }
    return {name: text for name, text in values.items() if text}

"""`/roi-cost`: the form, its submission, and the quick form."""

from __future__ import annotations

import json
from datetime import date

from sqlalchemy import Connection

from bot import filing, replies
from bot.desk import Desk
from bot.forms.entries import CostForm
from bot.forms.fields import World, read
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.views import entries as views
from bot.views.forms import cost_form
from core.quick import read_cost
from storage import ledger, workspaces

HIDDEN = ("amount", "hours", "rate", "until", "share", "repeat", "split", "weights")
"""Fields that a change of category takes off the screen; Slack forgets what was typed in them."""

REPLACES = "replaces"
"""What a form's metadata calls the repeat that it takes the place of."""

MOST_KEPT = 300
"""Characters of one of them: a form's metadata takes 3,000 in all."""


def cost_command(desk: Desk, body: Body) -> Reply:
    """The form; or, with words behind the command, the quick form."""
    text = str(body.get("text") or "").strip()
    return log_quick(desk, body, text) if text else open_cost(desk, body)


def open_cost(desk: Desk, body: Body) -> Reply:
    form = cost_form(desk.language, {}, desk.currency, desk.today, replies.new_metadata(), admin=desk.person.admin)
    return replies.open_form(desk, body, form)


def change_category(desk: Desk, body: Body) -> Reply:
    """Draws the fields of the chosen category; what was typed stays."""
    view, said, metadata = body["view"], typed(body["view"]), replies.metadata(body)
    shown = {block.get("block_id") for block in view["blocks"]}
    kept = {name: text for name, text in metadata.get("kept", {}).items() if name not in shown}
    kept |= {name: said[name][:MOST_KEPT] for name in HIDDEN if name in said}
    again = json.dumps(metadata | {"kept": kept}, ensure_ascii=False)
    form = cost_form(
        desk.language,
        kept | said,
        desk.currency,
        desk.today,
        again,
        admin=desk.person.admin,
        replacing=REPLACES in metadata,
    )
    desk.slack.update_view(view["id"], view["hash"], form)
    return {}


def log_quick(desk: Desk, body: Body, text: str) -> Reply:
    """``250 EUR ads linkedin campaign-q3 2026-08-03 "boosted post"`` logged at once."""
    with desk.database.writing() as books:
        cost = read_cost(text, filing.vocabulary(books, desk))
        before = filing.twin_of(books, desk, cost)
        entry = filing.log(books, desk, cost, "quick", replies.command_request(body, "command"))
        names = filing.spoken(books, desk)
    twin = before not in (None, entry.id)
    return replies.ephemeral(views.receipt(desk.language, entry, names, desk.today, twin=twin))


def submit_cost(desk: Desk, body: Body) -> Reply:
    """Saves the form once and turns it into its receipt. It may repeat, and take the place of one that did."""
    request = replies.request_of(body)
    form = read(CostForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    with desk.database.writing() as books:
        split = filing.split_of(books, desk, form)
        campaign = filing.campaign_key(books, desk, form.campaign)
        cost = form.cost(campaign, filing.channel_key(books, desk, form.channel), split)
        replaced = _replace(books, desk, body, form.date, request)
        entry = filing.log(books, desk, cost, "form", request)
        repeat = filing.repeat(books, desk, entry, form.rhythm)
        names = filing.spoken(books, desk)
    receipt = views.receipt(
        desk.language, entry, names, desk.today, changed=entry.fact != cost, repeat=repeat, replaced=replaced
    )
    return replies.updated(replies.as_modal(desk, receipt))


def _replace(books: Connection, desk: Desk, body: Body, day: date, request: str) -> int | None:
    """Ends what the form takes the place of, once; answers how many entries it took back, None where there is none."""
    old = replies.metadata(body).get(REPLACES)
    if old is None:
        return None
    workspaces.touch(books, desk.workspace.id)  # first: the same form sent twice at once takes turns
    if ledger.seen(books, desk.workspace.id, request):
        return None
    return filing.end_repeat(books, desk, int(old), day)

"""`/roi company`: the company's figures, month by month. Admins set them, everybody may read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.desk import replies, whom_to_ask
from bot.desk.desk import AdminsOnly, Desk
from bot.desk.replies import Body, Reply
from bot.forms.company import CompanyForm
from bot.forms.fields import FieldMissing, read
from bot.forms.state import typed
from bot.services import replacements
from bot.services.saved_fields.company import fields, key_of
from bot.services.saved_fields.company import month as month_of
from bot.views import company as views
from bot.views.blocks import Block
from bot.views.replacements import undo_button
from core.calendar.period_parser import parse_period
from core.calendar.periods import month_number, months
from core.setup.company_figures import CompanyMonth, Figure, NotOneMonth, parse_month
from core.setup.replacements import Fields, Kind
from storage import company


def company_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form, of the month typed behind it, else of last month; to a member, what is kept and whom to ask."""
    if not desk.may(Kind.COMPANY):
        refusal = whom_to_ask.refusal(desk.language, AdminsOnly(), desk.office.people, desk.workspace.team_id)
        return replies.ephemeral(views.company_answer(desk.language, _kept(desk), refusal, desk.timezone))
    return _open(desk, body, _month_typed(desk, rest))


def open_company(desk: Desk, body: Body) -> Reply:
    """*Change* beside a month, or *Another month*: the form over what is open."""
    desk.require(Kind.COMPANY)
    value = str(replies.pressed(body).get("value", "")).removeprefix("-")
    return _open(desk, body, parse_month(value, desk.today) if value else _last_month(desk.today))


def submit_company(desk: Desk, body: Body) -> Reply:
    """Adds a version of the month; the same form again adds none."""
    desk.require(Kind.COMPANY)
    try:
        return _submitted(desk, body)
    except replacements.Unseen as unseen:
        return replacements.ask(desk, body, unseen, lambda key, said, metadata: _filled(desk, key, said, metadata))


def _submitted(desk: Desk, body: Body) -> Reply:
    """Saves what was submitted. Raises `replacing.Unseen`, and nothing is saved."""
    form = read(CompanyForm, typed(body["view"]), desk.world)
    figures = form.figures(desk.currency)
    with desk.changing() as connection:
        saving = replacements.begin(
            connection, desk, body, Kind.COMPANY, key_of(figures), fields(figures, desk.currency)
        )
        if not (figures.said or saving.replaced):
            raise FieldMissing(field=Figure.REVENUE.value)
        if saving.needed:
            company.save(connection, desk.act, figures, desk.currency)
    replaced = saving.replaced
    before = month_of(key_of(figures), replaced.before) if replaced else None
    receipt = views.company_saved(desk.language, figures, before, undo_button(desk.language, replaced))
    return replies.updated(replies.as_modal(desk, receipt))


def _open(desk: Desk, body: Body, month: date) -> Reply:
    values = fields(_of(_kept(desk), month), desk.currency)
    return replies.open_form(desk, body, _filled(desk, f"{month:%Y-%m}", values, replacements.opened(values)))


def _filled(desk: Desk, key: str, values: Fields, metadata: str) -> Block:
    return views.company_form(desk.language, _kept(desk), month_of(key, values), desk.today, desk.timezone, metadata)


def _kept(desk: Desk) -> Sequence[CompanyMonth]:
    with desk.database.reading() as connection:
        return [figures for figures in company.every(connection, desk.workspace.id) if figures.said]


def _of(kept: Sequence[CompanyMonth], month: date) -> CompanyMonth:
    figures = next((one for one in kept if one.month == month), None)
    return figures or CompanyMonth(month=month)


def _month_typed(desk: Desk, text: str) -> date:
    """The month typed behind the command. Raises `UnknownPeriod`, `NotOneMonth`, `MonthAhead`."""
    if not text:
        return _last_month(desk.today)
    period = parse_period(text, desk.today)
    if period != months(month_number(period.start), 1):
        raise NotOneMonth(text=text)
    return parse_month(f"{period.start:%Y-%m}", desk.today)


def _last_month(today: date) -> date:
    return months(month_number(today) - 1, 1).start

"""`/roi company`: the company's figures, month by month. Admins set them, everybody may read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot import replies
from bot.desk import AdminsOnly, Desk
from bot.forms.company import CompanyForm
from bot.forms.fields import FieldMissing, World, read
from bot.forms.state import typed
from bot.replies import Body, Reply
from bot.sentences import sentence
from bot.views import company as views
from core.company import CompanyMonth, Figure, NotOneMonth, parse_month
from core.period_words import parse_period
from core.periods import month_number, months
from storage import company, workspaces


def company_command(desk: Desk, body: Body, rest: str) -> Reply:
    """The form, of the month typed behind it, else of last month; to a member, what is kept and whom to ask."""
    if not desk.person.admin:
        told = sentence(desk.language, AdminsOnly())
        return replies.ephemeral(views.company_answer(desk.language, _kept(desk), told, desk.timezone))
    return _open(desk, body, _month_typed(desk, rest))


def open_company(desk: Desk, body: Body) -> Reply:
    """*Change* beside a month, or *Another month*: the form over what is open."""
    desk.require_admin()
    value = str(replies.pressed(body).get("value", "")).removeprefix("-")
    return _open(desk, body, parse_month(value, desk.today) if value else _last_month(desk.today))


def submit_company(desk: Desk, body: Body) -> Reply:
    """Adds a version of the month; the same form again adds none."""
    desk.require_admin()
    form = read(CompanyForm, typed(body["view"]), World(today=desk.today, currency=desk.currency))
    said = form.said(desk.currency)
    with desk.database.writing() as books:
        workspaces.touch(books, desk.workspace.id)  # first: what another saves at this moment is seen
        before = _of(company.every(books, desk.workspace.id), said.month)
        if not (said.said or before.said):
            raise FieldMissing(field=Figure.REVENUE.value)
        if said.said != before.said:
            company.save(books, desk.workspace.id, said, desk.currency, desk.person.id, desk.now)
    replaced = before if before.said != said.said else None
    return replies.updated(replies.as_modal(desk, views.company_saved(desk.language, said, replaced)))


def _open(desk: Desk, body: Body, month: date) -> Reply:
    kept = _kept(desk)
    chosen = _of(kept, month).only(desk.currency)
    form = views.company_form(desk.language, kept, chosen, desk.today, desk.timezone, replies.new_metadata())
    return replies.open_form(desk, body, form)


def _kept(desk: Desk) -> Sequence[CompanyMonth]:
    with desk.database.reading() as books:
        return [said for said in company.every(books, desk.workspace.id) if said.said]


def _of(kept: Sequence[CompanyMonth], month: date) -> CompanyMonth:
    found = next((said for said in kept if said.month == month), None)
    return found or CompanyMonth(month=month)


def _month_typed(desk: Desk, text: str) -> date:
    """Raises `UnknownPeriod`, `NotOneMonth`, `MonthAhead`."""
    if not text:
        return _last_month(desk.today)
    period = parse_period(text, desk.today)
    if period != months(month_number(period.start), 1):
        raise NotOneMonth(text=text)
    return parse_month(f"{period.start:%Y-%m}", desk.today)


def _last_month(today: date) -> date:
    return months(month_number(today) - 1, 1).start

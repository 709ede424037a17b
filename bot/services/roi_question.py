"""Questions: what `/roi …` asks for, answered from the books; kept as long as they have not moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from bot.desk.answer_cache import Answer
from bot.desk.desk import Desk
from bot.views import answer_buttons, rankings
from bot.views import reports as views
from bot.views.blocks import Block
from bot.views.cohorts import cohorts_answer
from bot.views.comparisons import comparison_answer
from core.calendar.fiscal import FiscalCalendar, with_fiscal_days
from core.calendar.period_parser import parse_period, split_period, splits
from core.calendar.period_words import UnknownPeriodOf, near_words
from core.calendar.periods import Period
from core.ledger.splits import SplitKey
from core.reports.answer_figures import Report
from core.reports.campaign import campaign_report
from core.reports.cohorts import cohort_report
from core.reports.company import company_report
from core.reports.comparison_words import comparison
from core.reports.privacy import Veil
from core.reports.ranking import Ranking, campaign_ranking, channel_ranking, content_ranking, last_year
from core.reports.shared_costs import SharedCosts, shared_costs
from core.setup.campaigns import UnknownCampaign
from core.setup.command_words import Command, command_of, gives_way
from core.setup.names import slug
from storage import names
from storage.totals import WorkspaceBooks

LONGEST = 200
"""Characters of a question; names have 60."""

Asked = tuple[Report, Callable[..., Block]]
"""The answer as values, and the view that shows it."""


def answer(desk: Desk, text: str, *, veil: Veil) -> Answer:
    """The answer to ``text``; kept as long as the books have not moved. Raises `UnknownCampaign` and others."""
    if len(text) > LONGEST:
        raise UnknownCampaign(name=text)
    key = (desk.workspace.id, text, desk.language.code, veil, desk.today)
    return desk.office.answers.get(key, desk.workspace.revision, lambda: _work_out(desk, text, veil=veil))


def shareable(desk: Desk, text: str, *, veil: Veil) -> Answer:
    """The answer, whose *Share* says which guests of the conversation would read it. Raises `UnknownCampaign`, …"""
    answered = answer(desk, text, veil=veil)
    guests = desk.office.guests.among(desk.conversation)
    if guests == 0:
        return answered
    key = (desk.workspace.id, text, desk.language.code, veil, desk.today, guests)
    asking = partial(answer_buttons.sharing_with_guests, desk.language, answered.message, guests)
    return desk.office.answers.get(key, answered.revision, asking)


def names_campaign(desk: Desk, text: str) -> bool:
    """Whether a text that begins with a word of ours names a campaign, with a period or not: *New York july*."""
    with desk.database.reading() as connection:
        register = names.register(connection, desk.workspace.id)
    return bool(_named_in(text, desk.today, lambda name: register.find(name, names.CAMPAIGN)))


def report(desk: Desk, books: WorkspaceBooks, text: str, *, veil: Veil) -> Report:
    """The same answer as values. Raises `UnknownCampaign` and others."""
    return _asked(desk, books, text, veil=veil)[0]


def _work_out(desk: Desk, text: str, *, veil: Veil) -> Block:
    with desk.database.reading() as connection:
        books = WorkspaceBooks(connection, desk.workspace.id, desk.currency, desk.workspace.complete_from)
        report, show = _asked(desk, books, text, veil=veil)
    return show(desk.language, report, text)


def _asked(desk: Desk, books: WorkspaceBooks, text: str, *, veil: Veil) -> Asked:
    text = _in_days(desk, books, text)
    first, _, rest = text.strip().partition(" ")
    command = command_of(slug(first))
    ours = command is not None and not rest and not gives_way(slug(first))
    if text.strip() and not ours and (named := _named_in(text.strip(), desk.today, books.campaign)):
        return _campaign(desk, books, *named, veil=veil)
    if command is Command.CHANNELS:
        return _ranked(desk, books, partial(channel_ranking, veil=veil), rankings.channel_answer, rest)
    if command is Command.CAMPAIGNS:
        return _campaigns(desk, books, rest, veil=veil)
    if command is Command.COMPARE:
        return comparison(books, rest, desk.today, veil=veil), comparison_answer
    if command is Command.CONTENT:
        return _ranked(desk, books, partial(content_ranking, veil=veil), rankings.content_answer, rest)
    if command is Command.COHORTS:
        return _cohorts(desk, books, rest.strip())
    return _named(desk, books, text.strip(), veil=veil)


def _in_days(desk: Desk, books: WorkspaceBooks, text: str) -> str:
    """The question with its fiscal years in days, which only the workspace knows."""
    calendar = FiscalCalendar(today=desk.today, first_month=desk.workspace.fiscal_start)
    return with_fiscal_days(text, calendar, books.register().knows())


def _named(desk: Desk, books: WorkspaceBooks, text: str, *, veil: Veil) -> Asked:
    """The report on a campaign, with a period behind it or not; a period alone asks for the overview."""
    name, period = split_period(text, desk.today)
    if name:
        _check_behind(books, name)
        return _campaign(desk, books, name, period, veil=veil)
    ranking = campaign_ranking(books, period or _this_month(desk), desk.today, veil=veil)
    new = not ranking.rows and books.days() is None
    shared = _shared(desk, books, ranking.period, veil=veil)
    year = campaign_ranking(books, last_year(desk.today), desk.today, veil=veil)
    company = company_report(books, books.company(), ranking.period, desk.today)
    return ranking, partial(rankings.overview_answer, shared=shared, new=new, company=company, year=year)


def _parted(books: WorkspaceBooks, text: str, today: date) -> tuple[str, Period | None]:
    """The campaign and the period of ``text``: a name that is known may itself end as a period does, *Plan na 2026*."""
    return _named_in(text, today, books.campaign) or split_period(text, today)


def _named_in(text: str, today: date, is_known: Callable[[str], object]) -> tuple[str, Period | None] | None:
    """The longest beginning of ``text`` that is known, with a period behind it or nothing; None where none is."""
    if is_known(text):
        return text, None
    known = [(name, period) for name, period in splits(text, today) if name and is_known(name)]
    periods = [(name, period) for name, period in known if isinstance(period, Period)]
    return max(periods, key=lambda one: len(one[0]), default=None)


def _check_behind(books: WorkspaceBooks, text: str) -> None:
    """Raises `UnknownPeriodOf` where only the first words are a campaign: the rest is what was not understood."""
    words = text.split()
    for many in range(len(words) - 1, 0, -1):
        if books.campaign(text) is None and (campaign := books.campaign(" ".join(words[:many]))):
            behind = " ".join(words[many:])
            raise UnknownPeriodOf(text=behind, name=campaign.name, key=campaign.key, alike=near_words(behind))


def _campaign(desk: Desk, books: WorkspaceBooks, name: str, period: Period | None, *, veil: Veil) -> Asked:
    benchmarks = [*books.benchmarks(), *desk.office.benchmarks]
    report = campaign_report(books, name, period, desk.today, benchmarks, veil=veil)
    return report, partial(views.campaign_answer, shared=_shared(desk, books, report.period, veil=veil))


def _campaigns(desk: Desk, books: WorkspaceBooks, rest: str, *, veil: Veil) -> Asked:
    """All of them; of ``/roi campaign spring`` the one."""
    if rest.strip() and (named := _named_in(rest.strip(), desk.today, books.campaign)):
        return _campaign(desk, books, *named, veil=veil)
    ranking = campaign_ranking(books, _period(desk, rest), desk.today, veil=veil)
    shared = _shared(desk, books, ranking.period, veil=veil, off=veil.for_admin)
    return ranking, partial(rankings.campaigns_answer, shared=shared, admin=veil.for_admin)


def _shared(desk: Desk, books: WorkspaceBooks, period: Period, *, veil: Veil, off: bool = False) -> SharedCosts | None:
    """The shared costs of ``period``, spread by the workspace's key; without a key they are only read if ``off``."""
    key = SplitKey(desk.workspace.shared or SplitKey.NONE)
    return shared_costs(books, period, key, veil=veil) if off or key is not SplitKey.NONE else None


def _cohorts(desk: Desk, books: WorkspaceBooks, rest: str) -> Asked:
    """Of a campaign or of all, over a period or over all there is."""
    name, period = _parted(books, rest, desk.today) if rest else ("", None)
    return cohort_report(books, name, period, desk.today), cohorts_answer


def _ranked(
    desk: Desk, books: WorkspaceBooks, rank: Callable[..., Ranking], show: Callable[..., Block], rest: str
) -> Asked:
    return rank(books, _period(desk, rest), desk.today), show


def _period(desk: Desk, rest: str) -> Period:
    return parse_period(rest, desk.today) if rest.strip() else _this_month(desk)


def _this_month(desk: Desk) -> Period:
    return parse_period("this month", desk.today)

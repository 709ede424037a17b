"""Questions: what `/roi …` asks for, answered from the books; kept as long as they have not moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from bot.desk.answer_cache import Answer
from bot.desk.desk import Desk
from bot.services import digest_question
from bot.views import answer_buttons, rankings
from bot.views.advice import advice_answer
from bot.views.answers import AnswerView
from bot.views.blocks import Block
from bot.views.campaigns import campaign_answer
from bot.views.channels import one_channel_answer
from bot.views.cohorts import cohorts_answer
from bot.views.comparisons import answer_beside_goal, comparison_answer
from bot.views.importing import while_importing
from core.calendar.fiscal import FiscalCalendar, with_fiscal_days
from core.calendar.period_parser import parse_period, split_period
from core.calendar.period_words import ENGLISH_WORDS, UnknownPeriod, near_words
from core.calendar.period_words import WORDS as PERIOD_WORDS
from core.calendar.periods import Period
from core.ledger.splits import SplitKey
from core.performance.blocks import RowKind
from core.posts.asked_digests import asked_digest
from core.posts.digests import DigestReport
from core.posts.weeks import WeeksReport
from core.problems import Problem
from core.reports.advice import advice, question_in
from core.reports.answer_figures import Report
from core.reports.campaign import campaign_report, find_campaign
from core.reports.channel import channel_report
from core.reports.cohorts import CohortsOfChannel, cohort_report
from core.reports.comparison_words import beside_goal, comparison, understands
from core.reports.misread import NotUnderstood, Proposed, not_understood
from core.reports.overview import overview, recent
from core.reports.privacy import Veil
from core.reports.ranking import Ranking, bounded, campaign_ranking, channel_ranking, content_ranking
from core.reports.shared_costs import SharedCosts, shared_costs
from core.reports.subjects import GoalAsked, Subject, also_a_channel, asked_about, subject_and_period
from core.setup.campaigns import UnknownCampaign
from core.setup.command_words import Command, command_of, gives_way, suggested
from core.setup.names import slug
from core.setup.question_words import SUGGESTED, asked_of, without_ads, without_asking
from core.setup.registers import Register
from storage import names
from storage.totals import WorkspaceBooks

LONGEST = 200
"""Characters of a question; names have 60."""

Asked = tuple[Report | digest_question.Seen, Callable[..., AnswerView]]
"""The answer as values, and the view that shows it."""


def answer(desk: Desk, text: str, *, veil: Veil) -> Answer:
    """The answer to ``text``; kept as long as the books have not moved. Raises `NotUnderstood` and others."""
    if len(text) > LONGEST:
        raise NotUnderstood(text=text)
    key = (desk.workspace.id, text, desk.language.code, veil, desk.today)
    return desk.office.answers.get(key, desk.workspace.revision, lambda: _work_out(desk, text, veil=veil))


def shareable(desk: Desk, text: str, *, veil: Veil) -> Answer:
    """The answer, whose *Share* says which guests of the conversation would read it. Raises `NotUnderstood`, …"""
    answered = answer(desk, text, veil=veil)
    guests = desk.office.guests.among(desk.conversation)
    if guests == 0:
        return answered
    key = (desk.workspace.id, text, desk.language.code, veil, desk.today, guests)
    asking = partial(answer_buttons.sharing_with_guests, desk.language, answered.message, guests)
    return desk.office.answers.get(key, answered.revision, asking)


def names_something(desk: Desk, text: str) -> bool:
    """Whether a text that begins with a word of ours names something to ask about: *New York july*; a goal is none."""
    if len(text) > LONGEST:
        return False
    with desk.database.reading() as connection:
        register = names.register(connection, desk.workspace.id)
    named = subject_and_period(plain(text), register, desk.today)
    return named is not None and not named[0].goal


def report(desk: Desk, books: WorkspaceBooks, text: str, *, veil: Veil) -> Report | None:
    """The same answer as values. Raises `NotUnderstood` and others."""
    return _openable(desk, books, _asked(desk, books, text, veil=veil)[0], veil=veil)


def in_period(text: str, period: str, today: date) -> str:
    """The question over another period, as it is typed. ``period``: its words; empty for the usual one."""
    words, _ = split_period(plain(text), today)
    return f"{words} {period}".strip()


def ranked_by(command: str, text: str, today: date) -> str:
    """The ranking of that command over the days that ``text`` asks about, as it is typed."""
    words = plain(text)
    name, _ = split_period(words, today)
    return f"{command} {words.removeprefix(name).strip()}".strip()


def drawn(desk: Desk, books: WorkspaceBooks, text: str, *, veil: Veil) -> tuple[Report | None, AnswerView]:
    """The same answer as values and as it is drawn, with what is behind *Details*.

    Raises `NotUnderstood` and others.
    """
    seen, show = _asked(desk, books, text, veil=veil)
    return _openable(desk, books, seen, veil=veil), show(desk.language, seen, text)


def _openable(desk: Desk, books: WorkspaceBooks, seen: Report | digest_question.Seen, *, veil: Veil) -> Report | None:
    """The report whose figures can be opened, if they are those of the answer."""
    if isinstance(seen, DigestReport | WeeksReport):
        return digest_question.opened(desk, books, seen, veil=veil)
    return seen


def _work_out(desk: Desk, text: str, *, veil: Veil) -> Block:
    with desk.database.reading() as connection:
        books = WorkspaceBooks(connection, desk.workspace.id, desk.currency, desk.workspace.complete_from)
        report, show = _asked(desk, books, text, veil=veil)
    view = show(desk.language, report, text)
    return (while_importing(desk.language, view) if desk.workspace.importing else view).message


def plain(text: str) -> str:
    """The question on single spaces, without the mark at its end."""
    return " ".join(text.split()).rstrip("?! ")


def _asked(desk: Desk, books: WorkspaceBooks, text: str, *, veil: Veil) -> Asked:
    question = _in_days(desk, books, plain(text))
    first, _, rest = question.partition(" ")
    command = command_of(slug(first))
    if command is Command.DIGEST and (of_digest := asked_digest(rest)):
        return digest_question.of_digest(books, of_digest, veil=veil)
    ours = command is not None and not rest and not gives_way(slug(first))
    named = None if ours else _named(question, books.register(), desk.today)
    if named and not (command and named[0].goal):
        return _of_subject(desk, books, *named, veil=veil)
    of_campaign = _named(rest, books.register(), desk.today) if command is Command.CAMPAIGNS else None
    if not of_campaign and (asked := question_in(question, desk.today)):
        return advice(books, *asked, desk.today, veil=veil), advice_answer
    if (bare := without_asking(question)) != question:
        return _asked(desk, books, bare, veil=veil)
    of_channel = _named(without_ads(question), books.register(), desk.today)
    if command is None and of_channel and of_channel[0].channel:
        return _of_subject(desk, books, *of_channel, veil=veil)
    if command is Command.CHANNELS:
        return _ranked(desk, books, "channel", partial(channel_ranking, veil=veil), rankings.channel_answer, question)
    if command is Command.CAMPAIGNS:
        return _campaigns(desk, books, question, veil=veil)
    if command is Command.COMPARE:
        return _comparison(desk, books, rest, veil=veil)
    if command is Command.CONTENT:
        return _ranked(desk, books, "content", partial(content_ranking, veil=veil), rankings.content_answer, question)
    if command is Command.COHORTS:
        return _cohorts(desk, books, rest)
    return _overview(desk, books, question, veil=veil)


def _comparison(desk: Desk, books: WorkspaceBooks, text: str, *, veil: Veil) -> Asked:
    """Two things side by side; of a channel or campaign and a goal the answer on the first, which counts the second."""
    try:
        return comparison(books, text, desk.today, veil=veil), comparison_answer
    except UnknownCampaign:
        beside = beside_goal(books, text, desk.today)
        if beside is None:
            raise
    report, show = _of_subject(desk, books, beside.subject, beside.period, veil=veil)
    return report, partial(answer_beside_goal, show=show, beside=beside, names=books.names())


def _in_days(desk: Desk, books: WorkspaceBooks, text: str) -> str:
    """The question with its fiscal years in days, which only the workspace knows."""
    calendar = FiscalCalendar(today=desk.today, first_month=desk.workspace.fiscal_start)
    return with_fiscal_days(text, calendar, books.register().knows())


def _overview(desk: Desk, books: WorkspaceBooks, text: str, *, veil: Veil) -> Asked:
    """All at a glance, over the period that ``text`` names."""
    name, period = split_period(text, desk.today)
    if name and understands(books, text, desk.today):
        return _comparison(desk, books, text, veil=veil)
    if name:
        raise not_understood(text, books.register(), desk.today, _proposed(desk, books))
    days = period or recent(books, desk.today)
    shared = _shared(desk, books, bounded(days, books.days(), desk.today), veil=veil)
    report = overview(books, days, desk.today, veil=veil, shared=shared, company=books.company())
    return report, partial(rankings.overview_answer, usual=period is None)


def _proposed(desk: Desk, books: WorkspaceBooks) -> Proposed:
    """What else may have been meant: our words in English and in the reader's language."""
    code = desk.language.code
    words = (*suggested(code), *SUGGESTED["en"], *(SUGGESTED[code] if code != "en" else ()))
    return Proposed(words=words, periods=_period_words(desk), understood=partial(_is_understood, desk, books))


def _period_words(desk: Desk) -> tuple[str, ...]:
    return ENGLISH_WORDS if desk.language.code == "en" else PERIOD_WORDS


def _is_understood(desk: Desk, books: WorkspaceBooks, line: str) -> bool:
    """Whether the whole of ``line`` would be, as `_asked` and the commands take it."""
    if _named(line, books.register(), desk.today) or question_in(line, desk.today):
        return True
    first, _, rest = line.partition(" ")
    command = command_of(slug(first))
    if command is Command.COMPARE:
        return understands(books, rest, desk.today)
    try:
        of_period = command in (None, Command.CHANNELS, Command.CAMPAIGNS, Command.CONTENT)
        name, _period = split_period(line if command is None else rest, desk.today) if of_period else ("", None)
    except Problem:
        return False
    return not name


def _named(text: str, register: Register, today: date) -> tuple[Subject, Period | None] | None:
    """What ``text`` names, alone or in a question of it: *budget autumn*."""
    of = asked_of(text)
    return asked_about(text, register, today) or (asked_about(of, register, today) if of else None)


def _of_subject(desk: Desk, books: WorkspaceBooks, subject: Subject, period: Period | None, *, veil: Veil) -> Asked:
    """The report on a campaign, a channel, or a campaign's part of one. Raises `GoalAsked`."""
    if subject.goal:
        raise GoalAsked(key=subject.goal, name=books.names()[subject.goal])
    if subject.channel:
        return _channel(desk, books, subject, period, veil=veil)
    benchmarks = [*books.benchmarks(), *desk.office.benchmarks]
    report = campaign_report(books, subject.campaign, period, desk.today, benchmarks, veil=veil)
    shared = _shared(desk, books, report.period, veil=veil)
    channel = also_a_channel(report.campaign.name, books.register())
    return report, partial(campaign_answer, shared=shared, channel=channel)


def _channel(desk: Desk, books: WorkspaceBooks, subject: Subject, period: Period | None, *, veil: Veil) -> Asked:
    """Without a period a campaign's part is of the campaign's own days, a channel of the last 30."""
    campaign = find_campaign(books, subject.campaign) if subject.campaign else None
    meant = period or (campaign.period_until(desk.today) if campaign else recent(books, desk.today, "channel"))
    benchmarks = [*books.benchmarks(), *desk.office.benchmarks]
    report = channel_report(books, subject.channel, meant, desk.today, benchmarks, campaign, veil=veil)
    return report, partial(one_channel_answer, usual=period is None)


def _campaigns(desk: Desk, books: WorkspaceBooks, question: str, *, veil: Veil) -> Asked:
    """All of them; of ``/roi campaign spring`` the one."""
    _, _, rest = question.partition(" ")
    if rest and (named := asked_about(rest, books.register(), desk.today)):
        return _of_subject(desk, books, *named, veil=veil)
    ranking = campaign_ranking(books, _period(desk, books, question, "campaign"), desk.today, veil=veil)
    shared = _shared(desk, books, ranking.period, veil=veil, off=veil.for_admin)
    return ranking, partial(rankings.campaigns_answer, shared=shared, admin=veil.for_admin, usual=not rest)


def _shared(desk: Desk, books: WorkspaceBooks, period: Period, *, veil: Veil, off: bool = False) -> SharedCosts | None:
    """The shared costs of ``period``, spread by the workspace's key; without a key they are only read if ``off``."""
    key = SplitKey(desk.workspace.shared or SplitKey.NONE)
    return shared_costs(books, period, key, veil=veil) if off or key is not SplitKey.NONE else None


def _cohorts(desk: Desk, books: WorkspaceBooks, rest: str) -> Asked:
    """Of a campaign or of all, over a period or over all there is. Raises `CohortsOfChannel`."""
    named = subject_and_period(rest, books.register(), desk.today)
    if named and named[0].channel:
        raise CohortsOfChannel
    name, period = (named[0].campaign, named[1]) if named and named[0].campaign else split_period(rest, desk.today)
    return cohort_report(books, name, period, desk.today), cohorts_answer


def _ranked(
    desk: Desk,
    books: WorkspaceBooks,
    kind: RowKind,
    rank: Callable[..., Ranking],
    show: Callable[..., AnswerView],
    question: str,
) -> Asked:
    usual = " " not in question
    return rank(books, _period(desk, books, question, kind), desk.today), partial(show, usual=usual)


def _period(desk: Desk, books: WorkspaceBooks, question: str, kind: RowKind) -> Period:
    """The period behind the first word, of an answer with rows of that ``kind``.

    Raises `NotUnderstood`, and as `parse_period` does.
    """
    command, _, rest = question.partition(" ")
    try:
        return parse_period(rest, desk.today) if rest else recent(books, desk.today, kind)
    except UnknownPeriod:
        lines = tuple(f"{command} {word}" for word in near_words(rest, 1, _period_words(desk)))
        raise NotUnderstood(text=rest, kind="period", behind=command, lines=lines) from None

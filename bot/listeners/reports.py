"""`/roi`: the overview, a campaign, channels, campaigns; *Share*; help."""

from __future__ import annotations

from collections.abc import Callable

from bot import replies
from bot.desk import Desk
from bot.replies import Body, Reply
from bot.sentences import sentence
from bot.slack import Refused
from bot.views import reports as views
from bot.views.blocks import Block
from bot.views.help import help_answer, shared_post
from core.campaigns import UnknownCampaign
from core.names import alike, slug
from core.period_words import parse_period, split_period
from core.periods import Period
from core.reports import Ranking, campaign_ranking, campaign_report, channel_ranking
from storage import deliveries
from storage.totals import WorkspaceBooks

CHANNELS = frozenset({"channels", "kanaly"})
CAMPAIGNS = frozenset({"campaigns", "kampanie"})
WORDS = ("channels", "campaigns", "history", "undo", "help", "new", "goal", "target", "digest", "alerts", "settings")
"""What the person may have meant instead of a campaign."""


def roi(desk: Desk, _body: Body, text: str) -> Reply:
    """The overview of a period, or one campaign's answer."""
    try:
        return replies.ephemeral(answer(desk, text, admin=desk.person.admin))
    except UnknownCampaign as unknown:
        near = (*unknown.alike, *alike(text, WORDS))[:3]
        told = sentence(desk.language, UnknownCampaign(name=unknown.name, alike=near))
        return replies.ephemeral(help_answer(desk.language, told))


def share(desk: Desk, body: Body) -> Reply:
    """Posts the answer to the conversation, naming who shared it; once for each answer shown."""
    typed = str(replies.pressed(body).get("value", "")).removeprefix("-")
    request = _share_request(desk, body)
    with desk.database.writing() as books:
        if not deliveries.first_time(books, desk.workspace.id, request, desk.now):
            return {}
    post = shared_post(desk.language, answer(desk, typed, admin=False), desk.person.name)
    message = {"response_type": "in_channel", "replace_original": False, **post}
    try:
        desk.slack.respond(str(body.get("response_url", "")), message)
    except Refused:
        with desk.database.writing() as books:
            deliveries.forget(books, desk.workspace.id, request)
        raise
    return {}


def help_command(desk: Desk, _body: Body, _rest: str) -> Reply:
    return replies.ephemeral(help_answer(desk.language))


def answer(desk: Desk, text: str, *, admin: bool) -> Block:
    """What ``text`` asks for; kept as long as the books have not moved."""
    key = (desk.workspace.id, text, desk.language.code, admin, desk.today)
    return desk.office.answers.get(key, desk.workspace.revision, lambda: _work_out(desk, text, admin=admin))


def _work_out(desk: Desk, text: str, *, admin: bool) -> Block:
    with desk.database.reading() as connection:
        books = WorkspaceBooks(connection, desk.workspace.id, desk.currency)
        first, _, rest = text.strip().partition(" ")
        if slug(first) in CHANNELS:
            return _ranked(desk, books, channel_ranking, views.channel_answer, rest, text)
        if slug(first) in CAMPAIGNS:
            return _ranked(desk, books, campaign_ranking, views.campaigns_answer, rest, text)
        return _named(desk, books, text.strip(), admin=admin)


def _named(desk: Desk, books: WorkspaceBooks, text: str, *, admin: bool) -> Block:
    """A campaign, with a period behind it or not; a period alone asks for the overview."""
    if " " in text and (whole := books.campaign(slug(text))):
        return _campaign(desk, books, whole.key, None, text, admin=admin)
    name, period = split_period(text, desk.today)
    if name:
        return _campaign(desk, books, name, period, text, admin=admin)
    ranking = campaign_ranking(books, period or _this_month(desk), desk.today)
    new = not ranking.rows and books.days() is None
    return views.overview_answer(desk.language, ranking, text, new=new)


def _campaign(desk: Desk, books: WorkspaceBooks, name: str, period: Period | None, text: str, *, admin: bool) -> Block:
    report = campaign_report(books, name, period, desk.today)
    return views.campaign_answer(desk.language, report, text, admin=admin)


def _ranked(
    desk: Desk,
    books: WorkspaceBooks,
    rank: Callable[..., Ranking],
    show: Callable[..., Block],
    rest: str,
    text: str,
) -> Block:
    period = parse_period(rest, desk.today) if rest.strip() else _this_month(desk)
    return show(desk.language, rank(books, period, desk.today), text)


def _this_month(desk: Desk) -> Period:
    return parse_period("this month", desk.today)


def _share_request(desk: Desk, body: Body) -> str:
    """The same answer, however often its button is pressed."""
    container = body.get("container") or {}
    shown = container.get("message_ts") or body.get("trigger_id", "")
    return f"share:{desk.conversation}:{shown}:{desk.person.id}"

"""`/roi`: the overview, a campaign, channels, campaigns, comparisons; *Compare* and *Share*; help."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import structlog

from bot.desk import messages, replies
from bot.desk.answer_cache import Answer
from bot.desk.answer_menu import as_button
from bot.desk.desk import Desk
from bot.desk.replies import Body, Reply
from bot.desk.sentences import sentence
from bot.services import readings, roi_question
from bot.services.typed_lines import TypedLine, value_to_log
from bot.slack.errors import NotBefore, Refused, Unclear
from bot.slack.guard import DIRECT_ID
from bot.views import answer_buttons, refusals
from bot.views.blocks import Block, button, by_name, escape, mentioned, message, paragraph
from bot.views.help import all_of_help, ask_buttons, help_answer, not_shared, not_understood, shared_post
from bot.views.line_commands import OF_KIND
from core.calendar.period_words import AmbiguousDate, fold
from core.posts.refusals import DIRECT, MISSING_SCOPE
from core.reports.misread import NotUnderstood
from core.reports.privacy import MERGING
from core.setup.campaigns import UnknownCampaign
from core.setup.command_words import ALL_OF_HELP
from core.setup.question_words import GREETINGS
from storage import deliveries

Typed = Callable[[Desk, Body, str], Reply | Answer]
"""What answers a command, with the body that carries its text."""


def roi(desk: Desk, _body: Body, text: str) -> Reply | Answer:
    """The overview of a period, or one campaign's answer; where a date in it may be two, the question which."""
    try:
        return roi_question.shareable(desk, text, veil=desk.veil)
    except NotUnderstood as problem:
        if fold(text).strip(" .!?") in GREETINGS:
            return help_command(desk, _body, text)
        return replies.ephemeral(_misread(desk, problem))
    except AmbiguousDate as unclear:
        return replies.ephemeral(readings.question_of_period(desk, unclear, text))
    except UnknownCampaign as unknown:
        return replies.ephemeral(not_understood(desk.language, sentence(desk.language, unknown)))


def _misread(desk: Desk, problem: NotUnderstood) -> Block:
    """What was not understood; with the buttons that ask what may have been meant, or log it where it is a line."""
    why = sentence(desk.language, problem)
    command = OF_KIND.get(problem.kind)
    if command is None:
        return not_understood(desk.language, why, ask_buttons(problem.lines))
    value = value_to_log(TypedLine(text="", request="", day=desk.today), problem.lines[0])
    return not_understood(desk.language, why, [button(desk.language.say("Log it"), command.log_as, value)])


def ask_reading(desk: Desk, body: Body) -> Reply:
    """Answers what was asked as the pressed reading has it, in the place of the question."""
    answered = roi(desk, body, str(replies.pressed(body).get("value", "")).removeprefix("-"))
    return replies.replace(desk, body, answered.message if isinstance(answered, Answer) else answered)


def ask_line(desk: Desk, body: Body, typed: Typed) -> Reply:
    """Does what the pressed line does when it is typed behind `/roi`, in the place of what was not understood."""
    line = escape(str(replies.pressed(body).get("value", "")))
    answered = typed(desk, {**body, "text": line}, "/roi")
    reply = answered.message if isinstance(answered, Answer) else answered
    return replies.replace(desk, body, reply) if reply.get("blocks") else reply


def choose_period(desk: Desk, body: Body) -> Reply:
    """Answers the same question over the chosen period, in the place of the answer."""
    action = replies.pressed(body)
    chosen = str((action.get("selected_option") or {}).get("value", "")).removeprefix(answer_buttons.USUAL)
    typed = roi_question.in_period(answer_buttons.typed_at(str(action.get("block_id", ""))), chosen, desk.today)
    return ask_reading(desk, as_button(body, typed))


def rank(desk: Desk, body: Body) -> Reply:
    """Says beside an overview or a ranking what `/roi channels` or `/roi campaigns` says of the same days."""
    action = replies.pressed(body)
    typed = roi_question.ranked_by(
        str(action.get("value", "")), answer_buttons.typed_at(str(action.get("block_id", ""))), desk.today
    )
    return replies.append(desk, body, roi_question.shareable(desk, typed, veil=desk.veil).message)


def compare(desk: Desk, body: Body) -> Reply:
    """Says beside a campaign's answer what `/roi compare` says of the same words."""
    action = replies.pressed(body)
    typed, place = str(action.get("value", "")), str(action.get("block_id", ""))
    if answer_buttons.typed_at(place) != place and typed != answer_buttons.typed_at(place):
        typed = f"{answer_buttons.typed_at(place)} {typed}"
    return replies.append(desk, body, roi_question.shareable(desk, f"compare {typed}", veil=desk.veil).message)


def weeks(desk: Desk, body: Body) -> Reply:
    """Says beside a digest, to the one who pressed, what the eight weeks up to its own have brought."""
    typed = str(replies.pressed(body).get("value", ""))
    return replies.append(desk, body, roi_question.shareable(desk, typed, veil=desk.veil).message)


def ask_share(desk: Desk, body: Body) -> Reply:
    """Says who will see the answer, with the button that shares it, once however often it is asked."""
    typed = str(replies.pressed(body).get("value", "")).removeprefix("-")
    guests, place = desk.office.guests.among(desk.conversation), _place(body)
    return replies.append(desk, body, answer_buttons.share_question(desk.language, typed, guests, place))


def share(desk: Desk, body: Body) -> Reply:
    """Posts the answer to the conversation, naming who shared it; once for each answer shown."""
    typed = str(replies.pressed(body).get("value", "")).removeprefix("-")
    # Asked of Slack at each press: a conversation may have been shared with another organisation since.
    if why := _not_ours(desk):
        return replies.append(desk, body, not_shared(desk.language, why))
    request = _share_request(desk, body)
    with desk.database.noting() as connection:
        if not deliveries.first_time(connection, desk.workspace.id, request, desk.now):
            text = desk.language.say("This was shared already. To share it again, type the command again.")
            return replies.append(desk, body, message("", [paragraph(text)]))
    # Worked out anew with the veil of everybody: what an admin read may tell what one person costs.
    answer = roi_question.answer(desk, typed, veil=MERGING).message
    names = desk.office.people.names(desk.workspace.team_id, mentioned(answer))
    post = shared_post(desk.language, by_name(answer, names), desk.person.name)
    try:
        _post(desk, body, post, request)
    except (Refused, NotBefore) as refusal:
        with desk.database.noting() as connection:
            deliveries.forget(connection, desk.workspace.id, request)
        if isinstance(refusal, Refused) and _direct(desk):
            return replies.append(desk, body, not_shared(desk.language, refusals.refusal(desk.language, DIRECT)))
        raise
    except Unclear:
        text = desk.language.say("Slack didn’t say whether it was posted. Look here: if it isn’t, type it again.")
        return replies.append(desk, body, message("", [paragraph(text)]))
    return {}


def help_command(desk: Desk, _body: Body, rest: str) -> Reply:
    """Eight lines; behind *all* the whole of it."""
    wants_all = fold(rest).strip() in ALL_OF_HELP
    return replies.ephemeral(_all_of_help(desk) if wants_all else _first_of_help(desk))


def help_pressed(desk: Desk, body: Body) -> Reply:
    """Help beside what stands there; from Home, where nothing can stand beside, in a modal."""
    return replies.append(desk, body, _first_of_help(desk))


def _first_of_help(desk: Desk) -> Block:
    return help_answer(desk.language, drops=messages.takes_files(desk.slack))


def help_more(desk: Desk, body: Body) -> Reply:
    """All of it in the place of the eight lines (*More*)."""
    return replies.replace(desk, body, _all_of_help(desk))


def _all_of_help(desk: Desk) -> Block:
    return all_of_help(desk.language, admin=desk.person.admin)


def _not_ours(desk: Desk) -> str:
    """The reason why the conversation may get no figures, asked of Slack now; empty where it is the house's own."""
    try:
        desk.office.guard.check(desk.conversation, desk.person.id)
    except Refused as refusal:
        if refusal.reason == MISSING_SCOPE:
            structlog.get_logger().warning("scope_missing", needed=refusal.needed)
        return refusals.refusal(desk.language, refusal.reason)
    except (NotBefore, Unclear):
        return desk.language.say("Slack didn’t say whose conversation this is. Please try again.")
    return ""


def _post(desk: Desk, body: Body, post: Block, request: str) -> None:
    """Posts through the button's address; in a direct message as the bot itself, which Slack lets only into its own."""
    if _direct(desk):
        key = hashlib.sha256(request.encode()).hexdigest()[:32]
        desk.office.native_blocks.post(lambda: desk.workspace.id, desk.conversation, post, key, patient=False)
        return
    message = {"response_type": "in_channel", "replace_original": False, **post}
    replies.respond(desk, str(body.get("response_url", "")), message)


def _direct(desk: Desk) -> bool:
    return desk.conversation.startswith(DIRECT_ID)


def _share_request(desk: Desk, body: Body) -> str:
    """The key of a shared answer: the same however often its button is pressed."""
    asked_at = answer_buttons.asked_at(str(replies.pressed(body).get("block_id", "")))
    return f"share:{desk.conversation}:{asked_at or _place(body)}:{desk.person.id}"


def _place(body: Body) -> str:
    """The ts of the answer that was pressed."""
    container = body.get("container") or {}
    return str(container.get("message_ts") or body.get("trigger_id", ""))

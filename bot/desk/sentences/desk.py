"""Sentences for problems of the request itself: who asks, from where, and a database that does not answer."""

from __future__ import annotations

from bot.desk.desk import AdminsOnly, AlreadyDone, ForeignWorkspace
from bot.desk.sentences.sentence import Sentences, fixed
from bot.forms.fields import FieldMissing
from bot.language import Language, mark
from bot.slack.people import NotWelcome, Role, Unknown
from storage import outages

OUTAGES = {
    outages.Cause.BUSY: mark("My database is busy just now, and nothing was saved. Please try again in a moment."),
    outages.Cause.AWAY: mark(
        "I can’t reach my database just now, and nothing was saved. Please try again in a minute."
    ),
    outages.Cause.FULL: mark(
        "My database can’t write just now, and nothing was saved. Please tell whoever runs me: its disk may be full."
    ),
}


def _not_welcome(language: Language, problem: NotWelcome) -> str:
    if problem.role is Role.GUEST:
        return language.say("Guests can’t use ROI Bot. Ask a member of this workspace for the figures.")
    return language.say("Only members of this workspace can use ROI Bot.")


SENTENCES: Sentences = {
    AdminsOnly: fixed("Only admins of the workspace can do this. Ask one of them."),
    AlreadyDone: fixed(
        "This was done already, and nothing was done a second time. To do it once more, press or type it again."
    ),
    ForeignWorkspace: fixed("I’m not installed in your workspace, so I can’t answer here."),
    FieldMissing: fixed("Please fill this in."),
    NotWelcome: _not_welcome,
    Unknown: fixed("Slack didn’t tell me who you are. Please try again."),
    outages.Outage: lambda language, problem: language.say(OUTAGES[problem.cause]),
    outages.Unsettled: fixed("I couldn’t find out whether it was saved. Look before you do it again."),
}

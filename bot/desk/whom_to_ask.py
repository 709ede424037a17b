"""Whom to ask: a refusal for rights names admins, as far as the bot has met them; it asks Slack for nobody."""

from __future__ import annotations

from bot.desk.desk import AdminsOnly
from bot.desk.sentences import sentence
from bot.language import Language
from bot.slack.people import People
from core.ledger.entries import NotYours
from core.ledger.hourly_rates import RateNotYours
from core.ledger.refunds import RefundNotYours
from core.problems import Problem

FOR_ADMINS = (AdminsOnly, NotYours, RateNotYours, RefundNotYours)
"""What an admin could do for whoever is refused."""

MOST_NAMED = 3


def refusal(language: Language, problem: Problem, people: People, team: str) -> str:
    """The words for a problem; of one for lack of rights with names of admins."""
    words = sentence(language, problem)
    admins = people.admins(team)[:MOST_NAMED] if isinstance(problem, FOR_ADMINS) else ()
    if not admins:
        return words
    return f"{words} " + language.say("Admins: {names}.", names=", ".join(one.name for one in admins))

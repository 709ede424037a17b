"""Preview: what a cost would do before it is saved, in the same figures as the reports after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from core.ledger.entries import Cost
from core.ledger.postings import Posting, by_month, postings
from core.performance.performance import Performance
from core.reports.books import Books
from core.reports.campaign import CampaignReport, campaign_report
from core.reports.effect import Turn, effect, has_effect
from core.reports.needed import Needed, needed
from core.reports.privacy import MERGING
from core.setup.goals import Goal

MOST_GOALS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """The effects of a cost.

    ``campaigns`` and ``months``: minor units by key and by first day. ``report``: of its campaign, with the cost;
    ``before``: the campaign's cost and return as they are now; ``outside``: none of it falls in the report's period.
    ``instead``: by campaign too, of the cost that this one takes the place of; None where there is none.
    """

    fact: Cost
    campaigns: Mapping[str, int]
    months: Mapping[date, int]
    needed: tuple[Needed, ...]
    report: CampaignReport | None
    before: Performance | None
    names: Mapping[str, str]
    outside: bool = False
    instead: Mapping[str, int] | None = None


def outlook(books: Books, fact: Cost, goals: Iterable[Goal], today: date, replaced: Cost | None = None) -> Outlook:
    """The outlook of ``fact``, which ``books`` hold already.

    ``goals``: today's. ``replaced``: the cost it takes the place of.
    """
    posted = postings(fact)
    report = campaign_report(books, fact.campaign, None, today, veil=MERGING) if fact.campaign else None
    margin = report.campaign.margin_share if report else Fraction(1)
    return Outlook(
        fact=fact,
        campaigns=_by_campaign(posted),
        months=_by_month(posted),
        needed=tuple(needed(fact.booked, _commonest(goals, report), margin)),
        report=report,
        before=_before(books, fact, report, today, replaced),
        names=books.names(),
        instead=_by_campaign(postings(replaced)) if replaced else None,
        outside=report is not None and not any(one.day in report.period for one in posted),
    )


def _before(
    books: Books, fact: Cost, report: CampaignReport | None, today: date, replaced: Cost | None
) -> Performance | None:
    if report is None or not has_effect(fact, today):
        return None
    turns: list[Turn] = [(1, fact), *([(-1, replaced)] if replaced else [])]
    return effect(books, report.campaign, turns, (), today).before


def _commonest(goals: Iterable[Goal], report: CampaignReport | None) -> Sequence[Goal]:
    """The campaign's own goals, commonest first; without any, those there are, the dearest first."""
    counts = report.total.by_goal if report else {}
    own = [goal for goal in goals if goal.counts and goal.worth > 0]
    ranked = sorted(own, key=lambda goal: (-counts.get(goal.key, 0), -goal.worth, goal.key))
    return ranked[:MOST_GOALS]


def _by_campaign(posted: Iterable[Posting]) -> dict[str, int]:
    sums = Counter[str]()
    for one in posted:
        sums[one.campaign] += one.cost
    return dict(sums)


def _by_month(posted: Iterable[Posting]) -> dict[date, int]:
    sums = Counter[date]()
    for one in by_month(posted):
        sums[one.day] += one.cost
    return dict(sums)

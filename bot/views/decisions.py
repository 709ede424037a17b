"""What is to be decided by the last 365 days: at most one line each to cut, to add to and to watch.

The overview, the digest, Home and the answer to *where should I cut* all read it here, so that they name the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.language import Language
from bot.views import marks, recommendations, verdicts, words
from bot.views.answers import Line
from bot.views.marked_lines import Marked, lines_or_wait
from core.performance.performance import Row
from core.reports.ranking import Ranking
from core.reports.year import Unit, Year


def in_short(language: Language, year: Year, watched: Line | None = None) -> list[Line]:
    """At most one line each to cut, to add to and to watch, of the last 365 days, which the first line says.

    Nothing where there is none. ``watched``: what is to be watched, where that is known by a target.
    """
    lines = [*cut(language, year), *more(language, year), *([] if watched else watch(language, year))]
    return [*of_year(language, year, lines), *([watched] if watched else [])]


def of_year(language: Language, year: Year, lines: list[Marked]) -> list[Line]:
    """The lines behind the days that they are of; what they wait for where too much of the costs is missing."""
    waiting = lines_or_wait(language, lines, year.campaigns.completeness)
    return [Line(lead=language.say("Last 365 days")), *waiting] if waiting else []


def cut(language: Language, year: Year, *, idle_too: bool = False) -> list[Marked]:
    """The greatest loss; where there is none, or ``idle_too``, also what nothing came of."""
    worst = greatest(year, lambda row: verdicts.to_cut(row) and not verdicts.idle(row))
    idle = greatest(year, verdicts.idle, of_campaigns=True) if idle_too or worst is None else None
    return [_cut(language, unit) for unit in (worst, idle) if unit]


def _cut(language: Language, unit: Unit) -> Marked:
    ranking, row = unit
    return marks.sign_of(row), recommendations.cut(language, name_of(language, unit), row, ranking.names)


def more(language: Language, year: Year) -> list[Marked]:
    """The unit that pays most surely, a campaign, else a channel."""
    for ranking in (year.campaigns, year.channels):
        named = names_in(language, ranking)
        if lines := recommendations.where_more(language, named, ranking.more, ranking.total.currency):
            return [(marks.PAYS, text) for text in lines]
    return []


def watch(language: Language, year: Year) -> list[Marked]:
    """The greatest of those that it is too early to judge."""
    watched = greatest(year, lambda row: bool(row.judgement and row.judgement.verdict.early))
    return [(marks.WATCH, recommendations.watch(language, name_of(language, watched), watched[1]))] if watched else []


def key_to_cut(year: Year) -> str:
    """The key of what `in_short` says to cut; empty where it says nothing of that."""
    worst = greatest(year, verdicts.to_cut)
    return worst[1].key if worst else ""


def greatest(year: Year, fits: Callable[[Row], bool], *, of_campaigns: bool = False) -> Unit | None:
    """The unit with the greatest loss that ``fits``, a campaign before a channel that lost as much."""
    every = [unit for unit in year.fitting(fits) if not of_campaigns or unit[0] is year.campaigns]
    return max(every, key=lambda unit: unit[1].excess, default=None)


def names_in(language: Language, ranking: Ranking) -> Mapping[str, str]:
    """Key -> name of each row."""
    name = words.channel if ranking.by == "channel" else words.campaign
    return {row.key: name(language, row.key, ranking.names) for row in ranking.rows}


def name_of(language: Language, unit: Unit) -> str:
    ranking, row = unit
    return names_in(language, ranking)[row.key]

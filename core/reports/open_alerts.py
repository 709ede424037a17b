"""Open alerts: the units an alert was posted of and nothing has come of since; their verdict waits for it (J-03)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.calendar.periods import Period
from core.performance.blocks import RowKind
from core.performance.histories import ONE_DAY
from core.performance.performance import Row
from core.performance.primary import primary_set
from core.reports.books import Books
from core.reports.posted_alerts import HORIZON, Told


def with_alerts(books: Books, rows: Sequence[Row], kind: RowKind, today: date) -> tuple[Row, ...]:
    """The rows; of those an alert is open on, the day it was posted."""
    days = open_alerts(books, kind, today)
    return tuple(replace(row, alerted=days.get(row.key)) for row in rows) if days else tuple(rows)


def open_alerts(books: Books, kind: RowKind, today: date, campaign: str | None = None) -> Mapping[str, date]:
    """Key of a channel or campaign -> the day of its last alert, while that stands. Of one ``campaign``, or of all."""
    posted = _posted(books, kind, today, campaign)
    waiting = {one: alert for one, alert in posted.items() if not alert.too_few}
    lasts = _lasts(books, kind, waiting, today, campaign) if waiting else {}
    standing = {
        one: alert for one, alert in posted.items() if alert.stands(lasts.get(one), today, too_few=alert.too_few)
    }
    return {one: alert.day for one, alert in standing.items()}


def _posted(books: Books, kind: RowKind, today: date, campaign: str | None) -> dict[str, Told]:
    """Of what is still watched."""
    prefix = f"{kind}:"
    every = books.posted_alerts(today - HORIZON)
    posted = {finding.removeprefix(prefix): alert for finding, alert in every.items() if finding.startswith(prefix)}
    return {
        one: alert
        for one, alert in posted.items()
        if campaign in (None, one) and alert.speaks_on(today) and _is_watched(books, kind, one, today)
    }


def _is_watched(books: Books, kind: RowKind, key: str, today: date) -> bool:
    campaign = books.campaigns().get(key)
    return kind == "channel" or bool(campaign and campaign.is_watched(today))


def _lasts(
    books: Books, kind: RowKind, waiting: Mapping[str, Told], today: date, campaign: str | None
) -> dict[str, date]:
    """Key -> its last result, of the goals that an alert of it waits for; as a check would find it tomorrow."""
    end = today + ONE_DAY
    goals, year = books.goals(), Period(start=end - HORIZON, end=end)
    primary = primary_set(books.by_goal(year), goals).goals
    counting = {goal.key for goal in goals.values() if goal.counts}
    oldest = min(alert.last or year.start for alert in waiting.values())
    since = Period(start=min(max(oldest, year.start), end), end=end)
    lasts: dict[str, date] = {}
    for (one, version), day in books.last_results(kind, since, campaign).items():
        awaited = _awaited(waiting[one], primary, counting) if one in waiting else ()
        if version in goals and goals[version].key in awaited:
            lasts[one] = max(day, lasts.get(one, day))
    return lasts


def _awaited(alert: Told, primary: Sequence[str], counting: Collection[str]) -> Sequence[str]:
    """Keys of the goals it waits for: where that is sales, no lead will do, though none has been sold so far."""
    others = [goal for goal in primary if goal in counting or alert.goal not in counting]
    return (*others, alert.goal)

"""What the program makes of the reckoner's entries: saved in its books, and printed as it answers in Slack."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from bot.language import Language, Languages
from bot.views.campaigns import campaign_answer
from bot.views.cohorts import cohorts_answer
from bot.views.comparisons import comparison_answer
from bot.views.digests import digest_post
from bot.views.rankings import campaigns_answer, channel_answer, content_answer, overview_answer
from core.calendar.periods import Period, week_of
from core.ledger.entries import WHOLE, Conversion, Cost
from core.ledger.hourly_rates import Work
from core.ledger.media import Media
from core.ledger.splits import Part, SplitKey
from core.ledger.spreads import service_period
from core.money.exchange import ExchangeRate, RateSource
from core.money.money import Money
from core.posts.digests import digest_report
from core.reports.campaign import campaign_report
from core.reports.cohorts import cohort_report
from core.reports.comparisons import asked, side_by_side
from core.reports.overview import overview
from core.reports.privacy import OPEN
from core.reports.ranking import campaign_ranking, channel_ranking, content_ranking
from core.sales.deals import WON, Deal
from core.setup.acts import Act
from core.setup.campaigns import Campaign
from core.setup.categories import Category
from core.setup.company_figures import CompanyMonth
from core.setup.goals import Basis, Goal, Stage
from storage import campaigns, closings, company, deals, goals, ledger, refunds, splits
from storage.database import Database
from storage.totals import WorkspaceBooks
from tests.databases import add_workspace
from tests.reckoning.printing import Days
from tests.reckoning.reckoner import Entry
from tests.reckoning.setting import (
    BUDGETS,
    CAMPAIGNS,
    FIRST,
    GOALS,
    HOME,
    LAST,
    MARGINS,
    MARKETING,
    OPEN_ENDED,
    OWN_GOAL,
    REVENUE,
    SALES_COST,
    SERVES_ALL,
)
from tests.storage.facts import act

BY = "UADA"
NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
MONTHS = [date(year, month, 1) for year in (2024, 2025) for month in range(1, 13)]
EVERY_VERDICT = 0
"""Percent of the costs that must be there for a verdict: what is missing is not reckoned here."""


class Program:
    """One workspace of a database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.workspace = add_workspace(database).id
        self.language: Language = Languages().get("en")
        self._saved = 0
        with database.writing() as connection:
            for key in CAMPAIGNS:
                if key:
                    campaigns.save(connection, self._act, _campaign(key))
            for month in MONTHS:
                company.save(connection, self._act, _company(month), HOME)
            self.goals = {key: self._goal(connection, key) for key in GOALS}

    def save(self, entry: Entry) -> int:
        """Answers with its number."""
        with self.database.writing() as connection:
            if entry.get("deal"):
                return self._won(connection, entry)
            return ledger.log(
                connection, self._act, self._fact(connection, entry), source="form", request=self._request()
            ).id

    def undo(self, number: int) -> int:
        with self.database.writing() as connection:
            return ledger.undo(connection, self._act, number).id

    def redo(self, number: int) -> int:
        with self.database.writing() as connection:
            return ledger.redo(connection, self._act, number).id

    def correct(self, number: int, entry: Entry) -> int:
        with self.database.writing() as connection:
            old = ledger.give_way(connection, self._act, number)
            fact = self._fact(connection, entry)
            return ledger.log(connection, self._act, fact, source="form", request=self._request(), replaces=old.id).id

    def give_back(self, number: int, entry: Entry, cents: int) -> None:
        with self.database.writing() as connection:
            amount = Money(minor=cents, currency=entry["currency"])
            refunds.save(
                connection, self._act, number, amount, day=entry["day"], note="given back", request=self._request()
            )

    def close(self, month: date) -> None:
        with self.database.writing() as connection:
            closings.close(connection, self._act, month, request=self._request())

    def campaign(self, key: str, days: Days, today: date) -> list[str]:
        with self.database.reading() as connection:
            report = campaign_report(self._books(connection), key, _period(days), today, veil=OPEN)
        return _lines(campaign_answer(self.language, report, "").message)

    def channels(self, days: Days, today: date) -> list[str]:
        with self.database.reading() as connection:
            ranking = channel_ranking(self._books(connection), _period(days), today, veil=OPEN)
        return _lines(channel_answer(self.language, ranking, "", usual=False).message)

    def campaigns(self, days: Days, today: date) -> list[str]:
        with self.database.reading() as connection:
            ranking = campaign_ranking(self._books(connection), _period(days), today, veil=OPEN)
        return _lines(campaigns_answer(self.language, ranking, "", usual=False).message)

    def contents(self, days: Days, today: date) -> list[str]:
        with self.database.reading() as connection:
            ranking = content_ranking(self._books(connection), _period(days), today, veil=OPEN)
        return _lines(content_answer(self.language, ranking, "", usual=False).message)

    def overview(self, days: Days, today: date) -> list[str]:
        with self.database.reading() as connection:
            books = self._books(connection)
            report = overview(books, _period(days), today, veil=OPEN, shared=None, company=books.company())
        return _lines(overview_answer(self.language, report, "", usual=False).message)

    def digest(self, monday: date) -> list[str]:
        with self.database.reading() as connection:
            report = digest_report(self._books(connection), week_of(monday), "", veil=OPEN)
        return _lines(digest_post(self.language, report, delayed=False))

    def cohorts(self, key: str, days: Days, today: date) -> list[str]:
        with self.database.reading() as connection:
            report = cohort_report(self._books(connection), key, _period(days), today)
        return _lines(cohorts_answer(self.language, report, "").message)

    def compare(self, earlier: Days, later: Days, today: date, key: str = "") -> list[str]:
        with self.database.reading() as connection:
            books = self._books(connection)
            campaign = books.campaign(key) if key else None
            one, other = (asked(books, campaign, _period(days), today) for days in (earlier, later))
            found = side_by_side(books, one, other)
        return _lines(comparison_answer(self.language, found, "").message)

    def _books(self, connection: Connection) -> WorkspaceBooks:
        return WorkspaceBooks(connection, self.workspace, HOME, EVERY_VERDICT)

    def _goal(self, connection: Connection, key: str) -> Goal:
        one = GOALS[key]
        rate = one["rate"] and Decimal(one["rate"].numerator) / one["rate"].denominator
        value = int(one["worth"] * 100 / one["rate"]) if rate else one["worth"]
        made = Goal(
            key=key,
            name=key,
            basis=Basis(one["basis"]),
            value=Money(minor=value, currency=HOME),
            rate=rate,
            stage=Stage(one["stage"]),
            counts=one["counts"],
            average=Money(minor=one["average"], currency=HOME) if one["average"] else None,
        )
        return goals.save(connection, self._act, made)

    def _request(self) -> str:
        self._saved += 1
        return f"request {self._saved}"

    @property
    def _act(self) -> Act:
        return act(self.workspace, BY, NOW, admin=True)

    def _fact(self, connection: Connection, entry: Entry) -> Cost | Conversion:
        return self._cost(connection, entry) if entry["kind"] == "cost" else self._conversion(entry)

    def _cost(self, connection: Connection, entry: Entry) -> Cost:
        def own(cents: int) -> Money:
            return Money(minor=cents, currency=entry["currency"])

        split = None
        if entry["split"]:
            service, key = service_period(entry["day"], entry["until"]), SplitKey(entry["split"])
            fixed = [Part(campaign=c, channel=ch, weight=Decimal(int(weight))) for c, ch, weight in entry["parts"]]
            split = splits.divide(
                connection, self.workspace, key, service, fixed if key is SplitKey.WEIGHTS else (), BY
            )
        work = tuple(Work(person=p, hours=Decimal(h), rate=own(rate)) for p, h, rate in entry.get("people", ()))
        return Cost(
            day=entry["day"],
            category=Category(entry["category"]),
            amount=own(entry["cents"]),
            campaign=entry["campaign"],
            channel=entry["channel"],
            content=entry["content"],
            note="why",
            until=entry["until"],
            share=WHOLE if entry["share"] == 100 else Decimal(entry["share"]),
            split=split,
            exchange=_exchange(entry),
            people=work,
            hours=sum((one.hours for one in work), Decimal()) if work else None,
            media=Media(said=own(entry["left_out"]), left_out=own(entry["left_out"])) if entry["left_out"] else None,
        )

    def _conversion(self, entry: Entry) -> Conversion:
        goal, exchange = self.goals[entry["goal"]], _exchange(entry)
        revenue = None if entry["revenue"] is None else Money(minor=entry["revenue"], currency=entry["currency"])
        booked = exchange.convert(revenue) if exchange and revenue else revenue
        return Conversion(
            day=entry["day"],
            goal=goal,
            count=entry["count"],
            value=goal.return_of(entry["count"], booked),
            revenue=revenue,
            campaign=entry["campaign"],
            channel=entry["channel"],
            content=entry["content"],
            exchange=exchange if revenue else None,
            first_contact=entry["met"],
        )

    def _won(self, connection: Connection, entry: Entry) -> int:
        name = self._request()
        deal = Deal(
            key=name,
            name=name,
            day=entry["day"],
            stage=WON,
            probability=Decimal(100),
            amount=Money(minor=entry["revenue"], currency=entry["currency"]),
            exchange=_exchange(entry),
            campaign=entry["campaign"],
            channel=entry["channel"],
            goal=self.goals[entry["goal"]].id,
            first_contact=entry["met"],
        )
        return deals.log(connection, self._act, deal, request=self._request()).step.id


def _campaign(key: str) -> Campaign:
    margin = MARGINS.get(key)
    return Campaign(
        key=key,
        name=CAMPAIGNS[key],
        start=FIRST,
        end=None if key in OPEN_ENDED else LAST,
        budget=Money(minor=BUDGETS[key], currency=HOME) if key in BUDGETS else None,
        margin=Decimal(margin.numerator * 100) / margin.denominator if margin else None,
        goal=OWN_GOAL.get(key, ""),
        serves_all=key in SERVES_ALL,
    )


def _company(month: date) -> CompanyMonth:
    def own(cents: int) -> Money:
        return Money(minor=cents, currency=HOME)

    typed = own(MARKETING) if month.month % 2 else None
    return CompanyMonth(month=month, revenue=own(REVENUE), marketing_cost=typed, sales_cost=own(SALES_COST))


def _exchange(entry: Entry) -> ExchangeRate | None:
    if entry["currency"] == HOME:
        return None
    value = Fraction(entry["rate"])
    return ExchangeRate(
        currency=entry["currency"], reporting=HOME, value=value, day=entry["day"], source=RateSource.TYPED
    )


def _period(days: Days) -> Period:
    return Period(start=days[0], end=days[1] + timedelta(days=1))


def _lines(answer: dict[str, Any]) -> list[str]:
    return str(answer["text"]).splitlines()

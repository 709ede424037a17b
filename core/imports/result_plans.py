"""Plans of results and deals: what a file of an analytics tool or a CRM would put on the books, and what is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from core.imports import utm
from core.imports.booked_results import Sourced, claims_of, conversions_of, goals_of, undecided
from core.imports.catalogue import kind_of
from core.imports.choices import LEFT_OUT, Choices
from core.imports.daily_results import by_day, by_days
from core.imports.deal_stages import stage_key, unknown_stages
from core.imports.deal_steps import Setting, SourcedDeal, deal_key, sourced, step_of
from core.imports.doubled_results import Counted, Doubled, doubled
from core.imports.naming import Named
from core.imports.readings import DealRow, Reading, Result
from core.imports.sales import StandingSale, given_way, told_apart
from core.ledger.entries import Conversion
from core.money.exchange import ExchangeRate
from core.sales.deals import WON, Deal, FirstContact, SaleGoalUnknown, sale, sale_goal
from core.sales.stages import Stages, in_force
from core.setup.goals import Goal, Stage

Rate = Callable[[str, date], ExchangeRate | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultBooks:
    """What the books hold that matters to results and deals.

    ``goals``: key -> today's version. ``sales``: number of an order or deal -> the sale that stands. ``deals``: key ->
    its last step, ``refunded``: keys of those whose sale was refunded. ``stages``: their versions. ``links``: source
    and medium -> channel. ``orders``: key of a deal -> the number of its order, where it is known. ``counted``: what
    other sources have put on the books in the file's months.
    """

    today: date = date.min
    goals: Mapping[str, Goal] = field(default_factory=dict)
    sales: Mapping[str, StandingSale] = field(default_factory=dict)
    deals: Mapping[str, Deal] = field(default_factory=dict)
    refunded: Collection[str] = ()
    stages: Sequence[Stages] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    counted: Sequence[Counted] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Booked:
    """What a file's results become, as far as it is decided.

    ``conversions`` with where they came from, or ``deals``; ``rows`` of the file they stand for. ``takes``: ids of
    standing conversions of the same sales, which give way. ``held``: how many sales stand already by as good a file,
    ``by_hand``: how many stay because people have corrected or refunded them. ``unchosen``: types of results without a
    goal, ``stages``: that nobody knows, ``unlinked``: sources without a channel. ``sources``: of the deals.
    ``doubled``: goals that other sources count, too. ``turns``: what it does to the books, as signed facts.
    ``uncounted``: goals that some of it is logged for though they bring no return.
    """

    conversions: Sequence[Sourced] = ()
    deals: Sequence[Deal] = ()
    claims: Sequence[Result] = ()
    takes: tuple[int, ...] = ()
    held: int = 0
    kept: int = 0
    by_hand: int = 0
    unchosen: Sequence[str] = ()
    stages: Sequence[str] = ()
    unlinked: Sequence[str] = ()
    sources: Sequence[SourcedDeal] = ()
    doubled: Sequence[Doubled] = ()
    turns: Sequence[tuple[int, Conversion]] = ()
    uncounted: Sequence[Goal] = ()

    @property
    def clashes(self) -> Sequence[Doubled]:
        """Where it is to be decided whether both sources count a goal."""
        return [one for one in self.doubled if one.decided is None]

    @property
    def open(self) -> int:
        """How many decisions are open; of a goal there is one, in whatever months others count it, too."""
        return len(self.unchosen) + len(self.stages) + len({one.goal for one in self.clashes})


def booked_results(
    reading: Reading, choices: Choices, campaigns: Iterable[Named], books: ResultBooks, rate: Rate
) -> Booked:
    """The conversions of a file of results."""
    apart = told_apart(reading.results, reading.kind, books.sales)
    booked = _conversions(reading.kind, apart.adds, choices, campaigns, books, rate)
    return replace(
        booked,
        claims=[*by_days(claims_of(reading.results, choices)), *booked.claims],
        takes=(*apart.takes, *booked.takes),
        held=len(apart.held),
        unchosen=undecided(apart.adds, choices, books.goals),
        unlinked=_unlinked(reading.results, choices, books),
        turns=[*_gone(apart.takes, books), *booked.turns],
    )


def booked_claims(
    reading: Reading, choices: Choices, campaigns: Iterable[Named], books: ResultBooks, rate: Rate
) -> Booked:
    """The results that a platform reports about itself: conversions where a goal was chosen for them, else claims."""
    chosen = [one for one in reading.claims if choices.goals.get(one.type) in books.goals]
    claims = [one for one in reading.claims if choices.goals.get(one.type) not in books.goals]
    booked = _conversions(reading.kind, chosen, choices, campaigns, books, rate)
    return replace(booked, claims=[*by_days(claims), *booked.claims])


def _conversions(
    kind: str,
    results: Iterable[Result],
    choices: Choices,
    campaigns: Iterable[Named],
    books: ResultBooks,
    rate: Rate,
) -> Booked:
    """What results become: conversions, or claims in the months in which a better source counts their goal."""
    listed, keys = list(results), _keys(campaigns)
    goals = goals_of(listed, choices, books.goals)
    counted = list(_counted(listed, goals, keys))
    both = doubled(kind, [one for _, one in counted], books.counted, books.goals, choices.doubles)
    given = {(one.goal, month) for one in both if one.gives_way for month in one.months}
    kept = [day for day, one in counted if (one.goal, one.month) not in given]
    takes = [other for one in both for other in one.takes]
    return Booked(
        conversions=conversions_of(kept, goals, keys, rate),
        claims=[day for day, one in counted if (one.goal, one.month) in given],
        takes=tuple(one.entry for one in takes),
        doubled=both,
        turns=[(-1, one.fact) for one in takes if one.fact],
        uncounted=_uncounted(goals.values()),
    )


def _counted(
    results: Iterable[Result], goals: Mapping[str, Goal | None], campaigns: Mapping[str, str]
) -> Iterator[tuple[Result, Counted]]:
    """The results that count for a goal, day by day, each with what it counts."""
    for result in results:
        goal = goals.get(result.type)
        if goal is not None and campaigns.get(result.campaign) != LEFT_OUT:
            for day in by_day(result):
                yield day, Counted(goal=goal.key, day=day.day, count=day.count, number=day.external_id)


def _uncounted(goals: Iterable[Goal | None]) -> Sequence[Goal]:
    """Those that bring no return, each once."""
    return list({goal.key: goal for goal in goals if goal and not goal.counts}.values())


def booked_deals(
    reading: Reading, choices: Choices, campaigns: Iterable[Named], books: ResultBooks, rate: Rate
) -> Booked:
    """The steps of a file's deals. None of them before every stage and the goal of sales is known."""
    unknown = unknown_stages((row.stage for row in reading.deals), choices.stages, in_force(books.stages, books.today))
    goal = _sale_goal(choices, books.goals)
    unchosen = [WON] if goal is None and any(_is_won(row, choices, books) for row in reading.deals) else []
    asked = Booked(stages=unknown, unchosen=unchosen, unlinked=_unlinked(reading.deals, choices, books))
    if unknown or unchosen:
        return asked
    setting = Setting(
        name=crm_name(reading.kind),
        today=books.today,
        versions=books.stages,
        chosen=choices.stages,
        goal=goal.id if goal else 0,
        campaigns=_keys(campaigns),
        rate=rate,
    )
    return _steps(reading, choices, setting, books, goal, asked)


def _steps(
    reading: Reading, choices: Choices, setting: Setting, books: ResultBooks, goal: Goal | None, asked: Booked
) -> Booked:
    rows = [row for row in reading.deals if setting.campaigns.get(row.campaign) != LEFT_OUT]
    keys = [deal_key(setting.name, row.external_id) for row in rows]
    pairs = [
        (row, step_of(row, books.deals.get(key), setting) or _renumbered(row, key, books))
        for key, row in zip(keys, rows, strict=True)
    ]
    steps = [(row, step) for row, step in pairs if not (step and _is_fixed(row, step, books))]
    deals = [step for _, step in steps if step]
    won = [row for row, step in steps if step and step.won]
    takes = given_way([row.order_id or row.external_id for row in won], books.sales)
    both = _doubled_deals(reading.kind, won, takes, books, goal, choices) if goal else ()
    others = [other for one in both for other in one.takes]
    return replace(
        asked,
        uncounted=_uncounted([goal] if any(step.won for step in deals) else []),
        deals=deals,
        takes=(*takes, *(one.entry for one in others)),
        doubled=both,
        kept=sum(step is None and key in books.deals for key, (_, step) in zip(keys, pairs, strict=True)),
        by_hand=len(pairs) - len(steps),
        sources=[sourced(step, row) for row, step in steps if step],
        turns=[*_gone(takes, books), *((-1, one.fact) for one in others if one.fact), *_sales(deals, books, goal)],
    )


def _renumbered(row: DealRow, key: str, books: ResultBooks) -> Deal | None:
    """The step that stands, once more, where the file says a number of the order that was not known of it."""
    if not row.order_id or row.order_id == books.orders.get(key):
        return None
    return books.deals.get(key)


def _is_fixed(row: DealRow, step: Deal, books: ResultBooks) -> bool:
    """Whether people have changed or refunded the sale of a row: booked as well, it would count twice."""
    sale = books.sales.get(row.order_id or row.external_id)
    return step.key in books.refunded or bool(step.won and sale and sale.is_fixed)


def _doubled_deals(
    kind: str, won: Iterable[DealRow], takes: Collection[int], books: ResultBooks, goal: Goal, choices: Choices
) -> Sequence[Doubled]:
    """The goal of sales where files without deals count it, too; what gives way by its number is no longer there."""
    new = [Counted(goal=goal.key, day=row.day, count=1, number=row.order_id) for row in won]
    others = [one for one in books.counted if one.entry and one.entry not in takes]
    return doubled(kind, new, others, books.goals, choices.doubles)


def crm_name(kind: str) -> str:
    """What deals of a kind of file are called by."""
    crm = kind_of(kind)
    return (crm.name if crm else "") or "CRM"


def _keys(campaigns: Iterable[Named]) -> Mapping[str, str]:
    """Name in the file -> key, `LEFT_OUT` where its rows are."""
    return {one.written: LEFT_OUT if one.decision == LEFT_OUT else one.key for one in campaigns}


def _unlinked(rows: Iterable[Result | DealRow], choices: Choices, books: ResultBooks) -> Sequence[str]:
    pairs = [(row.source, row.medium) for row in rows if not row.channel]
    return utm.unmatched(pairs, {**books.links, **choices.sources})


def _is_won(row: DealRow, choices: Choices, books: ResultBooks) -> bool:
    return stage_key(row.stage, choices.stages, in_force(books.stages, books.today)) == WON


def _sale_goal(choices: Choices, goals: Mapping[str, Goal]) -> Goal | None:
    """The goal that won deals are booked under: the chosen one, or the only one that a sale can be booked under."""
    chosen = goals.get(choices.goals.get(WON, ""))
    if chosen is not None and chosen.stage is not Stage.LEAD:
        return chosen
    try:
        return sale_goal(list(goals.values()))
    except SaleGoalUnknown:
        return None


def _gone(takes: Iterable[int], books: ResultBooks) -> list[tuple[int, Conversion]]:
    facts = {sale.entry: sale.fact for sale in books.sales.values()}
    return [(-1, fact) for entry in takes if (fact := facts.get(entry))]


def _sales(deals: Iterable[Deal], books: ResultBooks, goal: Goal | None) -> list[tuple[int, Conversion]]:
    """The sales that steps book, and those that they take back."""
    if goal is None:
        return []
    turns = []
    for step in deals:
        before = books.deals.get(step.key)
        turns += [(-1, _sale(before, goal))] if before and before.won else []
        turns += [(1, _sale(step, goal))] if step.won else []
    return turns


def _sale(deal: Deal, goal: Goal) -> Conversion:
    return sale(deal, goal, FirstContact(opened=deal.day, said=deal.first_contact))

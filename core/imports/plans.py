"""Plans: what saving a file would put on the books and take off them, and what is to be decided before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from core.imports.booked import costs_of
from core.imports.booked_results import Sourced
from core.imports.choices import Choices, Overlap
from core.imports.deal_steps import SourcedDeal
from core.imports.differences import Difference, Orders, difference
from core.imports.doubled_results import Count
from core.imports.invoices import left_out
from core.imports.kind import Brings
from core.imports.naming import Named, named
from core.imports.readings import Question, Reading
from core.imports.records import ImportRecord, Scope
from core.imports.remembered import account_of
from core.imports.result_plans import Booked, booked_claims, booked_deals, booked_results
from core.imports.scopes import Earlier, Newcomer, Overlapping, overlapping, remains
from core.imports.standing import Standing
from core.imports.sums import Line, lines_of, lines_of_deals
from core.ledger.closings import closed_of
from core.ledger.entries import Conversion, Cost, Entry
from core.money.money import Money
from core.sales.deals import Deal

A_ROW = Decimal("0.01")
"""By how much a file's own total may differ from ours for each row: platforms round what they print."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """``adds``: facts to be logged, ``takes``: ids of entries of earlier imports to be taken back; none of both while
    something is ``undecided``. ``kept``: how many entries stand already as the file says, ``by_hand``: how many were
    corrected or taken back by a person since, and stay so.

    ``same_file``: the import that has put this very file on the books, where there is nothing to save. ``choices``:
    all decisions, those taken by rule too. ``total``: the sum as it is booked, VAT taken off. ``beside``: the file's
    own total less ours, where that is beyond rounding. ``closed``: closed months that would change.
    ``turns``: what saving does to the books as signed facts, whether or not all is decided. ``booked``: what results or
    deals become, and what is asked about them. ``invoiced``: invoices of which more or less is left out then.
    """

    reading: Reading
    choices: Choices
    total: Money
    adds: Sequence[Cost | Conversion | Deal] = ()
    takes: Sequence[int] = ()
    kept: int = 0
    by_hand: int = 0
    campaigns: Sequence[Named] = ()
    lines: Sequence[Line] = ()
    overlaps: Sequence[Overlapping] = ()
    same_file: ImportRecord | None = None
    closed: tuple[date, ...] = ()
    beside: Decimal | None = None
    turns: Sequence[tuple[int, Cost | Conversion]] = field(default=(), repr=False)
    invoiced: Sequence[Cost] = ()
    booked: Booked = field(default=Booked(), repr=False)

    @property
    def asks(self) -> tuple[Question, ...]:
        """What has to be decided about the file itself."""
        return self.reading.questions

    @property
    def unnamed(self) -> list[Named]:
        """The campaigns to be decided about."""
        return [one for one in self.campaigns if one.decision is None]

    @property
    def clashes(self) -> list[Overlapping]:
        """The overlaps to be decided about."""
        return [one for one in self.overlaps if one.decided is None]

    @property
    def replaces(self) -> tuple[int, ...]:
        """The imports whose place it takes."""
        return tuple(one.earlier.id for one in self.overlaps if one.decided is Overlap.REPLACE)

    @property
    def undecided(self) -> int:
        """How many decisions are open; nothing is saved before they are taken."""
        return len(self.asks) + len(self.unnamed) + len(self.clashes) + self.booked.open

    @property
    def facts(self) -> Sequence[Cost | Sourced | SourcedDeal]:
        """What is added, each conversion and each deal with where it came from."""
        conversions = {id(one.fact): one for one in self.booked.conversions}
        deals = {id(one.fact): one for one in self.booked.sources}
        return [
            fact if isinstance(fact, Cost) else deals[id(fact)] if isinstance(fact, Deal) else conversions[id(fact)]
            for fact in self.adds
        ]

    @property
    def counts(self) -> set[Count]:
        """The goals and months that it books results for."""
        facts = [fact for sign, fact in self.turns if sign > 0 and isinstance(fact, Conversion)]
        return {(fact.goal.key, (fact.day.year, fact.day.month)) for fact in facts}

    @property
    def holds_sales(self) -> bool:
        """Whether other files may hold the same sales, by their numbers."""
        return bool(self.booked.deals) or any(one.origin.external_id for one in self.booked.conversions)

    @property
    def changes(self) -> int:
        """How many entries saving it would make, and claims keep; none where the very same file is on the books."""
        return 0 if self.same_file else len(self.adds) + len(self.takes) + len(self.booked.claims)


def plan(reading: Reading, choices: Choices, books: Standing) -> Plan:
    """What saving the file would do; ``choices``: what people have decided about it so far."""
    campaigns = named(_written(reading), choices.campaigns, books.register, books.language)
    met = _met(reading, choices, campaigns, books)
    replaced = [*_replaced(reading, met), *_stayed(reading, books)]
    facts, booked = _facts(reading, choices, campaigns, books, replaced)
    change = _with_remains(reading, _difference(facts, booked, replaced, books))
    turns = [*change.turns, *booked.turns]
    invoiced = left_out(books.invoices, turns)
    were = [entry.fact for entry in change.were]
    counted = [(fact, rows) for fact, rows in facts if _is_summed(fact, reading)]
    drawn = Plan(
        reading=reading,
        choices=_decided(choices, campaigns, met),
        total=_total(reading, counted, booked),
        kept=change.kept,
        by_hand=change.by_hand + booked.by_hand,
        campaigns=campaigns,
        lines=[
            *lines_of(counted, [fact for fact in were if _is_summed(fact, reading)], reading.currency),
            *lines_of_deals(booked.deals),
        ],
        overlaps=[one for one, _ in met],
        closed=_closed([*turns, *invoiced], books.closed),
        beside=beside(reading),
        turns=[*turns, *invoiced],
        invoiced=[fact for sign, fact in invoiced if sign > 0 and isinstance(fact, Cost)],
        booked=booked,
    )
    return _settled(drawn, change, books.same_file)


def scope_of(reading: Reading) -> Scope | None:
    """What the file holds the whole of; None where no row of it was read."""
    if reading.period is None:
        return None
    return Scope(kind=reading.kind, account=account_of(reading), level=reading.level, period=reading.period)


def beside(reading: Reading) -> Decimal | None:
    """The file's own total less ours, in its currency's unit, where it is more than rounding explains."""
    if reading.own_total is None:
        return None
    off = reading.own_total - reading.exact
    return off if abs(off) > A_ROW * max(1, reading.rows) else None


def _written(reading: Reading) -> list[str]:
    """The names of campaigns in the file, each once, the one with the most spent first."""
    sums: dict[str, int] = {}
    for spend in reading.spends:
        sums[spend.campaign] = sums.get(spend.campaign, 0) + spend.amount.minor
    others = [
        *(one.campaign for one in (*reading.results, *reading.claims)),
        *(deal.campaign for deal in reading.deals),
    ]
    for name in others:
        sums.setdefault(name, 0)
    return sorted(sums, key=lambda name: (-sums[name], name))


def _met(
    reading: Reading, choices: Choices, campaigns: Iterable[Named], books: Standing
) -> list[tuple[Overlapping, Earlier]]:
    """The earlier imports of the same days. Deals are known by their numbers: they replace none but themselves."""
    scope = scope_of(reading)
    if scope is None or reading.brings is Brings.DEALS:
        return []
    keys = {one.key for one in campaigns if one.key}
    currency = "" if choices.currency else reading.currency
    new = Newcomer(scope=scope, campaigns=keys, dated=books.dated, before=books.same_file, currency=currency)
    return overlapping(new, books.earlier, choices.overlaps)


def _facts(
    reading: Reading, choices: Choices, campaigns: Sequence[Named], books: Standing, replaced: Iterable[Entry]
) -> tuple[list[tuple[Cost | Conversion, int]], Booked]:
    """What the file's rows become, each with how many rows it stands for."""
    if reading.brings is Brings.SPEND:
        costs = costs_of(reading, choices, {one.written: one for one in campaigns}, books.rate)
        claimed = booked_claims(reading, choices, campaigns, books.results, books.rate)
        return [*costs, *((one.fact, 0) for one in claimed.conversions)], claimed
    gone = {entry.id for entry in replaced}
    sales = {number: sale for number, sale in books.results.sales.items() if sale.entry not in gone}
    results = replace(books.results, sales=sales)
    if reading.brings is Brings.DEALS:
        return [], booked_deals(reading, choices, campaigns, results, books.rate)
    booked = booked_results(reading, choices, campaigns, results, books.rate)
    return [(one.fact, 1) for one in booked.conversions], booked


def _difference(
    facts: Sequence[tuple[Cost | Conversion, int]],
    booked: Booked,
    replaced: Sequence[Entry],
    books: Standing,
) -> Difference:
    """What of the facts is new beside the entries in whose place they would come."""
    every = [*books.earlier, *books.undone]
    orders = Orders(
        facts={id(one.fact): one.origin.external_id for one in booked.conversions},
        entries={entry: number for one in every for entry, number in one.orders.items()},
    )
    fixed = {number for one in every for number in one.fixed}
    return difference(facts, replaced, fixed, orders)


def _replaced(reading: Reading, met: Iterable[tuple[Overlapping, Earlier]]) -> list[Entry]:
    """The entries of earlier imports, whether they stand or not, in whose place the file's would come."""
    scope = scope_of(reading)
    replaced = [one for overlap, one in met if overlap.decided is Overlap.REPLACE]
    return [entry for one in replaced for entry in one.within(scope.period)] if scope else []


def _stayed(reading: Reading, books: Standing) -> list[Entry]:
    """What has stayed of imports that were undone, or was put back by hand since: the file's comes in its place too."""
    scope = scope_of(reading)
    return [entry for one in books.undone for entry in one.within(scope.period)] if scope else []


def _with_remains(reading: Reading, change: Difference) -> Difference:
    """Of a cost that is taken back and was spread over other days too, their part is put on the books again."""
    if reading.period is None:
        return change
    outside = [
        part for entry in change.gone if isinstance(entry.fact, Cost) for part in remains(entry.fact, reading.period)
    ]
    return replace(change, adds=[*change.adds, *outside])


def _is_summed(fact: Cost | Conversion, reading: Reading) -> bool:
    """Whether it is part of the file's sums: what was spent, and what came of it, are never added."""
    return isinstance(fact, Cost) == (reading.brings is Brings.SPEND)


def _total(reading: Reading, facts: Iterable[tuple[Cost | Conversion, int]], booked: Booked) -> Money:
    """The sum of what is spent, of what conversions brought, or of what deals are worth, in the file's currency."""
    amounts = [fact.amount if isinstance(fact, Cost) else fact.revenue for fact, _ in facts]
    amounts += [deal.amount for deal in booked.deals]
    minor = sum(one.minor for one in amounts if one and one.currency == reading.currency)
    return Money(minor=minor, currency=reading.currency)


def _decided(choices: Choices, campaigns: Iterable[Named], met: Iterable[tuple[Overlapping, Earlier]]) -> Choices:
    names = {one.written: one.remembered for one in campaigns if one.remembered is not None}
    overlaps = {one.earlier.id: one.decided for one, _ in met if one.decided is not None}
    return replace(choices, campaigns=names, overlaps=overlaps)


def _closed(turns: Iterable[tuple[int, Cost | Conversion]], closed: Collection[date]) -> tuple[date, ...]:
    months = {month for _, fact in turns for month in closed_of(fact, closed)}
    return tuple(sorted(months))


def _settled(drawn: Plan, change: Difference, same_file: ImportRecord | None) -> Plan:
    """The plan with what is booked, once all is decided; where the same file is on the books as it is, only that."""
    if drawn.undecided:
        return drawn
    adds, takes = [*change.adds, *drawn.booked.deals], [*change.takes, *drawn.booked.takes]
    if same_file and not adds and not takes:
        return replace(drawn, same_file=same_file)
    return replace(drawn, adds=adds, takes=takes)

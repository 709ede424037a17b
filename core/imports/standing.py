"""What stands on the books when a file comes, as far as it matters to what saving the file would do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from core.imports.invoices import Billed
from core.imports.records import ImportRecord
from core.imports.result_plans import ResultBooks
from core.imports.scopes import Earlier
from core.money.exchange import ExchangeRate
from core.setup.registers import Register

Rate = Callable[[str, date], ExchangeRate | None]
"""The rate of a currency on a day; None of the reporting one. Raises `RateUnknown`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What the books hold that matters to a file. ``dated``: when the file was made, where that is known.

    ``same_file``: the import that has put this very file on the books. ``earlier``: those with some of its days.
    ``closed``: the first days of closed months. ``language``: of the person, for names that have to be made up.
    ``undone``: imports that were taken back, each with those entries that stayed, as people had changed them by hand,
    or that people have put back since.
    ``results``: what matters to results and deals only. ``invoices``: of agencies, with media of some of its days.
    """

    register: Register
    rate: Rate
    dated: datetime | None = None
    same_file: ImportRecord | None = None
    earlier: Sequence[Earlier] = ()
    undone: Sequence[Earlier] = ()
    closed: Collection[date] = ()
    language: str = "en"
    results: ResultBooks = field(default_factory=ResultBooks)
    invoices: Sequence[Billed] = ()

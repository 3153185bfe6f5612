"""The announced quarterly price of concentrate (稀土精矿季度价格): what is known, what a gap, what changed.

Nothing is ever interpolated: a quarter without a known price is a gap row. Percent changes are like for like:
the earlier price is first brought to the later one's REO basis. Across a gap the change is against the
nearest earlier known period and says so (`Change.against`, `Change.across_gap`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.period import Every, parse_period, period_of
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.ratio import EXACT, Ratio

_HUNDRED = Decimal(100)
_ONE_DAY = timedelta(days=1)
ANNOUNCED_BY = "announced_by"
"""The note of a price of which only the latest possible day of announcement is known."""
NOTES = (ANNOUNCED_BY, "revised_proposal")
CONFIDENCES = ("sourced", "second-hand")
ORIGINS = ("announced", "computed")
_FEN = 2


@dataclass(frozen=True, slots=True)
class Added:
    """How a price came to this desk: when (UTC, ISO), in whose name (empty: none was given), and why.

    `why` says what has to be said of it: why its step is not price / basis, or why it corrects another.
    """

    at: str
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class AnnouncedPrice:
    """One announced price: yuan per dry tonne without VAT at `basis` percent REO; `step` for each 1 % of REO.

    `step_origin`: one of `ORIGINS`; `confidence`: one of `CONFIDENCES`; `note`: one of `NOTES` (a words key under
    `ore.note`), or empty. `source` is a short name, `address` where it can be read. `added` is None for a price that
    comes with the program.
    """

    period: str
    effective_from: date
    effective_to: date
    announced_on: date | None
    price: Decimal
    basis: Decimal
    step: Decimal
    step_origin: str
    confidence: str
    note: str
    source: str
    address: str
    added: Added | None = None

    @property
    def step_fits(self) -> bool:
        """Whether the step is price / basis: exactly, or to its own places (at least the fen) where that repeats."""
        quotient = Ratio(self.price, self.basis)
        if quotient.exact() is not None:
            return quotient.same_as(Ratio(self.step))
        places = -int(self.step.as_tuple().exponent)
        return places >= _FEN and self.step == quotient.rounded(places)

    @property
    def why(self) -> str:
        """What the desk said of it when it was added."""
        return self.added.why if self.added else ""

    def says_as(self, other: "AnnouncedPrice") -> bool:
        """Whether both state the same figures for the same days."""
        return _figures(self) == _figures(other)

    def at_basis(self, basis: Decimal) -> Ratio:
        """The same price for ore of another REO basis: P × basis / own basis."""
        return Ratio(EXACT.multiply(self.price, basis), self.basis)


@dataclass(frozen=True, slots=True)
class Change:
    """Like-for-like change at the newer basis: `amount` in yuan per tonne, `percent` to 2 places, half-up."""

    against: str
    earlier_at_basis: Decimal
    amount: Decimal
    percent: Decimal
    across_gap: bool
    other_basis: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A period of the history; `announced` is None in a gap."""

    period: str
    start: date
    end: date
    announced: AnnouncedPrice | None
    change: Change | None


def change_between(old: AnnouncedPrice, new: AnnouncedPrice) -> Change:
    """The change from `old` to `new`, both at the basis of `new`."""
    earlier = old.at_basis(new.basis)
    amount = Ratio(new.price).minus(earlier)
    percent = amount.times(earlier.bottom).times(_HUNDRED).over(earlier.top)
    return Change(
        against=old.period,
        earlier_at_basis=earlier.rounded(2),
        amount=amount.rounded(2),
        percent=percent.rounded(2),
        across_gap=old.effective_to + _ONE_DAY != new.effective_from,
        other_basis=old.basis != new.basis,
    )


@dataclass(frozen=True, slots=True)
class Conflict:
    """The desk's own price holds, and the one that comes with the program says something else."""

    own: AnnouncedPrice
    shipped: AnnouncedPrice


class PriceList:
    """Announced prices in time order, checked: every step is price / basis or it is said why not, no two overlap.

    `conflicts`: where the desk's own prices differ from those that come with the program.
    """

    def __init__(self, prices: Sequence[AnnouncedPrice], conflicts: Sequence[Conflict] = ()) -> None:
        self.prices = tuple(sorted(prices, key=lambda p: p.effective_from))
        self.conflicts = tuple(conflicts)
        for price in self.prices:
            _check_step(price)
        for old, new in zip(self.prices, self.prices[1:], strict=False):
            _check_order(old, new)

    def get(self, period: str) -> AnnouncedPrice | None:
        """The price of a period by its key; "2022Q2" finds the half-year that holds it. None: not known."""
        named = next((p for p in self.prices if p.period == period), None)
        if named is not None:
            return named
        try:
            sought = parse_period(period)
        except ValueError:
            return None
        return next((p for p in self.prices if p.effective_from <= sought.start <= sought.end <= p.effective_to), None)

    def conflicts_of(self, price: AnnouncedPrice) -> tuple[Conflict, ...]:
        """The shipped prices that one of the desk's own differs from."""
        return tuple(each for each in self.conflicts if each.own == price)

    def latest(self) -> AnnouncedPrice:
        """The newest known price."""
        return self.prices[-1]

    def at(self, day: date) -> AnnouncedPrice | None:
        """The price in force on a day, where it is known."""
        return next((p for p in self.prices if p.effective_from <= day <= p.effective_to), None)

    def before(self, price: AnnouncedPrice) -> AnnouncedPrice | None:
        """The nearest earlier known price."""
        earlier = [p for p in self.prices if p.effective_from < price.effective_from]
        return earlier[-1] if earlier else None

    def is_gap(self, period: str) -> bool:
        """Whether the period lies in a gap of the known history."""
        return any(row.announced is None and row.period == period for row in self.rows())

    def rows(self) -> tuple[HistoryRow, ...]:
        """The whole history in time order, gaps included."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[HistoryRow]:
        earlier: AnnouncedPrice | None = None
        for price in self.prices:
            if earlier is not None:
                yield from _gaps(earlier.effective_to, price.effective_from)
            change = change_between(earlier, price) if earlier else None
            yield HistoryRow(price.period, price.effective_from, price.effective_to, price, change)
            earlier = price


def _figures(price: AnnouncedPrice) -> tuple[date, date, Decimal, Decimal, Decimal]:
    return price.effective_from, price.effective_to, price.price, price.basis, price.step


def _gaps(end: date, start: date) -> Iterator[HistoryRow]:
    day = end + _ONE_DAY
    while day < start:
        quarter = period_of(day, Every.QUARTER)
        yield HistoryRow(quarter.key, quarter.start, quarter.end, None, None)
        day = quarter.end + _ONE_DAY


def _check_step(price: AnnouncedPrice) -> None:
    if not price.step_fits and not price.why:
        facts = {"period": price.period, "step": exact_text(price.step)}
        raise refuse("ore_step_mismatch", "step", **facts, price=exact_text(price.price), basis=exact_text(price.basis))


def _check_order(old: AnnouncedPrice, new: AnnouncedPrice) -> None:
    if new.effective_from <= old.effective_to:
        raise refuse("ore_periods_overlap", "period", old=old.period, new=new.period)

"""What the engine gives: one series at one frequency, with what stands behind each value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.index.arrays import Flags, Floats, Ints, row_sums
from desk_app.domain.index.ccdi import Levels
from desk_app.domain.index.group import Basket
from desk_app.domain.index.methodology import METHOD, Method
from desk_app.domain.index.period_price import PeriodPrices, period_prices, places_of
from desk_app.domain.index.product_days import ProductDays
from desk_app.domain.index.quality import Grade, Parties, Quality, grades
from desk_app.domain.index.status import Status


@dataclass(frozen=True, slots=True)
class Published:
    """A value that went out, its parts Φ by product and its grade: all stand, whatever the trades say later."""

    value: float
    parts: Mapping[str, float]
    grade: str


Known = Mapping[tuple[str, Every], Mapping[str, Published]]
"""What is published: by series code and frequency, by period."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to compute: baskets, each product's class for the flash, what stands published.

    `changed`: products whose rows are other than before (None: any may be). Given them, only series are computed that
    these can have moved.
    """

    baskets: Sequence[Basket]
    classes: Ints
    known: Known = field(default_factory=dict)
    method: Method = METHOD
    changed: frozenset[str] | None = None

    def concerns(self, products: Iterable[str]) -> bool:
        """Whether a price of, or a rolling index over, these products can have moved."""
        return self.changed is None or not self.changed.isdisjoint(products)


@dataclass(frozen=True, slots=True)
class Table:
    """The product-day rows at one frequency: prices, and who traded."""

    prices: PeriodPrices
    parties: Parties

    def counted(self, columns: Ints, expected: Ints, coverage: Floats, imputed: Floats) -> Quality:
        """What stands behind the series over these columns."""
        prices = self.prices
        value = row_sums(prices.value[:, columns])
        return Quality(
            trades=prices.trades[:, columns].sum(axis=1),
            tonnes=row_sums(prices.mass[:, columns]),
            priced=prices.traded[:, columns].sum(axis=1),
            expected=expected.astype(np.int64),
            coverage=coverage,
            imputed=imputed,
            largest_party=self.parties.largest(columns, value),
            rejected=prices.rejected[:, columns].sum(axis=1),
        )


def table_of(days: ProductDays, every: Every) -> Table:
    """The table at one frequency."""
    prices = period_prices(days, every)
    return Table(prices, Parties(days, places_of(days, prices.periods, every), len(prices.periods)))


@dataclass(frozen=True, slots=True)
class SeriesValues:
    """One series at one frequency. `value` is NaN where there is none (`status` says why); nothing is rounded.

    `parts` (periods × `products`) are Φ, Σ Φ = ln(value / base), for an index; None for a price.
    """

    code: str
    every: Every
    periods: tuple[str, ...]
    value: Floats
    status: list[str]
    grade: list[str]
    quality: Quality
    products: tuple[str, ...] = ()
    parts: Floats | None = None


def index_values(
    prices: PeriodPrices, basket: Basket, levels: Levels, quality: Quality, carried: Flags, request: Request
) -> SeriesValues:
    """From the group's first trade on. What is graded below C has no value, and neither has a silent period."""
    method = request.method
    graded = grades(quality.coverage, quality.trades, method)
    silent, unmatched = quality.trades == 0, np.isnan(levels.level)
    thin = carried | (quality.coverage < method.grade_c)
    status = np.select(
        [silent, unmatched, thin], [Status.NO_TRADE.value, Status.NO_MATCH.value, Status.THIN.value], Status.OK.value
    )
    none = silent | unmatched | thin
    first = int(np.argmax(~silent)) if (~silent).any() else len(silent)
    computed = SeriesValues(
        basket.code,
        prices.every,
        tuple(period.key for period in prices.periods[first:]),
        np.where(none, np.nan, method.base * np.exp(levels.level))[first:],
        status[first:].tolist(),
        [_NONE if gone else one for one, gone in zip(graded, none.tolist(), strict=True)][first:],
        from_period(quality, first),
        tuple(prices.products[column] for column in basket.wide.tolist()),
        levels.parts[first:],
    )
    return _as_published(computed, request.known.get((basket.code, prices.every), {}))


_NONE = Grade.NOT_PUBLISHED.value


def _as_published(computed: SeriesValues, published: Mapping[str, Published]) -> SeriesValues:
    """The published values in place of the computed ones, to the last bit."""
    if not published or computed.parts is None:
        return computed
    whole, parts = _with_periods(computed, computed.parts, published)
    for row, one in ((row, published[key]) for row, key in enumerate(whole.periods) if key in published):
        whole.value[row], whole.status[row], whole.grade[row] = one.value, Status.OK.value, one.grade
        parts[row] = [one.parts.get(product, 0.0) for product in whole.products]
    return replace(whole, parts=parts)


def _with_periods(computed: SeriesValues, parts: Floats, keys: Iterable[str]) -> tuple[SeriesValues, Floats]:
    """A copy that has these periods as well, and its parts: of new ones nothing is left but what was published."""
    periods = tuple(sorted({*computed.periods, *keys}, key=lambda key: parse_period(key).start))
    place = {key: row for row, key in enumerate(periods)}
    rows = [place[key] for key in computed.periods]

    def spread(column: Any, empty: Any) -> Any:
        wider = np.full((len(periods), *column.shape[1:]), empty, column.dtype)
        wider[rows] = column
        return wider

    quality = {name: spread(getattr(computed.quality, name), 0) for name in Quality.__slots__}
    quality["largest_party"] = spread(computed.quality.largest_party, np.nan)
    status = spread(np.array(computed.status, object), Status.NO_TRADE.value).tolist()
    graded = spread(np.array(computed.grade, object), _NONE).tolist()
    value = spread(computed.value, np.nan)
    wider = replace(computed, periods=periods, value=value, status=status, grade=graded, quality=Quality(**quality))
    return wider, spread(parts, 0.0)


def from_period(quality: Quality, first: int) -> Quality:
    """Without the periods before `first`."""
    return Quality(*(getattr(quality, name)[first:] for name in Quality.__slots__))


def share(weight: Floats, counted: Flags) -> Floats:
    """By row the part of `weight` that is `counted`; 0 where there is none."""
    part, total = row_sums(np.where(counted, weight, 0.0)), row_sums(weight)
    found: Floats = np.divide(part, total, out=np.zeros_like(part), where=total > 0)
    return found

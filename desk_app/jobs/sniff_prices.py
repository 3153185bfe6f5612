"""The prices of a file beside the desk's own recent ones: what a whole column looks like, told and never applied."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from statistics import median

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.tax import Tax, vat_rate
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.product.product import Product
from desk_app.domain.trade.record import DAY, LINE, PRICE_EX, PRODUCT, TAX, UNIT, Record
from desk_app.domain.trade.sniff import Finding, Reference, Sample, sniff
from desk_app.domain.trade.trade import Trade
from desk_app.store.database import Connection
from desk_app.store.trades import recent_prices

_OF_A_BLOCK = 200
_MOST_HELD = 2_000
_DAYS = 10
_CALM, _WILD, _USUAL = 0.004, 0.05, 0.01
"""The least, the most and the usual log change of a price from one day to the next."""

_BAND_SPREAD = 0.35
"""A public price range says little of today's price: a market may have moved so far (log) since."""

_SCALE = 10_000
PriceDay = tuple[str, float]


@dataclass(slots=True)
class Sniffer:
    """Looks at some lines of every block while a file comes in; `findings` at the end.

    The desk's own prices are read before the first line of the file is written.
    """

    connection: Connection
    catalogue: Catalogue
    _samples: list[Sample] = field(default_factory=list)
    _held: list[Sample] = field(default_factory=list)
    _recent: dict[str, list[PriceDay]] | None = None

    def look(self, records: Sequence[Record], held: Iterable[Trade]) -> None:
        """Take some of a block's lines, and those that only their price's magnitude holds."""
        fresh = [_of_record(record) for record in records[:: max(1, len(records) // _OF_A_BLOCK)]]
        doubtful = [_of_trade(trade) for trade in held][: _MOST_HELD - len(self._held)]
        if self._recent is None and (fresh or doubtful):
            self._recent = self._prices(median_day([*fresh, *doubtful]))
        self._samples += fresh
        self._held += doubtful

    def findings(self) -> tuple[Finding, ...]:
        """What the column looks like."""
        samples = [*self._samples, *self._held]
        if not samples:
            return ()
        middle = median_day(samples)
        references = {key: one for key in {s.product for s in samples} if (one := self._reference(key, middle))}
        return sniff(samples, references)

    def _prices(self, day: date) -> dict[str, list[PriceDay]]:
        by_product: dict[str, list[PriceDay]] = defaultdict(list)
        for when, product, price in recent_prices(self.connection, day):
            by_product[product].append((when, price / _SCALE))
        return by_product

    def _reference(self, key: str, middle: date) -> Reference | None:
        product = self.catalogue.get(key)
        if product is None:
            return None
        own = (self._recent or {}).get(key)
        return _own(product, own, middle) if own else _public(product)


def median_day(samples: Sequence[Sample]) -> date:
    """The middle one of their days."""
    return sorted(sample.day for sample in samples)[len(samples) // 2]


def _own(product: Product, prices: Sequence[PriceDay], middle: date) -> Reference:
    """From the trades of the ten days nearest to the file's."""
    days: dict[date, list[float]] = defaultdict(list)
    for when, price in prices:
        days[date.fromisoformat(when)].append(price)
    nearest = sorted(days, key=lambda day: abs((day - middle).days))[:_DAYS]
    levels = [(day, median(days[day])) for day in sorted(nearest)]
    count = sum(len(days[day]) for day in nearest)
    level = median(value for _, value in levels)
    days_off = min(abs((day - middle).days) for day in nearest)
    return Reference(product.key, level, _spread(levels), count, days_off, "desk", "mineral" in product.groups)


def _spread(levels: Sequence[tuple[date, float]]) -> float:
    """The robust log change a day; the usual one where there are few days."""
    if len(levels) < _DAYS // 2:
        return _USUAL
    moves = [
        abs(math.log(after / before)) / math.sqrt((later - earlier).days)
        for (earlier, before), (later, after) in pairwise(levels)
    ]
    return min(_WILD, max(_CALM, 1.4826 * median(moves)))


def _public(product: Product) -> Reference | None:
    """The range seen publicly, where the desk has no prices of its own."""
    if product.band is None:
        return None
    level = math.sqrt(float(product.band.low) * float(product.band.high))
    if product.tax is Tax.INCL:
        level /= 1 + float(vat_rate(product.band.on)) / 100
    spread = max(_BAND_SPREAD, math.log(float(product.band.high / product.band.low)) / 2)
    return Reference(product.key, level, spread, 1, 0, "catalogue", "mineral" in product.groups)


def _of_record(record: Record) -> Sample:
    return Sample(
        record[LINE],
        record[PRODUCT],
        date.fromisoformat(record[DAY]),
        record[PRICE_EX] / _SCALE,
        Tax(record[TAX]),
        record[UNIT],
    )


def _of_trade(trade: Trade) -> Sample:
    price = float(trade.price_ex_vat)
    return Sample(trade.source_row, trade.product, trade.trade_date, price, trade.tax, trade.unit_stated)


def told(findings: Iterable[Finding]) -> Iterator[Problem]:
    """The findings as warnings, each with its evidence."""
    for one in findings:
        yield Problem(f"resembles_{one.kind}", one.field, one.evidence[0], Level.WARNING, _facts(one))


def _facts(one: Finding) -> Mapping[str, str]:
    certainty = "firm" if one.firm else "hint"
    return {
        "factor": f"{one.factor:.4g}",
        "rows": str(one.rows),
        "evidence": ", ".join(map(str, one.evidence)),
        "sure": f"@trade.sniff.{certainty}",
    }

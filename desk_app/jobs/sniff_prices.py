"""The prices of a file beside the desk's own recent ones: what a whole column looks like, told and never applied."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from desk_app.domain.base.problem import Level, Problem
from desk_app.domain.base.tax import Tax, vat_rate
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.product.product import Product
from desk_app.domain.trade.build import HeldRow, Outcome, Taken
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.follow import guided
from desk_app.domain.trade.mapping import Mapping as Columns
from desk_app.domain.trade.own_price import Paid, Reference, reference_of, sender_of
from desk_app.domain.trade.record import DAY, LINE, PRICE_EX, PRODUCT, TAX, UNIT, Record
from desk_app.domain.trade.sniff import By, Finding, Sample, sniff
from desk_app.domain.trade.sums import Amounts, sums_say
from desk_app.domain.trade.trade import Trade
from desk_app.domain.trade.walk import Quote
from desk_app.jobs.sniff_guides import guides_for
from desk_app.store.database import Connection
from desk_app.store.trades import recent_prices

_OF_A_BLOCK = 200
_MOST_HELD = 2_000
_BAND_SPREAD = 0.35
"""A public price range says little of today's price: a market may have moved so far (log) since."""

_BAND_DAILY = 0.015
_SCALE = 10_000


@dataclass(slots=True)
class Sniffer:
    """Looks at some lines of every block while a file of a source comes in; `findings` at the end.

    The desk's own prices are read before the first line of the file is written.
    """

    connection: Connection
    catalogue: Catalogue
    source: str
    amounts: Amounts = Amounts.NONE
    _lines: int = 0
    _said: list[Problem] = field(default_factory=list)
    _samples: list[Sample] = field(default_factory=list)
    _held: list[Sample] = field(default_factory=list)
    _recent: list[tuple[str, str, int, int]] | None = None

    def look(self, records: Sequence[Record], others: Sequence[Outcome]) -> None:
        """Take some of a block's lines, those that only their figures hold, and what is said of any line's figures."""
        held = [row.trade for row in others if isinstance(row, HeldRow) and row.trade]
        self._lines += len(records) + len(held)
        for row in others:
            self._said += row.warnings if isinstance(row, Taken) else row.problems if isinstance(row, HeldRow) else ()
        fresh = [_of_record(record) for record in records[:: max(1, len(records) // _OF_A_BLOCK)]]
        doubtful = [_of_trade(trade) for trade in held][: _MOST_HELD - len(self._held)]
        if self._recent is None and (fresh or doubtful):
            newest = max(sample.day for sample in (*fresh, *doubtful))
            self._recent = recent_prices(self.connection, newest, self.source)
        self._samples += fresh
        self._held += doubtful

    def findings(self) -> tuple[Finding, ...]:
        """What the column looks like: by the file's own sums, and beside the desk's own prices."""
        samples = [*self._samples, *self._held]
        by_sums = sums_say(self._said, samples, self._lines, self.amounts)
        return (by_sums,) if by_sums else self._beside_own(samples)

    def _beside_own(self, samples: Sequence[Sample]) -> tuple[Finding, ...]:
        products = {sample.product for sample in samples}
        own = _paid(self._recent or (), products)
        sender = sender_of(own)
        references: dict[str, Reference] = {}
        for product in filter(None, map(self.catalogue.get, sorted(products))):
            paid = own.get(product.key)
            found = (
                reference_of(product.key, paid, median_day(samples), sender, mineral=product.is_mineral)
                if paid
                else _public(product)
            )
            references |= {product.key: found} if found else {}
        return sniff(samples, self._followed(references, samples), sender)

    def _followed(self, references: Mapping[str, Reference], samples: Iterable[Sample]) -> Mapping[str, Reference]:
        """Measured from an index, where they follow one."""
        days: dict[str, set[date]] = defaultdict(set)
        for sample in samples:
            days[sample.product].add(sample.day)
        if not any(reference.source == "desk" for reference in references.values()):
            return references
        return guided(references, guides_for(self.connection, self.catalogue, days), days)


def _paid(recent: Iterable[tuple[str, str, int, int]], products: Set[str]) -> dict[str, list[Paid]]:
    """What was paid lately for these products; the others' rows are only passed over."""
    by_product: dict[str, list[Paid]] = defaultdict(list)
    day_of = cache(date.fromisoformat)
    for when, product, price, own in recent:
        if product in products:
            by_product[product].append(Paid(day_of(when), price / _SCALE, bool(own)))
    return by_product


def amounts_of(mapping: Columns) -> Amounts:
    """What a file's mapping says of its amounts."""
    if Field.AMOUNT not in mapping.columns:
        return Amounts.NONE
    return Amounts.UNSAID if mapping.amount_tax is None else Amounts.STATED


def median_day(samples: Sequence[Sample]) -> date:
    """The middle one of their days."""
    return sorted(sample.day for sample in samples)[len(samples) // 2]


def _public(product: Product) -> Reference | None:
    """The range seen publicly, where the desk has no prices of its own."""
    band = product.band
    if band is None:
        return None
    level = math.sqrt(float(band.low) * float(band.high))
    if product.tax is Tax.INCL:
        level /= 1 + float(vat_rate(band.on)) / 100
    spread = max(_BAND_SPREAD, math.log(float(band.high / band.low)) / 2)
    quote = Quote(band.on, math.log(level), spread**2)
    return Reference(product.key, (quote,), _BAND_DAILY, _BAND_SPREAD, "catalogue", product.is_mineral)


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
        yield Problem(_key(one), one.field, one.evidence[0], Level.WARNING, _facts(one))


def _key(one: Finding) -> str:
    if one.by is By.DESK:
        return f"resembles_{one.kind}"
    return f"sums_{one.kind}" if one.by is By.SUMS else f"swapped_{one.kind}"


def _facts(one: Finding) -> Mapping[str, str]:
    certainty = "firm" if one.firm else "asked"
    return {
        "factor": f"{one.factor:.4g}",
        "rows": str(one.rows),
        "days": str(one.days_off),
        "guide": one.guide or "@trade.sniff.no_guide",
        "evidence": ", ".join(map(str, one.evidence)),
        "sure": f"@trade.sniff.{certainty}",
    }

"""The trades of one product that count, as the index weighs them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from desk_app.domain.base.period import Period
from desk_app.domain.index.arrays import Flags, Floats
from desk_app.domain.index.bootstrap import variance
from desk_app.domain.index.fate import REJECTED_FROM
from desk_app.domain.index.lines import Lines, by_product, in_order
from desk_app.domain.index.rules import Rules
from desk_app.domain.index.validity import prepared
from desk_app.domain.index.weighting import Capped, capped, monday, weights_of
from desk_app.store import product_days
from desk_app.store.database import Connection
from desk_app.store.index_lines import read_days, read_lines


@dataclass(frozen=True, slots=True)
class Counted:
    """One product's lines, by day, over whole weeks where a cap asks for it; which of them count, and the rules."""

    lines: Lines
    counts: Flags
    rules: Rules

    def mass(self) -> Floats:
        """By line what it weighs, in tonnes."""
        weights = weights_of(self.lines, self.counts, self.rules)
        return self.lines.mass if weights is None else self.lines.mass * weights

    def variances(self, periods: Iterable[Period]) -> Mapping[str, float | None]:
        """By period key, of ln price: None where fewer than two trades count."""
        found, mass, day = {}, self.mass(), self.lines.day
        name = self.lines.products[int(self.lines.product[0])] if len(self.lines) else ""
        for period in periods:
            start, end = np.searchsorted(day, (period.start.toordinal(), period.end.toordinal() + 1)).tolist()
            counts = self.counts[start:end]
            price, weighed = self.lines.price[start:end][counts], mass[start:end][counts]
            found[period.key] = variance(price, weighed, f"{name} {period.key}")
        return found

    def capped(self) -> tuple[Capped, ...]:
        """Who is weighed down, week by week."""
        return tuple(capped(self.lines, self.counts, self.rules))

    def lighter_sources(self) -> list[str]:
        """Sources of trades that count, which weigh less."""
        names = (self.lines.sources[code] for code in np.unique(self.lines.source[self.counts]).tolist())
        return [name for name in names if self.rules.factor_of(name) < 1]


def counted_trades(connection: Connection, product: str, first: date, last: date, rules: Rules) -> Counted:
    """Those of some days, both included, as the last build left them."""
    start, end = first.toordinal(), last.toordinal()
    if rules.party_cap:
        start, end = monday(start), monday(end) + 6
    days = [date.fromordinal(start) + timedelta(days=at) for at in range(end - start + 1)]
    iso = [day.isoformat() for day in days]
    lines = in_order(read_days(connection, product, iso, rules.reference_purity))
    return _counted(connection, product, lines, (iso[0], iso[-1]), rules)


def all_counted(connection: Connection, rules: Rules) -> Iterator[tuple[str, Counted]]:
    """Every product's, read in one go from the first trade to the last: where most are wanted, far the faster way."""
    lines = read_lines(connection, rules.reference_purity)
    for product, part in zip(lines.products, by_product(lines), strict=True):
        yield product, _counted(connection, product, part, _ALWAYS, rules)


_ALWAYS = (date.min.isoformat(), date.max.isoformat())


def _counted(connection: Connection, product: str, lines: Lines, days: tuple[str, str], rules: Rules) -> Counted:
    fates = product_days.fates_of(connection, product, *days)
    out = [trade for trade, (_, fate, _) in fates.items() if fate >= REJECTED_FROM]
    lines = prepared(lines, rules)
    return Counted(lines, ~np.isin(lines.trade, out), rules)

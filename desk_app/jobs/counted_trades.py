"""The trades of one product that count, as the index weighs them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from desk_app.domain.base.period import Period
from desk_app.domain.index.arrays import Flags, Floats
from desk_app.domain.index.bootstrap import variance
from desk_app.domain.index.fate import REJECTED_FROM
from desk_app.domain.index.lines import Lines, in_order
from desk_app.domain.index.rules import Rules
from desk_app.domain.index.validity import prepared
from desk_app.domain.index.weighting import Capped, capped, monday, weights_of
from desk_app.store import product_days
from desk_app.store.database import Connection
from desk_app.store.index_lines import read_days


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
        found, mass = {}, self.mass()
        name = self.lines.products[0] if self.lines.products else ""
        for period in periods:
            inside = self.counts & (self.lines.day >= period.start.toordinal())
            inside &= self.lines.day <= period.end.toordinal()
            found[period.key] = variance(self.lines.price[inside], mass[inside], f"{name} {period.key}")
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
    lines = prepared(in_order(read_days(connection, product, iso, rules.reference_purity)), rules)
    fates = product_days.fates_of(connection, product, iso[0], iso[-1])
    out = [trade for trade, (_, fate, _) in fates.items() if fate >= REJECTED_FROM]
    return Counted(lines, ~np.isin(lines.trade, out), rules)

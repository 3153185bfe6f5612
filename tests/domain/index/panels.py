"""Small panels of trades for the index tests, led through the whole engine."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from desk_app.domain.base.period import Every
from desk_app.domain.index.arrays import Floats, Ints, row_sums
from desk_app.domain.index.engine import all_series
from desk_app.domain.index.fate import REJECTED_FROM, Fate
from desk_app.domain.index.flash import moves_of, past_values, shares_of
from desk_app.domain.index.group import Basket
from desk_app.domain.index.lines import Coded, Lines, Part, by_product, lines_of
from desk_app.domain.index.methodology import METHOD, Method, Screen
from desk_app.domain.index.period_price import PeriodPrices, period_prices
from desk_app.domain.index.product_days import ProductDays, ScreenedLines, product_days, screen_lines
from desk_app.domain.index.rules import NO_RULES, Rules
from desk_app.domain.index.series_values import Known, Request, SeriesValues
from desk_app.domain.index.validity import prepared, validity
from desk_app.domain.index.weighting import weights_of

Trade = tuple[str, str, float, float] | tuple[str, str, float, float, str, str, str]
"""Day, product, price, tonnes; and, where it matters, buyer, seller and source."""
OPEN = Screen(cut=1e9)
"""A screen that lets everything through: for tests of what comes after it."""
LATE = date(2100, 1, 1).toordinal()


def lines(trades: Sequence[Trade], grades: Sequence[str] = ()) -> Lines:
    """The trades as columns; a trade's number is its place, from 1."""
    rows = [(*one, *("", "", "")[len(one) - 4 :]) for one in trades]
    columns = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(7)]
    day, product, price, mass, buyer, seller, source = columns
    sources = sorted(set(source))
    part = Part(
        np.arange(1, len(rows) + 1),
        np.array([sources.index(name) for name in source], np.int64),
        np.array([ordinal(text) for text in day], np.int64),
        np.array(price, np.float64),
        np.array(mass, np.float64),
        *(_coded(names) for names in (product, buyer, seller, list(grades) or [""] * len(rows))),
    )
    return lines_of([part], dict(enumerate(sources)))


def _coded(names: list[str]) -> Coded:
    known = list(dict.fromkeys(names))
    return Coded(known, np.array([known.index(name) for name in names], np.int64))


def ordinal(day: str) -> int:
    """Of ISO text."""
    return date.fromisoformat(day).toordinal()


@dataclass(frozen=True, slots=True)
class Bar:
    """What trades are held against before they count."""

    screen: Screen = METHOD.screen
    rules: Rules = NO_RULES
    verdicts: Mapping[int, Fate] = field(default_factory=dict)
    today: int = LATE
    grades: Sequence[str] = ()


PLAIN = Bar()


def screened(trades: Sequence[Trade], bar: Bar = PLAIN) -> Iterator[ScreenedLines]:
    """What becomes of the trades, a product at a time."""
    for part in by_product(lines(trades, bar.grades)):
        ready = prepared(part, bar.rules)
        yield screen_lines(ready, validity(ready, bar.rules, bar.today), bar.verdicts, bar.screen)


def fates(trades: Sequence[Trade], bar: Bar = PLAIN) -> list[Fate]:
    """The fate of each trade, in the order given."""
    found: dict[int, Fate] = {}
    for one in screened(trades, bar):
        found |= zip(one.lines.trade.tolist(), map(Fate, one.fates.tolist()), strict=True)
    return [found[number] for number in sorted(found)]


def days_of(trades: Sequence[Trade], screen: Screen = OPEN, rules: Rules = NO_RULES) -> ProductDays:
    """The product-day table."""
    tables = []
    for one in screened(trades, Bar(screen, rules)):
        silent = frozenset(at for at, name in enumerate(one.lines.parties) if not name)
        weights = weights_of(one.lines, one.fates < REJECTED_FROM, rules)
        tables.append(product_days(one, np.arange(len(one.lines.parties)), silent, weights))
    return stacked(tables)


def stacked(tables: Sequence[ProductDays]) -> ProductDays:
    """Tables of one product each, by the name of the product."""

    def floats(name: str) -> Floats:
        return np.concatenate([np.zeros(0), *(getattr(table, name) for table in tables)])

    def ints(name: str) -> Ints:
        return np.concatenate([np.zeros(0, np.int64), *(getattr(table, name) for table in tables)])

    parties = np.concatenate([np.zeros(1, np.int64), *(np.diff(table.party_start) for table in tables)])
    return ProductDays(
        products=tuple(table.products[0] for table in tables),
        product=np.repeat(np.arange(len(tables)), [len(table) for table in tables]),
        day=ints("day"),
        value=floats("value"),
        mass=floats("mass"),
        trades=ints("trades"),
        low=floats("low"),
        high=floats("high"),
        rejected=ints("rejected"),
        unscreened=ints("unscreened"),
        party_start=np.cumsum(parties),
        party=ints("party"),
        party_value=floats("party_value"),
    )


Groups = Mapping[str, tuple[str, Mapping[str, float]]]
"""By code the products of a group, a letter each, and its fixed weights (empty: none)."""


def request(
    days: ProductDays, groups: Groups, classes: Mapping[str, int], known: Known, method: Method = METHOD
) -> Request:
    """A composite over all, and the `groups`."""
    everything = Basket("composite", np.arange(len(days.products)), None)
    baskets = [everything]
    for code, (names, weights) in groups.items():
        columns = np.array([at for at, name in enumerate(days.products) if name in names], np.int64)
        fixed = np.array([weights.get(days.products[at], 0.0) for at in columns]) if weights else None
        baskets += [Basket(code, columns, fixed)] if len(columns) else []
    numbers = np.array([classes.get(name, 0) for name in days.products], np.int64)
    return Request(baskets, numbers, known, method)


def computed(
    trades: Sequence[Trade],
    groups: Groups | None = None,
    known: Known | None = None,
    classes: Mapping[str, int] | None = None,
    screen: Screen = OPEN,
) -> dict[tuple[str, str], SeriesValues]:
    """All series, by code and frequency."""
    days = days_of(trades, screen)
    asked = request(days, groups or {}, classes or {}, known or {})
    return {(one.code, one.every.value): one for one in all_series(days, asked)}


def series(trades: Sequence[Trade], code: str = "composite", every: str = "day") -> dict[str, float]:
    """Period to value, where there is one."""
    return told(computed(trades)[code, every])


def told(one: SeriesValues) -> dict[str, float]:
    """Period to value, where there is one."""
    return {
        period: value for period, value in zip(one.periods, one.value.tolist(), strict=True) if math.isfinite(value)
    }


def statuses(trades: Sequence[Trade], code: str = "composite", every: str = "day") -> dict[str, str]:
    """Period to status."""
    one = computed(trades)[code, every]
    return dict(zip(one.periods, one.status, strict=True))


def prices_of(trades: Sequence[Trade], every: Every = Every.DAY) -> PeriodPrices:
    """Period prices with no screen."""
    return period_prices(days_of(trades), every)


def path(trades: Sequence[Trade], classes: Sequence[int] | None = None) -> dict[str, float]:
    """100 · exp(y) of the flash, before it is anchored to any week: every day, silent ones too."""
    prices = prices_of(trades)
    numbers: Ints = np.array(classes or [0] * len(prices.products), np.int64)
    values = past_values(prices, METHOD.share_days)
    moves = moves_of(prices, values, numbers, METHOD)
    steps = row_sums(shares_of(values, moves.known) * moves.move)
    levels = 100.0 * np.exp(np.cumsum(steps))
    return dict(zip((period.key for period in prices.periods), levels.tolist(), strict=True))


def weekdays(start: str, count: int) -> list[str]:
    """ISO text of `count` days from Monday to Friday."""
    first = date.fromisoformat(start)
    days = (first + timedelta(days=n) for n in range(2 * count + 7))
    return [day.isoformat() for day in days if day.weekday() < 5][:count]


def mondays(start: str, count: int) -> list[str]:
    """ISO text of a day in each of `count` weeks."""
    first = date.fromisoformat(start)
    return [(first + timedelta(weeks=n)).isoformat() for n in range(count)]

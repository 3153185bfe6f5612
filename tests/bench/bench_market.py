"""How near the indices come to a market whose true index is known. Not a test: it prints, it never fails.

Run: `python -m tests.bench.bench_market [SEEDS [FIRST]]` (12 seeds from 100 unless told; the method was looked at on
seeds 0 to 5). The market is `market.py`'s; its trades go through the engine itself: validity, screen, product days, all
series. Prints one JSON document by trades a day, each figure the mean over the seeds:

* `rms`, and `worst` of the seeds: root mean square in % of ln(index / true index), less its mean over the periods: the
  first period is a noisy one, so that the base says nothing of the index. Weeks against the mean of the week's days.
* `drift`: |slope| of the same in % a year; `drift_signed` its mean with its sign, which shows a bias.
* `change`: root mean square error in % of the change from period to period.
* `published`: part of the periods with a value. A day of the flash whose status is thin (part of its weight could only
  be carried), or whose grade is below C, has none: it goes into no error.
* `rejected`: part of the trades that the screen took out; `false`: of the right trades; `missed`: of the wrong ones the
  part that counted.
"""

import json
import os
import sys
import time

import numpy as np

from desk_app.domain.base.period import Every
from desk_app.domain.index.arrays import Floats
from desk_app.domain.index.engine import all_series
from desk_app.domain.index.fate import REJECTED_FROM
from desk_app.domain.index.group import Basket
from desk_app.domain.index.lines import Lines, by_product
from desk_app.domain.index.methodology import METHOD, Method
from desk_app.domain.index.period_price import period_prices
from desk_app.domain.index.product_days import ProductDays, product_days, screen_lines
from desk_app.domain.index.rules import NO_RULES
from desk_app.domain.index.series_values import Request, SeriesValues
from desk_app.domain.index.validity import prepared, validity
from tests.bench.market import CLASSES, DAYS, PARTIES, PRODUCTS, Market, market, trades
from tests.bench.peers import chained_fisher, geometric_young

A_DAY = (10, 50, 200, 1000)
_YEAR = {Every.DAY: 260, Every.WEEK: 52}


def added_up(lines: Lines, method: Method) -> tuple[ProductDays, dict[int, int]]:
    """The product-day table, and each trade's fate."""
    parts: list[ProductDays] = []
    fates: dict[int, int] = {}
    for part in by_product(lines):
        ready = prepared(part, NO_RULES)
        screened = screen_lines(ready, validity(ready, NO_RULES, 10**6), {}, method.screen)
        fates.update(zip(screened.lines.trade.tolist(), screened.fates.tolist(), strict=True))
        parts.append(product_days(screened, np.arange(PARTIES, dtype=np.int64)))
    return _together(lines.products, [part for part in parts if len(part)]), fates


def _together(products: tuple[str, ...], parts: list[ProductDays]) -> ProductDays:
    names = ("day", "value", "mass", "trades", "low", "high", "rejected", "unscreened")
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    numbers = [np.full(len(part), products.index(part.products[0]), np.int64) for part in parts]
    counts = np.concatenate([np.diff(part.party_start) for part in parts])
    return ProductDays(
        products,
        np.concatenate(numbers),
        **columns,
        party_start=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        party=np.concatenate([part.party for part in parts]),
        party_value=np.concatenate([part.party_value for part in parts]),
    )


def errors(level: Floats, true: Floats, every: Every) -> dict[str, float]:
    """Of ln levels, NaN where nothing is published."""
    given = np.flatnonzero(~np.isnan(level))
    error = 100 * (level - true)[given]
    error -= error.mean()
    slope = float(np.polyfit(given / _YEAR[every], error, 1)[0])
    together = np.diff(given) == 1
    return {
        "rms": float(np.sqrt(np.mean(error**2))),
        "drift": abs(slope),
        "drift_signed": slope,
        "change": float(np.sqrt(np.mean(np.diff(error)[together] ** 2))),
        "published": len(given) / len(level),
    }


def ours(series: SeriesValues, many: int) -> Floats:
    """Ln levels of all periods; the first ones may be without a row."""
    level = np.full(many, np.nan)
    level[many - len(series.value) :] = np.log(series.value / METHOD.base)
    return level


def run(seed: int, a_day: int, method: Method = METHOD) -> dict[str, dict[str, float]]:
    """All figures of one market."""
    truth = market(np.random.default_rng(seed))
    made = trades(truth, a_day, np.random.default_rng((seed, a_day)))
    days, fates = added_up(made.lines, method)
    basket = Basket("composite", np.arange(PRODUCTS), None)
    found = {
        series.every: series
        for series in all_series(days, Request([basket], CLASSES, {}, method))
        if series.code == "composite"
    }
    rejected = np.array([fates[trade] >= REJECTED_FROM for trade in range(len(made.wrong))])
    screen = {
        "rejected": rejected.mean(),
        "false": rejected[~made.wrong].mean(),
        "missed": (~rejected)[made.wrong].mean(),
    }
    return {**_levels(days, found, truth), "screen": {name: 100 * float(part) for name, part in screen.items()}}


def _levels(days: ProductDays, found: dict[Every, SeriesValues], truth: Market) -> dict[str, dict[str, float]]:
    told = {}
    for every, true, name in ((Every.WEEK, truth.weekly(), "weekly"), (Every.DAY, truth.daily(), "daily")):
        prices = period_prices(days, every)
        year = _YEAR[every]
        told[f"{name} ours"] = errors(ours(found[every], len(true)), true, every)
        told[f"{name} chained Fisher"] = errors(chained_fisher(prices), true, every)
        told[f"{name} geometric Young"] = errors(geometric_young(prices, year), true, every)
    return told


def mean_of(runs: list[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    told = {}
    for name, figures in runs[0].items():
        told[name] = {figure: round(float(np.mean([one[name][figure] for one in runs])), 3) for figure in figures}
        if "rms" in figures:
            told[name]["worst"] = round(max(one[name]["rms"] for one in runs), 3)
    return told


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    told: dict[str, object] = {"seeds": f"{first} to {first + seeds - 1}", "products": PRODUCTS, "days": DAYS}
    for a_day in A_DAY:
        start = time.perf_counter()
        told[f"{a_day} a day"] = mean_of([run(seed, a_day) for seed in range(first, first + seeds)])
        print(f"{a_day} a day: {time.perf_counter() - start:.0f} s, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()

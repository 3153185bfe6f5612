"""How well slips are found, and how often a clean file is suspected: thousands of simulated files, seeded.

Assumptions. Log prices walk from day to day, half of the variance common to all products: quiet years 0.4 % a day,
normal 1 %, volatile 2 %; 0.1 % of days have a jump (common sd 10 %, own sd 7 %). A file comes from one sender with a
common discount (sd 0.8 %), its trades spread 1 % around the day's price over 1 to 10 days. The desk's reference is
the median of 3 to 60 trades, 0 to 30 days before the file. Mineral files are those where ×0.919 and ÷0.919 are
tried; the other slips are tried on every file. Caught: a firm finding of any kind (`kind_right`: of the right one).
`held`: the factor is beyond the magnitude band of 4 either way, so that every line would be held by itself too.
Run: `python tests/bench/bench_sniff.py [FILES]`; prints one JSON document.
"""

import json
import math
import random
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.sniff import Reference, Sample, sniff

SLIPS = {
    "x10000": (1e4, "yuan_for_wan"),
    "/10000": (1e-4, "wan"),
    "x1000": (1e3, "per_t"),
    "/1000": (1e-3, "per_kg"),
    "x1.13": (1.13, "tax_incl"),
    "/1.13": (1 / 1.13, "tax_excl"),
    "x0.919": (0.919, "wet"),
    "/0.919": (1 / 0.919, "dry"),
}
VOLATILITY = {"quiet": 0.004, "normal": 0.010, "volatile": 0.020}
File = tuple[list[Sample], dict[str, Reference]]


def make_file(chance: random.Random, regime: str, rows: int, age: int, mineral: bool) -> File:
    """A clean file with the references of its desk."""
    daily = VOLATILITY[regime]
    products = [f"p{n}" for n in range(chance.choice((1, 2, 3, 4) if mineral else (1, 2, 3, 5, 8, 12)))]
    span = chance.randrange(1, 11)
    walks = _walks(chance, products, age + span, daily)
    references = {p: _reference(chance, p, daily, age, mineral) for p in products}
    discount = chance.gauss(0, 0.008)
    weights = [1 / (n + 1) for n in range(len(products))]
    samples = []
    for row in range(rows):
        product, day = chance.choices(products, weights)[0], chance.randrange(span)
        log = math.log(50_000) + walks[product][age + day] + discount + chance.gauss(0, 0.01)
        when = date(2025, 6, 1) + timedelta(days=day)
        samples.append(Sample(row + 2, product, when, math.exp(log), Tax.EXCL, "yuan/t"))
    return samples, references


def _walks(chance: random.Random, products: list[str], days: int, daily: float) -> dict[str, list[float]]:
    walks = {product: [0.0] for product in products}
    for _ in range(days):
        jump = chance.random() < 0.001
        shared = chance.gauss(0, daily * math.sqrt(0.5)) + (chance.gauss(0, 0.10) if jump else 0)
        for walk in walks.values():
            own = chance.gauss(0, daily * math.sqrt(0.5)) + (chance.gauss(0, 0.07) if jump else 0)
            walk.append(walk[-1] + shared + own)
    return walks


def _reference(chance: random.Random, product: str, daily: float, age: int, mineral: bool) -> Reference:
    count = chance.randrange(3, 61)
    level = 50_000 * math.exp(chance.gauss(0, 0.0125 / math.sqrt(count)))
    spread = daily * math.exp(chance.gauss(0, 0.2))
    return Reference(product, level, spread, count, age, "desk", mineral)


def slipped(file: File, factor: float) -> File:
    """The file with all its prices times `factor`."""
    samples, references = file
    return [replace(sample, price_ex_vat=sample.price_ex_vat * factor) for sample in samples], references


def measure(files: int) -> dict[str, object]:
    """Rates in percent, whole and by regime, age and number of rows."""
    chance = random.Random(20260105)
    seen: Counter[tuple[str, str]] = Counter()
    firm: Counter[tuple[str, str]] = Counter()
    right: Counter[str] = Counter()
    for number in range(files):
        regime, mineral = chance.choice(list(VOLATILITY)), number % 3 == 0
        rows, age = chance.choice((20, 50, 100, 300, 1000, 2000)), chance.choice((0, 1, 2, 3, 5, 10, 20, 30))
        file = make_file(chance, regime, rows, age, mineral)
        groups = ("all", regime, f"age {age}", f"rows {rows}", f"products {min(len(file[1]), 5)}")
        for name, (factor, kind) in {"untouched": (1.0, ""), **SLIPS}.items():
            if kind in {"wet", "dry"} and not mineral:
                continue
            found = [one for one in sniff(*slipped(file, factor)) if one.firm]
            right[name] += any(one.kind == kind for one in found)
            for group in groups:
                seen[name, group] += 1
                firm[name, group] += bool(found)
    rates: dict[str, dict[str, float]] = {}
    for (name, group), count in sorted(seen.items()):
        rates.setdefault(name, {})[group] = round(100 * firm[name, group] / count, 2)
    told = {name: round(100 * right[name] / seen[name, "all"], 2) for name in SLIPS}
    held = [name for name, (factor, _) in SLIPS.items() if abs(math.log(factor)) > 2 * math.log(4)]
    return {"files": files, "found_percent": rates, "kind_right_percent": told, "held": held}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 3000), indent=2))

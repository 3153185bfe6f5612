"""Trade files that are made up, so that it is known whether their price column slipped: what `bench_sniff` looks at."""

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.guide import Guide
from desk_app.domain.trade.own_price import Paid
from desk_app.domain.trade.sniff import Sample

DAILY = (0.005, 0.01, 0.02)
SPANS = {"daily": (0, 1), "weekly": (0, 7), "monthly": (0, 30)}
GAPS = {"gap7": 7, "gap15": 15, "gap30": 30, "gap40": 40}
LINES = (1, 2, 5, 10, 20, 50, 200, 500)
START, PAST = date(2025, 3, 3), 90
INDEX_NOISE, INDEX_LASTS = 0.003, 4


@dataclass(frozen=True, slots=True)
class File:
    """A clean file, what its desk has, the index that somebody publishes, and what the file is one of."""

    samples: list[Sample]
    history: Mapping[str, list[Paid]]
    mineral: bool
    index: Guide
    groups: tuple[str, ...]


ORDINARY, ENOUGH = ("daily", "weekly"), 5


def make_file(chance: random.Random, *, minerals: float = 0.4, ordinary: bool = False) -> File:
    """Any of all regimes, or of an ordinary morning's; `minerals` is the share of files that have no other product."""
    ages = ORDINARY if ordinary else (*SPANS, *GAPS)
    daily, age, has = chance.choice(DAILY), chance.choice(ages), chance.choice(("own", "others", "both"))
    gap, span = SPANS[age] if age in SPANS else (GAPS[age], chance.randrange(1, 6))
    count = chance.choice([lines for lines in LINES if not ordinary or lines >= ENOUGH])
    mineral = chance.random() < minerals
    products = [f"p{n}" for n in range(chance.choice((1, 2, 3, 4) if mineral else (1, 2, 3, 5, 8, 12)))]
    days = [day for day in range(PAST + gap + span + 7) if _is_market(day)]
    last = max(day for day in days if day < PAST)
    covered = [day for day in days if day > last + gap][: max(1, sum(_is_market(PAST + n) for n in range(span)))]
    shares = [1 / (n + 1) for n in range(len(products))]
    weights = [share / sum(shares) for share in shares]
    common, *own = _walks(chance, days, len(products), daily)
    walks = dict(zip(products, own, strict=True))
    discounts = {sender: chance.gauss(0, 0.008) for sender in ("this", "second", "third")}

    def paid(product: str, day: int, sender: str) -> float:
        return 50_000 * math.exp(walks[product][day] + discounts[sender] + chance.gauss(0, 0.01))

    def history() -> Iterator[tuple[str, Paid]]:
        senders = (("this",) if has != "others" else ()) + (("second", "third") if has != "own" else ())
        for sender in senders:
            ends = last if sender == "this" or age in GAPS else covered[-1]
            for day in (day for day in days if day <= ends):
                for at, product in enumerate(products):
                    for _ in range(_trades(chance, count / len(covered) * weights[at])):
                        yield product, Paid(_day(day), paid(product, day, sender), sender == "this")

    past: dict[str, list[Paid]] = defaultdict(list)
    for product, one in history():
        past[product].append(one)
    samples = []
    for row in range(count):
        product, day = chance.choices(products, weights)[0], chance.choice(covered)
        samples.append(Sample(row + 2, product, _day(day), paid(product, day, "this"), Tax.EXCL, "yuan/t"))
    usual = age in ORDINARY and count >= ENOUGH
    groups = (
        "all",
        f"age {age}",
        f"lines {count}",
        f"daily {100 * daily:g} %",
        f"products {len(products)}",
        f"desk has {has}",
        *((f"age {age}, daily {100 * daily:g} %",) if count >= 5 else ()),
        *(("ORDINARY", f"ORDINARY, daily {100 * daily:g} %", f"ORDINARY, desk has {has}") if usual else ()),
    )
    return File(samples, past, mineral, _index(common), groups)


def _index(common: Mapping[int, float]) -> Guide:
    """What all products have in common, with noise of its own, of every market day."""
    chance = random.Random(str(common))
    logs = tuple(log + chance.gauss(0, INDEX_NOISE) for log in common.values())
    return Guide("index", tuple(map(_day, common)), logs, INDEX_LASTS)


def _day(number: int) -> date:
    return START + timedelta(days=number)


def _is_market(number: int) -> bool:
    return _day(number).weekday() < 5


def _trades(chance: random.Random, usual: float) -> int:
    """As many a day as the file has of this product, at most 4, at least one in twenty days."""
    usual = min(4.0, max(0.05, usual))
    return int(usual) + (chance.random() < usual % 1)


def _walks(chance: random.Random, days: list[int], count: int, daily: float) -> list[dict[int, float]]:
    """What all have in common, and each product's."""
    walks: list[dict[int, float]] = [{} for _ in range(count + 1)]
    logs = [0.0] * (count + 1)
    for day in days:
        jump = chance.random() < 0.001
        shared = chance.gauss(0, daily * math.sqrt(0.5)) + (chance.gauss(0, 0.10) if jump else 0)
        for at, walk in enumerate(walks):
            own = chance.gauss(0, daily * math.sqrt(0.5)) + (chance.gauss(0, 0.07) if jump else 0) if at else 0.0
            logs[at] += shared + own
            walk[day] = logs[at]
    return walks

"""How often a slip of a whole price column is found or asked about, and how often a clean file is: seeded files.

The market. Log prices walk on weekdays, 0.5, 1 or 2 % a day for each product, half of the variance common to all; on
0.1 % of days there is a jump (common sd 10 %, own sd 7 %). Trades spread 1 % around their day's price. Each sender
has a lasting discount (sd 0.8 %). The desk holds 90 days of trades, from this sender ("own"), from two others
("others") or all three ("both"); a product trades on some days only, the rarer ones on few. What the desk knows of
spreads, discounts and levels it works out of these trades, by the code of the import.

A file comes from one sender, has 1 to 500 lines and 1 to 12 products (1 to 4 minerals: only for these ×0.919 and
÷0.919 are tried), and
* `daily`, `weekly`, `monthly`: covers the 1, 7 or 30 days after the last of this sender's trades that the desk has;
  with "others" or "both" the desk has the others' trades of these same days;
* `gap7`, `gap15`, `gap30`, `gap40`: covers 1 to 5 days, and the desk has traded nothing for so many days before them.

Each is looked at twice: as it is, and "with an index": somebody publishes what all products have in common, every
market day, with 0.3 % of noise. Whether prices follow it the import finds out by itself.

The ordinary morning is `daily` and `weekly` with at least 5 lines; beside any file one of ores of such a morning is
drawn ("ORDINARY ore"). Caught: told at all, as a finding or as a question, of any kind; `firm` and `right` (of the
right kind) are given beside it. False alarm: anything told of a clean file, a question too. No slip is weakened.
`bench_sniff_year.py` does the same with whole imports. Files are made by `sniff_files.py`.

Tuned on seeds 1 to 4, checked on 20260105 and 20260106 and set anew after that; reported on 20260107 and 20260108, on
which nothing was tuned. There, 1,000 files and 1,000 of ore each: powers of ten 100 % (99.95 % over all regimes), and

                                          false alarms   x1.13   /1.13   x0.919   /0.919
    ordinary ore                                  0.20    99.8    99.8     99.5     99.6
      prices move 0.5 % a day                     0.0     99.9   100      100      100
      1 %                                         0.2    100      99.7    100       99.7
      2 %                                         0.5     99.6    99.7     98.5     99.0
      from others too                             0.0    100      99.9    100       99.9
      none but the sender's older prices          0.6     99.4    99.5     98.5     98.8
    the same, with an index                       0.05    99.9    99.8     99.95    99.8
    7 days of no trade                            0.3     78      79       65       63
      with an index                               1.0     92      94       87       82
    15 days                                       0.0     59      58       48       45
      with an index                               1.8     85      82       73       72
    30 days                                       0.7     41      43       29       22
      with an index                               0.7     69      75       55       50
    a month in one file                           0.4     88      87       82       85
    all regimes                                   0.25    71      71       63       61
      with an index                               0.55    84      85       76       74

So wet and dry are caught in 99 % of ordinary mornings, but not where prices move 2 % a day and the desk has none but
the sender's own older ones, unless there is an index: a market that moved 5 % is then as likely as half a slip.
Run: `python -m tests.bench.bench_sniff [FILES] [SEED]`; prints one JSON document, rates in percent.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from desk_app.domain.trade.follow import guided
from desk_app.domain.trade.guide import Guide
from desk_app.domain.trade.own_price import Reference, Sender, reference_of, sender_of
from desk_app.domain.trade.sniff import Finding, Sample, sniff
from tests.bench.sniff_files import File, make_file

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


def look(file: File, guides: tuple[Guide, ...]) -> tuple[Mapping[str, Reference], Sender]:
    """What the import would hold a file's prices against, without its database."""
    sender = sender_of(file.history)
    days = sorted(sample.day for sample in file.samples)
    middle = days[len(days) // 2]
    products = {sample.product for sample in file.samples}
    references = {
        key: reference_of(key, file.history[key], middle, sender, mineral=file.mineral)
        for key in products
        if file.history.get(key)
    }
    of_file = {key: {sample.day for sample in file.samples if sample.product == key} for key in products}
    return guided(references, guides, of_file), sender


def slipped(samples: list[Sample], factor: float) -> list[Sample]:
    """All prices times `factor`."""
    return [replace(sample, price_ex_vat=sample.price_ex_vat * factor) for sample in samples]


Found = tuple[str, str, tuple[Finding, ...]]


def tried(file: File, guides: tuple[Guide, ...]) -> Iterator[Found]:
    """The name of each slip that can befall the file, its kind, and what is said of the file then."""
    references, sender = look(file, guides)
    for name, (factor, kind) in {"clean": (1.0, ""), **SLIPS}.items():
        if kind not in {"wet", "dry"} or file.mineral:
            yield name, kind, sniff(slipped(file.samples, factor), references, sender)


def measure(files: int, seed: int) -> dict[str, object]:
    """Rates in percent, whole and by regime; and what of them, with how many files behind a rate."""
    chance = random.Random(seed)
    counts: dict[str, Counter[tuple[str, str]]] = {what: Counter() for what in ("seen", "told", "firm", "right")}
    for _ in range(files):
        any_file, ore = make_file(chance), make_file(chance, minerals=1.0, ordinary=True)
        for file, groups in ((any_file, any_file.groups), (ore, _of_ore(ore))):
            for guides, mark in (((), ""), ((file.index,), WITH)):
                for name, kind, found in tried(file, guides):
                    for group in groups:
                        at = (group + mark, name)
                        counts["seen"][at] += 1
                        counts["told"][at] += bool(found)
                        counts["firm"][at] += any(one.firm for one in found)
                        counts["right"][at] += any(one.kind == kind for one in found)
    seen = counts.pop("seen")
    return {"files": files, "seed": seed} | {what: _table(of, seen) for what, of in counts.items()}


WITH = ", with an index"


def _of_ore(file: File) -> tuple[str, ...]:
    """The groups of a file of ordinary mornings that has minerals only."""
    return tuple(group.replace("ORDINARY", "ORDINARY ore") for group in file.groups if group.startswith("ORDINARY"))


def _table(counts: Counter[tuple[str, str]], seen: Counter[tuple[str, str]]) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for (group, name), files in sorted(seen.items()):
        table.setdefault(group, {"files": seen[group, "clean"]})[name] = round(100 * counts[group, name] / files, 2)
    return table


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    print(json.dumps(measure(*(given + [3000, 20260105][len(given) :])), indent=2))

"""Which lines may enter at all: every one that may not has its reason, none is dropped in silence."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from desk_app.domain.index.arrays import Flags, Floats, Ints, runs
from desk_app.domain.index.fate import Fate
from desk_app.domain.index.lines import Lines, in_order
from desk_app.domain.index.rules import Rules


def prepared(lines: Lines, rules: Rules) -> Lines:
    """Prices at each product's reference purity: p · reference / purity (NaN where that is needed and unknown)."""
    if not rules.reference_purity:
        return lines
    wanted = _by_name(lines.products, rules.reference_purity, np.nan)[lines.product]
    factor = np.where(np.isnan(wanted), 1.0, wanted / lines.purity)
    return in_order(replace(lines, price=lines.price * factor))


def validity(lines: Lines, rules: Rules, today: int) -> Ints:
    """A `Fate` for each of the lines, which are `prepared`; `Fate.ACCEPTED` where nothing speaks against it.

    `today` is the ordinal of the day it is looked at. The first reason in the order of the checks is the one told.
    """
    needs_purity = _by_name(lines.products, dict.fromkeys(rules.reference_purity, 1.0), 0.0)[lines.product] > 0
    least = _by_name(lines.products, rules.least_mass, rules.least_mass.get("", 0.0))[lines.product]
    house = np.array([name in rules.house for name in lines.parties], bool)
    reasons = (
        (needs_purity & ~_positive(lines.purity), Fate.OFF_SPEC),
        (~_positive(lines.price) | ~_positive(lines.mass), Fate.NOT_FINITE),
        (lines.day > today, Fate.FUTURE),
        (lines.mass < least, Fate.BELOW_MINIMUM),
        (house[lines.buyer] & house[lines.seller] if len(house) else np.zeros(len(lines), bool), Fate.AFFILIATE),
        (_duplicate(lines, rules), Fate.DUPLICATE),
    )
    conditions = [condition for condition, _ in reasons]
    return np.select(conditions, [int(fate) for _, fate in reasons], int(Fate.ACCEPTED)).astype(np.int64)


def _positive(values: Floats) -> Flags:
    positive: Flags = np.isfinite(values) & (values > 0)
    return positive


def _by_name(names: tuple[str, ...], known: Mapping[str, float], otherwise: float) -> Floats:
    return np.array([known.get(name, otherwise) for name in names], np.float64)


def _duplicate(lines: Lines, rules: Rules) -> Flags:
    """Lines that another source reports too: same product, day, price, mass and both (stated) parties.

    The n-th line of one source is the n-th of another: two equal trades of one source stay two.
    """
    found = np.zeros(len(lines), bool)
    if len(lines.sources) < 2 or not len(lines):
        return found
    same = np.ones(len(lines), bool)
    for column in (lines.product, lines.day, lines.price, lines.mass, lines.buyer, lines.seller):
        same[1:] &= column[1:] == column[:-1]
    groups = np.cumsum(~same)
    bounds = runs(groups)
    stated = np.array([bool(name) for name in lines.parties])
    several = np.flatnonzero(np.diff(bounds) > 1)
    for start, end in zip(bounds[several].tolist(), bounds[several + 1].tolist(), strict=True):
        if stated[lines.buyer[start]] and stated[lines.seller[start]]:
            found[start:end] = _reported_twice(lines, rules, start, end)
    return found


def _reported_twice(lines: Lines, rules: Rules, start: int, end: int) -> list[bool]:
    """Of each source's n-th line one stays: a platform's, else that of the first source by name."""
    sources = [lines.sources[code] for code in lines.source[start:end].tolist()]
    counts = {source: sources.count(source) for source in sources}
    order = sorted(counts, key=lambda source: (source not in rules.platforms, source))
    taken = 0
    keep: dict[str, int] = {}
    for source in order:
        keep[source] = max(counts[source] - taken, 0)
        taken = max(taken, counts[source])
    return [_over(keep, source) for source in sources]


def _over(keep: dict[str, int], source: str) -> bool:
    keep[source] -= 1
    return keep[source] < 0

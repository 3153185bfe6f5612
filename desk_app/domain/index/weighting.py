"""With how much of its quantity a trade weighs, where the desk's rules say so: prices are never touched.

A source's factor first; then the cap: what one party has traded of a product in an ISO week, as a buyer or a seller,
weighs at most `party_cap` of all that was traded of it in that week (as weighted by the sources' factors, before
anything is dropped). A trade over which both of its parties are capped takes the smaller of their factors. (Reliance on
one submitter is to be limited: IOSCO principles for oil price reporting agencies, 2012.)
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from desk_app.domain.index.arrays import Flags, Floats, Ints, summed
from desk_app.domain.index.lines import Lines
from desk_app.domain.index.rules import Rules


@dataclass(frozen=True, slots=True)
class Capped:
    """A party that has traded more than the cap of a product in the week of the Monday `week` (an ordinal).

    `share` is its part of the week's weight, `factor` what its trades are multiplied by.
    """

    week: int
    party: str
    share: float
    factor: float


def monday(day: int) -> int:
    """The ordinal of the Monday of a day's ISO week."""
    return day - (day - 1) % 7


def weights_of(lines: Lines, counts: Flags, rules: Rules) -> Floats | None:
    """By line of one product what its mass is multiplied by, over whole weeks; None where the rules leave all as it is.

    `counts` says which lines count; those that do not weigh nothing on the cap.
    """
    if not rules.weighs:
        return None
    factor = _of_sources(lines, rules)
    if rules.party_cap and len(lines):
        cells = _cells(lines, counts, factor, rules)
        factor = factor * np.minimum(cells.factor[cells.buyer], cells.factor[cells.seller])
    return factor


def capped(lines: Lines, counts: Flags, rules: Rules) -> Iterator[Capped]:
    """Every party and week of one product's lines in which the cap takes hold, by week and party."""
    if not rules.party_cap or not len(lines):
        return
    cells = _cells(lines, counts, _of_sources(lines, rules), rules)
    for at in np.flatnonzero(cells.factor < 1).tolist():
        party = lines.parties[int(cells.party[at])]
        yield Capped(int(cells.week[at]), party, float(cells.share[at]), float(cells.factor[at]))


def _of_sources(lines: Lines, rules: Rules) -> Floats:
    factors = [rules.factor_of(source) for source in lines.sources]
    return np.array(factors, np.float64)[lines.source] if factors else np.ones(len(lines))


@dataclass(frozen=True, slots=True)
class _Cells:
    """Arrays over weeks and their parties, by week and name; `buyer` and `seller` give each line's place in them."""

    week: Ints
    party: Ints
    share: Floats
    factor: Floats
    buyer: Ints
    seller: Ints


_JUST_OVER = 1 + 1e-12
"""A party that made up the whole is not above it because sums were rounded."""


def _cells(lines: Lines, counts: Flags, factor: Floats, rules: Rules) -> _Cells:
    mass = np.where(counts, lines.mass * factor, 0.0)
    first = lines.day - (lines.day - 1) % 7
    weeks, week = np.unique(first, return_inverse=True)
    span = len(lines.parties)
    both = np.concatenate((week * span + lines.buyer, week * span + lines.seller))
    keys, place = np.unique(both, return_inverse=True)
    buyer, seller = place[: len(lines)].astype(np.int64), place[len(lines) :].astype(np.int64)
    other = lines.seller != lines.buyer  # who sells to himself has traded once
    own = summed(np.concatenate((mass, np.where(other, mass, 0.0))), np.concatenate((buyer, seller)), len(keys))
    total = summed(mass, week.astype(np.int64), len(weeks))[keys // span]
    share: Floats = np.divide(own, total, out=np.zeros_like(own), where=total > 0)
    free = np.array([not name or name in rules.house for name in lines.parties], bool)[keys % span]
    over = (share > rules.party_cap * _JUST_OVER) & ~free
    kept = np.where(over, np.divide(rules.party_cap, share, out=np.ones_like(share), where=over), 1.0)
    return _Cells(weeks[keys // span].astype(np.int64), (keys % span).astype(np.int64), share, kept, buyer, seller)

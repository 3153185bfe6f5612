"""CCDI: GEKS over Törnqvist in a rolling window, by log least squares over the pairs of periods that exist.

Two periods are compared if what they have in common makes up `pair_coverage` of either's value:
ln P_st = ½ Σ(s_is + s_it) ln(p_it / p_is), shares renormalised over the common products. Within a window g minimises
Σ (g_t − g_s − ln P_st)² over these pairs (Caves, Christensen and Diewert 1982; Ivancic, Diewert and Fox 2011: equal
to GEKS where all pairs exist). A new period joins the published series by the mean of the links over the window
(mean splice on the published series): ln I_T = mean_k (ln I_k + g_T − g_k), so that no earlier value ever changes.
The same is solved for each product's terms, so Σ_i Φ_Ti = ln I_T exactly.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.lib.stride_tricks import as_strided

from desk_app.domain.index.arrays import Flags, Floats, row_sums

Array = TypeVar("Array", Floats, Flags)


@dataclass(frozen=True, slots=True)
class Levels:
    """ln I by period (NaN: none) and Φ, periods × products: what each product has added to it since the start."""

    level: Floats
    parts: Floats


def no_levels(shape: tuple[int, int]) -> Levels:
    """Nothing known yet."""
    return Levels(np.full(shape[0], np.nan), np.zeros(shape))


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs within a window of the active periods: `term[t, d]` compares t with t − d, a number a product.

    `exists[t, d]` says whether the two can be compared at all.
    """

    term: Floats
    exists: Flags


def pairs_of(price: Floats, value: Floats, window: int, coverage: float, weights: Floats | None = None) -> Pairs:
    """Compare each period (row) with those up to `window` − 1 before it. Fixed `weights` replace value shares."""
    many, products = price.shape
    traded = ~np.isnan(price)
    share = _shares(np.where(traded, value if weights is None else weights, 0.0))
    logs = np.log(price, out=np.zeros_like(price), where=traded)
    term = np.zeros((many, window, products))
    exists = np.zeros((many, window), bool)
    for back in range(1, min(window, many)):
        now, before = slice(back, many), slice(0, many - back)
        both = traded[now] & traded[before]
        cover_now = row_sums(np.where(both, share[now], 0.0))[:, None]
        cover_before = row_sums(np.where(both, share[before], 0.0))[:, None]
        enough = (cover_now >= coverage - _TINY) & (cover_before >= coverage - _TINY) & (cover_now > 0)
        enough &= cover_before > 0
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = (share[now] / cover_now + share[before] / cover_before) / 2
        term[now, back] = np.where(both & enough, mean * (logs[now] - logs[before]), 0.0)
        exists[now, back] = enough[:, 0]
    return Pairs(term, exists)


_TINY = 1e-12


def _shares(value: Floats) -> Floats:
    total = row_sums(value)[:, None]
    share: Floats = np.divide(value, total, out=np.zeros_like(value), where=total > 0)
    return share


def _band_of(pairs: Pairs) -> Pairs:
    """The pairs both ways round: place `window` − 1 − d compares t with t − d, and `window` − 1 + d with t + d."""
    many, window, products = pairs.term.shape
    band = Pairs(np.zeros((many, 2 * window - 1, products)), np.zeros((many, 2 * window - 1), bool))
    for back in range(1, min(window, many)):
        later, earlier = window - 1 - back, window - 1 + back
        band.term[:, later], band.exists[:, later] = pairs.term[:, back], pairs.exists[:, back]
        band.term[:-back, earlier], band.exists[:-back, earlier] = -pairs.term[back:, back], pairs.exists[back:, back]
    return band


def _window(band: Array, first: int, end: int) -> Array:
    """All pairs of a window's periods as a table, looked at where they lie in a band: row t, column u is t with u."""
    rows = band[first:end, band.shape[1] // 2 :]
    by_row, by_place, *others = rows.strides
    shape, strides = (end - first, end - first, *band.shape[2:]), (by_row - by_place, by_place, *others)
    return as_strided(rows, shape, strides, writeable=False)


def extend(pairs: Pairs, known: Levels, window: int) -> Levels:
    """Give a level to each period that has none yet, one after the other; the known ones stand.

    The first `window` periods are one window: where none of them is known, the first of those that can be compared
    with most others is the start. A period that nothing joins to a known level of its window stays NaN. Where all pairs
    of a window exist, Σ γ = 0, so that the mean of the links is that of the pairs: mean_k (ln I_k + ln P_kT).
    """
    level, parts, band = known.level.copy(), known.parts.copy(), _band_of(pairs)
    total = row_sums(pairs.term.reshape(-1, pairs.term.shape[2])).reshape(pairs.exists.shape)
    linked_from = np.arange(len(level)) - np.logical_and.accumulate(pairs.exists[:, 1:], axis=1).sum(axis=1)
    opening = min(window, len(level))
    if np.isnan(level[:opening]).all() and opening:
        start = _start(band, opening)
        solved = _solve(band, 0, opening, start)
        level[:opening], parts[:opening] = solved.level - solved.level[start], solved.parts - solved.parts[start]
    for last in np.flatnonzero(np.isnan(level)).tolist():
        first, end = max(0, last - window + 1), max(last + 1, opening)
        if end == last + 1 and linked_from[first:end].max() <= first and not np.isnan(level[first:last]).any():
            back = slice(last - first, 0, -1)
            level[last] = np.add.reduce(level[first:last] + total[last, back]) / (last - first)
            parts[last] = np.add.reduce(parts[first:last] + pairs.term[last, back]) / (last - first)
            continue
        solved = _solve(band, first, end, last - first)
        links = first + np.flatnonzero(~np.isnan(solved.level) & ~np.isnan(level[first:end]))
        if len(links):
            step = solved.level[last - first] - solved.level[links - first]
            level[last] = np.mean(level[links] + step)
            parts[last] = np.mean(parts[links] + solved.parts[last - first] - solved.parts[links - first], axis=0)
    return Levels(level, np.where(np.isnan(level)[:, None], 0.0, parts))


def _start(band: Pairs, opening: int) -> int:
    """The first period of the largest set of periods that can be compared (of equal ones, the earliest)."""
    links = _window(band.exists, 0, opening)
    if int(links.sum()) == opening * (opening - 1):
        return 0
    linked = [_joined(links, at) for at in range(opening)]
    return max(range(opening), key=lambda at: (int(linked[at].sum()), -int(np.argmax(linked[at])), -at))


def _solve(band: Pairs, first: int, end: int, anchor: int) -> Levels:
    """G and γ within one window; NaN for periods that no chain of pairs joins to the `anchor`."""
    net: Floats = _window(band.term, first, end).sum(axis=1)
    linked = _window(band.exists, first, end)
    size = end - first
    if int(linked.sum()) == size * (size - 1):
        parts = net / size
        return Levels(row_sums(parts), parts)
    joined = _joined(linked, anchor)
    parts = _least_squares(linked, net, joined)
    return Levels(np.where(joined, row_sums(parts), np.nan), parts)


def _least_squares(linked: Flags, net: Floats, joined: Flags) -> Floats:
    """Solve the graph's Laplacian, the first joined period at zero; periods that are not joined stay at zero."""
    laplacian = np.diag(linked.sum(axis=1).astype(np.float64)) - linked
    free = np.flatnonzero(joined)[1:]
    parts = np.zeros(net.shape)
    if len(free):
        parts[free] = np.linalg.solve(laplacian[np.ix_(free, free)], net[free])
    return parts


def _joined(linked: Flags, anchor: int) -> Flags:
    """Which periods a chain of pairs joins to the anchor."""
    joined = np.zeros(len(linked), bool)
    joined[anchor] = True
    while True:
        wider: Flags = joined | linked[joined].any(axis=0)
        if (wider == joined).all():
            return joined
        joined = wider

"""GEKS over a bilateral formula P (Gini 1931; Eltetö, Köves, Szulc 1964; in windows Ivancic, Diewert and Fox 2011).

The levels g that come nearest to all the comparisons there are: min Σ (g_t - g_s - ln P_st)². With all of them it is
g_t = the mean over l of ln P_lt, as usually written; with some missing the graph's Laplacian is solved, where other
programs average what is left and bend the levels. On Törnqvist it is called CCDI.
"""

from collections.abc import Sequence

import numpy as np

from desk_app.domain.index.formula.bilateral import Bilateral
from desk_app.domain.index.multilateral.connected import check_connected
from desk_app.domain.index.multilateral.multilateral import Multilateral, Span
from desk_app.domain.index.research.comparison import log_changes
from desk_app.domain.index.research.panel import Floats, Panel


def geks(formula: Bilateral) -> Multilateral:
    """The method over a formula that reverses in time."""

    def levels(panel: Panel, spans: Sequence[Span]) -> list[Floats]:
        band = _band(panel, formula, max(stop - start for start, stop in spans))
        return [_solved(_square(band, start, stop), panel.periods[start:stop]) for start, stop in spans]

    return Multilateral(f"geks-{formula.name}", levels, formula)


def _band(panel: Panel, formula: Bilateral, width: int) -> Floats:
    """The log change from period t - k to t at [t, k], for all k below `width`; NaN where they share no product."""
    count = len(panel.periods)
    band = np.full((count, width), np.nan)
    band[:, 0] = 0.0
    second, back = np.nonzero(np.arange(count)[:, None] >= np.arange(width))
    later = back > 0
    second, back = second[later], back[later]
    band[second, back] = log_changes(panel, formula, second - back, second)
    return band


def _square(band: Floats, start: int, stop: int) -> Floats:
    """The log change from period s to t of the window at [t, s]: below the diagonal as computed, above it reversed."""
    later, earlier = np.tril_indices(stop - start)
    square = np.empty((stop - start, stop - start))
    square[later, earlier] = band[start + later, later - earlier]
    square[earlier, later] = -square[later, earlier]
    return square


def _solved(square: Floats, periods: tuple[str, ...]) -> Floats:
    exists = ~np.isnan(square)
    if exists.all():
        level = square.mean(axis=1)
        return np.asarray(level - level[0])
    check_connected(exists, periods)
    laplacian = np.diag(exists.sum(axis=1)).astype(np.float64) - exists
    right = np.where(exists, square, 0.0).sum(axis=1)
    return np.concatenate([[0.0], np.linalg.solve(laplacian[1:, 1:], right[1:])])

"""Periods compared two at a time: against one fixed base, or each with the one before it.

Of a pair only the matched products count. A pair without one is refused by name, never taken for no change.
"""

import numpy as np
from numpy.typing import NDArray

from desk_app.domain.base.problem import refuse
from desk_app.domain.index.formula.bilateral import Bilateral, Pairs
from desk_app.domain.index.research.panel import Floats, Ints, Panel

_AT_ONCE = 2_000_000
"""So many figures of a pair's products are held at a time."""


def fixed(panel: Panel, formula: Bilateral, base: int) -> Floats:
    """The log index of every period against period number `base`, less that of the first: the first is 0."""
    second = np.arange(len(panel.periods))
    found = _all_matched(panel, formula, np.full_like(second, base), second, base)
    return np.asarray(found - found[0])


def chained(panel: Panel, formula: Bilateral) -> Floats:
    """The log index, added up from each period to the next; the basket of lowe and young is the first period's."""
    second = np.arange(1, len(panel.periods))
    return np.concatenate([[0.0], np.cumsum(_all_matched(panel, formula, second - 1, second, 0))])


def _all_matched(panel: Panel, formula: Bilateral, first: Ints, second: Ints, base: int) -> Floats:
    found = log_changes(panel, formula, first, second, base)
    check_overlap(panel, first, second, ~np.isnan(found))
    return found


def check_overlap(panel: Panel, first: Ints, second: Ints, matched: NDArray[np.bool_]) -> None:
    """`Refused` names the first pair of periods that shares no product."""
    lost = np.flatnonzero(~matched)
    if lost.size:
        at = int(lost[0])
        raise refuse("index_no_overlap", first=panel.periods[first[at]], second=panel.periods[second[at]])


def log_changes(panel: Panel, formula: Bilateral, first: Ints, second: Ints, base: int | None = None) -> Floats:
    """The log change of each pair of periods, by their numbers; NaN where they share no product.

    Only what is in the `base` period too is compared by a formula that needs its basket.
    """
    found = np.full(len(first), np.nan)
    step = max(1, _AT_ONCE // max(1, len(panel.products)))
    basket = base if formula.based else None
    for start in range(0, len(first), step):
        part = slice(start, start + step)
        found[part] = _part(panel, formula, first[part], second[part], basket)
    return found


def _part(panel: Panel, formula: Bilateral, first: Ints, second: Ints, basket: int | None) -> Floats:
    matched = panel.present[first] & panel.present[second]
    if basket is not None:
        matched &= panel.present[basket]
    found = np.full(len(first), np.nan)
    some = np.flatnonzero(matched.any(axis=1))
    if len(some) == 1:
        some = some.repeat(2)  # numpy adds up a single pair in another order than many
    if len(some):
        found[some] = formula.log_change(pairs_of(panel, first[some], second[some], matched[some], basket))
    return found


def pairs_of(panel: Panel, first: Ints, second: Ints, matched: NDArray[np.bool_], basket: int | None = None) -> Pairs:
    """What a formula sees of these pairs; `matched` is pairs × products."""
    base = first if basket is None else np.full_like(first, basket)
    price0, price1, basket_price = (_down(panel.price, place, matched, 1.0) for place in (first, second, base))
    quantities = (_down(panel.quantity, place, matched, 0.0) for place in (first, second, base))
    quantity0, quantity1, basket_quantity = quantities
    weights = np.ascontiguousarray(matched.T, np.float64)
    return Pairs(price0, quantity0, price1, quantity1, weights, basket_price, basket_quantity)


def _down(values: Floats, place: Ints, matched: NDArray[np.bool_], otherwise: float) -> Floats:
    """Products down, pairs along."""
    return np.ascontiguousarray(np.where(matched, values[place], otherwise).T)

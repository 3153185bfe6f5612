"""Geary (1958) and Khamis (1972): reference prices v_i = Σ_t q_it p_it / P_t / Σ_t q_it, levels P_t = p_t·q_t / v·q_t
(Balk 2008, ch. 7; Chessa 2016 calls it the QU method).

The two definitions are one set of linear equations in 1 / P_t, solved at once, without iterating. A period with large
quantities pulls the reference prices to its own (Gerschenkron's effect).
"""

from collections.abc import Sequence

import numpy as np

from desk_app.domain.index.formula.mean_basket import GEARY_KHAMIS as PAIR
from desk_app.domain.index.multilateral.connected import check_connected
from desk_app.domain.index.multilateral.multilateral import Multilateral, Span
from desk_app.domain.index.research.panel import Floats, Panel


def _levels(panel: Panel, spans: Sequence[Span]) -> list[Floats]:
    return [_window(panel, start, stop) for start, stop in spans]


def _window(panel: Panel, start: int, stop: int) -> Floats:
    """Solves b = M b for b = 1 / P, where M_ts = Σ_i (q_it / value_t) (value_is / Σ q_i); b of the first is 1."""
    present = panel.present[start:stop]
    check_connected(present @ present.T, panel.periods[start:stop])
    kept = present.any(axis=0)
    quantity = panel.quantity[start:stop, kept]
    value = np.where(present[:, kept], panel.price[start:stop, kept], 0.0) * quantity
    matrix = (quantity / value.sum(axis=1, keepdims=True)) @ (value / quantity.sum(axis=0)).T
    inverse = np.linalg.solve(np.eye(stop - start - 1) - matrix[1:, 1:], matrix[1:, 0])
    return np.concatenate([[0.0], -np.log(inverse)])


GEARY_KHAMIS = Multilateral("geary-khamis", _levels, PAIR)

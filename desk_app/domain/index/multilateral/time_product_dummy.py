"""The weighted time-product dummy: ln p_it = level_t + product_i, by least squares weighted with each product's share
in its period's value (Summers 1973; Rao 2005; Diewert and Fox 2022). Every observation counts, matched or not.

The products are eliminated, so that one equation a period is left.
"""

from collections.abc import Sequence

import numpy as np

from desk_app.domain.index.formula.two_period_dummy import TIME_PRODUCT_DUMMY as PAIR
from desk_app.domain.index.multilateral.connected import check_connected
from desk_app.domain.index.multilateral.multilateral import Multilateral, Span
from desk_app.domain.index.research.panel import Floats, Panel


def _levels(panel: Panel, spans: Sequence[Span]) -> list[Floats]:
    return [_window(panel, start, stop) for start, stop in spans]


def _window(panel: Panel, start: int, stop: int) -> Floats:
    present = panel.present[start:stop]
    check_connected(present @ present.T, panel.periods[start:stop])
    kept = present.any(axis=0)
    price = np.where(present[:, kept], panel.price[start:stop, kept], 1.0)
    value = price * panel.quantity[start:stop, kept]
    share = value / value.sum(axis=1, keepdims=True)
    weight = share.sum(axis=0)
    logs = np.log(price)
    matrix = np.diag(share.sum(axis=1)) - (share / weight) @ share.T
    right = (share * (logs - (share * logs).sum(axis=0) / weight)).sum(axis=1)
    return np.concatenate([[0.0], np.linalg.solve(matrix[1:, 1:], right[1:])])


TIME_PRODUCT_DUMMY = Multilateral("tpd", _levels, PAIR)

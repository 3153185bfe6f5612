"""Leave out of a panel what stands out, for research: nothing is put in its place, and everything left out is told.

A price is compared with the last accepted one of its product; the relatives of a period are judged together, five or
more of them. A product that is left out twice running starts anew from its second price, so that a true jump costs
two periods and not the rest of its life.
"""

from dataclasses import dataclass, replace

import numpy as np

from desk_app.domain.index.research.outliers import Rule
from desk_app.domain.index.research.panel import Floats, Panel

LEAST = 5
"""Relatives that a period must have to be judged."""


@dataclass(frozen=True, slots=True)
class Left:
    """A price left out, and what it is to the last accepted one."""

    period: str
    product: str
    price: float
    relative: float


def screen(panel: Panel, rule: Rule) -> tuple[Panel, tuple[Left, ...]]:
    """The panel without what stands out by the rule, and what that was."""
    kept = panel.present.copy()
    reference = np.full(len(panel.products), np.nan)
    doubted = np.zeros(len(panel.products), np.bool_)
    left: list[Left] = []
    for at, period in enumerate(panel.periods):
        price = np.where(kept[at], panel.price[at], np.nan)
        out = _standing_out(price / reference, rule)
        for place in out.tolist():
            relative = float(price[place] / reference[place])
            left.append(Left(period, panel.products[place], float(price[place]), relative))
        kept[at, out] = False
        again = out[doubted[out]]
        doubted[kept[at]] = doubted[again] = False
        doubted[np.setdiff1d(out, again)] = True
        known = np.union1d(np.flatnonzero(kept[at]), again)
        reference[known] = price[known]
    price, quantity = np.where(kept, panel.price, np.nan), np.where(kept, panel.quantity, 0.0)
    return replace(panel, price=price, quantity=quantity), tuple(left)


def _standing_out(relatives: Floats, rule: Rule) -> "np.typing.NDArray[np.intp]":
    """The places of the products."""
    judged = np.flatnonzero(~np.isnan(relatives))
    return judged[rule.flags(relatives[judged])] if len(judged) >= LEAST else judged[:0]

"""Sums of trades by day and product: what every period's price is made of.

Sums are additive, so a week's price from day sums is the week's price over its trades, never a mean of means.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

COLUMNS = ("day", "product", "pq", "q", "n", "low", "high")


@dataclass(frozen=True, slots=True)
class DayTotals:
    """Lines sorted by day, then product; `day` and `product` are positions in `days` and `products`.

    `value` is in yuan without VAT, `mass` in tonnes, `low` and `high` in yuan per tonne without VAT.
    """

    days: tuple[date, ...]
    products: tuple[str, ...]
    day: Ints
    product: Ints
    value: Floats
    mass: Floats
    trades: Ints
    low: Floats
    high: Floats


def read_day_totals(frame: pd.DataFrame) -> DayTotals:
    """Take a frame of `COLUMNS`, in any order of rows; lines no price can be made of are left out."""
    lines = frame.loc[_usable(frame), list(COLUMNS)].sort_values(list(COLUMNS), kind="stable")
    day_codes, days = _codes(lines["day"])
    product_codes, products = _codes(lines["product"])
    return DayTotals(
        days=tuple(date.fromisoformat(day) for day in days),
        products=tuple(products),
        day=day_codes,
        product=product_codes,
        value=lines["pq"].to_numpy(np.float64),
        mass=lines["q"].to_numpy(np.float64),
        trades=lines["n"].to_numpy(np.int64),
        low=lines["low"].to_numpy(np.float64),
        high=lines["high"].to_numpy(np.float64),
    )


def _usable(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Every figure finite and above zero: nothing else may reach a formula."""
    figures = frame[["pq", "q", "n", "low", "high"]].to_numpy(np.float64)
    usable: NDArray[np.bool_] = np.all(np.isfinite(figures) & (figures > 0), axis=1)
    return usable


def _codes(names: "pd.Series[str]") -> tuple[Ints, list[str]]:
    known = sorted(set(names))
    places = {name: place for place, name in enumerate(known)}
    return np.fromiter((places[name] for name in names), np.int64, len(names)), known


def table(values: Floats, cell: Ints, shape: tuple[int, int]) -> Floats:
    """Sum `values` into the cells of a table, one after the other in line order (so: the same bits always)."""
    return np.bincount(cell, values, minlength=shape[0] * shape[1]).astype(np.float64).reshape(shape)


def extreme(
    pick: Callable[[Floats, Ints, Floats], None], values: Floats, cell: Ints, shape: tuple[int, int], start: float
) -> Floats:
    """Lowest or highest of `values` in each cell (`pick` is `np.minimum.at` or `np.maximum.at`); else NaN."""
    cells = np.full(shape[0] * shape[1], start)
    pick(cells, cell, values)
    return np.where(np.isfinite(cells), cells, np.nan).reshape(shape)

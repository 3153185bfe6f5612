"""A checked panel: one price and one quantity of a product in a period, or nothing.

Whatever is doubtful refuses the panel, with its line: nothing is averaged, carried or made up. A quantity of 0 has no
weight in any formula: such a line is no observation, and is counted. Lines may come in any order; periods are put
in order by their names, products by when they first come and then by name, so that no order changes a bit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.index.research.period_order import in_order

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_CELLS = 20_000_000
"""Periods times products."""
_SMALLEST, _LARGEST = 1e-50, 1e50
"""Prices and quantities beyond are no figures of a trade, and their products would overflow."""


@dataclass(frozen=True, slots=True)
class Panel:
    """`price` and `quantity` are periods × products: NaN and 0 where there is nothing, finite and above 0 elsewhere.

    `weightless` is how many lines had a quantity of 0.
    """

    periods: tuple[str, ...]
    products: tuple[str, ...]
    price: Floats
    quantity: Floats
    weightless: int = 0

    @property
    def present(self) -> NDArray[np.bool_]:
        """Where there is an observation."""
        return self.quantity > 0


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a panel, as columns of one length; `row` is each line's number in its sheet, from 1."""

    row: Sequence[int]
    period: Sequence[str]
    product: Sequence[str]
    price: Floats
    quantity: Floats


def panel_of(lines: Lines) -> Panel:
    """`Refused` names the period, the product and the line of what is no positive finite figure, or there twice."""
    _check_names(lines)
    _check_figures(lines)
    periods = in_order(dict.fromkeys(lines.period))
    products = sorted(set(lines.product))
    if len(periods) * len(products) > MOST_CELLS:
        raise refuse("panel_too_large", periods=str(len(periods)), products=str(len(products)))
    period, product = _places(lines.period, periods), _places(lines.product, products)
    _check_twice(lines, period * len(products) + product)
    return _filled(lines, periods, products, period, product)


def _filled(lines: Lines, periods: tuple[str, ...], products: list[str], period: Ints, product: Ints) -> Panel:
    shape = len(periods), len(products)
    price, quantity = np.full(shape, np.nan), np.zeros(shape)
    real = lines.quantity > 0
    price[period[real], product[real]] = lines.price[real]
    quantity[period[real], product[real]] = lines.quantity[real]
    seen = quantity > 0
    order = [at for at in np.argsort(seen.argmax(axis=0), kind="stable").tolist() if seen[:, at].any()]
    names = tuple(products[at] for at in order)
    return Panel(periods, names, price[:, order], quantity[:, order], int(np.count_nonzero(~real)))


def _places(names: Sequence[str], among: Iterable[str]) -> Ints:
    place = {name: at for at, name in enumerate(among)}
    return np.fromiter((place[name] for name in names), np.int64, len(names))


# ------------------------------------------------------------------ what is refused
def _check_names(lines: Lines) -> None:
    for field, names in (("period", lines.period), ("product", lines.product)):
        if "" in names:
            at = list(names).index("")
            raise Refused(Problem("panel_name_missing", row=lines.row[at], facts={"name": f"@index.panel.{field}"}))


def _check_figures(lines: Lines) -> None:
    """The first line that has a figure no formula may see."""
    good = {"price": lines.price > 0, "quantity": lines.quantity >= 0}
    for field, values in (("price", lines.price), ("quantity", lines.quantity)):
        good[field] &= np.isfinite(values) & ((values == 0) | ((values >= _SMALLEST) & (values <= _LARGEST)))
    bad = np.flatnonzero(~(good["price"] & good["quantity"]))
    if bad.size:
        at = int(bad[0])
        field = "quantity" if good["price"][at] else "price"
        raise _figure_refused(lines, at, field, float((lines.price if field == "price" else lines.quantity)[at]))


def _figure_refused(lines: Lines, at: int, field: str, value: float) -> Refused:
    key = "panel_not_finite" if not np.isfinite(value) else "panel_limits" if value > 0 else "panel_not_positive"
    return Refused(figure_problem(key, lines.row[at], field, repr(value), (lines.period[at], lines.product[at])))


def figure_problem(key: str, row: int, field: str, text: str, place: tuple[str, str]) -> Problem:
    """A figure of a line that can't be taken; `place` is its period and product."""
    facts = {"name": f"@index.panel.{field}", "text": text[:40], "period": place[0], "product": place[1]}
    return Problem(key, row=row, facts=facts)


def _check_twice(lines: Lines, cell: Ints) -> None:
    order = np.argsort(cell, kind="stable")
    again = np.flatnonzero(np.diff(cell[order]) == 0)
    if again.size:
        at = int(order[again + 1].min())
        first = int(np.flatnonzero(cell == cell[at])[0])
        facts = {"period": lines.period[at], "product": lines.product[at], "first": str(lines.row[first])}
        raise Refused(Problem("panel_twice", row=lines.row[at], facts=facts))

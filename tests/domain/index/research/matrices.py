"""Panels as small matrices, and the reference numbers that lie beside the project."""

import csv
from collections.abc import Iterable, Sequence

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from desk_app.domain.index.formula import FORMULAS
from desk_app.domain.index.multilateral import METHODS
from desk_app.domain.index.research.panel import Floats, Lines, Panel, panel_of
from tests.shared import shared_path

FORMULA = {formula.name: formula for formula in FORMULAS}
METHOD = {method.name: method for method in METHODS}
Row = tuple[str, str, float, float]
"""Period, product, price, quantity."""

figures = st.floats(0.1, 10.0)


def panel(rows: Sequence[Row]) -> Panel:
    period, product, price, quantity = zip(*rows, strict=True)
    return panel_of(Lines(range(2, 2 + len(rows)), period, product, np.array(price), np.array(quantity)))


def rows_of(price: Floats, quantity: Floats) -> list[Row]:
    """Periods 1, 2, …; products a, b, …; without a price no line."""
    return [
        (str(t + 1), chr(ord("a") + i), float(price[t, i]), float(quantity[t, i]))
        for t, i in np.argwhere(~np.isnan(price)).tolist()
    ]


def matrix_panel(price: Floats, quantity: Floats) -> Panel:
    return panel(rows_of(price, quantity))


@st.composite
def matrices(draw: st.DrawFn, periods: int | None = None, gaps: bool = False) -> tuple[Floats, Floats]:
    """Price and quantity, periods × products; with gaps the first product is always there."""
    shape = periods or draw(st.integers(2, 6)), draw(st.integers(1, 5))
    price = draw(arrays(np.float64, shape, elements=figures))
    quantity = draw(arrays(np.float64, shape, elements=figures))
    if gaps:
        there = draw(arrays(np.bool_, shape))
        there[:, 0] = True
        price[~there] = np.nan
    return price, quantity


def expected(name: str) -> dict[str, list[float]]:
    """A table of reference numbers as columns; skips where it is not there."""
    with (shared_path("data/index_vectors") / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {column: [float(row[column]) for row in rows] for column in rows[0] if column != "period"}


def vector_panel(name: str) -> Panel:
    with (shared_path("data/index_vectors") / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return panel([(row["period"], row["product"], float(row["price"]), float(row["quantity"])) for row in rows])


def near(found: Iterable[float], wanted: Iterable[float], within: float = 1e-10) -> bool:
    return bool(np.allclose(np.array(list(found)), np.array(list(wanted)), rtol=0, atol=within))

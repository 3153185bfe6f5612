"""A table of text into a sample for two-step aggregation, and one into the weights of its classes.

A line may be without a price: that product is then missing in the period. A `weight` counts in the first period only,
where it says how a class's weight is divided among its products; with a `quantity` in its place value does.
"""

from collections.abc import Sequence

import numpy as np

from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.index.research.panel import Floats, Lines, figure_problem, panel_of
from desk_app.domain.index.research.panel_lines import PanelText, Row, headings
from desk_app.domain.index.research.two_step import Sample

WEIGHTS = ("class", "weight")
"""The columns of the file of weights."""


def sample_fields(heading: Row) -> tuple[str, ...]:
    """The columns to be read: businesses where there are no products, a weight where there is no quantity."""
    there = headings(heading)
    product = "business" if "business" in there and "product" not in there else "product"
    share = "weight" if "weight" in there and "quantity" not in there else "quantity"
    return ("period", product, "class", "price", share)


def sample_of(text: PanelText, file: str) -> tuple[Sample, int]:
    """The sample, and how many lines had no price; `Refused` names the line that won't do."""
    text.check_any(file)
    period, product, code, _, share = (text.names(name) for name in text.fields)
    by_quantity = text.fields[-1] == "quantity"
    price, figure = text.numbers("price", gaps=True), text.numbers(text.fields[-1], gaps=by_quantity)
    priced = ~np.isnan(price)
    if by_quantity:
        figure = _no_gap(text, priced, figure, share)
    else:
        _check_weights(text, figure)
    classes = _classes(text, product, code)
    quantity = np.where(priced, figure if by_quantity else 1.0, 0.0)
    panel = panel_of(Lines(text.row, period, product, np.where(priced, price, 1.0), quantity))
    value = figure * price if by_quantity else figure
    first = {
        name: one for when, name, one in zip(period, product, value.tolist(), strict=True) if when == panel.periods[0]
    }
    weight = np.array([first.get(name) or np.nan for name in panel.products], np.float64)
    return Sample(panel, tuple(classes[name] for name in panel.products), weight, by_quantity), int((~priced).sum())


def _no_gap(text: PanelText, priced: "np.typing.NDArray[np.bool_]", quantity: Floats, cells: Sequence[str]) -> Floats:
    """A price needs its quantity; without a price there need be none."""
    lacking = np.flatnonzero(priced & np.isnan(quantity))
    if lacking.size:
        raise _refused(text, "panel_figure_missing", int(lacking[0]), "quantity", cells)
    return np.nan_to_num(quantity, nan=0.0)


def _check_weights(text: PanelText, weight: Floats) -> None:
    bad = np.flatnonzero(~(np.isfinite(weight) & (weight > 0)))
    if bad.size:
        raise _refused(text, "panel_not_positive", int(bad[0]), "weight", text.names("weight"))


def _refused(text: PanelText, key: str, at: int, field: str, cells: Sequence[str]) -> Refused:
    return Refused(figure_problem(key, text.row[at], field, cells[at], (text.cells[0][at], text.cells[1][at])))


def _classes(text: PanelText, product: Sequence[str], code: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row, name, one in zip(text.row, product, code, strict=True):
        if not one:
            raise Refused(Problem("panel_name_missing", row=row, facts={"name": "@index.panel.class"}))
        if found.setdefault(name, one) != one:
            facts = {"product": name, "first": found[name], "second": one}
            raise Refused(Problem("two_step_class_twice", row=row, facts=facts))
    return found


def weights_of(text: PanelText, file: str) -> dict[str, float]:
    """By class, in the order of the lines; `Refused` names the line that won't do."""
    text.check_any(file)
    found: dict[str, float] = {}
    for row, code, written in zip(text.row, text.names("class"), text.names("weight"), strict=True):
        weight = _number(written)
        if not code:
            raise Refused(Problem("panel_name_missing", row=row, facts={"name": "@index.panel.class"}))
        if not 0 < weight < np.inf:
            raise Refused(Problem("two_step_weight", row=row, facts={"name": code, "text": written[:40]}))
        if code in found:
            raise refuse("two_step_weight_twice", name=code, file=file)
        found[code] = weight
    return found


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return np.nan

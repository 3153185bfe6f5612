"""Two-step aggregation: elementary indices of classes out of their products, then classes along a classification.

The first step compares each period with the one before by any formula of two periods, over what is priced in both; its
results are put together by the base weights of the classes (`aggregate`). With young and geoyoung the products have
weights themselves, their parts of their class's: they are put together like classes, and one without a change takes
its class's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from desk_app.domain.base.problem import refuse
from desk_app.domain.index.formula.bilateral import Bilateral
from desk_app.domain.index.research.aggregate import MEANS, Mean, above_another, aggregated, steps_of, tree_of
from desk_app.domain.index.research.comparison import log_changes
from desk_app.domain.index.research.panel import Floats, Ints, Panel

FIXED = frozenset(mean.name for mean in MEANS)
"""Formulas of the first step with weights of the base period."""
_PRODUCT = "\0"
"""Before a product's name, so that none is taken for a class."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A panel whose products fall into classes: by product its class, and its weight in the first period (NaN: none).

    `by_quantity`: the panel's quantities are real, not only a mark that there is a price.
    """

    panel: Panel
    class_of: tuple[str, ...]
    weight: Floats
    by_quantity: bool


@dataclass(frozen=True, slots=True)
class TwoStep:
    """`names` from the whole down to the classes; `level` (1 in the first period) and `weight` are periods × names.

    `imputed` counts the changes of products or classes that were taken from above; `weightless` names products without
    a weight in the first period, which did not count, and `silent` classes without any product.
    """

    periods: tuple[str, ...]
    names: tuple[str, ...]
    level: Floats
    weight: Floats
    imputed: int
    weightless: tuple[str, ...]
    silent: tuple[str, ...]


def two_step(sample: Sample, weights: Mapping[str, float], first: Bilateral, second: Mean) -> TwoStep:
    """`weights` by class, of the base period, above 0. `Refused` where a class has none, or nothing can be compared."""
    _check(sample, weights)
    leaves, own, changes = _leaves(sample, weights, first)
    tree = tree_of(leaves)
    found = aggregated(tree, changes, own, second)
    periods = sample.panel.periods
    if found.lost is not None:
        raise refuse("index_no_overlap", first=periods[found.lost - 1], second=periods[found.lost])
    shown = [at for at, name in enumerate(tree.names) if not name.startswith(_PRODUCT)]
    level, weight = found.level[:, shown], found.weight[:, shown]
    if not (np.isfinite(level).all() and np.isfinite(weight).all() and (level > 0).all()):
        raise refuse("index_not_solved", name=first.name)
    names = tuple(tree.names[at] for at in shown)
    silent = tuple(code for code in weights if code not in sample.class_of)
    return TwoStep(periods, names, level, weight, found.imputed, _weightless(sample, first), silent)


def _check(sample: Sample, weights: Mapping[str, float]) -> None:
    if lacking := [code for code in sample.class_of if code not in weights]:
        raise refuse("two_step_class_weight", name=lacking[0])
    if above := above_another(weights):
        raise refuse("two_step_class_above", name=above)


def _weightless(sample: Sample, first: Bilateral) -> tuple[str, ...]:
    if first.name not in FIXED:
        return ()
    return tuple(name for name, weight in zip(sample.panel.products, sample.weight, strict=True) if np.isnan(weight))


def _leaves(
    sample: Sample, weights: Mapping[str, float], first: Bilateral
) -> tuple[list[tuple[str, ...]], Floats, Floats]:
    """Steps, weight and changes (periods × leaves) of each leaf: products where these have weights, else classes."""
    steps, own, changes = [], [], []
    for code, weight in weights.items():
        columns = np.array([at for at, name in enumerate(sample.class_of) if name == code], np.int64)
        if first.name in FIXED:
            columns = columns[~np.isnan(sample.weight[columns])]
            total = sample.weight[columns].sum()
            for at in columns.tolist():
                steps.append((*steps_of(code), _PRODUCT + sample.panel.products[at]))
                own.append(weight * sample.weight[at] / total)
                changes.append(_relatives(sample.panel.price[:, at]))
        if first.name not in FIXED or not len(columns):
            steps.append(steps_of(code))
            own.append(weight)
            changes.append(_elementary(sample.panel, columns, first))
    return steps, np.array(own), np.array(changes).T


def _relatives(price: Floats) -> Floats:
    return np.concatenate([[np.nan], price[1:] / price[:-1]])


def _elementary(panel: Panel, columns: Ints, formula: Bilateral) -> Floats:
    """A class's change in each period against the one before; NaN where nothing is priced in both."""
    periods = len(panel.periods)
    if not len(columns):
        return np.full(periods, np.nan)
    part = replace(
        panel,
        products=tuple(panel.products[at] for at in columns.tolist()),
        price=panel.price[:, columns],
        quantity=panel.quantity[:, columns],
    )
    second = np.arange(1, periods)
    return np.concatenate([[np.nan], np.exp(log_changes(part, formula, second - 1, second, 0))])

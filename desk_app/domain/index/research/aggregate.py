"""Indices of classes put together along a classification, with weights of a base period: the higher-level indices.

The change of a class is the weighted mean of those of its parts that have one; a part without takes its parent's
(parental imputation), so that it neither moves the parent nor stands still. Arithmetic means take weights that are
price-updated, w · I, period by period: where nothing is missing the chain is then the direct Young (Lowe) index of the
base weights. Geometric ones keep their weights (CPI Manual 2020, 8.79ff, 9.79ff; PPI Manual 2004, ch. 9).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from desk_app.domain.index.research.panel import Floats, Ints

ALL = "*"
"""The name of the whole, where the classes have no first step in common."""
_APART = re.compile(r"[./]")


@dataclass(frozen=True, slots=True)
class Mean:
    """`of` takes changes and weights; `updated` says whether weights move on with what they weigh."""

    name: str
    of: Callable[[Floats, Floats], float]
    updated: bool


def _arithmetic(changes: Floats, weights: Floats) -> float:
    return float((weights * changes).sum() / weights.sum())


def _geometric(changes: Floats, weights: Floats) -> float:
    return float(np.exp((weights * np.log(changes)).sum() / weights.sum()))


MEANS: tuple[Mean, ...] = (Mean("young", _arithmetic, True), Mean("geoyoung", _geometric, False))


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes from the whole down, each after its parent (-1: it is the whole); `leaves` are the places of the leaves."""

    names: tuple[str, ...]
    parent: tuple[int, ...]
    leaves: tuple[int, ...]

    def children(self, node: int) -> list[int]:
        return [at for at, parent in enumerate(self.parent) if parent == node]


def steps_of(code: str) -> tuple[str, ...]:
    """A class and all above it, the uppermost first: 121 lies in 12 and 1, oxide/light in oxide; others in nothing."""
    if code.isdecimal():
        return tuple(code[:end] for end in range(1, len(code) + 1))
    ends = [found.start() for found in _APART.finditer(code)]
    return (*(code[:end] for end in ends if end), code)


def tree_of(leaves: Sequence[Sequence[str]]) -> Tree:
    """From each leaf's steps, its own name last."""
    common = len({steps[0] for steps in leaves}) == 1
    paths = [tuple(steps) if common else (ALL, *steps) for steps in leaves]
    nodes = sorted({path[: end + 1] for path in paths for end in range(len(path))}, key=lambda path: (len(path), path))
    place = {path: at for at, path in enumerate(nodes)}
    parents = tuple(place.get(path[:-1], -1) for path in nodes)
    return Tree(tuple(path[-1] for path in nodes), parents, tuple(place[path] for path in paths))


def above_another(codes: Iterable[str]) -> str | None:
    """A class that lies above another one, or None: only the lowest have weights of their own."""
    known = set(codes)
    return next((step for code in sorted(known) for step in steps_of(code)[:-1] if step in known), None)


@dataclass(frozen=True, slots=True)
class Aggregated:
    """Periods × nodes: levels, 1 in the first period, and the weights they were made with; `imputed` counts the changes
    of leaves that are their parents'. `lost`: the first period in which nothing at all has a change, or None.
    """

    level: Floats
    weight: Floats
    imputed: int
    lost: int | None


def aggregated(tree: Tree, changes: Floats, weights: Floats, mean: Mean) -> Aggregated:
    """`changes` are periods × leaves, each against the period before (NaN: none; the first row says nothing)."""
    kids = [np.array(tree.children(node), np.int64) for node in range(len(tree.names))]
    leaves, own = np.array(tree.leaves, np.int64), weights.copy()
    level, weight, imputed = np.ones((len(changes), len(tree.names))), np.zeros((len(changes), len(tree.names))), 0
    for period in range(len(changes)):
        weight[period] = _weights(kids, leaves, own)
        if period == 0:
            continue
        found = _changes(tree, kids, changes[period], weight[period], mean)
        if np.isnan(found[0]):
            return Aggregated(level, weight, imputed, period)
        imputed += int(np.isnan(changes[period]).sum())
        level[period] = level[period - 1] * found
        own = own * found[leaves] if mean.updated else own
    return Aggregated(level, weight, imputed, None)


def _weights(kids: Sequence[Ints], leaves: Ints, own: Floats) -> Floats:
    weight = np.zeros(len(kids))
    weight[leaves] = own
    for node in reversed(range(len(kids))):
        if len(kids[node]):
            weight[node] = weight[kids[node]].sum()
    return weight


def _changes(tree: Tree, kids: Sequence[Ints], changes: Floats, weight: Floats, mean: Mean) -> Floats:
    """Of every node: from the leaves up by means, then down again to those that have none."""
    found = np.full(len(tree.names), np.nan)
    found[list(tree.leaves)] = changes
    for node in reversed(range(len(kids))):
        known = kids[node][~np.isnan(found[kids[node]])]
        if len(known) and weight[known].sum() > 0:
            found[node] = mean.of(found[known], weight[known])
    for node, parent in enumerate(tree.parent):
        if np.isnan(found[node]) and parent >= 0:
            found[node] = found[parent]
    return found

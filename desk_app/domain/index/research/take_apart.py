"""The change of an index from period to period, or from its base, taken apart by product."""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.base.problem import refuse
from desk_app.domain.index.research.comparison import check_overlap, pairs_of
from desk_app.domain.index.research.compute import Question, base_of
from desk_app.domain.index.research.contribution import BASKETS, WEIGHTS, kinds_of, parts
from desk_app.domain.index.research.panel import Panel


@dataclass(frozen=True, slots=True)
class Part:
    """What `product` adds to the change of the index in `period` against another: 0.02 is two per cent of that one."""

    period: str
    against: str
    product: str
    value: float


def take_apart(panel: Panel, question: Question, kind: str) -> tuple[Part, ...]:
    """All parts by period and product; those of a period add up to P - 1. `Refused` for a formula that has none."""
    if kind not in kinds_of(question.name):
        known = BASKETS if kind == "basket" else WEIGHTS
        raise refuse("index_parts_none", name=question.name, kind=kind, known=", ".join(known))
    count = len(panel.periods)
    base = 0 if question.base is None else base_of(panel, question.base)
    second = np.array([at for at in range(count) if at != base], np.int64)
    first = second - 1 if question.chain else np.full_like(second, base)
    matched = np.asarray(panel.present[first] & panel.present[second])
    check_overlap(panel, first, second, np.asarray(matched.any(axis=1)))
    if not len(second):
        return ()
    found = parts(pairs_of(panel, first, second, matched), question.name, kind)
    order = np.argsort(np.array(panel.products))
    return tuple(
        Part(panel.periods[second[at]], panel.periods[first[at]], panel.products[place], float(found[place, at]))
        for at in range(len(second))
        for place in order[matched[at, order]].tolist()
    )

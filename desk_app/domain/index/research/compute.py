"""An index as it is asked for: a formula with a fixed base or as a chain, or a method over windows."""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.base.problem import refuse
from desk_app.domain.index.formula import FORMULAS
from desk_app.domain.index.formula.bilateral import Bilateral
from desk_app.domain.index.multilateral import METHODS
from desk_app.domain.index.research.comparison import chained, fixed
from desk_app.domain.index.research.names import named, unknown
from desk_app.domain.index.research.panel import Floats, Panel
from desk_app.domain.index.research.splice import SPLICES, spliced

DEFAULT_SPLICE = "mean-pub"
NAMES = tuple(dict.fromkeys([*(formula.name for formula in FORMULAS), *(method.name for method in METHODS)]))
"""All formulas and methods; geary-khamis and tpd are both."""
MOST_PERIODS = 5_000
"""In one window: beyond, all pairs no longer fit the memory."""
_LARGEST_LOG = 700.0


@dataclass(frozen=True, slots=True)
class Question:
    """`base` and `chain` compare two periods at a time, at most one of them; `window` None is the whole series.

    With neither, a formula has the first period as its base, and a method all periods in one window.
    """

    name: str
    base: str | None = None
    chain: bool = False
    window: int | None = None
    splice: str = DEFAULT_SPLICE


def has_windows(name: str) -> bool:
    """Whether it compares many periods at once; `Refused` for a name there is not, with the near ones."""
    if name not in NAMES:
        raise unknown("index_formula_unknown", name, NAMES)
    return any(method.name == name for method in METHODS)


def compute(panel: Panel, question: Question) -> Floats:
    """The index of every period, 1 for the first; `Refused` says what is unknown, or can't be compared."""
    try:
        with np.errstate(all="ignore"):  # what comes of it is looked at below
            logs = _logs(panel, question)
    except np.linalg.LinAlgError as error:
        raise refuse("index_not_solved", name=question.name) from error
    if not (np.abs(logs) < _LARGEST_LOG).all():
        raise refuse("index_not_solved", name=question.name)
    return np.asarray(np.exp(logs))


def _logs(panel: Panel, question: Question) -> Floats:
    windows = has_windows(question.name)
    splice = named(SPLICES, question.splice, "index_splice_unknown")
    base = 0 if question.base is None else base_of(panel, question.base)
    if question.chain:
        return chained(panel, pair_named(question.name))
    if question.base is not None or not windows:
        return fixed(panel, pair_named(question.name), base)
    method = named(METHODS, question.name, "index_formula_unknown")
    return spliced(panel, method, _width(panel, question.window), splice)


def pair_named(name: str) -> Bilateral:
    """The formula of that name, or what the method of that name comes to for two periods; it must be one of `NAMES`."""
    pairs = {method.name: method.pair for method in METHODS} | {formula.name: formula for formula in FORMULAS}
    return pairs[name]


def base_of(panel: Panel, base: str) -> int:
    """The number of the period of that name; `Refused` names the near ones."""
    if base not in panel.periods:
        raise unknown("index_base_unknown", base, panel.periods)
    return panel.periods.index(base)


def _width(panel: Panel, window: int | None) -> int:
    width = min(window or len(panel.periods), len(panel.periods))
    if width > MOST_PERIODS:
        raise refuse("index_window_too_wide", periods=str(width), most=str(MOST_PERIODS))
    return width

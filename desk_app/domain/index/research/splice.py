"""How what a new window says of its last period T is joined to the series: ln I_T = ln I_k + g_T - g_k at a link k.

A window of W periods moves on by one each time; the first W periods are one window. The W - 1 periods that it has in
common with the one before are the links to choose from: the newest (movement), the oldest (window), the one W // 2
before T (half: 6 of 13, 13 of 27), or the mean over all (mean): Ivancic, Diewert and Fox 2011, Krsinich 2016, de Haan
2015, Diewert and Fox 2022. They join it to the window before (h), ln I_T = ln I_{T-1} + (g_T - g_k) - (h_{T-1} - h_k);
wisp, hasp and mean-pub to the series as published, ln I_k + g_T - g_k. For movement both are one.

FBEW and FBMW (Chessa 2016; Lamboray 2017) link at a base period, renewed every W - 1 periods (a year of months with W
= 13): to a window that grows from the base on (FBEW), or to the last W periods (FBMW).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from desk_app.domain.index.multilateral.multilateral import Multilateral, Span
from desk_app.domain.index.research.panel import Floats, Panel


@dataclass(frozen=True, slots=True)
class Link:
    """Log levels: the series so far, the new window with T as its last, and the window before it."""

    published: Floats
    new: Floats
    before: Floats
    base: int
    """How many periods before T the base period lies."""


@dataclass(frozen=True, slots=True)
class Splice:
    """`level` gives ln I_T. `grows`: the window starts at the base period instead of W - 1 before T."""

    name: str
    level: Callable[[Link], float]
    grows: bool = False


def _on_window(choose: Callable[[Floats], float], link: Link) -> float:
    return float(link.published[-1]) + choose((link.new[-1] - link.new[:-1]) - (link.before[-1] - link.before[1:]))


def _on_published(choose: Callable[[Floats], float], link: Link) -> float:
    overlap = len(link.new) - 1
    return choose(link.published[-overlap:] + link.new[-1] - link.new[:-1])


def _newest(levels: Floats) -> float:
    return float(levels[-1])


def _oldest(levels: Floats) -> float:
    return float(levels[0])


def _middle(levels: Floats) -> float:
    """Of the W - 1 overlapping periods the one W // 2 before T."""
    return float(levels[-((len(levels) + 1) // 2)])


def _mean(levels: Floats) -> float:
    return float(levels.mean())


def _at_base(link: Link) -> float:
    return float(link.published[-link.base] + link.new[-1] - link.new[-1 - link.base])


SPLICES: tuple[Splice, ...] = (
    Splice("movement", partial(_on_published, _newest)),
    Splice("window", partial(_on_window, _oldest)),
    Splice("half", partial(_on_window, _middle)),
    Splice("mean", partial(_on_window, _mean)),
    Splice("wisp", partial(_on_published, _oldest)),
    Splice("hasp", partial(_on_published, _middle)),
    Splice("mean-pub", partial(_on_published, _mean)),
    Splice("fbew", _at_base, grows=True),
    Splice("fbmw", _at_base),
)


def spliced(panel: Panel, method: Multilateral, window: int, splice: Splice) -> Floats:
    """The log level of every period, 0 for the first. A window that the series does not fill is all of it."""
    count = len(panel.periods)
    width = min(window, count)
    spans = [(0, width), *(_span(last, width, splice) for last in range(width, count))]
    return joined(method.levels(panel, spans), splice)


def _base(last: int, width: int) -> int:
    """The base period of period number `last`: each W - 1 periods a new one, which still has the one before."""
    return (last - 1) // (width - 1) * (width - 1)


def _span(last: int, width: int, splice: Splice) -> Span:
    return (_base(last, width) if splice.grows else last - width + 1), last + 1


def joined(windows: list[Floats], splice: Splice) -> Floats:
    """The series out of its windows' log levels; the first window is taken whole."""
    width = len(windows[0])
    series = np.concatenate([windows[0] - windows[0][0], np.empty(len(windows) - 1)])
    for last, (before, new) in enumerate(pairwise(windows), width):
        series[last] = splice.level(Link(series[:last], new, before, last - _base(last, width)))
    return series

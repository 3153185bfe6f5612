"""What every multilateral method is: many periods compared at once, each with all, in windows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk_app.domain.index.formula.bilateral import Bilateral
from desk_app.domain.index.research.panel import Floats, Panel

Span = tuple[int, int]
"""A window: its first period and the one behind its last, by number."""


@dataclass(frozen=True, slots=True)
class Multilateral:
    """`levels` gives for each window the log level of its periods, 0 for its first; transitive within the window.

    `pair` is what the method comes to for two periods alone.
    """

    name: str
    levels: Callable[[Panel, Sequence[Span]], list[Floats]]
    pair: Bilateral

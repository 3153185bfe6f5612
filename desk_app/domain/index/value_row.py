"""One value of a series as it is kept, with what stands behind it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One period of one series; `value` None where there is none, and `status` says why. The figures are those of
    `quality.Quality`; `vintage` is the number of the build that wrote it.
    """

    period: str
    value: float | None
    status: str
    grade: str
    trades: int
    tonnes: float
    priced: int
    expected: int
    coverage: float
    imputed: float
    largest_party: float | None
    rejected: int
    vintage: int

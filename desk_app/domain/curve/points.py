"""The values of a curve as points one can go to, however many there are; ticks are added at the end."""

import numpy as np

from desk_app.domain.curve.curve import Curve, Floats
from desk_app.domain.curve.growing import Growing

_STRIDE = 256  # values looked through at a time for known ones


class Points:
    """Positions count all values, known or not, and go on over appended ones: those are points in time, never steps."""

    def __init__(self, curve: Curve) -> None:
        self.curve = curve
        self._days, self._ends, self._values = map(Growing, (curve.days, curve.ends, curve.values))

    def __len__(self) -> int:
        return len(self._days)

    @property
    def days(self) -> Floats:
        return self._days.array

    @property
    def ends(self) -> Floats:
        return self._ends.array

    @property
    def values(self) -> Floats:
        return self._values.array

    def append(self, days: Floats, values: Floats) -> None:
        """Later ones."""
        self._days.append(days)
        self._ends.append(days)
        self._values.append(values)

    def place(self, position: int) -> tuple[float, float]:
        """Day and value: on its day, or at the end of its period's step."""
        day = self.ends[position] + 1 if self._steps(position) else self.days[position]
        return float(day), float(self.values[position])

    @property
    def newest(self) -> int | None:
        """Position of the newest known value."""
        return self._before(len(self))

    @property
    def oldest(self) -> int | None:
        """Position of the oldest known value."""
        return self._after(-1)

    def nearest(self, x: float) -> int | None:
        """Position of the value nearest to a place on the axis. A tie goes to the later.

        A place inside a period that has a value belongs to that period.
        """
        after = int(np.searchsorted(self.days, x, side="right"))
        left, right = self._before(after), self._after(after - 1)
        if left is None or right is None:
            return left if right is None else right
        if x < self.ends[left] + 1 and self._steps(left):
            return left
        return left if x - self.days[left] < self.days[right] - x else right

    def standing(self, x: float) -> int | None:
        """Position of the newest value up to a place on the axis; where there is none, of the oldest."""
        before = self._before(int(np.searchsorted(self.days, x, side="right")))
        return self.oldest if before is None else before

    def step(self, position: int, steps: int) -> int:
        """The known position so many further on (or back); at the ends it stays at the last known one."""
        known = self._known_ahead(position, steps) if steps > 0 else self._known_back(position, -steps)
        return int(known[min(abs(steps), len(known)) - 1]) if len(known) and steps else position

    # ---- inside
    def _steps(self, position: int) -> bool:
        return self.curve.steps and position < len(self.curve.days)

    def _after(self, position: int) -> int | None:
        known = self._known_ahead(position, 1)
        return int(known[0]) if len(known) else None

    def _before(self, position: int) -> int | None:
        known = self._known_back(position, 1)
        return int(known[0]) if len(known) else None

    def _known_ahead(self, position: int, count: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """The next known positions, at least `count` where there are so many."""
        start, width = position + 1, max(_STRIDE, 2 * count)
        while True:
            known = np.flatnonzero(np.isfinite(self.values[start : start + width])) + start
            if len(known) >= count or start + width >= len(self):
                return known
            width *= 4

    def _known_back(self, position: int, count: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
        """The known positions before, the nearest first, at least `count` where there are so many."""
        width = max(_STRIDE, 2 * count)
        while True:
            start = max(position - width, 0)
            known = np.flatnonzero(np.isfinite(self.values[start:position]))[::-1] + start
            if len(known) >= count or start == 0:
                return known
            width *= 4

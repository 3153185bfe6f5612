"""An array that grows at its end, at a cost a value that doesn't grow with it."""

import numpy as np

from desk_app.domain.curve.curve import Floats

_LEAST = 64


class Growing:
    """Its room at least doubles when it is used up; until something is added the given array is kept, not copied."""

    def __init__(self, values: Floats | None = None) -> None:
        self._room: Floats = np.empty(0) if values is None else np.asarray(values, np.float64)
        self._length = len(self._room)
        self._own = values is None

    def __len__(self) -> int:
        return self._length

    @property
    def array(self) -> Floats:
        """What is in it: a view, good until the next change."""
        return self._room[: self._length]

    def append(self, values: Floats) -> None:
        self.renew(self._length, values)

    def renew(self, start: int, values: Floats) -> None:
        """Put these from `start` on, in place of all that was there."""
        needed = start + len(values)
        self._make_room(needed)
        self._room[start:needed] = values
        self._length = needed

    def _make_room(self, needed: int) -> None:
        if self._own and needed <= len(self._room):
            return
        if needed > len(self._room) or not self._own:
            larger = np.empty(max(needed, 2 * self._length, _LEAST))
            larger[: self._length] = self.array
            self._room, self._own = larger, True

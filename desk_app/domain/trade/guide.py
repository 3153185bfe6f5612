"""An index as prices may follow it: what a market did, also while the desk itself did not trade."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Guide:
    """Somebody's index, by `code`: `days` in order, the `logs` of its level on them, and for how many calendar days,
    its own the first, a point holds.
    """

    code: str
    days: tuple[date, ...]
    logs: tuple[float, ...]
    lasts: int

    def level(self, day: date) -> float | None:
        """The log level on a day; None where no point holds."""
        at = bisect_right(self.days, day) - 1
        return self.logs[at] if at >= 0 and (day - self.days[at]).days < self.lasts else None

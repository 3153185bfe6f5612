"""The screen once more, slowly: day by day straight from its words, with lists and dictionaries."""

import math
from dataclasses import dataclass, field
from itertools import combinations
from statistics import median

from desk_app.domain.index.fate import Fate
from desk_app.domain.index.methodology import METHOD, Screen
from tests.domain.index.panels import Trade, weekdays

SCREEN = METHOD.screen
DAYS = weekdays("2026-01-05", 60)
"""The days its trades may be of, none of them on a weekend: an age is a difference of places."""


@dataclass
class Slow:
    """One product's trades; `forced` are the numbers, from 1, of those put in by hand."""

    trades: list[Trade]
    forced: set[int]
    screen: Screen = SCREEN
    accepted: list[tuple[str, float]] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    unscreened: list[int] = field(default_factory=list)

    @property
    def fates(self) -> list[Fate]:
        found: dict[int, Fate] = {}
        for day in sorted({one[0] for one in self.trades}):
            today = [n for n, one in enumerate(self.trades, 1) if one[0] == day]
            self.day(day, sorted(today, key=lambda n: (self.trades[n - 1][2], self.trades[n - 1][4:])), found)
        return [found[n] for n in range(1, len(self.trades) + 1)]

    def x(self, n: int) -> float:
        return math.log(self.trades[n - 1][2])

    def age(self, day: str, other: str) -> int:
        return DAYS.index(other) - DAYS.index(day)

    def day(self, day: str, today: list[int], found: dict[int, Fate]) -> None:
        screen = self.screen
        known = [x for _, x in self.reference()]
        age = self.age(self.accepted[-1][0], day) if self.accepted else 0
        if len(known) < screen.need:
            known, age = known + [self.x(n) for n in today], 0
        if len(known) < screen.need:
            found |= {n: Fate.INCLUDED if n in self.forced else Fate.UNSCREENED for n in today}
            self.accepted += [(day, self.x(n)) for n in today]
            self.unscreened += [n for n in today if n not in self.forced]
            return
        centre = median(known)
        mad = median([abs(x - centre) for x in known])
        spread = math.sqrt(max(1.4826 * mad, screen.floor) ** 2 + age * screen.daily**2)
        reach = screen.cut * spread
        late = [n for n in self.unscreened if abs(self.x(n) - centre) > self.reach_of(n, day, spread)]
        for n in late:
            self.accepted.remove((self.trades[n - 1][0], self.x(n)))
        self.unscreened = []
        ok = [n for n in today if n in self.forced or centre - reach <= self.x(n) <= centre + reach]
        found |= {n: Fate.INCLUDED if n in self.forced else Fate.ACCEPTED for n in ok}
        out = [n for n in today if n not in ok]
        found |= dict.fromkeys([*late, *out], Fate.OUTLIER)
        still = [*self.waiting, *late, *out]
        self.waiting = [n for n in still if self.age(self.trades[n - 1][0], day) < screen.release_days]
        released = self.borne_out(reach) if out or late else []
        first = min((self.trades[n - 1][0] for n in released), default="")
        since = len(ok) + sum(other >= first for other, _ in self.accepted)
        if len(released) > since:
            found |= dict.fromkeys(released, Fate.RELEASED)
            self.waiting = [n for n in self.waiting if n not in released]
            self.accepted = sorted((self.trades[n - 1][0], self.x(n)) for n in released)
        else:
            self.accepted += [(day, self.x(n)) for n in ok]

    def reach_of(self, n: int, day: str, spread: float) -> float:
        """How far a trade that was taken unscreened may be from the middle, by its own age."""
        age = self.age(self.trades[n - 1][0], day)
        return self.screen.cut * math.sqrt(spread**2 + age * self.screen.daily**2)

    def reference(self) -> list[tuple[str, float]]:
        if len(self.accepted) <= self.screen.window:
            return self.accepted
        oldest = self.accepted[-self.screen.window][0]
        return [one for one in self.accepted if one[0] >= oldest]

    def borne_out(self, reach: float) -> list[int]:
        """Of all sets between two waiting prices the largest that is independent, the lowest of equal ones."""
        best: list[int] = []
        xs = sorted({self.x(n) for n in self.waiting})
        for low, high in [*((x, x) for x in xs), *combinations(xs, 2)]:
            some = [n for n in self.waiting if low <= self.x(n) <= high]
            pairs = {self.trades[n - 1][4:6] for n in some if any(self.trades[n - 1][4:6])}
            days = {self.trades[n - 1][0] for n in some}
            fine = high - low <= reach and len(some) >= self.screen.release
            fine &= len(pairs) > 1 or (not pairs and len(days) > 1)
            if fine and (len(some) > len(best) or (len(some) == len(best) and low < min(map(self.x, best)))):
                best = some
        return best

"""Points of a line with their extremes at rising coarseness: any number is drawn from a few thousand figures."""

from dataclasses import dataclass

import numpy as np

from desk_app.domain.curve.curve import Floats, Places
from desk_app.domain.curve.growing import Growing

FACTOR = 64
"""Points a block; a level's block has that many of the level below."""
_FEW = 160  # points a column that are looked at one by one


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What a line is in each of n columns between n + 1 edges; NaN where it isn't.

    `low` and `high`: the extremes of the points in the column (`first` ≤ x < `last`) and of the line where it crosses
    the column's edges: all that is seen of it at that width. `many`: more than one point lies in it.
    """

    low: Floats
    high: Floats
    many: "np.ndarray[tuple[int], np.dtype[np.bool_]]"

    @property
    def range(self) -> tuple[float, float] | None:
        """Lowest and highest of all; None where nothing is seen."""
        low, high = np.fmin.reduce(self.low), np.fmax.reduce(self.high)
        return (float(low), float(high)) if low <= high else None


class Pyramid:
    """`x` never falls, `y` is NaN where the pen is lifted. Grows at its end, each point at a cost that stays."""

    def __init__(self, x: Floats, y: Floats) -> None:
        self._x, self._y = Growing(x), Growing(y)
        self._lows: list[Growing] = []
        self._highs: list[Growing] = []
        self._raise(0)

    def __len__(self) -> int:
        return len(self._x)

    @property
    def x(self) -> Floats:
        return self._x.array

    @property
    def y(self) -> Floats:
        return self._y.array

    def append(self, x: Floats, y: Floats) -> None:
        """Points at the end; ValueError where they'd run backwards."""
        if not len(x):
            return
        if (np.diff(x) < 0).any() or (len(self) and x[0] < self.x[-1]):
            raise ValueError("points of a line run forwards")
        before = len(self)
        self._x.append(x)
        self._y.append(y)
        self._raise(before)

    def columns(self, edges: Floats, *, joined: bool = True) -> Columns:
        """What is seen of the line between edges that rise; not `joined`: of its points alone.

        Exact: whole blocks of the coarsest level that serves, and at both ends what is left over level by level.
        """
        x, y = self.x, self.y
        places = x.searchsorted(edges)
        low, high = self._extremes(places)
        if joined:
            crossing = _crossings(x, y, edges, places)
            np.fmin(low, np.fmin(crossing[:-1], crossing[1:]), out=low)
            np.fmax(high, np.fmax(crossing[:-1], crossing[1:]), out=high)
        return Columns(low, high, places[1:] - places[:-1] > 1)

    # ---- inside
    def _extremes(self, places: Places) -> tuple[Floats, Floats]:
        """Lowest and highest of the points between neighbouring places; NaN of none."""
        found = np.full((2, len(places) - 1), np.nan)
        lows = highs = self._y.array
        skip = 0
        for coarser_lows, coarser_highs in zip(self._lows, self._highs, strict=True):
            if int(places[-1] - places[0]) <= _FEW * len(places):
                break
            _take_ends(found, lows, highs, places, skip)
            places, lows, highs, skip = places // FACTOR, coarser_lows.array, coarser_highs.array, 1
        _take(found, lows, highs, places[:-1] + skip, places[1:])
        return found[0], found[1]

    def _raise(self, before: int) -> None:
        """Bring the levels up to date from the block on that the point at `before` lies in."""
        lows = highs = self._y
        level = 0
        while len(lows) > FACTOR:
            if level == len(self._lows):
                self._lows.append(Growing())
                self._highs.append(Growing())
                before = 0
            before //= FACTOR
            self._lows[level].renew(before, _fold(lows.array[before * FACTOR :], np.fmin))
            self._highs[level].renew(before, _fold(highs.array[before * FACTOR :], np.fmax))
            lows, highs = self._lows[level], self._highs[level]
            level += 1


def _fold(values: Floats, extreme: np.ufunc) -> Floats:
    """The extreme of every block, the last one perhaps of fewer."""
    whole = len(values) // FACTOR * FACTOR
    folded = values[:whole]
    step = FACTOR
    while step > 1:
        folded = extreme(folded[0::2], folded[1::2])
        step //= 2
    rest = values[whole:]
    return np.append(folded, extreme.reduce(rest)) if len(rest) else np.asarray(folded)


def _take_ends(found: Floats, lows: Floats, highs: Floats, places: Places, skip: int) -> None:
    """Of each stretch between neighbouring places (without its first `skip`) what is not a whole block of its own."""
    blocks = places // FACTOR
    within = places - blocks * FACTOR
    parts = [_parted(values, blocks, within, skip, extreme) for values, extreme in ((lows, np.fmin), (highs, np.fmax))]
    for row, ((before, after), extreme) in enumerate(zip(parts, (np.fmin, np.fmax), strict=True)):
        both = extreme(after[:-1], before[1:])
        both[blocks[:-1] == blocks[1:]] = np.nan
        extreme(found[row], both, out=found[row])
    alone = np.flatnonzero((blocks[:-1] == blocks[1:]) & (places[1:] > places[:-1] + skip))
    if len(alone):
        short = found[:, alone]
        _take(short, *_gathered(lows, highs, places[alone] + skip, places[alone + 1]))
        found[:, alone] = short


def _parted(values: Floats, blocks: Places, within: Places, skip: int, extreme: np.ufunc) -> tuple[Floats, Floats]:
    """The extremes of each block before a place in it, and from `skip` after it on; NaN of nothing."""
    whole = len(values) // FACTOR
    rows = values[: whole * FACTOR].reshape(whole, FACTOR).take(np.minimum(blocks, whole - 1), axis=0)
    if (late := blocks >= whole).any():  # the last block has fewer
        rows[late] = np.append(values[whole * FACTOR :], np.full((whole + 1) * FACTOR - len(values), np.nan))
    starts = np.arange(len(blocks)) * FACTOR
    splits = np.column_stack([starts, starts + within, starts + within + skip]).ravel()
    parts = extreme.reduceat(np.append(rows.ravel(), np.nan), splits).reshape(-1, 3)
    parts[within == 0, 0] = np.nan
    parts[within + skip >= FACTOR, 2] = np.nan
    return parts[:, 0], parts[:, 2]


def _gathered(lows: Floats, highs: Floats, first: Places, last: Places) -> tuple[Floats, Floats, Places, Places]:
    """Short runs, brought together end to end: their values, and where each begins and ends among them."""
    lengths = last - first
    ends = lengths.cumsum()
    starts = ends - lengths
    places = np.repeat(first - starts, lengths) + np.arange(int(ends[-1]))
    return lows[places], highs[places], starts, ends


def _take(found: Floats, lows: Floats, highs: Floats, first: Places, last: Places) -> None:
    """Lower `found[0]` and raise `found[1]` by the values of each run `first` ≤ place < `last`; runs rise."""
    some = np.flatnonzero(last > first)
    if not len(some):
        return
    starts, ends = first[some], last[some]
    step = 1
    if (starts[1:] != ends[:-1]).any():  # what lies between two runs counts for neither
        starts = np.column_stack([starts, ends]).ravel()[:-1]
        step = 2
    for row, (values, extreme) in enumerate(((lows, np.fmin), (highs, np.fmax))):
        taken = extreme.reduceat(values[: ends[-1]], starts)[::step]
        if len(some) < len(first):
            found[row, some] = extreme(found[row, some], taken)
        else:
            extreme(found[row], taken, out=found[row])


def _crossings(x: Floats, y: Floats, edges: Floats, places: Places) -> Floats:
    """Where the line crosses each edge; NaN where it doesn't."""
    crossing = np.full(len(edges), np.nan)
    inside = slice(int(places.searchsorted(1)), int(places.searchsorted(len(x))))
    right = places[inside]
    left = right - 1
    start, value = x[left], y[left]
    share = (edges[inside] - start) / (x[right] - start)
    crossing[inside] = value + (y[right] - value) * share
    return crossing

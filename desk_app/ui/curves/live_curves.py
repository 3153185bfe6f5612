"""Live curves on view: read once, then grown by what comes in; read again where their past has changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve, Floats

    Ends = tuple[Floats, Floats]


class LiveCurves(QObject):
    """`grown` brings what goes at the end of curves that are here, by code; `changed`: one of them is another now."""

    grown = Signal(object)
    changed = Signal()

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._curves: dict[str, Curve] = {}
        self._fresh: dict[str, list[Ends]] = {}
        self._wanted: frozenset[str] = frozenset()
        self._asked: set[str] = set()
        self.newest: dict[str, tuple[float, float]] = {}
        self._live = hub.live
        if self._live is not None:
            self._live.ticked.connect(self._ticked)
            self._live.rewritten.connect(self._rewritten)

    def want(self, codes: Iterable[str]) -> None:
        """Keep these, and no others; what is not here yet is read, and `changed` says when it is."""
        self._wanted = frozenset(codes)
        for code in [code for code in self._curves if code not in self._wanted]:
            del self._curves[code]
            self._fresh.pop(code, None)
        for code in sorted(self._wanted - self._curves.keys()):
            self._read(code)

    def curve(self, code: str) -> "Curve | None":
        """As it is now, with all that has come; None while it is not here."""
        found, fresh = self._curves.get(code), self._fresh.pop(code, [])
        if found is not None and fresh:
            found = self._curves[code] = longer(found, fresh)
        return found

    # ---- inside
    def _read(self, code: str) -> None:
        if self._live is not None and code not in self._asked:
            self._asked.add(code)
            self._live.load(code, lambda curve: self._came(code, curve))

    def _came(self, code: str, curve: "Curve") -> None:
        self._asked.discard(code)
        if code in self._wanted:
            self._curves[code] = curve
            self._fresh.pop(code, None)
            self.changed.emit()

    def _ticked(self, ends: "Mapping[str, Ends]") -> None:
        for code, (days, values) in ends.items():
            if len(days):
                self.newest[code] = float(days[-1]), float(values[-1])
        mine = {code: each for code, each in ends.items() if code in self._curves and len(each[0])}
        for code, each in mine.items():
            self._fresh.setdefault(code, []).append(each)
        self.grown.emit(mine)

    def _rewritten(self, codes: Iterable[str]) -> None:
        for code in sorted(self._wanted.intersection(codes)):
            self._asked.discard(code)
            self._read(code)


def longer(curve: "Curve", ends: "Sequence[Ends]") -> "Curve":
    """A curve with ticks at its end, each at its moment."""
    import numpy as np

    days = np.concatenate([each[0] for each in ends])
    values = np.concatenate([each[1] for each in ends])
    last = curve.days[-1] if len(curve.days) else -np.inf
    later = days >= last
    days, values = days[later], values[later]
    many = len(days)
    return replace(
        curve,
        days=np.concatenate([curve.days, days]),
        ends=np.concatenate([curve.ends, days]),
        values=np.concatenate([curve.values, values]),
        statuses=curve.statuses + ("ok",) * many,
        trades=np.concatenate([curve.trades, np.zeros(many, np.int64)]),
        tonnes=np.concatenate([curve.tonnes, np.full(many, np.nan)]),
        periods=curve.periods + ("",) * many,
    )

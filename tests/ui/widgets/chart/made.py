"""Curves and a chart for the tests of this room."""

from datetime import date, timedelta

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from desk_app.domain.base.period import Every, period_of
from desk_app.domain.curve.curve import Curve, curve_of, day_number
from desk_app.ui.widgets.chart.chart_view import ChartView

FIRST = date(2026, 1, 1)
DAY = float(day_number(FIRST))


def curve(unit: str = "yuan/t", every: Every = Every.DAY, count: int = 60, code: str = "x") -> Curve:
    """Rises by one a value from 100; nothing at the fourth."""
    days = [FIRST + timedelta(days=at) for at in range(count)]
    periods = sorted({period_of(day, every) for day in days})
    values = [None if at == 3 else 100.0 + at for at in range(len(periods))]
    statuses = ["no_trade" if value is None else "ok" for value in values]
    ones = [1] * len(periods)
    return curve_of(code, every, unit, periods, values, statuses, ones, [float(one) for one in ones])


def of_values(values: list[float], unit: str = "yuan/t", code: str = "x") -> Curve:
    """One a day from the first of 2026; NaN is a day on which trade was suspended."""
    periods = [period_of(FIRST + timedelta(days=at), Every.DAY) for at in range(len(values))]
    known = [None if np.isnan(value) else value for value in values]
    statuses = ["suspended" if value is None else "ok" for value in known]
    count = len(values)
    return curve_of(code, Every.DAY, unit, periods, known, statuses, [1] * count, [2.0] * count)


class Mouse:
    """Real events to the chart's own surface; places by day, heights in pixels of the picture."""

    def __init__(self, view: ChartView) -> None:
        self._view = view

    def spot(self, day: float, y: float = 100.0) -> QPointF:
        return QPointF(self._view.canvas.frame.x(day), y)

    def send(
        self,
        kind: QEvent.Type,
        spot: QPointF,
        button: Qt.MouseButton = Qt.MouseButton.NoButton,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        surface = self._view.canvas.plot.viewport()
        place = QPointF(surface.mapToGlobal(spot.toPoint()))
        QApplication.sendEvent(surface, QMouseEvent(kind, spot, place, button, button, keys))

    def move(self, day: float, y: float = 100.0) -> None:
        self.send(QEvent.Type.MouseMove, self.spot(day, y))

    def drag(
        self,
        start: float,
        end: float,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """From day to day, as the axis is at the start."""
        one, other = self.spot(start), self.spot(end)
        self.send(QEvent.Type.MouseButtonPress, one, button, keys)
        self.send(QEvent.Type.MouseMove, (one + other) / 2, button, keys)
        self.send(QEvent.Type.MouseMove, other, button, keys)
        self.send(QEvent.Type.MouseButtonRelease, other, button, keys)

    def wheel(self, day: float, notches: int) -> None:
        surface, spot = self._view.canvas.plot.viewport(), self.spot(day)
        turned = QPointF(0, 120 * notches).toPoint()
        event = QWheelEvent(
            spot,
            QPointF(surface.mapToGlobal(spot.toPoint())),
            QPointF().toPoint(),
            turned,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(surface, event)

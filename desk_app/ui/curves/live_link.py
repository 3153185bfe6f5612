"""What comes in goes onto the chart at once, and into words and everything made of it once a second."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desk_app.ui.curves.live_curves import LiveCurves
from desk_app.ui.curves.live_words import live_text, seconds_old, young_age
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.ui.curves.live_curves import Ends
    from desk_app.ui.curves.side import Side
    from desk_app.ui.curves.study_card import StudyCard

_SECOND = 1000


class LiveLink(QObject):
    """Between the live curves, the card and the list."""

    def __init__(self, hub: Hub, side: "Side", card: "StudyCard") -> None:
        super().__init__(card)
        self._hub, self._side, self._card = hub, side, card
        self.curves = LiveCurves(hub, self)
        self._stale = False  # whether what was made of a live curve lags behind it
        self.beat = QTimer(self)
        self.beat.setInterval(_SECOND)
        self.beat.timeout.connect(self.say)
        self.curves.grown.connect(self._grown)

    @property
    def codes(self) -> list[str]:
        """Of the live curves on view."""
        return [code for code in self._card.easel.codes if code in self._side.live]

    def say(self) -> None:
        """The newest values with their ages, in the list, at the curves' ends, over the chart."""
        easel = self._card.easel
        self._side.lives.show_newest(self.curves.newest)
        if easel.view is None or not self._card.isVisible():
            return
        if self._stale:
            self._stale = False
            self._catch_up()
        for code in self.codes:
            curve = self.curves.curve(code)
            if curve is not None and (newest := curve.newest) is not None:
                age = young_age(self._hub.words, seconds_old(float(curve.days[newest])))
                figure = live_text(float(curve.values[newest]), curve.unit)
                easel.view.pulse(code, f"{figure} · {age}" if age else "")
        if not self.codes:
            self.beat.stop()

    def _catch_up(self) -> None:
        """All that was made of the curves; where there is nothing made of them, the large value alone."""
        easel = self._card.easel
        if easel.made is not None and len(easel.made.pieces) > len(easel.codes):
            self._card.draw()
        else:
            easel.renew()
            self._card.say_head()

    def _grown(self, ends: "Mapping[str, Ends]") -> None:
        for code, (days, values) in ends.items():
            self._card.easel.append(code, days, values)
            self._stale = True
        if not self.beat.isActive():
            self.beat.start()

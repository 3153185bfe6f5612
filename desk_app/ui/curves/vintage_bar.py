"""按当时所知: a slider over the moments at which something came out otherwise; what was known then is drawn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSlider, QWidget

from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from desk_app.jobs.list_moments import Moment

_REST = 60  # milliseconds the slider rests before the desk is asked


class VintageBar(QWidget):
    """`chosen` when another moment is wanted: `known_before` says which, None for now."""

    chosen = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._moments: Sequence[Moment] = ()
        self._at = ""  # the moment shown; "": now
        self.title, self.text = label("soft"), label("soft")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMinimumWidth(120)
        self.slider.setPageStep(1)
        self.now = button("quiet")
        layout = row(self.title, self.slider, self.text, self.now, gap=10)
        layout.setStretchFactor(self.slider, 1)
        self.setLayout(layout)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self.chosen)
        self.slider.valueChanged.connect(self._moved)
        self.now.clicked.connect(lambda: self.slider.setValue(self.slider.maximum()))
        self.setFocusProxy(self.slider)
        self.hide()

    @property
    def known_before(self) -> str | None:
        """A UTC time before which all that is to be shown was known; None for now."""
        from desk_app.jobs.list_moments import known_before

        place = next((place for place, one in enumerate(self._moments) if one.at == self._at), None)
        return None if place is None else known_before(self._moments, place)

    @property
    def known_at(self) -> str:
        """The moment shown as this desk's clock says it; empty for now."""
        return "" if self.known_before is None else local_time(self._at)

    def fill(self, moments: "Sequence[Moment]") -> None:
        """Offer these; the one shown stays while it is among them."""
        self._moments = moments
        places = {one.at: place for place, one in enumerate(moments)}
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(len(moments) - 1, 0))
        self.slider.setValue(places.get(self._at, len(moments) - 1))
        self.slider.blockSignals(False)
        self.slider.setEnabled(len(moments) > 1)
        self._at = moments[self.slider.value()].at if moments else ""
        self._say()

    def leave(self) -> None:
        """Back to now, without saying so."""
        self._moments, self._at = (), ""
        self._rest.stop()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.title.setText(words("curve.known.title"))
        self.slider.setAccessibleName(words("curve.known.title"))
        self.now.setText(words("curve.known.now"))
        self._say()

    # ---- inside
    def _moved(self, place: int) -> None:
        if place < len(self._moments):
            self._at = self._moments[place].at
            self._say()
            self._rest.start(_REST)

    def _say(self) -> None:
        words, many = self._hub.words, len(self._moments)
        if not many:
            self.text.setText(words("curve.known.none"))
        elif self.known_before is None:
            self.text.setText(words("curve.known.newest", many=many))
        else:
            place = self.slider.value()
            facts = {"moment": local_time(self._at), "place": place + 1, "many": many}
            self.text.setText(words("curve.known.at", values=self._moments[place].values, **facts))
        self.slider.setAccessibleDescription(self.text.text())
        self.now.setEnabled(self.known_before is not None)

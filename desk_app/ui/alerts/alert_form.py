"""The form that sets an alert: on which series, what is watched, from which side, how far."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.alert import MOST, Kind, Over, Side
from desk_app.i18n import series_name
from desk_app.jobs.set_alert import AlertRequest
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import button, label, row

if TYPE_CHECKING:
    from desk_app.jobs.list_alerts import AlertNames

_SIDES = dict.fromkeys(Kind, (Side.ABOVE, Side.BELOW, Side.EITHER)) | {Kind.LEVEL: (Side.ABOVE, Side.BELOW)}


class AlertForm(QWidget):
    """`wanted` when its button is clicked, or Enter pressed in a line."""

    wanted = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._names: AlertNames | None = None
        self.series, self.kind, self.side, self.over = (QComboBox() for _ in range(4))
        self.tax = QComboBox()
        self.count = QSpinBox()
        self.count.setRange(1, MOST)
        self.threshold, self.back, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit = label("soft")
        self.add = button("primary")
        self._lay_out()
        self.series.currentIndexChanged.connect(lambda _: self._fit())
        self.kind.currentIndexChanged.connect(lambda _: self._choose_kind())
        self.tax.currentIndexChanged.connect(lambda _: self._fit())
        self.add.clicked.connect(self.wanted)
        for line in (self.threshold, self.back, self.note):
            line.returnPressed.connect(self.wanted)

    @property
    def request(self) -> AlertRequest:
        """What the form says now."""
        return AlertRequest(
            self.series.currentData() or "",
            self._kind,
            Side(self.side.currentData()),
            self.threshold.text(),
            self.back.text(),
            self.count.value(),
            Over(self.over.currentData()),
            tax=Tax(self.tax.currentData()),
            note=self.note.text(),
        )

    def offer(self, series: Sequence[str], names: "AlertNames") -> None:
        """Offer these series; the one that was chosen stays so."""
        self._names = names
        kept = self.series.currentData()
        self.series.blockSignals(True)
        self.series.clear()
        for code in series:
            self.series.addItem(series_name(self._hub.words, names.names, code), code)
        self.series.setCurrentIndex(max(self.series.findData(kept), 0))
        self.series.blockSignals(False)
        self._fit()

    def choose(self, code: str) -> None:
        """Ready for a figure on this series."""
        if (at := self.series.findData(code)) >= 0:
            self.series.setCurrentIndex(at)
        self.threshold.setFocus()

    def clear(self) -> None:
        """Ready for the next."""
        for line in (self.threshold, self.back, self.note):
            line.clear()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        for box, key, kinds in ((self.kind, "kind", Kind), (self.over, "over", Over)):
            _refill(box, [(words(f"alert.{key}.{each.value}"), each.value) for each in kinds])
        kept = self.tax.currentData() or self._hub.settings["board_tax"]
        _refill(self.tax, [(words(f"official.tax.{tax.value}"), tax.value) for tax in Tax], kept)
        for name, title in self._titles.items():
            title.setText(words(f"alert.form.{name}"))
        parts = {**self._parts, "count": self.count, "tax": self.tax, "over": self.over}
        for name, part in parts.items():
            part.setAccessibleName(words(f"alert.form.{name}"))
            part.setToolTip(words(f"alert.form.{name}_tip"))
        self.add.setText(words("alert.form.add"))
        self._choose_kind()

    # ---- inside
    @property
    def _kind(self) -> Kind:
        return Kind(self.kind.currentData())

    def _lay_out(self) -> None:
        self._parts: dict[str, QWidget] = {
            "series": self.series, "kind": self.kind, "side": self.side, "threshold": self.threshold,
            "back": self.back, "note": self.note,
        }  # fmt: skip
        self._titles = {name: label("soft") for name in self._parts}
        titles, form = self._titles, QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(titles["series"], row(self.series, titles["kind"], self.kind, self.count, self.over, 1))
        crossed = (self.side, titles["threshold"], self.threshold, self.tax, self.unit)
        form.addRow(titles["side"], row(*crossed, titles["back"], self.back, 1))
        form.addRow(titles["note"], row(self.note, self.add))
        self.series.setMinimumWidth(200)
        for line in (self.threshold, self.back):
            line.setFixedWidth(120)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)

    def _choose_kind(self) -> None:
        """Each kind has its own sides; only a change looks back."""
        words, kind = self._hub.words, self._kind
        keys = [(words(f"alert.side.{kind.value}_{side.value}"), side.value) for side in _SIDES[kind]]
        _refill(self.side, keys)
        for part in (self.count, self.over):
            part.setVisible(kind is Kind.CHANGE)
        self._fit()

    def _fit(self) -> None:
        """The unit of the threshold, and the tax basis where there is one to choose."""
        code = self.series.currentData() or ""
        price = self._names is None or self._names.is_price(code)
        level = self._kind is Kind.LEVEL
        self.tax.setVisible(level and price)
        words = self._hub.words
        if not level:
            self.unit.setText(words("ui.unit.percent"))
        else:
            about = self._names.live.get(code) if self._names else None
            own = words("ui.unit.yuan_per_tonne" if price else "board.unit.points")
            self.unit.setText(about.unit if about else own)


def _refill(box: QComboBox, items: Sequence[tuple[str, str]], first: str = "") -> None:
    """Other words for the same choices; what was chosen stays so."""
    kept = box.currentData() or first
    box.blockSignals(True)
    box.clear()
    for text, value in items:
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)

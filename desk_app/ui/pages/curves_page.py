"""曲线: prices and the composite over time, with a crosshair, ranges and frequencies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from desk_app.domain.base.period import Every
from desk_app.ui.chart_parts import read_chart_parts
from desk_app.ui.hub import Hub
from desk_app.ui.importing import fill_with_samples
from desk_app.ui.pages.chart_card import RANGES, ChartCard
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.series_list import SeriesList
from desk_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.jobs.list_series import SeriesInfo

_FIRST = ("prnd_oxide",)
"""What is shown before anybody chose: the most traded price."""


class CurvesPage(Page):
    """The list on the left, the chart on the right."""

    key: ClassVar[str] = "curves"
    shows_trades = True

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._names: dict[str, tuple[str, str]] = {}
        self._series: dict[str, SeriesInfo] = {}
        self._codes: list[str] = []
        self._curves: list[Curve] = []
        self.list = SeriesList(hub, self.name_of)
        self.chart = ChartCard(hub)
        self.empty = EmptyState(hub.theme, "curves")
        self._lay_out()
        self._connect()

    def name_of(self, series: "SeriesInfo") -> str:
        """A series' name in the language in force."""
        if not series.product:
            return self.hub.words("index.series.composite")
        zh, en = self._names.get(series.product, (series.product, series.product))
        return zh if self.hub.words.language == "zh_CN" else en

    def fill(self) -> None:
        self.hub.run(lambda _: _load_series(self.hub), self._filled)

    def show_series(self, codes: Sequence[str]) -> None:
        """Put these on the chart."""
        self.list.select(codes)

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        title, line = words("ui.curves.empty.title"), words("ui.curves.empty.line")
        self.empty.say(title, line, words("ui.sample.fill"))
        self.list.retranslate()
        self.chart.retranslate()
        self._draw()

    def repaint_icons(self) -> None:
        self.chart.repaint_icons()
        self._draw()

    def focus_first(self) -> None:
        self.list.table.setFocus()

    # ---- inside
    def _lay_out(self) -> None:
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self.list, 2)
        beside.addWidget(self.chart, 3)
        self.views = QStackedWidget()
        self.views.addWidget(both)
        self.views.addWidget(self.empty)
        self.body.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.chart.frequency_chosen.connect(self._load)
        self.chart.copy.clicked.connect(self._copy_picture)
        self.chart.save.clicked.connect(self._choose_place)
        self.empty.first.clicked.connect(lambda: fill_with_samples(self.hub))
        self.hub.curves_changed.connect(self.fill)
        for at, key in enumerate(RANGES):
            QShortcut(QKeySequence(str(at + 1)), self, lambda key=key: self.chart.show_range(key))

    def _filled(self, found: "tuple[dict[str, tuple[str, str]], tuple[SeriesInfo, ...]]") -> None:
        self._names, series = found
        self._series = {each.code: each for each in series}
        self.views.setCurrentIndex(0 if series else 1)
        wanted = [code for code in self._codes or _FIRST if code in self._series]
        self.list.fill(series, wanted or [each.code for each in series[:1]])

    def _choose(self, codes: list[str]) -> None:
        """What was chosen first stays first, in its colour."""
        if codes:
            kept = [code for code in self._codes if code in codes]
            self._codes = kept + [code for code in codes if code not in kept]
            self._load()

    def _load(self) -> None:
        codes, every = list(self._codes), self.chart.every
        self.hub.run(lambda _: _load_curves(self.hub, codes, every), self._loaded)

    def _loaded(self, curves: "list[Curve]") -> None:
        self.hub.background.in_slices(read_chart_parts(), lambda: self._show(curves))

    def _show(self, curves: "list[Curve]") -> None:
        if [curve.code for curve in curves] == self._codes:  # else others were chosen meanwhile
            self._curves = curves
            self._draw()
            self.chart.apply_range()

    def _draw(self) -> None:
        if self._curves:
            names = {code: self.name_of(series) for code, series in self._series.items()}
            known = [curve for curve in self._curves if curve.code in names]
            self.list.show_colours(self.chart.show_curves(known, self._series, names))

    def _copy_picture(self) -> None:
        if self._curves:
            QGuiApplication.clipboard().setImage(self.chart.picture())
            self.hub.tell(self.hub.words("ui.curves.picture_copied"))

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self.hub.words("ui.curves.save_picture"), "", "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.save_picture)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Write the chart as a PNG."""
        if self._curves:
            saved = self.chart.picture().save(path)
            line = "ui.told.saved" if saved else "ui.told.not_saved"
            self.hub.tell(self.hub.words(line, file=path), "info" if saved else "error")


def _load_series(hub: Hub) -> "tuple[dict[str, tuple[str, str]], tuple[SeriesInfo, ...]]":
    from desk_app.jobs.list_series import list_series
    from desk_app.jobs.load_products import load_products

    names = {product.key: (product.zh, product.en) for product in load_products(hub.desk).all()}
    return names, list_series(hub.desk)


def _load_curves(hub: Hub, codes: Sequence[str], every: Every) -> "list[Curve]":
    from desk_app.jobs.load_curve import load_curve

    return [load_curve(hub.desk, code, every) for code in codes]

"""曲线: prices and the composite over time, with a crosshair, ranges and frequencies."""

import html
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desk_app.domain.base.period import Every
from desk_app.ui.ages import age_text
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.importing import fill_with_samples
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.series_list import (
    SeriesList,
    change_text,
    newest_day,
    percent_change,
    unit_text,
    value_text,
)
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import Card, Segments, label, row

if TYPE_CHECKING:
    from desk_app.domain.curve.curve import Curve
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.ui.widgets.curve_view import CurveView, Shown

RANGES = ("1M", "3M", "QTD", "6M", "YTD", "1Y", "ALL")
"""Keys 1 to 7."""
_FIRST = ("prnd_oxide",)
"""What is shown before anybody chose: the most traded price."""


class CurvesPage(Page):
    """The list on the left, the chart on the right."""

    key: ClassVar[str] = "curves"

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.view: CurveView | None = None
        self._names: dict[str, tuple[str, str]] = {}
        self._series: dict[str, SeriesInfo] = {}
        self._codes: list[str] = []
        self._curves: list[Curve] = []
        self.list = SeriesList(hub, self.name_of)
        self.empty = EmptyState(hub.theme, "curves")
        self.ranges = Segments(RANGES)
        self.frequencies = Segments(tuple(every.value for every in Every))
        self.copy, self.save = QToolButton(), QToolButton()
        self.name = label("heading")
        self.value, self.change, self.about = label("figure"), label("heading"), label("soft")
        self.strip = label("soft", wraps=True, selects=True)
        self.strip.setTextFormat(Qt.TextFormat.RichText)
        self.ranges.choose("1Y")
        self.frequencies.choose(Every.DAY.value)
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

    def show_range(self, chosen: str) -> None:
        """One of `RANGES`."""
        self.ranges.choose(chosen)
        self._apply_range()

    def show_series(self, codes: Sequence[str]) -> None:
        """Put these on the chart."""
        self.list.select(codes)

    # ---- words and looks
    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        for at, key in enumerate(RANGES):
            self.ranges.name(key, words(f"ui.range.{key}"), f"{words(f'ui.range_tip.{key}')}  {at + 1}")
        for every in Every:
            self.frequencies.name(every.value, words(f"ui.every.{every.value}"))
        for each, name in ((self.copy, "copy_picture"), (self.save, "save_picture")):
            each.setToolTip(words(f"ui.curves.{name}"))
            each.setAccessibleName(words(f"ui.curves.{name}"))
        self.empty.say(words("ui.curves.empty.title"), words("ui.curves.empty.line"), words("ui.sample.fill"))
        self.list.retranslate()
        self._draw()

    def repaint_icons(self) -> None:
        colours = self.hub.theme.palette
        self.copy.setIcon(icon("copy", colours["text_soft"]))
        self.save.setIcon(icon("picture", colours["text_soft"]))
        self._draw()

    def focus_first(self) -> None:
        self.list.table.setFocus()

    def _lay_out(self) -> None:
        head = row(self.name, self.value, self.change, 1, self.copy, self.save, gap=12)
        head.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.chart = QVBoxLayout()
        card = Card(gap=10)
        card.body.addLayout(head)
        card.body.addWidget(self.about)
        card.body.addLayout(row(self.ranges, self.frequencies, 1, gap=16))
        card.body.addWidget(self.strip)
        card.body.addLayout(self.chart, 1)
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self.list)
        beside.addWidget(card, 1)
        self.views = QStackedWidget()
        self.views.addWidget(both)
        self.views.addWidget(self.empty)
        self.body.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.ranges.chosen.connect(lambda _: self._apply_range())
        self.frequencies.chosen.connect(lambda _: self._load())
        self.copy.clicked.connect(self._copy_picture)
        self.save.clicked.connect(self._save_picture)
        self.empty.first.clicked.connect(lambda: fill_with_samples(self.hub))
        self.hub.curves_changed.connect(self.fill)
        for at, key in enumerate(RANGES):
            QShortcut(QKeySequence(str(at + 1)), self, lambda key=key: self.show_range(key))

    # ---- data in
    def _filled(self, found: "tuple[dict[str, tuple[str, str]], tuple[SeriesInfo, ...]]") -> None:
        self._names, series = found
        self._series = {each.code: each for each in series}
        self.views.setCurrentIndex(0 if series else 1)
        if self.view is None and series:
            self._build_view()
        wanted = [code for code in self._codes or _FIRST if code in self._series]
        self.list.fill(series, wanted or [each.code for each in series[:1]])

    def _build_view(self) -> None:
        from desk_app.ui.widgets.curve_view import CurveView

        self.view = CurveView(self.hub.theme, self.hub.words)
        self.view.pointed.connect(self._pointed)
        self.view.setAccessibleName(self.hub.words("ui.page.curves"))
        self.chart.addWidget(self.view)

    def _choose(self, codes: list[str]) -> None:
        if codes and self.view is not None:
            kept = [code for code in self._codes if code in codes]
            self._codes = kept + [code for code in codes if code not in kept]
            self._load()

    def _load(self) -> None:
        codes, every = list(self._codes), Every(self.frequencies.current)
        self.hub.run(lambda _: _load_curves(self.hub, codes, every), self._loaded)

    def _loaded(self, curves: "list[Curve]") -> None:
        if [curve.code for curve in curves] != self._codes:
            return  # the user has chosen others meanwhile; their answer is on its way
        self._curves = curves
        self._draw()
        self._apply_range()

    # ---- drawing
    def _draw(self) -> None:
        if self.view is None or not self._curves:
            return
        colours = self.hub.theme.palette.series
        shown = [self._shown(curve, colours[at % len(colours)]) for at, curve in enumerate(self._curves)]
        self.list.show_colours({each.curve.code: each.colour for each in shown})
        self.view.show_curves(shown, self._stamp())
        self._show_head()

    def _shown(self, curve: "Curve", colour: str) -> "Shown":
        from desk_app.ui.widgets.curve_view import Shown

        mark = ""
        if (newest := curve.newest) is not None:
            mark = f"{value_text(float(curve.values[newest]), curve.unit)} · {self._age(curve, newest)}"
        return Shown(curve, self.name_of(self._series[curve.code]), colour, mark)

    def _age(self, curve: "Curve", position: int) -> str:
        return age_text(self.hub.words, date.fromordinal(int(curve.ends[position]) + _EPOCH))

    def _stamp(self) -> str:
        words = self.hub.words
        lines = [words("index.label.in_house")]
        if any(self._series[code].sample for code in self._codes if code in self._series):
            lines.append(words("index.label.sample"))
        return "\n".join(lines)

    def _show_head(self) -> None:
        series = self._series[self._codes[0]]
        percent = percent_change(series)
        self.name.setText(self.name_of(series))
        self.value.setText("" if series.latest_value is None else value_text(series.latest_value, series.unit))
        self.change.setText(change_text(percent))
        colour = rise_colour(self.hub, percent or 0.0)
        self.change.setStyleSheet(f"color: {colour.name()}" if colour else "")
        age = age_text(self.hub.words, newest_day(series))
        self.about.setText(f"{unit_text(self.hub, series.unit)} · {series.latest_period} · {age}")

    def _apply_range(self) -> None:
        from desk_app.domain.curve.curve import day_number, day_of
        from desk_app.domain.curve.range import Range, range_days

        known = [curve for curve in self._curves if len(curve.days)]
        if self.view is None or not known:
            return
        oldest = min(int(curve.days[0]) for curve in known)
        newest = max(int(curve.ends[curve.newest or 0]) for curve in known)
        first, last = range_days(Range(self.ranges.current), day_of(oldest), day_of(newest))
        self.view.show_days(day_number(first), day_number(last))

    def _pointed(self, positions: list[int | None]) -> None:
        """The value strip: each curve's value under the crosshair."""
        if self.view is None or not positions:
            self.strip.setText(html.escape(self.hub.words("ui.curves.strip_hint")))
            return
        parts = []
        for each, at in zip(self.view.shown, positions, strict=True):
            if at is not None:
                value = value_text(float(each.curve.values[at]), each.curve.unit)
                deals = self.hub.words("ui.curves.deals", trades=int(each.curve.trades[at]))
                text = f"{each.name} {each.curve.periods[at]} <b>{value}</b> {deals}"
                parts.append(f'<span style="color:{each.colour}">●</span> {text}')
        self.strip.setText(" &nbsp;&nbsp; ".join(parts))

    # ---- pictures
    def _picture_words(self) -> tuple[str, str]:
        words = self.hub.words
        title = words("ui.curves.picture_title", names="、".join(shown.name for shown in self._now()))
        latest = max((newest_day(self._series[code]) for code in self._codes), default=date.min)
        source = words("ui.curves.picture_source", unit=unit_text(self.hub, self._curves[0].unit), day=latest)
        return title, source

    def _now(self) -> "tuple[Shown, ...]":
        return self.view.shown if self.view is not None else ()

    def _copy_picture(self) -> None:
        from desk_app.ui.widgets.curve_picture import picture

        if self.view is not None and self._curves:
            QGuiApplication.clipboard().setImage(picture(self.view, self.hub.theme, *self._picture_words()))
            self.hub.tell(self.hub.words("ui.curves.picture_copied"))

    def _save_picture(self) -> None:
        words = self.hub.words
        dialog = QFileDialog(self, words("ui.curves.save_picture"), "", "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.save_picture)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Write the chart as a PNG."""
        from desk_app.ui.widgets.curve_picture import picture

        if self.view is not None and self._curves:
            saved = picture(self.view, self.hub.theme, *self._picture_words()).save(path)
            line = "ui.told.saved" if saved else "ui.told.not_saved"
            self.hub.tell(self.hub.words(line, file=path), "info" if saved else "error")


_EPOCH = date(1970, 1, 1).toordinal()


def _load_series(hub: Hub) -> "tuple[dict[str, tuple[str, str]], tuple[SeriesInfo, ...]]":
    """Names and series; and pyqtgraph, read here so that the window never waits for it."""
    import pyqtgraph  # noqa: F401

    from desk_app.jobs.list_series import list_series
    from desk_app.jobs.load_products import load_products

    names = {product.key: (product.zh, product.en) for product in load_products(hub.desk).all()}
    return names, list_series(hub.desk)


def _load_curves(hub: Hub, codes: Sequence[str], every: Every) -> "list[Curve]":
    from desk_app.jobs.load_curve import load_curve

    return [load_curve(hub.desk, code, every) for code in codes]

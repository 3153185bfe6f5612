"""曲线: prices and the composite over time, with a crosshair, ranges and frequencies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.index.official_points.official import MARK
from desk_app.ui.chart_parts import read_chart_parts
from desk_app.ui.hub import Hub
from desk_app.ui.importing import fill_with_samples
from desk_app.ui.pages.chart_card import RANGES, ChartCard
from desk_app.ui.pages.curve_facts import CurveFacts
from desk_app.ui.pages.load_curves import Loaded, SeriesFound, load_curves, load_series, undo_official
from desk_app.ui.pages.official_dialog import OfficialDialog
from desk_app.ui.pages.official_list import OfficialList
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.series_list import SeriesList, series_name
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import button

if TYPE_CHECKING:
    from desk_app.jobs.list_official import OfficialInfo
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.jobs.take_official import Taken

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
        self._official: dict[str, OfficialInfo] = {}
        self._loaded_ones: Loaded | None = None
        self.list = SeriesList(hub, self.name_of)
        self.officials = OfficialList(hub)
        self.take_official = button()
        self.take_official.setEnabled(False)  # until the desk is open
        self.chart = ChartCard(hub)
        self.empty = EmptyState(hub.theme, "curves")
        self._lay_out()
        self._connect()

    def name_of(self, series: "SeriesInfo") -> str:
        """A series' name in the language in force."""
        return series_name(self.hub, self._names, series.code)

    def fill(self) -> None:
        self.hub.run(lambda _: load_series(self.hub.desk), self._filled)

    def show_series(self, codes: Sequence[str]) -> None:
        """Put these on the chart; official ones by their code with its mark."""
        self.officials.select(codes)
        self.list.select(codes)

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        title, line = words("ui.curves.empty.title"), words("ui.curves.empty.line")
        self.empty.say(title, line, words("ui.sample.fill"))
        self.take_official.setText(words("ui.official.button"))
        self.take_official.setToolTip(words("official.label"))
        self.list.retranslate()
        self.officials.retranslate()
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
        lists = QVBoxLayout()
        lists.setSpacing(12)
        lists.addWidget(self.list, 1)
        lists.addWidget(self.officials)
        beside.addLayout(lists, 2)
        beside.addWidget(self.chart, 3)
        self.views = QStackedWidget()
        self.views.addWidget(both)
        self.views.addWidget(self.empty)
        self.body.addWidget(self.views, 1)
        self.tools.addWidget(self.take_official)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._choose())
        self.officials.chosen.connect(self._choose)
        self.take_official.clicked.connect(self.ask_official)
        self.chart.frequency_chosen.connect(self._load)
        self.chart.copy.clicked.connect(self.chart.copy_picture)
        self.chart.save.clicked.connect(self._choose_place)
        self.empty.first.clicked.connect(lambda: fill_with_samples(self.hub))
        self.hub.curves_changed.connect(self.fill)
        self.hub.curve_wanted.connect(self._show_wanted)
        for at, key in enumerate(RANGES):
            QShortcut(QKeySequence(str(at + 1)), self, lambda key=key: self.chart.show_range(key))

    def _filled(self, found: SeriesFound) -> None:
        self._names, series, official = found.names, found.series, found.official
        self._series = {each.code: each for each in series}
        self._official = {each.code: each for each in official}
        self.views.setCurrentIndex(0 if series or official else 1)
        self._codes = [code for code in self._codes if code in self._series or code in self._official]
        first = [code for code in _FIRST if code in self._series]
        self.take_official.setEnabled(True)
        wanted = self._codes or first or list(self._series)[:1] or list(self._official)[:1]
        self.officials.fill(official, wanted)
        self.list.fill(series, wanted)

    def _show_wanted(self, code: str) -> None:
        """Another page's series, alone; with all there is read again, which it may be newer than."""
        self._codes = [code]
        self.fill()

    def _choose(self) -> None:
        """What was chosen first stays first, in its colour."""
        chosen = [self.list.model.record(row).code for row in self.list.table.chosen()]
        codes = [*chosen, *self.officials.codes]
        if codes:
            kept = [code for code in self._codes if code in codes]
            self._codes = kept + [code for code in codes if code not in kept]
            self._load()

    def _load(self) -> None:
        codes, official, every = list(self._codes), self._official, self.chart.every
        self.hub.run(lambda _: load_curves(self.hub.desk, codes, official, every), self._loaded)

    def _loaded(self, found: Loaded) -> None:
        self.hub.background.in_slices(read_chart_parts(), lambda: self._show(found))

    def _show(self, found: Loaded) -> None:
        asked = self._codes, self.chart.every
        if ([curve.code for curve in found.curves], found.every) == asked:  # else others were chosen meanwhile
            self._loaded_ones = found
            self._draw()
            self.chart.apply_range()

    def _draw(self) -> None:
        found = self._loaded_ones
        if found is not None:
            names = {code: self.name_of(series) for code, series in self._series.items()}
            names |= {code: info.series.called(self.hub.words.language) for code, info in self._official.items()}
            known = [curve for curve in found.curves if curve.code in names]
            facts = CurveFacts(self.hub, self._series, self._official, names, found.tracking)
            colours = self.chart.show_curves(known, facts)
            self.list.show_colours({code: one for code, one in colours.items() if not code.startswith(MARK)})
            self.officials.show_colours(colours)

    def ask_official(self) -> OfficialDialog:
        """The dialog that takes a file of official points."""
        dialog = OfficialDialog(self.hub, [info.series for info in self._official.values()], self)
        dialog.taken.connect(self._official_taken)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _official_taken(self, taken: "Taken") -> None:
        words = self.hub.words
        counts = {name: getattr(taken, name) for name in ("rows", "new", "same", "changed", "refused")}
        name = taken.series.called(words.language)
        if taken.take is None:
            self.notice.say(
                words("ui.official.nothing_new", name=name, **counts), "warning" if taken.refused else "info"
            )
            return
        take = taken.take
        undo = (words("ui.batches.undo"), lambda: self._undo_official(take))
        self.notice.say(words("ui.official.done", name=name, **counts), "warning" if taken.refused else "info", undo)
        if taken.series.chart_code not in self._codes:
            self._codes.append(taken.series.chart_code)
        self.fill()

    def _undo_official(self, take: int) -> None:
        self.hub.run(lambda _: undo_official(self.hub.desk, take), lambda _: self.fill(), writes=True)

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self.hub.words("ui.curves.save_picture"), "", "PNG (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.fileSelected.connect(self.save_picture)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Write the chart as a PNG."""
        if self._loaded_ones is not None:
            saved = self.chart.picture().save(path)
            line = "ui.told.saved" if saved else "ui.told.not_saved"
            self.hub.tell(self.hub.words(line, file=path), "info" if saved else "error")

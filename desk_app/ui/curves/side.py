"""The lists beside the chart: own series, official ones, live ones. What is chosen in any of them is on the chart."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.i18n import series_name
from desk_app.ui.curves.live_list import LiveList
from desk_app.ui.curves.live_words import live_name
from desk_app.ui.hub import Hub
from desk_app.ui.pages.official_list import OfficialList
from desk_app.ui.pages.series_list import SeriesList

if TYPE_CHECKING:
    from desk_app.domain.base.calendar import Calendar
    from desk_app.jobs.list_live import LiveInfo
    from desk_app.jobs.list_official import OfficialInfo
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.ui.curves.finder import Candidate
    from desk_app.ui.pages.load_curves import SeriesFound

_FIRST = ("prnd_oxide",)
"""What is shown before anybody chose: the most traded price."""


class Side(QWidget):
    """`chosen` when other series are wanted on the chart: `codes`, those chosen first before the others."""

    chosen = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._names: dict[str, tuple[str, str]] = {}
        self.series: dict[str, SeriesInfo] = {}
        self.official: dict[str, OfficialInfo] = {}
        self.live: dict[str, LiveInfo] = {}
        self.codes: list[str] = []
        self.list = SeriesList(hub, lambda info: self.own_name(info.code))
        self.officials = OfficialList(hub)
        self.lives = LiveList(hub)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.officials)
        layout.addWidget(self.lives)
        self.list.chosen.connect(lambda _: self._choose())
        self.officials.chosen.connect(self._choose)
        self.lives.chosen.connect(self._choose)

    @property
    def is_empty(self) -> bool:
        return not (self.series or self.official or self.live)

    def own_name(self, code: str) -> str:
        """A series' name in the language in force."""
        return series_name(self._hub.words, self._names, code)

    @property
    def names(self) -> dict[str, str]:
        """By code, in the language in force."""
        own = {code: self.own_name(code) for code in (*self._names, *self.series)}
        own |= {code: info.series.called(self._hub.words.language) for code, info in self.official.items()}
        return own | {code: live_name(self._hub, info) for code, info in self.live.items()}

    def fill(self, found: "SeriesFound") -> None:
        """Show these; what was chosen stays so while it is there."""
        self._names = found.names
        self.series = {each.code: each for each in found.series}
        self.official = {each.code: each for each in found.official}
        self.live = {each.code: each for each in found.live}
        self.codes = [code for code in self.codes if self.has(code)]
        first = [code for code in _FIRST if code in self.series]
        wanted = self.codes or first or list(self.series)[:1] or list(self.official)[:1] or list(self.live)[:1]
        self.officials.fill(found.official, wanted)
        self.lives.fill(found.live, wanted)
        self.list.fill(found.series, wanted)

    def select(self, codes: Sequence[str]) -> None:
        """Put these on the chart, in their order; what is not there is left out."""
        self.codes = [code for code in codes if self.has(code)]
        self.officials.select(codes)
        self.lives.select(codes)
        self.list.select(codes)

    def has(self, code: str) -> bool:
        """Whether there is such a series."""
        return code in self.series or code in self.official or code in self.live

    def expect(self, code: str) -> None:
        """One more that is about to come."""
        if code not in self.codes:
            self.codes.append(code)

    def add(self, code: str) -> None:
        """One more, or the same once again as it is."""
        self.select([*self.codes, *([] if code in self.codes else [code])])

    def show_colours(self, colours: Mapping[str, str]) -> None:
        """The colours that curves have on the chart."""
        self.list.show_colours({code: one for code, one in colours.items() if code in self.series})
        self.officials.show_colours(dict(colours))
        self.lives.show_colours(dict(colours))

    def candidates(self) -> "list[Candidate]":
        """All that may be found by typing."""
        from desk_app.ui.curves.finder import Candidate

        names = self.names
        both = {code: (*self._names.get(code, ()),) for code in self.series}
        both |= {
            code: (info.series.name, info.series.name_en, info.series.owner) for code, info in self.official.items()
        }
        both |= {code: (info.about.name, info.about.name_en, info.source) for code, info in self.live.items()}
        return [Candidate(code, names[code], tuple(words)) for code, words in both.items()]

    def show_ages(self, calendar: "Calendar") -> None:
        """What should have come out by now and has not is grey."""
        from desk_app.ui.curves.series_ages import series_ages

        ages = series_ages(self._hub, calendar, self.series.values(), self.official.values())
        self.list.show_ages(ages)
        self.officials.show_ages(ages)

    def retranslate(self) -> None:
        """In the language in force."""
        self.list.retranslate()
        self.officials.retranslate()
        self.lives.retranslate()

    def _choose(self) -> None:
        """What was chosen first stays first, in its colour."""
        own = [self.list.model.record(row).code for row in self.list.table.chosen()]
        codes = [*own, *self.officials.codes, *self.lives.codes]
        if codes:
            kept = [code for code in self.codes if code in codes]
            self.codes = kept + [code for code in codes if code not in kept]
            self.chosen.emit()

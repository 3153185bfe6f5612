"""What the index page is asked for: series, frequency, bases, scale, as known when. Kept in the settings."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Refused
from desk_app.domain.index.rebase import parse_base
from desk_app.i18n import LANGUAGES, Words
from desk_app.jobs.index_wanted import Wanted
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import Segments, label, row, set_state

if TYPE_CHECKING:
    from desk_app.jobs.list_series import SeriesInfo

SCALES = ("100", "1000")
FIRST = "first"
_APART = re.compile(r"[,，、;；\s]+")


class IndexChoice(QWidget):
    """`chosen` when anything else is asked for than before."""

    chosen = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.series = QComboBox()
        self.series.setMinimumWidth(190)
        self.every = Segments(tuple(every.value for every in Every))
        self.bases, self.known_on = QLineEdit(), QLineEdit()
        self.scale = Segments(SCALES)
        self.titles = {name: label("soft") for name in ("bases", "known_on")}
        self.known_on.setFixedWidth(112)
        self.bases.setMinimumWidth(120)
        self._take_settings()
        layout = row(self.series, self.every, gap=12)
        for part in (self.titles["bases"], self.bases, self.scale, self.titles["known_on"], self.known_on):
            layout.addWidget(part)
        layout.setStretchFactor(self.bases, 1)
        self.setLayout(layout)
        self._asked = self.wanted
        self.series.currentIndexChanged.connect(lambda _: self._say())
        for each in (self.every, self.scale):
            each.chosen.connect(lambda _: self._say())
        for field in (self.bases, self.known_on):
            field.editingFinished.connect(self._say)

    @property
    def wanted(self) -> Wanted | None:
        """What is asked for; None while a field can't be read or there is no series."""
        code, bases, known_on = self.series.currentData(), self._bases(), self._known_on()
        if not code or bases is None or known_on is None:
            return None
        return Wanted(code, Every(self.every.current), bases, float(self.scale.current), known_on)

    def fill(self, series: "Sequence[SeriesInfo]", name: Callable[[str], str]) -> None:
        """Offer these, the indices first; what was chosen stays so."""
        kept = self.series.currentData() or self._hub.settings["index_series"]
        self.series.blockSignals(True)
        self.series.clear()
        for info in series:
            self.series.addItem(name(info.code), info.code)
        indices = sum(not info.product for info in series)
        if 0 < indices < len(series):
            self.series.insertSeparator(indices)
        self.series.setCurrentIndex(max(self.series.findData(kept), 0))
        self.series.blockSignals(False)
        self._asked = self.wanted

    def retranslate(self) -> None:
        """In the language in force; what was typed too."""
        words = self._hub.words
        bases = self._bases()
        if bases is not None:
            self.bases.setText(self._bases_text(bases))
        for every in Every:
            self.every.name(every.value, words(f"ui.every.{every.value}"), words(f"ui.every_tip.{every.value}"))
        for scale in SCALES:
            self.scale.name(scale, scale, words("ui.index.scale_tip", scale=scale))
        for name, title in self.titles.items():
            field = getattr(self, name)
            title.setText(words(f"ui.index.{name}"))
            title.setBuddy(field)
            field.setAccessibleName(words(f"ui.index.{name}"))
            field.setToolTip(words(f"ui.index.{name}_tip"))
        self.bases.setPlaceholderText(words("ui.index.first"))
        self.known_on.setPlaceholderText(words("ui.index.now"))
        self.series.setAccessibleName(words("ui.curves.series"))

    # ---- inside
    def _take_settings(self) -> None:
        kept = self._hub.settings
        every, scale = kept["index_every"], kept["index_scale"]
        self.every.choose(every if every in self.every.buttons else Every.WEEK.value)
        self.scale.choose(scale if scale in SCALES else SCALES[0])
        self.bases.setText(kept["index_bases"])

    def _say(self) -> None:
        """Mark what can't be read; say it if something else is asked for, and keep it."""
        set_state(self.bases, "bad", self._bases() is None)
        set_state(self.known_on, "bad", self._known_on() is None)
        wanted = self.wanted
        if wanted is None or wanted == self._asked:
            return
        self._asked = wanted
        kept = self._hub.settings
        kept.set("index_series", wanted.code)
        kept.set("index_every", wanted.every.value)
        kept.set("index_bases", ", ".join(base or FIRST for base in wanted.bases))
        kept.set("index_scale", self.scale.current)
        self.chosen.emit()

    def _bases(self) -> tuple[str, ...] | None:
        """Each base once, in order; `index_wanted.FIRST` for the first period, in any language's words."""
        text = self.bases.text().strip()
        if not text:
            return ("",)
        here = self._hub.words.language  # the others' words are read only where they are needed
        found = self._bases_in(text, (here,))
        return found if found is not None else self._bases_in(text, LANGUAGES)

    @staticmethod
    def _bases_in(text: str, languages: Sequence[str]) -> tuple[str, ...] | None:
        found: dict[str, None] = {}
        for first in (Words(language)("ui.index.first").casefold() for language in languages):
            text = text.casefold().replace(first, FIRST)
        for part in filter(None, _APART.split(text)):
            try:
                found["" if part == FIRST else parse_base(part.upper()).key] = None
            except Refused:
                return None
        return tuple(found) or ("",)

    def _bases_text(self, bases: Sequence[str]) -> str:
        first = self._hub.words("ui.index.first")
        return ", ".join(base or first for base in bases)

    def _known_on(self) -> str | None:
        """An ISO date, or "" for now."""
        text = self.known_on.text().strip()
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            return None

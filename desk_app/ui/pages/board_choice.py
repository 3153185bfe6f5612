"""What the price board is asked for: a word that narrows it, its prices' tax basis, what its averages are over."""

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.curve.stretch import Named, named_stretch, read_stretch
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon
from desk_app.ui.widgets.parts import Segments, label, row, set_state

_TYPING_PAUSE = 150  # milliseconds


class BoardChoice(QWidget):
    """`chosen` when another basis or stretch is asked for; `typed` when the word is another. Kept in the settings."""

    chosen = Signal()
    typed = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._on: date | None = None
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self._sign = QAction(self)
        self.search.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.tax = Segments(tuple(tax.value for tax in Tax))
        kept = hub.settings["board_tax"]
        self.tax.choose(kept if kept in self.tax.buttons else Tax.EXCL.value)
        self.title = label("soft")
        self.period = QComboBox()
        self.period.setEditable(True)
        self.period.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.period.setMinimumWidth(230)
        self.title.setBuddy(self.period)
        self.setLayout(row(self.search, self.tax, self.title, self.period, 1, gap=12))
        self._asked = self.wanted
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self.typed)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.tax.chosen.connect(lambda _: self._say())
        self.period.activated.connect(lambda _: self._say())
        edit = self.period.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._say)

    @property
    def wanted(self) -> tuple[str, Tax]:
        """The stretch as it is to be read ("": by the board's own rule), and the tax basis."""
        text = self._hub.settings["board_period"]
        if self._on is not None and text in set(Named):
            text = named_stretch(Named(text), self._on)
        return ("" if text in set(Named) else text), Tax(self.tax.current)

    def see_day(self, on: date) -> None:
        """The board's day: what the named stretches are."""
        if on != self._on:
            self._on = on
            self._fill()
        self._asked = self.wanted

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        self.search.setPlaceholderText(words("board.choice.search"))
        self.search.setAccessibleName(words("board.choice.search"))
        for tax in Tax:
            self.tax.name(tax.value, words(f"official.tax.{tax.value}"), words(f"board.choice.tax.{tax.value}"))
        self.title.setText(words("board.choice.period"))
        self.period.setAccessibleName(words("board.choice.period"))
        self.period.setToolTip(words("board.choice.period_tip"))
        self._fill()

    def repaint_icons(self) -> None:
        """In the palette in force."""
        self._sign.setIcon(icon("search", self._hub.theme.palette["text_faint"]))

    # ---- inside
    def _fill(self) -> None:
        """The named stretches, and the one that someone wrote."""
        words, kept = self._hub.words, self._hub.settings["board_period"]
        self.period.blockSignals(True)
        self.period.clear()
        for name in Named:
            key = named_stretch(name, self._on) if self._on else ""
            self.period.addItem(words(f"board.period.{name.value}", key=key).strip(), name.value)
        at = self.period.findData(kept)
        self.period.setCurrentIndex(at)
        if at < 0:
            self.period.setEditText(kept)
        self.period.blockSignals(False)

    def _say(self) -> None:
        """Take what was chosen or typed; mark what can't be read, and leave the board as it is."""
        found = self._period()
        set_state(self.period, "bad", found is None)
        if found is None:
            return
        self._hub.settings.set("board_period", found)
        self._hub.settings.set("board_tax", self.tax.current)
        if self.wanted != self._asked:
            self._asked = self.wanted
            self.chosen.emit()

    def _period(self) -> str | None:
        """A named stretch by its name, another as it was typed; None where it can't be read."""
        text = self.period.currentText().strip()
        at = self.period.findText(text)
        if at >= 0:
            return str(self.period.itemData(at))
        try:
            read_stretch(text)
        except Refused as refused:
            self._tell(refused.problem)
            return None
        return text

    def _tell(self, problem: Problem) -> None:
        self._hub.tell(self._hub.problem_line(problem), "warning")

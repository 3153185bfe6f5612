"""电话速算, the call bar: Ctrl+K anywhere, one line typed while the telephone is at the ear, the price at every key.

A child of the window, not a popup: input methods work in it, and the page below stays in view.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk_app.domain.base.problem import Problem
from desk_app.domain.ore.announced import PriceList
from desk_app.domain.ore.lot import Lot
from desk_app.jobs.call_text import answer_text, difference_line
from desk_app.jobs.load_price_list import load_price_list
from desk_app.ui.ages import today
from desk_app.ui.call_answer import CallAnswerView
from desk_app.ui.call_line import COPY, SHEET, CallLine
from desk_app.ui.call_talk import CallTalk
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import label, row, set_state

if TYPE_CHECKING:
    from desk_app.domain.ore.terms import Terms

_WIDEST, _EDGE = 760, 24
_TOP, _LEAST = 56, 12  # of the window above it: as it is, and where there is little room


@dataclass(frozen=True, slots=True)
class LotWish:
    """A lot that was said on the telephone, for the calculator: its quarter and the terms it was priced by."""

    period: str
    lot: Lot
    terms: "Terms"


class CallBar(QFrame):
    """Lies over its window, as high as its answer."""

    def __init__(self, window: QWidget, hub: Hub) -> None:
        super().__init__(window)
        self._hub, self._window = hub, window
        self._talk = CallTalk()
        self._back: QWidget | None = None
        self.setObjectName("callBar")
        self.title, self.keys = label("heading"), label("faint")
        self.line, self.view = CallLine(), CallAnswerView(hub)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 14, 20, 14)
        self._layout.setSpacing(10)
        self._layout.addLayout(row(self.title, 1, self.keys))
        self._layout.addWidget(self.line)
        self._layout.addWidget(self.view)
        self._connect()
        self.retranslate()
        self.hide()
        self._load()

    @property
    def ready(self) -> bool:
        """Whether the announced prices are there."""
        return self._talk.prices is not None

    def open(self) -> None:
        """Show it and give it the keyboard; shown already: what is typed is marked, to be typed over."""
        if self.isHidden():
            self._back = QApplication.focusWidget()
            self.line.clear()
            self._typed("")
            self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def leave(self) -> None:
        """Close it, keep what was answered, and give the keyboard back to where it was."""
        self._talk.keep(self.line.text())
        self.hide()
        if self._back is not None and isValid(self._back) and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def retranslate(self) -> None:
        """In the language in force; what was typed is answered in it."""
        words = self._hub.words
        self.title.setText(words("call.title"))
        self.line.setPlaceholderText(words("call.bar.hint"))
        self.line.setAccessibleName(words("call.bar.line"))
        self.setAccessibleName(words("call.title"))
        self.view.retranslate()
        self._show(typing=True)

    # ---- inside
    def _connect(self) -> None:
        self.line.textChanged.connect(self._typed)
        self.line.confirmed.connect(self._confirm)
        self.line.moved.connect(self._move)
        self.line.copy_wanted.connect(self._copy)
        self.line.sheet_wanted.connect(self._make_sheet)
        self.line.left.connect(self.leave)
        self.view.chosen.connect(self._choose)
        self._hub.prices_changed.connect(self._load)
        self._hub.language_changed.connect(self.retranslate)
        self._hub.theme_changed.connect(self.update)
        self._window.installEventFilter(self)

    def _load(self) -> None:
        self._hub.run(lambda _: load_price_list(self._hub.desk), self._loaded)

    def _loaded(self, prices: PriceList) -> None:
        """What was typed is answered by these prices."""
        self._talk.prices = prices
        self._typed(self.line.text())

    def _typed(self, text: str) -> None:
        self._talk.listen(text, today())
        self._show(typing=True)

    def _show(self, *, typing: bool) -> None:
        talk = self._talk
        self.view.show_outcome(talk.outcome, talk.change, typing=typing)
        set_state(self.line, "bad", isinstance(talk.outcome, Problem) and not typing)
        self._hint()
        self._fit()

    def _hint(self) -> None:
        words, native = self._hub.words, QKeySequence.SequenceFormat.NativeText
        keys = words("call.bar.keys", copy=COPY.toString(native), sheet=SHEET.toString(native))
        self.keys.setText(words("call.bar.choose") if self._talk.asks else keys)
        self.line.setAccessibleDescription(self.view.spoken)

    def _confirm(self) -> None:
        if self._talk.asks:
            self._choose(self.view.options.currentRow())
        else:
            self._talk.keep(self.line.text())
            self._show(typing=False)

    def _choose(self, at: int) -> None:
        phrase = self._talk.choose(at, today(), self._hub.words)
        if phrase:
            self._write(phrase)
        self._talk.keep(self.line.text())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show(typing=False)

    def _write(self, phrase: str) -> None:
        """Into the line, with nothing answered anew."""
        self.line.blockSignals(True)
        self.line.setText(phrase)
        self.line.blockSignals(False)

    def _move(self, by: int) -> None:
        """Through the options; without any, to the phrase before, with the cursor at its REO figure."""
        if self.view.move_choice(by):
            self._hint()
            return
        found = self._talk.step(by)
        if found is not None:
            self._write(found[0])
            self.line.setCursorPosition(found[1])
            self._show(typing=True)

    def _copy(self) -> None:
        words, answer, change = self._hub.words, self._talk.answer, self._talk.change
        if answer is None:
            return
        lines = [answer_text(words, answer), *([difference_line(words, change)] if change else [])]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._talk.keep(self.line.text())
        self._hub.tell(words("call.bar.copied"))

    def _make_sheet(self) -> None:
        """The lot goes on the calculator, its quarter and terms into the form of a new sheet."""
        from desk_app.ui.pages.ore_page import SheetWish

        answer, prices, hub = self._talk.answer, self._talk.prices, self._hub
        if answer is None or prices is None:
            return
        price, terms = answer.price, answer.working.terms
        if prices.before(price) is None:
            hub.tell(hub.problem_line(Problem("sheet_no_earlier", "quarter", facts={"quarter": price.period})), "error")
            return
        self.leave()
        hub.page_wanted.emit("ore")
        hub.asked_lot.emit(LotWish(price.period, answer.reading.lot, terms))
        hub.page_wanted.emit("sheets")
        hub.asked_sheet.emit(SheetWish(price.period, terms))

    def _fit(self) -> None:
        """Centred near the top of the window, as high as what it says."""
        wide = min(_WIDEST, self._window.width() - 2 * _EDGE)
        self.setFixedWidth(wide)
        self._layout.invalidate()
        self._layout.activate()
        room = self._window.height() - 2 * _LEAST
        high = min(self._layout.totalHeightForWidth(wide), room)
        top = max(min(_TOP, room + _LEAST - high), _LEAST)
        self.setGeometry((self._window.width() - wide) // 2, top, wide, high)

    # ---- what Qt calls
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From its other parts, too, Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

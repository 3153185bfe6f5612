"""行情: every series on one line, with its changes, averages, age and a small curve."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.ui.ages import today
from desk_app.ui.hub import Hub
from desk_app.ui.importing import build_curves, fill_with_samples
from desk_app.ui.newest import Newest
from desk_app.ui.pages.board_choice import BoardChoice
from desk_app.ui.pages.index_export import XLSX, choose_place, told_saved
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.show_board import BoardFound, read_board, show_again, write_board
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import button, label

if TYPE_CHECKING:
    from desk_app.ui.board.board_view import BoardView

_TOOLS = ("alerts", "export")
_BEAT = 60_000  # milliseconds between two looks at the clock


class BoardPage(Page):
    """What is asked for above, the board below."""

    key: ClassVar[str] = "board"
    shows_trades = True

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._found: BoardFound | None = None
        self._asked = Newest(hub)
        self.view: BoardView | None = None
        self.choice = BoardChoice(hub)
        self.about = label("soft", wraps=True, selects=True)
        self.empty = EmptyState(hub.theme, "board")
        self.buttons = {name: button() for name in _TOOLS}
        self._clock = QTimer(self)
        self._clock.setInterval(_BEAT)
        self._behind = False  # figures came while the page was not looked at
        self._lay_out()
        self._connect()

    def fill(self) -> None:
        period, tax = self.choice.wanted
        self._asked.ask(lambda _: read_board(self.hub.desk, period, tax), self._show)

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        for name, each in self.buttons.items():
            each.setText(words(f"board.tool.{name}"))
            each.setToolTip(words(f"board.tool.{name}_tip"))
        self.empty.say(words("board.empty.title"), words("board.empty.line"), words("ui.sample.fill"))
        self.choice.retranslate()
        if self.view is not None:
            self.view.retranslate()
        self._show_about()

    def repaint_icons(self) -> None:
        self.choice.repaint_icons()
        self._look_at_clock()  # whose colours these are

    def focus_first(self) -> None:
        (self.view.table if self.view is not None else self.empty.first).setFocus()

    def save(self, path: str) -> None:
        """Write the rows shown as a workbook or CSV: the file's ending says which."""
        if self.view is not None:
            table = self.view.exported()
            self.hub.run(lambda _: write_board(table, Path(path)), lambda saved: told_saved(self.hub, path, saved))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view is not None:
            self.view.sort_again()
        if self._behind:
            self._follow()

    # ---- inside
    def _lay_out(self) -> None:
        for name in _TOOLS:
            self.tools.addWidget(self.buttons[name])
        asked = QWidget()
        self._middle = QVBoxLayout(asked)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(8)
        self._middle.addWidget(self.choice)
        self.views = QStackedWidget()
        self.views.addWidget(asked)
        self.views.addWidget(self.empty)
        self.body.addWidget(self.about)
        self.body.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.choice.chosen.connect(self._again)
        self.choice.typed.connect(self._narrow)
        self.empty.first.clicked.connect(lambda: fill_with_samples(self.hub))
        self.buttons["alerts"].clicked.connect(lambda: self.hub.alert_wanted.emit(self.view.code if self.view else ""))
        self.buttons["export"].clicked.connect(self._choose_place)
        self._clock.timeout.connect(self._look_at_clock)
        self.hub.curves_changed.connect(self._follow)
        QShortcut(QKeySequence.StandardKey.Save, self, self._choose_place)
        QShortcut(QKeySequence.StandardKey.Find, self, self.choice.search.setFocus)

    def _look_at_clock(self) -> None:
        if self.view is not None:
            self.view.look_at_clock()

    def _follow(self) -> None:
        """Newer figures at once where somebody looks, else when somebody does."""
        self._behind = not self.isVisible()
        if not self._behind:
            self.fill()

    def _again(self) -> None:
        """On another basis or over another stretch: of what was read last."""
        if (found := self._found) is None:
            return
        period, tax = self.choice.wanted
        self._asked.ask(lambda _: show_again(found.ground, period, tax), self._show)

    def _show(self, found: BoardFound) -> None:
        self._found = found
        self.choice.see_day(found.ground.on)
        self.views.setCurrentIndex(0 if found.board.rows else 1)
        for each in self.buttons.values():
            each.setEnabled(bool(found.board.rows))
        if found.board.rows:
            self._show_rows(found)
        self.notice.say(self.hub.problem_line(found.problem), "warning") if found.problem else self.notice.hide()
        self._show_about()
        if not found.current:
            build_curves(self.hub)

    def _show_rows(self, found: BoardFound) -> None:
        if self.view is not None:
            self.view.show_board(found.ground, found.board)
            return
        from desk_app.ui.board.board_view import BoardView

        self.view = BoardView(self.hub, found.ground, found.board)
        self.view.opened.connect(self._open)
        self.view.alert_wanted.connect(self.hub.alert_wanted)
        self.view.retranslate()
        self._middle.addWidget(self.view, 1)
        self._narrow()
        self._clock.start()
        if self.empty.first.hasFocus() or self.isActiveWindow():
            self.focus_first()

    def _open(self, code: str) -> None:
        """The curves page draws it."""
        self.hub.page_wanted.emit("curves")
        self.hub.curve_wanted.emit(code)

    def _narrow(self) -> None:
        if self.view is not None:
            self.view.narrow(self.choice.search.text())

    def _show_about(self) -> None:
        self.about.setVisible(self._found is not None)
        if self._found is not None:
            from desk_app.jobs.tabulate_board import about_lines

            self.about.setText(" · ".join(about_lines(self.hub.words, self._found.ground, self._found.board)))

    def _choose_place(self) -> None:
        if self._found is not None and self._found.board.rows:
            name = f"{self.hub.words('ui.page.board')}-{self._found.board.on}-{today()}"
            choose_place(self.hub, self, name, XLSX, self.save)

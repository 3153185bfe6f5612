"""The window: rail, pages, status strip; files dropped anywhere on it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem
from desk_app.ui.ages import age_text
from desk_app.ui.hub import Hub
from desk_app.ui.icons import program_icon
from desk_app.ui.pages import PAGES
from desk_app.ui.pages.page import Page
from desk_app.ui.rail import CALL_KEY, Rail
from desk_app.ui.refused_page import RefusedPage
from desk_app.ui.status_strip import StatusStrip
from desk_app.ui.widgets.drop_overlay import DropOverlay, files_of

if TYPE_CHECKING:
    from desk_app.ui.call_bar import CallBar

_SIZE = QSize(1280, 820)
_SMALLEST = QSize(1100, 640)


class Window(QMainWindow):
    """Pages are built when first shown."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.hub = hub
        self._entries = {entry.key: entry for entry in PAGES}
        self._pages: dict[str, Page] = {}
        self._waiting: list[Path] = []
        self.rail = Rail(hub, tuple(self._entries))
        self.rail.wanted.connect(self.show_page)
        self.rail.call_wanted.connect(self._open_call_bar)
        QShortcut(QKeySequence(CALL_KEY), self, self._open_call_bar)
        self._call_bar: CallBar | None = None
        self.stack = QStackedWidget()
        self.stack.setObjectName("stack")
        self.stack.addWidget(QWidget())  # nothing yet
        self.refused = RefusedPage(hub)
        self.stack.addWidget(self.refused)
        self.strip = StatusStrip(hub)
        self.setCentralWidget(self._middle())
        self.overlay = DropOverlay(self, hub.theme)
        self.setAcceptDrops(True)
        self.setWindowIcon(program_icon())
        self.setMinimumSize(_SMALLEST)
        self._place()
        for signal in (hub.language_changed, hub.age_changed):
            signal.connect(self._retitle)
        hub.refused.connect(self._refuse)
        hub.opened.connect(self._opened)
        hub.page_wanted.connect(self.show_page)
        self._retitle()

    def show_first(self) -> None:
        """Bring up the page that was on last; the window itself is on the screen before any page is built."""
        wanted = self.hub.settings["page"]
        self.show_page(wanted if wanted in self._entries else PAGES[0].key)

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        self.rail.show_page(key)
        self.stack.setCurrentWidget(self.page(key))
        self.page(key).focus_first()
        self.hub.settings.set("page", key)

    def page(self, key: str) -> Page:
        """A page, built when it is not there yet."""
        if key not in self._pages:
            made = self._pages[key] = self._entries[key].load()(self.hub)
            self.stack.addWidget(made)
            made.start()
        return self._pages[key]

    @property
    def call_bar(self) -> "CallBar":
        """The call bar, built when it is first wanted."""
        if self._call_bar is None:
            from desk_app.ui.call_bar import CallBar

            self._call_bar = CallBar(self, self.hub)
        return self._call_bar

    def take_files(self, files: Sequence[Path]) -> None:
        """Files dropped, or given at the start: the trades page imports them once the desk is open."""
        if not self.hub.ready:
            self._waiting.extend(files)
        elif files:
            self.show_page("trades")
            self.hub.files_given.emit(list(files))

    def come_to_front(self) -> None:
        """A second start asks for it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def _open_call_bar(self) -> None:
        if self.rail.call.isEnabled():
            self.call_bar.open()

    def _middle(self) -> QWidget:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.strip)
        middle = QWidget()
        layout = QHBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        return middle

    def _place(self) -> None:
        self.resize(_SIZE)
        kept = self.hub.settings["window"]
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def _retitle(self) -> None:
        words, latest = self.hub.words, self.hub.latest_trade
        name = words("window.name")
        if latest is not None:
            name += " — " + words("window.data_age", day=latest, age=age_text(words, latest))
        self.setWindowTitle(name)

    def _refuse(self, problem: Problem) -> None:
        self.refused.say(problem)
        self.rail.allow_pages(False)
        self.stack.setCurrentWidget(self.refused)

    def _opened(self) -> None:
        self.rail.allow_pages(True)
        self.show_first()
        self.page("trades")  # it knows how old the data is, whichever page is on
        files, self._waiting = self._waiting, []
        self.take_files(files)

    # ---- what Qt calls
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()) and self.hub.ready:
            event.acceptProposedAction()
            self.overlay.cover(self.hub.words("window.drop"))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.overlay.hide()
        event.acceptProposedAction()
        self.take_files(files_of(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hub.settings.set("window", bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)

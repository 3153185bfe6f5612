"""What every page has: a title line with its actions, a badge for sample data, a body."""

from collections.abc import Iterator
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.hub import Hub
from desk_app.ui.widgets.notice_bar import NoticeBar
from desk_app.ui.widgets.parts import GAP, label


class Page(QWidget):
    """A page follows the hub: `retranslate` at another language, `repaint_icons` at another palette,
    `fill` when the desk is open and whenever what it shows changed.
    """

    key: ClassVar[str]
    shows_trades: ClassVar[bool] = False
    """Whether what it shows comes from trades: then sample data is marked on it."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.hub = hub
        self.setObjectName("page")
        self.title = label("title")
        self.subtitle = label("soft")
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.badge = label("badge")
        self.badge.hide()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self.notice = NoticeBar(hub.theme)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.title)
        head.addWidget(self.badge)
        head.addWidget(self.subtitle, 1)  # gives way first when there is little room
        head.addLayout(self.tools)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(GAP)
        self.body.addLayout(head)
        self.body.addWidget(self.notice)
        hub.language_changed.connect(self.retranslate)
        hub.theme_changed.connect(self.repaint_icons)
        hub.age_changed.connect(self._show_badge)

    def start(self) -> None:
        """Called once, when the page is built: words, icons, and its contents as soon as the desk is open."""
        self.retranslate()
        self.repaint_icons()
        self._show_badge()
        self.hub.opened.connect(self.fill)
        if self.hub.ready:
            self.fill()

    def prepare(self) -> Iterator[None]:
        """Steps of what will be wanted next, taken while nobody waits for it."""
        return iter(())

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        self.title.setText(self.hub.words(f"ui.page.{self.key}"))
        self.notice.cross.setToolTip(self.hub.words("window.close"))
        self.notice.cross.setAccessibleName(self.hub.words("window.close"))
        self.badge.setText(self.hub.words("ui.sample.badge"))
        self.badge.setToolTip(self.hub.words("ui.sample.tip"))

    def repaint_icons(self) -> None:
        """Icons in the palette in force."""

    def fill(self) -> None:
        """Show what the desk holds."""

    def focus_first(self) -> None:
        """Put the keyboard where work on this page begins."""

    def _show_badge(self) -> None:
        self.badge.setVisible(self.shows_trades and self.hub.has_samples)

"""A row of tools in plain words. What there is no room for goes into a menu at its end; every tool has a key."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desk_app.i18n import Words
from desk_app.ui.curves.actions import ACTIONS, Action, Way
from desk_app.ui.widgets.parts import set_state

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_GAP = 2


class ToolRow(QWidget):
    """`asked` brings the name of a tool that was clicked or whose key was pressed.

    The keys of all tools hold for `keys_of` and what lies in it, those of `narrow` for a part of it alone.
    """

    asked = Signal(str)

    def __init__(self, words: Words, keys_of: QWidget, narrow: Mapping[str, QWidget]) -> None:
        super().__init__()
        self._words = words
        self.actions_: dict[str, QAction] = {}
        self.buttons: dict[str, QToolButton] = {}
        self.menus: dict[str, QToolButton] = {}  # that open a menu, wherever they stand
        self.more = QToolButton()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_GAP)
        for each in ACTIONS:
            self._add(each, narrow.get(each.name, keys_of))
        self._layout.addWidget(self.more)
        self._layout.addStretch(1)
        set_state(self.more, "role", "tool")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def menu_of(self, name: str, fill: Callable[[QMenu], None], button: QToolButton | None = None) -> None:
        """What a tool's menu has in it is made anew whenever it is opened; `button` stands somewhere else."""
        menu = QMenu(self)
        at = self.menus[name] = button or self.buttons[name]
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(lambda: fill(menu))
        at.setMenu(menu)
        at.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def popup(self, name: str) -> QMenu:
        """Open a tool's menu under its button, or under the button that hides it."""
        button = self.menus[name]
        menu = button.menu()
        below = button if button.isVisible() else self.more
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
        return menu

    def show_on(self, on: Mapping[str, bool]) -> None:
        """Which tools are on."""
        for name, state in on.items():
            self.actions_[name].setChecked(state)

    def retranslate(self) -> None:
        """In the language in force."""
        for each in ACTIONS:
            action = self.actions_[each.name]
            action.setText(self._words(f"curve.tool.{each.name}"))
            tip = f"{self._words(f'curve.tip.{each.name}')}  ({key_text(each.key)})"
            action.setToolTip(tip)
            if each.name in self.buttons:
                self.buttons[each.name].setAccessibleName(action.text())
                self.buttons[each.name].setAccessibleDescription(tip)
        self.more.setText(self._words("curve.more"))
        self._fit()

    # ---- inside
    def _add(self, each: Action, where: QWidget) -> None:
        action = self.actions_[each.name] = QAction(self)
        action.setCheckable(each.way is Way.SWITCH)
        action.setShortcut(QKeySequence(each.key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: self.asked.emit(each.name))
        where.addAction(action)
        if each.bar:
            button = self.buttons[each.name] = QToolButton()
            button.setDefaultAction(action)
            set_state(button, "role", "tool")
            self._layout.addWidget(button)

    def _fit(self) -> None:
        """Show as many as there is room for, in their order; the rest goes into the menu."""
        room, menu = self.width(), self.more.menu()
        widths = {name: button.sizeHint().width() + _GAP for name, button in self.buttons.items()}
        crowded = sum(widths.values()) > room
        room -= self.more.sizeHint().width() if crowded else 0
        menu.clear()
        for name, button in self.buttons.items():
            room -= widths[name]
            button.setVisible(room >= 0)
            if room < 0:
                menu.addAction(self.actions_[name])
        self.more.setVisible(crowded)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.more.sizeHint().width(), super().minimumSizeHint().height())


def key_text(key: str) -> str:
    """A key as this platform writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)

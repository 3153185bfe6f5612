"""The navigation rail: pages with icons and names; language and theme at its foot."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QVBoxLayout

from desk_app.i18n import LANGUAGES
from desk_app.ui.hub import Hub
from desk_app.ui.icons import icon, program_icon
from desk_app.ui.theme import CHOICES
from desk_app.ui.widgets.parts import label, row

WIDTH = 176
CALL_KEY = "Ctrl+K"
"""Of the window, not of the button: a button waits a tenth of a second before it acts."""
_ICON = QSize(20, 20)
_THEME_ICONS = {"": "system", "light": "sun", "dark": "moon"}


class Rail(QFrame):
    """Says which page is wanted; shows which one is on. `call_wanted`: the call bar."""

    wanted = Signal(str)
    call_wanted = Signal()

    def __init__(self, hub: Hub, keys: Sequence[str]) -> None:
        super().__init__()
        self._hub = hub
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._brand = label("brand")
        mark = QLabel()
        mark.setPixmap(program_icon().pixmap(QSize(28, 28), self.devicePixelRatioF()))
        self._group = QButtonGroup(self)
        self.pages = {key: self._page_button(key) for key in keys}
        self.call = self._foot_button(self.call_wanted.emit)
        self.language = self._foot_button(self._next_language)
        self.theme = self._foot_button(self._next_theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 16, 10, 12)
        layout.setSpacing(4)
        layout.addLayout(row(mark, self._brand, 1))
        layout.addSpacing(18)
        for each in self.pages.values():
            layout.addWidget(each)
        layout.addSpacing(12)
        layout.addWidget(self.call)
        layout.addStretch(1)
        layout.addWidget(self.language)
        layout.addWidget(self.theme)
        hub.language_changed.connect(self.retranslate)
        hub.theme_changed.connect(self.retranslate)
        self.retranslate()

    def show_page(self, key: str) -> None:
        """Mark the page that is on."""
        self.pages[key].setChecked(True)

    def allow_pages(self, allowed: bool) -> None:
        """Without a desk there is no page to go to; language and theme stay."""
        for each in (*self.pages.values(), self.call):
            each.setEnabled(allowed)

    def retranslate(self) -> None:
        """Names and icons in the language and palette in force."""
        words, colours = self._hub.words, self._hub.theme.palette
        self._brand.setText(words("window.name"))
        for at, (key, each) in enumerate(self.pages.items()):
            shortcut = QKeySequence(f"Ctrl+{at + 1}")
            each.setText(words(f"ui.page.{key}"))
            each.setShortcut(shortcut)  # after its text: another text takes the key away
            each.setIcon(icon(key, colours["rail_text"], colours["rail_strong"]))
            each.setToolTip(f"{each.text()}  {_native(shortcut)}")
        title = words("call.title")
        tip = words("call.bar.tip", title=title, key=_native(QKeySequence(CALL_KEY)))
        self._name_foot(self.call, "call", title, tip)
        choice = self._hub.theme.choice
        self._name_foot(self.language, "language", words("window.other_language"), words("window.language_tip"))
        self._name_foot(
            self.theme, _THEME_ICONS[choice], words(f"window.theme.{choice or 'system'}"), words("window.theme_tip")
        )

    def _name_foot(self, each: QToolButton, sign: str, text: str, tip: str) -> None:
        colours = self._hub.theme.palette
        each.setIcon(icon(sign, colours["rail_text"], colours["rail_strong"]))
        each.setText(text)
        each.setToolTip(tip)
        each.setAccessibleName(f"{text} · {tip}")

    def _page_button(self, key: str) -> QToolButton:
        made = self._button()
        made.setCheckable(True)
        made.clicked.connect(lambda: self.wanted.emit(key))
        self._group.addButton(made)
        return made

    def _foot_button(self, act: object) -> QToolButton:
        made = self._button()
        made.clicked.connect(act)
        return made

    def _button(self) -> QToolButton:
        made = QToolButton()
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(_ICON)
        made.setFixedWidth(WIDTH - 20)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _next_language(self) -> None:
        at = LANGUAGES.index(self._hub.words.language)
        self._hub.speak(LANGUAGES[(at + 1) % len(LANGUAGES)])

    def _next_theme(self) -> None:
        at = CHOICES.index(self._hub.theme.choice)
        choice = CHOICES[(at + 1) % len(CHOICES)]
        self._hub.settings.set("theme", choice)
        self._hub.theme.choose(choice)
        self.retranslate()


def _native(key: QKeySequence) -> str:
    """A key as this system writes it."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)

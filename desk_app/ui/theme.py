"""The theme: follows the system's colour scheme while it runs, unless the user chose one."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desk_app.ui.palette import SCHEMES, Palette, palette, style_sheet

CHOICES = ("", *SCHEMES)
"""Empty: as the system."""

_SCHEME = {"": Qt.ColorScheme.Unknown, "light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_ROLES = {
    "Window": "canvas",
    "WindowText": "text",
    "Base": "surface",
    "AlternateBase": "canvas",
    "Text": "text",
    "PlaceholderText": "text_faint",
    "Button": "surface",
    "ButtonText": "text",
    "BrightText": "error",
    "ToolTipBase": "surface",
    "ToolTipText": "text",
    "Highlight": "selection",
    "HighlightedText": "text",
    "Link": "accent",
    "Mid": "line",
    "Dark": "line_strong",
    "Light": "surface",
    "Midlight": "sunken",
    "Shadow": "line_strong",
}


class Theme(QObject):
    """The palette in force; `changed` when it is another one."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "") -> None:
        super().__init__()
        self._app = app
        self._choice = ""
        self.palette: Palette = palette("light")
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self.choose(choice)
        self._apply()

    @property
    def choice(self) -> str:
        """One of `CHOICES`: what the user chose."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Take one of `CHOICES`."""
        self._choice = choice if choice in CHOICES else ""
        self._app.styleHints().setColorScheme(_SCHEME[self._choice])
        self._follow()

    def _follow(self) -> None:
        wanted = self._choice or self._system()
        if wanted != self.palette.scheme:
            self.palette = palette(wanted)
            self._apply()

    def _system(self) -> str:
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _apply(self) -> None:
        self._app.setPalette(_qt_palette(self.palette))
        self._app.setStyleSheet(style_sheet(self.palette))
        self.changed.emit()


def _qt_palette(of: Palette) -> QPalette:
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(QPalette.ColorRole[role], QColor(of[name]))
    for role in ("WindowText", "Text", "ButtonText"):
        made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], QColor(of["text_faint"]))
    return made

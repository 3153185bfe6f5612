"""Small parts: labels by role, cards, buttons, a row of choices."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

GAP = 12


def label(role: str = "", text: str = "", *, wraps: bool = False, selects: bool = False) -> QLabel:
    """A label in one of the style sheet's roles; plain text always."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wraps)
    if selects:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(role: str = "") -> QPushButton:
    """A push button in one of the style sheet's roles ("primary", "quiet", or plain)."""
    made = QPushButton()
    made.setProperty("role", role)
    made.setAutoDefault(False)
    return made


def restyle(widget: QWidget) -> None:
    """Take a changed property (role, level, bad) into account."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def row(*parts: QWidget | int, gap: int = 8) -> QHBoxLayout:
    """Widgets side by side; a number is a stretch."""
    made = QHBoxLayout()
    made.setSpacing(gap)
    made.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        if isinstance(part, int):
            made.addStretch(part)
        else:
            made.addWidget(part)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """What is taller than its place is rolled up and down, never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


class Card(QFrame):
    """A white sheet on the canvas."""

    def __init__(self, *, margin: int = 16, gap: int = GAP) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(gap)


class Segments(QWidget):
    """A row of choices of which one holds."""

    chosen = Signal(str)

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        layout = row(gap=0)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for at, key in enumerate(keys):
            each = self.buttons[key] = button("segment")
            each.setCheckable(True)
            each.setProperty("edge", "first" if at == 0 else "last" if at == len(keys) - 1 else "")
            each.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(each)
            layout.addWidget(each)

    @property
    def current(self) -> str:
        return next((key for key, each in self.buttons.items() if each.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show `key` as chosen, without saying so; none where it is empty."""
        self._group.setExclusive(bool(key))
        for each, one in self.buttons.items():
            one.setChecked(each == key)
        self._group.setExclusive(True)

    def name(self, key: str, text: str, tip: str = "") -> None:
        """Give a choice its words, and the room that they take when it is chosen: they are bold then."""
        each = self.buttons[key]
        each.setText(text)
        each.setToolTip(tip)
        each.setAccessibleName(tip or text)
        bold = QFont(each.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(text) - each.fontMetrics().horizontalAdvance(text)
        each.setMinimumWidth(each.sizeHint().width() + max(more, 0))

"""A figure with its title and unit. A digit is never cut off: where there is little room it is written smaller."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.theme import Theme
from desk_app.ui.widgets.parts import label

_SMALLEST = 4.0


class Fitted(QLabel):
    """One line, as large as its font says or as its width allows."""

    def __init__(self, theme: Theme, role: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def fitted(self) -> QFont:
        """The font the text is written in now."""
        font = QFont(self.font())
        while QFontMetricsF(font).horizontalAdvance(self.text()) > self.width() and font.pointSizeF() > _SMALLEST:
            font.setPointSizeF(font.pointSizeF() - 0.5)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.fitted())
        painter.setPen(QColor(self._theme.palette["text"]))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class Figure(QWidget):
    """Title, figure, unit."""

    def __init__(self, theme: Theme, role: str) -> None:
        super().__init__()
        self.title = label("soft")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.value = Fitted(theme, role)
        self.unit = label("soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in (self.title, self.value, self.unit):
            layout.addWidget(part)

    def say(self, title: str, value: str, unit: str) -> None:
        """Its words; a screen reader hears them as one."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.value.setText(value)
        self.unit.setText(unit)
        self.value.setAccessibleName(f"{title} {value} {unit}")

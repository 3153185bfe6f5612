"""Above the chart: what stands under the crosshair, to be read, selected, copied, heard."""

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desk_app.i18n import Words

if TYPE_CHECKING:
    from desk_app.ui.curves.readings import Reading

_WIDE = 300  # pixels that a reading takes, about
_MOST = 4  # lines


class ValueStrip(QLabel):
    """Keeps its height while the mouse moves: the chart must not jump."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._readings = 0
        self.setProperty("role", "soft")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def hold(self, many: int) -> None:
        """Room for so many readings."""
        self._readings = many
        lines = min(-(-many // max(self.width() // _WIDE, 1)), _MOST)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * max(lines, 1) + 2)

    def say(self, found: "Sequence[Reading]") -> None:
        """These, or how to come by some."""
        from desk_app.ui.curves.readings import rich

        self.setText(rich(found, self._words) if found else html.escape(self._words("ui.curves.strip_hint")))
        if self.heightForWidth(self.width()) > self.minimumHeight():
            self.setMinimumHeight(self.heightForWidth(self.width()))

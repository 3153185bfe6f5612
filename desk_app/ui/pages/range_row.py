"""Over which stretch and how often: keys 1 to 7, and four frequencies."""

from PySide6.QtWidgets import QWidget

from desk_app.domain.base.period import Every
from desk_app.i18n import Words
from desk_app.ui.widgets.parts import Segments, row

RANGES = ("1M", "3M", "QTD", "6M", "YTD", "1Y", "ALL")
"""Keys 1 to 7."""


class RangeRow(QWidget):
    """`ranges` has none chosen while what is on view was zoomed to by hand."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.ranges = Segments(RANGES)
        self.frequencies = Segments(tuple(every.value for every in Every))
        self.ranges.choose("1Y")
        self.frequencies.choose(Every.DAY.value)
        self.setLayout(row(self.ranges, self.frequencies, 1, gap=16))

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._words
        for at, key in enumerate(RANGES):
            self.ranges.name(key, words(f"ui.range.{key}"), f"{words(f'ui.range_tip.{key}')}  {at + 1}")
        for every in Every:
            self.frequencies.name(every.value, words(f"ui.every.{every.value}"), words(f"ui.every_tip.{every.value}"))

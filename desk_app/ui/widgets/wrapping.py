"""Cells of several lines: a row grows as high as its text needs."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desk_app.ui.widgets.record_model import Index

_PADDING = 18  # of the style sheet; the style forgets it where it counts the lines


class Wrapping(QStyledItemDelegate):
    """For a column whose words are long."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        option.rect.setWidth(option.rect.width() - _PADDING)
        return super().sizeHint(option, index)

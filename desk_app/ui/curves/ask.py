"""A line of text asked for, without stopping the window."""

from collections.abc import Callable

from PySide6.QtWidgets import QInputDialog, QWidget

_WIDTH = 360


def ask_line(parent: QWidget, title: str, label: str, first: str, then: Callable[[str], None]) -> QInputDialog:
    """`then` gets what was typed, when it is accepted."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(first)
    dialog.resize(_WIDTH, dialog.sizeHint().height())
    dialog.textValueSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

"""A line of text or a file asked for, without stopping the window."""

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

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


def ask_file(parent: QWidget, title: str, kinds: str, then: Callable[[str], object]) -> QFileDialog:
    """`then` gets the name of the file that was chosen: one that there is, of `kinds` as Qt writes them."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

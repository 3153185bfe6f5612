"""One question before something is taken back; Enter is yes, Esc is no."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from desk_app.i18n import Words


def confirm(parent: QWidget, words: Words, text: str, yes: str, act: Callable[[], None]) -> QMessageBox:
    """Ask `text` over the window; `act` when the button named `yes` is chosen."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, words("window.name"), text, parent=parent)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(agreed)
    box.accepted.connect(act)
    box.finished.connect(box.deleteLater)
    box.open()
    return box

"""A quiet button that says which folder is watched and how it is; its menu chooses another, or none."""

from pathlib import Path

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from desk_app.i18n import Words, one_line
from desk_app.ui.watching import FolderWatch

_WIDEST = 28
"""Signs of a folder's name; the tip has the whole path."""


class WatchButton(QPushButton):
    """Follows the watch by itself."""

    def __init__(self, words: Words, watch: FolderWatch, language_changed: SignalInstance) -> None:
        super().__init__()
        self._words, self._watch = words, watch
        self.setProperty("role", "quiet")
        self.setAutoDefault(False)
        menu = QMenu(self)
        self.choose = menu.addAction("")
        self.choose.triggered.connect(self.ask)
        self.leave = menu.addAction("")
        self.leave.triggered.connect(lambda: watch.follow(None))
        self.setMenu(menu)
        watch.changed.connect(self.retranslate)
        language_changed.connect(self.retranslate)
        self.retranslate()

    def ask(self) -> None:
        """Let the user pick the folder."""
        dialog = QFileDialog(self, self._words("feed.choose"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._watch.follow(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def retranslate(self) -> None:
        """In the language in force."""
        folder = self._watch.folder
        self.choose.setText(self._words("feed.choose"))
        self.leave.setText(self._words("feed.leave"))
        self.leave.setEnabled(folder is not None)
        if folder is None:
            self.setText(self._words("feed.button.none"))
            self.setToolTip(self._words("feed.button.tip"))
        else:
            name = one_line(folder.name or str(folder))
            name = name if len(name) <= _WIDEST else f"{name[: _WIDEST - 1]}…"
            self.setText(self._words(f"feed.button.{self._watch.state}", name=name))
            self.setToolTip(self._words(f"feed.state.{self._watch.state}", folder=one_line(str(folder))))

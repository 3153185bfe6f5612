"""方法说明: the methodology of one series, to be read, and saved as PDF."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QTextBrowser, QVBoxLayout, QWidget

from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import button, row

_WIDTH, _HEIGHT, _MARGIN = 820, 640, 16


class MethodDialog(QDialog):
    """Open at once, filled when the text has been put together."""

    def __init__(self, hub: Hub, code: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._code, self._name = hub, code, name
        words = hub.words
        self.setWindowTitle(words("ui.index.method_title", name=name))
        self.resize(_WIDTH, _HEIGHT)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(_MARGIN)
        self.text.setAccessibleName(words("ui.index.method_title", name=name))
        self.save, self.leave = button(), button()
        self.save.setText(words("ui.sheets.save"))
        self.leave.setText(words("window.close"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.text, 1)
        layout.addLayout(row(1, self.save, self.leave))
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.accept)
        self.save.clicked.connect(self._choose_place)

    def load(self) -> "MethodDialog":
        """Show itself, and ask for the text; a refusal is told in the status strip."""
        language = self._hub.words.language
        self._hub.run(lambda _: _text(self._hub, self._code, language), self._loaded)
        self.open()
        return self

    def save_pdf(self, path: str) -> None:
        """Write it as PDF."""
        hub, language = self._hub, self._hub.words.language
        line = hub.words("ui.told.saved", file=path)
        hub.run(lambda _: _write(hub, self._code, Path(path), language), lambda _: hub.tell(line))

    def _loaded(self, text: str) -> None:
        self.text.setMarkdown(text)

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self.save.text(), f"{self.windowTitle()}.pdf", "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self.windowTitle()}.pdf")
        dialog.fileSelected.connect(self.save_pdf)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _text(hub: Hub, code: str, language: str) -> str:
    from desk_app.jobs.load_methodology import load_methodology

    return load_methodology(hub.desk, code, language)


def _write(hub: Hub, code: str, path: Path, language: str) -> None:
    from desk_app.jobs.load_methodology import write_methodology_pdf

    write_methodology_pdf(hub.desk, code, path, language)

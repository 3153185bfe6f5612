"""What is on view as a file: a picture (PNG, SVG), a page (PDF), or a table (XLSX, CSV)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.ui.ages import today
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.files.write_table import Table
    from desk_app.ui.pages.chart_card import ChartCard

KINDS = {
    "PNG, 300 dpi (*.png)": "png",
    "SVG (*.svg)": "svg",
    "PDF, A4 (*.pdf)": "pdf",
    "XLSX (*.xlsx)": "xlsx",
    "CSV (*.csv)": "csv",
}


def ask_place(hub: Hub, parent: QWidget, name: str, save: Callable[[str], None]) -> QFileDialog:
    """Ask where to; the file's ending says what it becomes."""
    dialog = QFileDialog(parent, hub.words("curve.tool.export"), "", ";;".join(KINDS))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("png")
    dialog.selectFile(f"{_plain(name)}-{today()}.png")
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(KINDS[kind]))
    dialog.fileSelected.connect(save)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_chart(hub: Hub, card: "ChartCard", table: "Callable[[], Table] | None", path: str) -> None:
    """Write it whole or not at all, and say so. A picture is drawn here, all else is done behind the window."""
    kind = Path(path).suffix.lower().lstrip(".")
    if kind in {"xlsx", "csv"}:
        if table is not None:
            hub.run(lambda _: _write_table(table(), path), lambda _: _told(hub, path))
        return
    if card.view is None:
        return
    from desk_app.ui.widgets.curve_picture import facts, png, print_image, svg

    picture = card.easel.picture()
    if kind == "pdf":
        drawing, about = svg(picture, bare=True), facts(picture)
        hub.run(lambda _: _write_pdf(path, drawing, about, hub.words.language), lambda _: _told(hub, path))
    elif kind == "svg":
        content = svg(picture)
        hub.run(lambda _: _write(path, content), lambda _: _told(hub, path))
    else:
        image = print_image(picture)
        hub.run(lambda _: _write(path, png(image)), lambda _: _told(hub, path))


def _told(hub: Hub, path: str) -> None:
    hub.tell(hub.words("ui.told.saved", file=path))


def _write(path: str, content: bytes) -> None:
    from desk_app.jobs.write_whole import check_place, write_whole

    check_place(Path(path))
    write_whole(Path(path), content)


def _write_pdf(path: str, drawing: bytes, facts: "dict[str, object]", language: str) -> None:
    from desk_app.jobs.chart_pdf import chart_pdf

    _write(path, chart_pdf(drawing, facts, language))


def _write_table(table: "Table", path: str) -> None:
    from desk_app.domain.base.problem import refuse
    from desk_app.ui.pages.load_index import write

    if not write(table, Path(path)):
        raise refuse("file_system", file=path, detail="")


def _plain(name: str) -> str:
    """A name no file system stumbles over."""
    return "".join("-" if char in '\\/:*?"<>|' else char for char in name).strip(" .") or "chart"

"""The index page's table as it leaves the desk: whose figures these are first, then headings and figures."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.domain.base.exact import published
from desk_app.ui.ages import today
from desk_app.ui.hub import Hub
from desk_app.ui.pages.index_columns import PLACES, base_title, out_text, out_tip
from desk_app.ui.pages.load_index import write

if TYPE_CHECKING:
    from decimal import Decimal

    from desk_app.files.write_table import Table
    from desk_app.jobs.tabulate_index import IndexLine, IndexTable
    from desk_app.ui.pages.chart_card import ChartCard

_AFTER = ("change", "status", "grade", "trades", "tonnes", "priced", "expected", "coverage", "imputed", "largest")
_LAST = ("rejected", "repeated", "out", "error")
_UNITS = {
    "change": "percent",
    "tonnes": "tonne",
    "coverage": "percent",
    "imputed": "percent",
    "largest": "percent",
    "error": "percent",
}
_PLACES = (2, 0, 0, 0, 3, 0, 0, 2, 2, 2, 0, 0, 0, 2)
XLSX, PNG = "XLSX (*.xlsx)", "PNG (*.png)"
_KINDS = {XLSX: "xlsx", "CSV (*.csv)": "csv", PNG: "png"}


def choose_place(hub: Hub, parent: QWidget, name: str, first: str, save: Callable[[str], None]) -> None:
    """Ask where to: `first` is the kind of file offered, the others can be chosen."""
    kinds = [first, *(kind for kind in _KINDS if kind != first)]
    dialog = QFileDialog(parent, hub.words("ui.index.export"), name, ";;".join(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(_KINDS[first])
    dialog.selectFile(f"{name}.{_KINDS[first]}")
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_KINDS[kind]))
    dialog.fileSelected.connect(save)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def save_table(hub: Hub, table: "Table", path: str) -> None:
    """As a workbook or CSV, behind the window."""
    hub.run(lambda _: write(table, Path(path)), lambda saved: told_saved(hub, path, saved))


def save_picture(hub: Hub, chart: "ChartCard", path: str) -> None:
    """The curve as a PNG, with whose it is and how old in it."""
    from desk_app.ui.widgets.curve_picture import image_of

    told_saved(hub, path, chart.view is not None and image_of(chart.easel.picture()).save(path))


def told_saved(hub: Hub, path: str, saved: bool) -> None:
    """Say what became of it."""
    line = "ui.told.saved" if saved else "ui.told.not_saved"
    hub.tell(hub.words(line, file=path), "info" if saved else "error")


def export_table(hub: Hub, table: "IndexTable", lines: "Sequence[IndexLine]", about: Sequence[str]) -> "Table":
    """The lines in the order given; figures rounded once, as they are published."""
    from desk_app.files.write_table import Table

    words, wanted = hub.words, table.wanted
    bases = zip(wanted.bases, table.units, strict=True)
    headings = [words("ui.index.column.period"), *(base_title(words, b, u, wanted.scale) for b, u in bases)]
    for name in (*_AFTER, *_LAST):
        unit = f" ({words(f'ui.unit.{_UNITS[name]}')})" if name in _UNITS else ""
        headings.append(words(f"ui.index.column.{name}") + unit)
    heads = (*about, words("ui.index.exported", day=today()))
    places = (0, *(PLACES for _ in wanted.bases), *_PLACES)
    return Table(heads, tuple(headings), [_row(hub, line) for line in lines], places)


def _row(hub: Hub, line: "IndexLine") -> "tuple[str | int | Decimal | None, ...]":
    words, value = hub.words, line.row
    out = f"{out_text(line)} {out_tip(words, line)}".strip()
    return (
        line.span.key,
        *(_figure(each, PLACES) for each in line.values),
        _figure(line.change, 2),
        words(f"ui.index.status.{value.status}"),
        value.grade,
        value.trades,
        _figure(value.tonnes, 3),
        value.priced,
        value.expected,
        _figure(100 * value.coverage, 2),
        _figure(100 * value.imputed, 2),
        None if value.largest_party is None else _figure(100 * value.largest_party, 2),
        value.rejected,
        words("ui.index.repeated") if line.repeated else "",
        out,
        _figure(line.published.error_percent if line.published else None, 2),
    )


def _figure(value: float | None, places: int) -> "Decimal | None":
    return None if value is None else published(value, places)

"""A table that leaves the desk: a few lines about it, headings, rows; as CSV or as a workbook."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desk_app.domain.base.exact import exact_text

Cell = str | int | Decimal | None
_MARGIN, _WIDEST = 2, 40


@dataclass(frozen=True, slots=True)
class Table:
    """`about`: whose figures these are, unit, tax basis, source, age; `places` of each column's decimals."""

    about: tuple[str, ...]
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    places: tuple[int, ...]


def write_csv(table: Table, path: Path) -> None:
    """UTF-8 with its mark, so that a spreadsheet knows it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([line] for line in table.about)
        writer.writerow(table.headings)
        writer.writerows([_plain(cell) for cell in row] for row in table.rows)


def _plain(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return exact_text(cell)
    return "" if cell is None else str(cell)


def write_workbook(table: Table, path: Path) -> None:
    """One sheet; figures are numbers with their places, headings stay in view. OSError where it can't be written."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    formats = [book.add_format({"num_format": f"#,##0.{'0' * places}".rstrip(".")}) for places in table.places]
    for at, line in enumerate(table.about):
        sheet.write_string(at, 0, line)
    top = len(table.about)
    for column, heading in enumerate(table.headings):
        sheet.write_string(top, column, heading, bold)
    for at, row in enumerate(table.rows, top + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, column, cell)
            elif cell is not None:
                sheet.write_number(at, column, cell, formats[column])
    for column, heading in enumerate(table.headings):
        longest = max((len(_plain(row[column])) for row in table.rows), default=0)
        sheet.set_column(column, column, min(max(longest, 2 * len(heading)) + _MARGIN, _WIDEST))
    sheet.freeze_panes(top + 1, 1)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error

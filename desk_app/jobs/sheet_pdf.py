"""A sheet as PDF: the same bytes for the same sheet and language, whenever and however often it is made."""

from pathlib import Path

from desk_app.jobs.load_sheet import load_sheet
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.write_whole import check_place, write_whole
from desk_app.paper.sheet_text import sheet_text
from desk_app.paper.typst_pdf import typst_pdf


def sheet_pdf(desk: Desk, number: int, language: str) -> bytes:
    """The PDF of one sheet in one language; `Refused` when there is no such sheet."""
    sheet, filed = load_sheet(desk, number)
    template = sheet.kind.replace("-", "_")
    return typst_pdf(template, sheet_text(sheet, filed, language), filed.created_at)


def write_sheet_pdf(desk: Desk, number: int, path: Path, language: str) -> bytes:
    """Write it whole or not at all. Gives the bytes written; `Refused` when the place can't be written to."""
    check_place(path)
    pdf = sheet_pdf(desk, number, language)
    write_whole(path, pdf)
    return pdf

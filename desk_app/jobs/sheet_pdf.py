"""A sheet as PDF: the same bytes for the same sheet and language, whenever and however often it is made."""

import os
from contextlib import suppress
from pathlib import Path

from desk_app.domain.base.problem import refuse
from desk_app.jobs.load_sheet import load_sheet
from desk_app.jobs.open_desk import Desk
from desk_app.paper.sheet_text import sheet_text
from desk_app.paper.typst_pdf import typst_pdf


def sheet_pdf(desk: Desk, number: int, language: str) -> bytes:
    """The PDF of one sheet in one language; `Refused` when there is no such sheet."""
    sheet, filed = load_sheet(desk, number)
    template = sheet.kind.replace("-", "_")
    return typst_pdf(template, sheet_text(sheet, filed, language), filed.created_at)


def write_sheet_pdf(desk: Desk, number: int, path: Path, language: str) -> bytes:
    """Write it aside and rename: a reader of `path` never sees half a sheet. Gives the bytes written.

    `Refused` when the place can't be written to.
    """
    if path.is_dir():
        raise refuse("file_is_folder", file=str(path))
    pdf = sheet_pdf(desk, number, language)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(pdf)  # a device or a pipe is written to, never replaced
        else:
            _write_aside(path.resolve(), pdf)
    except OSError as error:
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error
    return pdf


def _write_aside(path: Path, pdf: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        aside.write_bytes(pdf)
        aside.replace(path)
    finally:
        _forget(aside)


def _forget(aside: Path) -> None:
    with suppress(OSError):
        aside.unlink(missing_ok=True)

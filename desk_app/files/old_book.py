"""A workbook in a compound file (XLS) before it is read; a protected XLSX lies in one too."""

from pathlib import Path

from desk_app.domain.base.problem import refuse
from desk_app.files.compound import open_compound
from desk_app.files.records import xls_fits

_BOOKS = ("workbook", "book")
_LOCKED = "encryptedpackage"


def look_over(path: Path) -> None:
    """`Refused` when its sectors lead nowhere, it holds no workbook, or cells lie where no sheet has any."""
    compound = open_compound(path)
    if _LOCKED in compound.streams:
        raise refuse("file_protected", file=path.name)
    book = next((name for name in _BOOKS if name in compound.streams), None)
    if book is None:
        raise refuse("file_not_a_table", file=path.name)
    if not xls_fits(compound.read(book)):
        raise refuse("sheet_spans_too_far", file=path.name)

"""The methodology of an index, or of a product's price: as Markdown, and as PDF."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desk_app.domain.sheet.method.document import METHODOLOGY, methodology_sheet
from desk_app.jobs.method_record import method_record
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.write_whole import check_place, write_whole
from desk_app.paper.markdown import markdown
from desk_app.paper.method_text import method_text
from desk_app.paper.typst_pdf import typst_pdf
from desk_app.settings import Settings

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in the PDF of a series that was never computed: the same document has the same bytes."""


def load_methodology(desk: Desk, code: str, language: str) -> str:
    """Markdown, as the desk stands; `Refused` where there is no such series. It computes nothing."""
    return markdown(_text(desk, code, language)[0])


def methodology_pdf(desk: Desk, code: str, language: str) -> bytes:
    """The same as PDF: the same bytes while nothing changes; `Refused` where there is no such series."""
    text, made_at = _text(desk, code, language)
    return typst_pdf(METHODOLOGY.name, text, made_at or _NEVER)


def write_methodology_pdf(desk: Desk, code: str, path: Path, language: str) -> bytes:
    """Write the PDF whole or not at all. Gives the bytes written; `Refused` when the place can't be written to."""
    check_place(path)
    pdf = methodology_pdf(desk, code, language)
    write_whole(path, pdf)
    return pdf


def set_compiler(desk: Desk, owner: str | None, contact: str | None) -> None:
    """Who compiles the desk's indices, and where questions go: for every methodology from now on. None: as it is."""
    settings = Settings(desk.folder)
    for name, text in (("owner", owner), ("contact", contact)):
        if text is not None:
            settings.set(name, " ".join(text.split()))


def _text(desk: Desk, code: str, language: str) -> tuple[dict[str, Any], datetime | None]:
    record = method_record(desk, code)
    made_at = record.made.at if record.made else None
    return method_text(methodology_sheet(record), made_at, language), made_at

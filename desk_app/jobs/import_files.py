"""Import trade files, one after the other, each in a transaction of its own."""

from collections.abc import Sequence
from pathlib import Path

from desk_app.jobs.import_draft import open_draft
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress


def import_files(
    desk: Desk, paths: Sequence[Path], options: ImportOptions, progress: Progress = SILENT
) -> tuple[ImportResult, ...]:
    """Import each file by itself; a refused one does not stop the next. `Cancelled` undoes the file at hand."""
    catalogue = load_products(desk)
    return tuple(open_draft(desk, path, options, catalogue, progress).take(progress) for path in paths)

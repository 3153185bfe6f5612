"""Files on their way into the desk: what is open about each, what it would do, and then doing it. No Qt, no words."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desk_app.jobs.import_draft import Draft
from desk_app.jobs.import_files import ImportResult, import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress

_NOTHING_SAID = ImportOptions()


class ImportSession:
    """One drop of files, a draft each. Only `commit` writes."""

    def __init__(
        self,
        desk: Desk,
        paths: Sequence[Path],
        options: ImportOptions = _NOTHING_SAID,
        progress: Progress = SILENT,
    ) -> None:
        self._desk = desk
        catalogue = load_products(desk)
        self.drafts: list[Draft] = []
        for at, path in enumerate(paths):
            progress.step(at, len(paths), "trade.import.reading")
            self.drafts.append(Draft(desk, path, options, catalogue))

    def commit(self, progress: Progress = SILENT) -> tuple[ImportResult, ...]:
        """Import every draft that is ready, each in a transaction of its own, and drop it from the session."""
        ready = [draft for draft in self.drafts if draft.ready]
        results: list[ImportResult] = []
        for draft in ready:
            results += import_files(self._desk, [draft.path], replace(draft.options, dry_run=False), progress)
            self.drafts.remove(draft)
        return tuple(results)

"""Files on their way into the desk: what is open about each, what it would do, and then doing it. No Qt, no words."""

from collections.abc import Sequence
from pathlib import Path

from desk_app.jobs.import_draft import Draft
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.take_file import ImportResult

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
        catalogue = load_products(desk)
        self.drafts: list[Draft] = []
        for at, path in enumerate(paths):
            progress.step(at, len(paths), "trade.import.reading")
            self.drafts.append(Draft(desk, path, options, catalogue))

    def check(self, progress: Progress = SILENT) -> None:
        """See what every draft that is ready, and was not checked since its last change, would do."""
        for draft in self.drafts:
            if draft.ready and draft.effect is None:
                draft.check(progress)

    def commit(self, progress: Progress = SILENT) -> tuple[ImportResult, ...]:
        """Import every draft that is ready, each in a transaction of its own, and drop it from the session."""
        results: list[ImportResult] = []
        for draft in [draft for draft in self.drafts if draft.ready]:
            results.append(draft.take(progress))
            self.drafts.remove(draft)
        return tuple(results)

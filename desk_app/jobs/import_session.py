"""Files on their way into the desk: what is open about each, what it would do, and then doing it. No Qt, no words."""

from collections.abc import Sequence
from pathlib import Path

from desk_app.jobs.import_draft import Draft, open_draft
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
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
        catalogue = load_products(desk)
        self.drafts: list[Draft] = []
        for path in paths:
            self.drafts.append(open_draft(desk, path, options, catalogue, progress))

    def drop_refused(self, *, with_table: bool) -> list[Draft]:
        """Let go of the files that can't be read; those in which a table was found only `with_table`."""
        gone = [draft for draft in self.drafts if draft.refused and (with_table or draft.table is None)]
        self.drafts = [draft for draft in self.drafts if draft not in gone]
        return gone

    def commit(self, progress: Progress = SILENT, wanted: Sequence[Draft] | None = None) -> tuple[ImportResult, ...]:
        """Import the drafts that are ready, of all or of those wanted, and drop them from the session.

        Each is written in a transaction of its own.
        """
        results: list[ImportResult] = []
        for draft in [draft for draft in self.drafts if draft.ready and (wanted is None or draft in wanted)]:
            results.append(draft.take(progress))
            self.drafts.remove(draft)
        return tuple(results)

"""What the import does behind the window: files read, a word of the user's taken in, files written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.jobs.progress import Progress

if TYPE_CHECKING:
    from desk_app.jobs.import_draft import Draft
    from desk_app.jobs.import_session import ImportSession
    from desk_app.jobs.mend_lines import Line
    from desk_app.jobs.open_desk import Desk
    from desk_app.jobs.take_file import ImportResult
    from desk_app.ui.wizard.pane import Change

SHOWN_LINES = 50


@dataclass(frozen=True, slots=True)
class Read:
    """A session, the first lines of each draft as they would be taken, the sources that are known, and the products'
    names in both languages.
    """

    session: "ImportSession"
    lines: "dict[Path, list[Line]]" = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    names: dict[str, tuple[str, str]] = field(default_factory=dict)


def begin(
    desk: "Desk", session: "ImportSession | None", paths: Sequence[Path], progress: Progress
) -> "tuple[Read, list[ImportResult]]":
    """Open files beside those of a session; what can't be read at all is refused at once.

    Files whose headings are known are checked too: they open at what they would do.
    """
    from desk_app.jobs.import_session import ImportSession
    from desk_app.jobs.list_sources import list_sources
    from desk_app.jobs.load_products import load_products

    opened = ImportSession(desk, paths, progress=progress)
    refused = opened.drop_unreadable()
    for draft in opened.drafts:
        if draft.known.exact and draft.ready:
            draft.check(progress)
    if session is not None:
        opened.drafts = [*session.drafts, *opened.drafts]
    lines = {draft.path: draft.preview(SHOWN_LINES) for draft in opened.drafts}
    names = {product.key: (product.zh, product.en) for product in load_products(desk).all()}
    return Read(opened, lines, list_sources(desk), names), list(refused)


def reread(read: Read, draft: "Draft", change: "Change", progress: Progress, *, check: bool) -> Read:
    """Take the user's word in; with `check`, see what the file would do now."""
    progress.step(0, 0, "trade.import.reading")
    change(draft)
    if check and draft.ready and draft.effect is None:
        draft.check(progress)
    read.lines[draft.path] = draft.preview(SHOWN_LINES)
    return read

"""What the import does behind the window: files read, a word of the user's taken in, files written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.jobs.progress import Progress

if TYPE_CHECKING:
    from desk_app.jobs.import_draft import Draft
    from desk_app.jobs.import_result import ImportResult
    from desk_app.jobs.import_session import ImportSession
    from desk_app.jobs.mend_lines import Line
    from desk_app.jobs.open_desk import Desk
    from desk_app.ui.wizard.pane import Change

SHOWN_LINES = 50
Ended = tuple[Path, "ImportResult"]
"""A file, and what became of it."""


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
    desk: "Desk", before: "ImportSession | None", paths: Sequence[Path], progress: Progress, *, by_itself: bool
) -> "tuple[Read, list[Ended]]":
    """Open files beside those of a session; what can't be read at all is refused at once.

    Files whose headings are known are checked too: they open at what they would do. Of those that came `by_itself`
    the clear ones are imported, those in which no headings are found refused.
    """
    from desk_app.jobs.import_session import ImportSession
    from desk_app.jobs.list_sources import list_sources
    from desk_app.jobs.load_products import load_products

    opened = ImportSession(desk, paths, progress=progress)
    ended = [(draft.path, draft.take()) for draft in opened.drop_refused(with_table=by_itself)]
    if by_itself:
        ended += _take_clear(opened, progress)
    else:
        for draft in filter(_is_known, opened.drafts):
            draft.check(progress)
    names = {product.key: (product.zh, product.en) for product in load_products(desk).all()}
    read = Read(opened, {}, list_sources(desk), names)
    if before is not None:
        opened.drafts = [*before.drafts, *opened.drafts]
    read.lines.update({draft.path: draft.preview(SHOWN_LINES) for draft in opened.drafts})
    return read, ended


def _is_known(draft: "Draft") -> bool:
    return draft.known.exact and draft.ready


def _take_clear(session: "ImportSession", progress: Progress) -> list[Ended]:
    """Import what is known, if its prices look like the desk's own; lines that must wait do so in the store."""
    ended = [(draft, draft.take_if_clear(progress)) for draft in filter(_is_known, session.drafts)]
    through = [(draft, result) for draft, result in ended if result is not None]
    for draft, _ in through:
        session.drafts.remove(draft)
    return [(draft.path, result) for draft, result in through]


def reread(read: Read, draft: "Draft", change: "Change", progress: Progress, *, check: bool) -> Read:
    """Take the user's word in; with `check`, see what the file would do now."""
    from desk_app.files.heed import heeding

    with heeding(lambda: progress.step(0, 0, "trade.import.reading")):
        change(draft)
    if check and draft.ready and draft.effect is None:
        draft.check(progress)
    read.lines[draft.path] = draft.preview(SHOWN_LINES)
    return read


def commit(read: Read, wanted: "Sequence[Draft]", progress: Progress) -> list[Ended]:
    """Import these drafts."""
    paths = [draft.path for draft in read.session.drafts if draft in wanted]
    return list(zip(paths, read.session.commit(progress, wanted), strict=True))

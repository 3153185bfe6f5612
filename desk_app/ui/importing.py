"""What follows in the window when trades have changed; taking imports back, and the samples."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk_app.jobs.progress import Progress
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.jobs.redo_import import Redone
    from desk_app.jobs.undo_import import Undone


def trades_changed(hub: Hub) -> None:
    """Say so, then bring the index up to date behind the window."""
    hub.trades_changed.emit()
    build_curves(hub)


def build_curves(hub: Hub) -> None:
    """Bring the index up to date behind the window."""
    hub.run(
        lambda progress: _build(hub, progress),
        lambda _: hub.curves_changed.emit(),
        title="ui.work.index",
        writes=True,
    )


def undo_batches(hub: Hub, batches: Sequence[int]) -> None:
    """Take these imports back, the newest first, then rebuild the index."""

    def undone(found: "Sequence[Undone]") -> None:
        words = hub.words
        told = [words("ui.trades.undone", count=sum(each.reversed for each in found))]
        kept, kept_by = sum(each.kept for each in found), sorted({name for each in found for name in each.kept_by})
        refused, by = sum(each.refused for each in found), sorted({n for each in found for n in each.refused_by})
        told += [words("ui.trades.kept", count=kept, sheets=", ".join(kept_by))] if kept else []
        told += [words("ui.trades.not_undone", count=refused, batches=", ".join(map(str, by)))] if refused else []
        passed, to = sum(each.passed for each in found), sorted({n for each in found for n in each.passed_to})
        told += [words("ui.trades.passed", count=passed, batches=", ".join(map(str, to)))] if passed else []
        hub.tell(" ".join(told), "warning" if kept or refused else "info")
        trades_changed(hub)

    hub.run(lambda progress: _undo(hub, batches, progress), undone, title="ui.work.undo", writes=True)


def redo_batch(hub: Hub, batch: int) -> None:
    """Bring an import back that was undone, then rebuild the index."""

    def redone(found: "Redone") -> None:
        hub.tell(hub.words("ui.trades.redone", count=found.redone, refused=found.refused))
        trades_changed(hub)

    hub.run(lambda _: _redo(hub, batch), redone, title="ui.work.redo", writes=True)


def show_receipt(hub: Hub, batch: int) -> None:
    """An import's receipt among the sheets, to be looked at and printed."""

    def made(number: int) -> None:
        hub.page_wanted.emit("sheets")
        hub.sheet_made.emit(number)

    hub.run(lambda _: _receipt(hub, batch), made, title="ui.work.sheet", writes=True)


def fill_with_samples(hub: Hub) -> None:
    """Fill an empty desk with the sample data."""

    def filled(_: object) -> None:
        hub.trades_changed.emit()
        hub.curves_changed.emit()

    hub.run(lambda progress: _samples(hub, progress), filled, title="ui.work.samples", writes=True)


def _build(hub: Hub, progress: Progress) -> None:
    from desk_app.jobs.build_index import build_index

    build_index(hub.desk, progress)


def _undo(hub: Hub, batches: Sequence[int], progress: Progress) -> "list[Undone]":
    from desk_app.jobs.undo_import import undo_import

    found = []
    for at, batch in enumerate(sorted(batches, reverse=True)):
        progress.step(at, len(batches), "ui.work.undo")
        found.append(undo_import(hub.desk, batch))
    return found


def _redo(hub: Hub, batch: int) -> "Redone":
    from desk_app.jobs.redo_import import redo_import

    return redo_import(hub.desk, batch)


def _receipt(hub: Hub, batch: int) -> int:
    from desk_app.jobs.draft_receipt import draft_receipt

    return draft_receipt(hub.desk, batch)


def _samples(hub: Hub, progress: Progress) -> None:
    from desk_app.jobs.fill_samples import fill_samples

    fill_samples(hub.desk, progress)

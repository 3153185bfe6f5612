"""What follows in the window when trades have changed; taking imports back, and the samples."""

from collections.abc import Sequence

from desk_app.jobs.progress import Progress
from desk_app.ui.hub import Hub


def trades_changed(hub: Hub) -> None:
    """Say so, then bring the index up to date behind the window."""
    hub.trades_changed.emit()
    hub.run(
        lambda progress: _build(hub, progress),
        lambda _: hub.curves_changed.emit(),
        title="ui.work.index",
        writes=True,
    )


def undo_batches(hub: Hub, batches: Sequence[int]) -> None:
    """Take these imports back, then rebuild the index."""

    def undone(counts: Sequence[int]) -> None:
        hub.tell(hub.words("ui.trades.undone", count=sum(counts)))
        trades_changed(hub)

    hub.run(lambda progress: _undo(hub, batches, progress), undone, title="ui.work.undo", writes=True)


def fill_with_samples(hub: Hub) -> None:
    """Fill an empty desk with the sample data."""

    def filled(_: object) -> None:
        hub.trades_changed.emit()
        hub.curves_changed.emit()

    hub.run(lambda progress: _samples(hub, progress), filled, title="ui.work.samples", writes=True)


def _build(hub: Hub, progress: Progress) -> None:
    from desk_app.jobs.build_index import build_index

    build_index(hub.desk, progress)


def _undo(hub: Hub, batches: Sequence[int], progress: Progress) -> list[int]:
    from desk_app.jobs.undo_import import undo_import

    counts = []
    for at, batch in enumerate(batches):
        progress.step(at, len(batches), "ui.work.undo")
        counts.append(undo_import(hub.desk, batch).reversed)
    return counts


def _samples(hub: Hub, progress: Progress) -> None:
    from desk_app.jobs.fill_samples import fill_samples

    fill_samples(hub.desk, progress)

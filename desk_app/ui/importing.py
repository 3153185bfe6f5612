"""Files into trades from the window: import, ask what a file leaves open, rebuild the index, take back."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.domain.base.tax import Tax
from desk_app.jobs.progress import Progress
from desk_app.ui.hub import Hub

if TYPE_CHECKING:
    from desk_app.jobs.import_files import ImportResult
    from desk_app.jobs.import_options import ImportOptions

_OPEN_QUESTIONS = {
    "tax_not_stated": "tax",
    "tax_contradicted": "tax",
    "unit_not_stated": "unit",
    "unit_contradicted": "unit",
    "date_form_open": "day_form",
}
ANSWERS: dict[str, tuple[str, ...]] = {
    "tax": ("incl", "excl"),
    "unit": ("yuan/t", "wan/t", "yuan/kg"),
    "day_form": ("dmy", "mdy", "ymd"),
}
"""What can be answered to each question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a file leaves open: "tax", "unit" or "day_form"."""

    path: Path
    about: str
    options: "ImportOptions"


class Importer(QObject):
    """One import after the other. `finished` brings results, `asked` a question, one at a time."""

    finished = Signal(list)
    asked = Signal(object)

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._questions: deque[Question] = deque()

    def start(self, paths: Sequence[Path], options: "ImportOptions | None" = None) -> None:
        """Import these behind the window."""
        self._hub.run(
            lambda progress: _import(self._hub, paths, options, progress),
            lambda found: self._took(paths, *found),
            title="ui.work.import",
            writes=True,
        )

    def answer(self, question: Question, answer: str) -> None:
        """Try the file again with the user's word for it."""
        options = question.options
        if question.about == "tax":
            options = replace(options, tax=Tax(answer))
        elif question.about == "unit":
            options = replace(options, unit=answer)
        else:
            options = replace(options, day_form=answer)
        self._drop(question)
        self.start([question.path], options)

    def skip(self, question: Question) -> None:
        """Leave the file; ask about the next."""
        self._hub.files_settled.emit([question.path])
        self._drop(question)

    def _drop(self, question: Question) -> None:
        if self._questions and self._questions[0] is question:
            self._questions.popleft()
        self.ask()

    def ask(self) -> None:
        """Put the first open question."""
        if self._questions:
            self.asked.emit(self._questions[0])

    def _took(self, paths: Sequence[Path], options: "ImportOptions", results: "Sequence[ImportResult]") -> None:
        from desk_app.jobs.follow_folder import stands

        settled: list[ImportResult] = []
        done: list[Path] = []
        for path, result in zip(paths, results, strict=True):
            about = _OPEN_QUESTIONS.get(result.refused.key) if result.refused else None
            if about is None:
                settled.append(result)
                done += [path] if stands(result) else []
            else:
                self._questions.append(Question(path, about, options))
        self._hub.files_settled.emit(done)
        if settled:
            self.finished.emit(settled)
        if any(result.new or result.changed for result in settled):
            trades_changed(self._hub)
        elif settled:
            self._hub.batches_changed.emit()
        self.ask()


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


def _import(
    hub: Hub, paths: Sequence[Path], options: "ImportOptions | None", progress: Progress
) -> "tuple[ImportOptions, tuple[ImportResult, ...]]":
    from desk_app.jobs.import_files import import_files
    from desk_app.jobs.import_options import ImportOptions

    used = options or ImportOptions()
    return used, import_files(hub.desk, paths, used, progress)


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

"""Fill an empty desk with the sample trades, marked as such, and build the curves."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk_app.assets import resource
from desk_app.domain.base.problem import Refused, refuse
from desk_app.jobs.build_index import build_index
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.store.trades import is_empty

_SOURCE = "sample"
_FILES = "sample_trades_*.csv"


@dataclass(frozen=True, slots=True)
class Filled:
    """What came in: sample trades from so many files, and the curves built from them."""

    files: int
    trades: int
    series: int


def sample_files() -> tuple[Path, ...]:
    """The files an empty desk is filled with."""
    return tuple(sorted(resource("samples").glob(_FILES)))


def fill_samples(desk: Desk, progress: Progress = SILENT) -> Filled:
    """`Refused` unless the desk never had a batch: sample trades must not mix with real ones unasked."""
    if not is_empty(desk.database.conn):
        raise refuse("desk_not_empty", "desk")
    results = import_files(desk, sample_files(), ImportOptions(source=_SOURCE, sample=True), progress)
    _check(results)
    built = build_index(desk, progress)
    return Filled(len(results), sum(result.new for result in results), built.series)


def _check(results: Sequence[ImportResult]) -> None:
    for result in results:
        if result.refused is not None:
            raise Refused(result.refused)

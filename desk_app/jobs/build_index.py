"""Compute every series from the live trades and keep what is new."""

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk_app.domain.index.methodology import METHOD
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.store import indexes
from desk_app.store.database import Connection, writing
from desk_app.store.trades import day_totals

if TYPE_CHECKING:
    import pandas as pd

    from desk_app.domain.index.vintage import Differences

_STEPS = 3


@dataclass(frozen=True, slots=True)
class Built:
    """`vintage` is None when the values stood already; else how many values are new, other, taken back."""

    vintage: int | None
    series: int
    added: int = 0
    changed: int = 0
    withdrawn: int = 0


def is_current(desk: Desk) -> bool:
    """Whether the values stand for the live trades, by this method. Quick: it looks at the trades' numbers."""
    connection = desk.database.conn
    last = indexes.last_vintage(connection)
    mark = indexes.live_mark(connection)
    if last is None:
        return mark == _NO_TRADES
    return (last.method, last.seen) == (METHOD.name, mark)


_NO_TRADES = "0:0"


def build_index(desk: Desk, progress: Progress = SILENT) -> Built:
    """Bring all series up to date; past values stay readable under their vintage."""
    connection = desk.database.conn
    if is_current(desk):
        return Built(None, len(indexes.latest_codes(connection)))
    progress.step(0, _STEPS, "index.build.adding_up")
    mark = indexes.live_mark(connection)
    totals = day_totals(connection)
    hashed = _hash(totals)
    last = indexes.last_vintage(connection)
    if last and (last.method, last.inputs_hash) == (METHOD.name, hashed):
        with writing(desk.database, desk.folder) as writer:
            indexes.mark_seen(writer, last.id, mark)
        return Built(None, len(indexes.latest_codes(connection)))
    return _build(desk, totals, hashed, mark, progress)


def _build(desk: Desk, totals: "pd.DataFrame", hashed: str, mark: str, progress: Progress) -> Built:
    from desk_app.domain.index.engine import index_values
    from desk_app.domain.index.vintage import differences

    progress.step(1, _STEPS, "index.build.computing")
    computed = index_values(totals)
    progress.step(2, _STEPS, "index.build.writing")
    with writing(desk.database, desk.folder) as connection:
        found = differences(computed, indexes.latest_frame(connection))
        built_at = datetime.now(UTC).isoformat(timespec="seconds")
        vintage = indexes.add_vintage(connection, built_at, METHOD.name, hashed, mark)
        _write(connection, vintage, found)
        progress.step(_STEPS, _STEPS, "index.build.writing")
    counts = (len(found.added), len(found.changed), len(found.withdrawn))
    return Built(vintage, int(computed["code"].nunique()), *counts)


def _write(connection: Connection, vintage: int, found: "Differences") -> None:
    for frame in (found.added, found.changed, found.withdrawn):
        indexes.add_values(connection, vintage, _rows(frame))


def _rows(frame: "pd.DataFrame") -> Iterator[tuple[object, ...]]:
    """Plain values; no value is None."""
    columns = [frame[name].tolist() for name in frame.columns]
    value = list(frame.columns).index("value")
    columns[value] = [None if math.isnan(one) else one for one in columns[value]]
    return zip(*columns, strict=True)


def _hash(totals: "pd.DataFrame") -> str:
    """SHA-256 of the day totals: the same trades, the same text of 64 characters."""
    digest = hashlib.sha256()
    for name in totals.columns:
        column = totals[name].tolist()
        digest.update(repr(column).encode())
    return digest.hexdigest()

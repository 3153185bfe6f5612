"""Compute every series from the live trades and keep what is new."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np

from desk_app.domain.base.period import CHINA
from desk_app.domain.index.engine import all_series
from desk_app.domain.index.product_days import ProductDays
from desk_app.domain.index.replace_days import replaced
from desk_app.domain.index.series_values import SeriesValues
from desk_app.domain.index.vintage import differences, digest, figures
from desk_app.jobs.add_up_days import Ground, add_up_all, add_up_days
from desk_app.jobs.index_request import Asked, asked, known_values, request_for
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.store import dirty, indexes, product_days, published
from desk_app.store.database import Connection, writing

_STEPS = 3


def today_in_china() -> date:
    """A trade's day is China's, wherever the machine stands."""
    return datetime.now(CHINA).date()


@dataclass(frozen=True, slots=True)
class Built:
    """`vintage` is None when the values stood already; else how many values are new, other, taken back."""

    vintage: int | None
    series: int
    added: int = 0
    changed: int = 0
    withdrawn: int = 0


def is_current(desk: Desk) -> bool:
    """Whether the values stand for the live trades, by this method, groups and rules. It looks at no trade."""
    return _is_current(desk.database.conn, asked(desk), today_in_china())


def _is_current(connection: Connection, wanted: Asked, today: date) -> bool:
    if indexes.is_untouched(connection):
        return True
    state = indexes.state(connection)
    if dirty.is_everything(connection) or (state.built, state.request) != (state.revision, wanted.mark):
        return False
    return state.built_on == today.isoformat() or not product_days.future_days(connection, today.isoformat())


def build_index(desk: Desk, progress: Progress = SILENT, today: date | None = None) -> Built:
    """Bring all series up to date; past values stay readable under their vintage, published ones stand."""
    wanted, today = asked(desk), today or today_in_china()
    connection = desk.database.conn
    if _is_current(connection, wanted, today):
        return Built(None, len(indexes.latest_codes(connection)))
    with writing(desk.database, desk.folder) as connection:
        built, kept = _build(desk, connection, wanted, today, progress)
    desk.kept_days = kept
    return built


def _build(
    desk: Desk, connection: Connection, wanted: Asked, today: date, progress: Progress
) -> tuple[Built, tuple[int, ProductDays]]:
    progress.step(0, _STEPS, "index.build.adding_up")
    before = indexes.state(connection)
    changed = _add_up(connection, wanted, today, progress)
    days, same_days = _days(desk, connection, before.built, changed)
    progress.step(1, _STEPS, "index.build.computing")
    # on the same days, and asked for the same, a series over products that have not changed is what it was
    touched = frozenset(changed or ()) if same_days and before.request == wanted.mark else None
    found = _computed(desk, wanted, days, touched)
    progress.step(2, _STEPS, "index.build.writing")
    built = _write(connection, wanted, days, found, touched)
    state = indexes.state(connection)
    indexes.set_built(connection, state.revision, today.isoformat(), wanted.mark)
    progress.step(_STEPS, _STEPS, "index.build.writing")
    return built, (state.revision, days)


def _add_up(connection: Connection, wanted: Asked, today: date, progress: Progress) -> Mapping[str, object] | None:
    """Bring the product-day table up to date; by product the days that had changed, None for all."""
    ground = Ground(wanted.method, wanted.rules, product_days.verdicts(connection), today.toordinal())
    dirty.mark(connection, product_days.future_days(connection, today.isoformat()))
    found = None if dirty.is_everything(connection) else dirty.dirty_days(connection)
    if found is None:
        add_up_all(connection, ground, progress)
    else:
        add_up_days(connection, found, ground)
    dirty.clear(connection)
    return found


def _days(
    desk: Desk, connection: Connection, stood: int, changed: Mapping[str, object] | None
) -> tuple[ProductDays, bool]:
    """The whole table, and whether it is over the same days and products as this program built before.

    Of a table that it has built before only the changed products are read.
    """
    names = published.products(connection)
    if changed is None or desk.kept_days is None or desk.kept_days[0] != stood:
        return product_days.read_product_days(connection, names), False
    kept = desk.kept_days[1]
    fresh = product_days.read_product_days(connection, (), sorted(changed))
    days = replaced(kept, fresh, set(changed), set(names))
    same = days.products == kept.products and np.array_equal(np.unique(days.day), np.unique(kept.day))
    return days, bool(same)


def _computed(desk: Desk, wanted: Asked, days: ProductDays, touched: frozenset[str] | None) -> list[SeriesValues]:
    request = request_for(wanted, days.products, known_values(desk))
    return list(all_series(days, replace(request, changed=touched)))


def _write(
    connection: Connection,
    wanted: Asked,
    days: ProductDays,
    found: list[SeriesValues],
    touched: frozenset[str] | None,
) -> Built:
    """Only series that come out otherwise are compared value by value; a vintage is made if any value is other."""
    places = indexes.product_places(connection, days.products)
    before = indexes.digests(connection)
    now = {(series.code, series.every.value): digest(series) for series in found}
    if touched is not None:
        now = {**{key: one for key, one in before.items() if key[0] not in touched}, **now}
    computed = {(series.code, series.every.value): series for series in found}
    written = []
    for key in {**before, **now}:
        if before.get(key) != now.get(key):
            rows = figures(computed[key], places) if key in computed else {}
            written.append((key, differences(rows, indexes.latest_rows(connection, *key))))
    indexes.set_digests(connection, ((*key, value) for key, value in now.items()))
    written = [(key, one) for key, one in written if one.added or one.changed or one.withdrawn]
    vintage = _vintage(connection, wanted, days) if written else None
    for key, one in written:
        for rows_of in (one.added, one.changed, one.withdrawn):
            indexes.add_values(connection, vintage or 0, *key, rows_of)
    counts = {name: sum(len(getattr(one, name)) for _, one in written) for name in ("added", "changed", "withdrawn")}
    return Built(vintage, len({code for code, _ in now}), **counts)


def _vintage(connection: Connection, wanted: Asked, days: ProductDays) -> int:
    built_at = datetime.now(UTC).isoformat(timespec="microseconds")
    return indexes.add_vintage(connection, built_at, wanted.method.name, _hash(days))


def _hash(days: ProductDays) -> str:
    """SHA-256 of the product-day table: the same trades, the same text of 64 characters."""
    digest = hashlib.sha256(repr(days.products).encode())
    for name in ("product", "day", "value", "mass", "trades", "low", "high", "rejected", "unscreened"):
        digest.update(getattr(days, name).tobytes())
    return digest.hexdigest()

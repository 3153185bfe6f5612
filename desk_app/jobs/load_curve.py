"""One series out of the store: as rows to be listed, or as a curve to be drawn."""

import difflib
from dataclasses import dataclass
from datetime import date

from desk_app.domain.base.period import Every, parse_period
from desk_app.domain.base.problem import refuse
from desk_app.domain.curve.curve import Curve, curve_of
from desk_app.domain.index.series import Series, index_series, price_series
from desk_app.domain.index.status import Status
from desk_app.domain.index.value_row import ValueRow
from desk_app.jobs.index_request import asked
from desk_app.jobs.load_products import load_products
from desk_app.jobs.open_desk import Desk
from desk_app.store.indexes import latest_codes, latest_values

_NEAR = 5


def find_series(desk: Desk, code: str) -> Series:
    """The series of a code, or of a product's name; `Refused` names the near ones."""
    codes = latest_codes(desk.database.conn)
    catalogue = load_products(desk)
    product = catalogue.find(code)
    found = code if code in codes else product.key if product else ""
    if found not in codes:
        key = "series_unknown" if codes else "series_none"
        near = difflib.get_close_matches(code, codes, _NEAR, 0.4) or codes[:_NEAR]
        raise refuse(key, "series", code=code, near=", ".join(near))
    is_index = found in {group.code for group in asked(desk).groups}
    return index_series(found) if is_index else price_series(found)


def load_values(
    desk: Desk,
    code: str,
    every: Every = Every.DAY,
    start: date | None = None,
    end: date | None = None,
    known_before: str | None = None,
) -> tuple[Series, list[ValueRow]]:
    """The periods of a series that touch `start` to `end`, both included, oldest first; withdrawn ones too.

    As they stand, or as they stood before a UTC time.
    """
    series = find_series(desk, code)
    rows = latest_values(desk.database.conn, series.code, every.value, known_before)
    return series, [row for row in rows if _touches(row.period, start, end)]


def _touches(key: str, start: date | None, end: date | None) -> bool:
    if start is None and end is None:
        return True
    period = parse_period(key)
    return (start is None or period.end >= start) and (end is None or period.start <= end)


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """A curve, and the grade of each of its values ("A", "B", "C", "n/p"; see `domain.index.quality`)."""

    curve: Curve
    grades: tuple[str, ...]


def load_curve(
    desk: Desk, code: str, every: Every = Every.DAY, start: date | None = None, end: date | None = None
) -> Curve:
    """The same as a curve; withdrawn periods have no place in it."""
    return _graded(*load_values(desk, code, every, start, end), every).curve


def load_graded(desk: Desk, code: str, every: Every, known_before: str | None = None) -> Graded:
    """The whole curve with its grades, as it stands, or as it stood before a UTC time."""
    return _graded(*load_values(desk, code, every, known_before=known_before), every)


def _graded(series: Series, rows: list[ValueRow], every: Every) -> Graded:
    shown = [row for row in rows if row.status != Status.WITHDRAWN.value]
    curve = curve_of(
        series.code,
        every,
        series.unit,
        [parse_period(row.period) for row in shown],
        [row.value for row in shown],
        [row.status for row in shown],
        [row.trades for row in shown],
        [row.tonnes for row in shown],
    )
    return Graded(curve, tuple(row.grade for row in shown))

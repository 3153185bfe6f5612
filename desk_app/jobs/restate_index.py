"""What later data say about published values: reported, and restated where the method says so."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk_app.domain.base.period import CHINA, Every
from desk_app.domain.base.problem import refuse
from desk_app.domain.index.correction import Ruling, is_recent, ruling
from desk_app.jobs.build_index import build_index, today_in_china
from desk_app.jobs.in_writing import needs_name, now_text
from desk_app.jobs.index_request import asked, known_values, request_for
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT
from desk_app.jobs.standard_errors import standard_errors
from desk_app.store import dirty, indexes, product_days, published
from desk_app.store.database import writing

if TYPE_CHECKING:
    from desk_app.domain.index.series_values import Known, Published, SeriesValues

Key = tuple[str, Every]


@dataclass(frozen=True, slots=True)
class Difference:
    """A published value, and what it would be now. `corrected` is None where nothing is computed any more."""

    code: str
    every: Every
    period: str
    version: int
    published: float
    corrected: float | None
    ruling: Ruling


def differences(desk: Desk, today: date | None = None) -> list[Difference]:
    """Every published value that would come out otherwise now, to the last bit, and what the method rules."""
    today = today or today_in_china()
    build_index(desk, today=today)
    rows = published.newest(desk.database.conn)
    forward, history = _again(desk, _older(desk, rows, today)), _again(desk, {})
    found = []
    for row in rows:
        recent = _is_recent(row, today)
        now = (forward if recent else history).get((row.code, Every(row.every)), {}).get(row.period)
        if now is None or now.value != row.value:
            found.append(_difference(row, now.value if now else None, recent))
    return found


def _difference(row: published.PublishedRow, corrected: float | None, recent: bool) -> Difference:
    late = Ruling.TOO_LATE
    decided = late if corrected is None else ruling(row.value, corrected, recent)
    return Difference(row.code, Every(row.every), row.period, row.version, row.value, corrected, decided)


def _is_recent(row: published.PublishedRow, today: date) -> bool:
    at = datetime.fromisoformat(row.published_at).astimezone(CHINA)
    return is_recent(at.date(), today)


def _older(desk: Desk, rows: Iterable[published.PublishedRow], today: date) -> "Known":
    """What is published so long ago that it stands whatever comes."""
    old = {(row.code, Every(row.every), row.period) for row in rows if not _is_recent(row, today)}
    return {
        (code, every): {period: one for period, one in values.items() if (code, every, period) in old}
        for (code, every), values in known_values(desk).items()
    }


def _again(desk: Desk, known: "Known") -> "dict[Key, dict[str, Published]]":
    """Every index computed with only `known` published: value and parts by period."""
    from desk_app.domain.index.engine import all_series

    days = product_days.read_product_days(desk.database.conn, published.products(desk.database.conn))
    computed = all_series(days, request_for(asked(desk), days.products, known))
    return {(series.code, series.every): _values(series) for series in computed if series.parts is not None}


def _values(series: "SeriesValues") -> "dict[str, Published]":
    from desk_app.domain.index.series_values import Published

    parts_of = series.parts if series.parts is not None else ()
    rows = zip(series.periods, series.value.tolist(), series.grade, parts_of, strict=True)
    return {
        period: Published(value, dict(zip(series.products, parts.tolist(), strict=True)), grade)
        for period, value, grade, parts in rows
        if not math.isnan(value)
    }


def restate(desk: Desk, name: str, notice: str, today: date | None = None) -> list[Difference]:
    """Publish a new version of every value that the method says is to be restated, with a notice; which they were."""
    today = today or today_in_china()
    needs_name(name)
    if not notice.strip():
        raise refuse("notice_needed", "notice")
    found = [one for one in differences(desk, today) if one.ruling is Ruling.RESTATE]
    due = {(one.code, one.every.value, one.period) for one in found}
    rows = published.newest(desk.database.conn)
    now = _again(desk, _older(desk, rows, today))
    last = indexes.last_vintage(desk.database.conn)
    with writing(desk.database, desk.folder) as connection:
        errors = _errors(desk, found)
        for row in rows:
            if (row.code, row.every, row.period) in due:
                fresh = now[row.code, Every(row.every)][row.period]
                again = replace(row, value=fresh.value, parts=dict(fresh.parts), grade=fresh.grade)
                error = errors.get((row.code, row.every, row.period))
                again = replace(again, version=row.version + 1, standard_error=error)
                said = replace(again, vintage=last.id if last else 0, published_at=now_text(), name=name, notice=notice)
                published.publish(connection, [said])
        dirty.mark(connection, ())
    build_index(desk, today=today)
    return found


def _errors(desk: Desk, due: Iterable[Difference]) -> dict[tuple[str, str, str], float | None]:
    """The standard errors of what is restated, by code, frequency and period."""
    found: dict[tuple[str, str, str], float | None] = {}
    for every in Every:
        going: dict[str, list[str]] = {}
        for one in due:
            if one.every is every:
                going.setdefault(one.code, []).append(one.period)
        errors = standard_errors(desk.database.conn, asked(desk), every, going, SILENT) if going else {}
        found |= {(code, every.value, period): error for (code, period), error in errors.items()}
    return found

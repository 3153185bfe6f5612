"""Take a file of official index points: all that is clear comes in under one take, what is doubtful is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from desk_app.domain.base.problem import Level, Problem, refuse
from desk_app.domain.index.official_points.about import code_of, series_about
from desk_app.domain.index.official_points.heading import Row, about_lines, find_headings, official_score
from desk_app.domain.index.official_points.official import Comparison, OfficialSeries, Restated, compare
from desk_app.domain.index.official_points.read_official import Read, check_columns, read_official
from desk_app.files.pick import file_hash, pick_table, read_tables
from desk_app.files.reader import Table
from desk_app.jobs.list_official import find_official
from desk_app.jobs.open_desk import Desk
from desk_app.store import officials
from desk_app.store.database import Connection, writing

_MOST_LINES = 200_000


@dataclass(frozen=True, slots=True)
class OfficialRequest:
    """What the user says. `about` by field name (of `OfficialSeries`); empty texts leave it to the file, or to what is
    known of the code. `column` is the heading of the figures where there are several.
    """

    path: Path
    code: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    column: str = ""
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """`rows` = new + same + changed + refused. `take` is None where nothing was new, and nothing was written then."""

    series: OfficialSeries
    take: int | None
    rows: int
    new: int
    same: int
    changed: int
    refused: int
    restated: tuple[Restated, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _File:
    series: OfficialSeries
    read: Read
    hash: str
    table: Table
    warnings: tuple[Problem, ...]


def take_official(desk: Desk, request: OfficialRequest) -> Taken:
    """Read and keep; `Refused` where the file, its columns or what is said of the series can't be taken."""
    file = _read(desk, request)
    with writing(desk.database, desk.folder) as connection:
        versions = officials.point_versions(connection, file.series.code)
        standing = {period: found[-1].point.value for period, found in versions.items()}
        found = compare(file.read.points, standing)
        take = _write(connection, request.path.name, file, found) if found.new or found.restated else None
    return _taken(file, found, take)


def _read(desk: Desk, request: OfficialRequest) -> _File:
    score = partial(_score, request.column)
    tables = read_tables(request.path, score)
    table = pick_table(tables, request.sheet, score, request.path.name)
    if table.lines > _MOST_LINES:
        raise refuse("official_too_long", file=request.path.name, most=str(_MOST_LINES))
    rows = table.rows()
    headings = find_headings(rows, request.column)
    check_columns(headings, rows[headings.at] if rows else [], request.path.name)
    lines = about_lines(rows[: headings.at])
    code = code_of(request.code, lines)
    series = series_about(code, request.about, lines, find_official(desk, code))
    read = read_official(rows, headings, series.every, datetime.now().astimezone().date())
    if not read.rows:
        raise refuse("official_none", file=request.path.name)
    return _File(series, read, file_hash(request.path), table, tuple(_unread(tables, table, score(table.head), score)))


def _score(column: str, rows: Sequence[Row]) -> int:
    return find_headings(rows, column).score if column else official_score(rows)


def _unread(tables: Sequence[Table], taken: Table, least: int, score: "partial[int]") -> list[Problem]:
    """A warning for every other sheet that looks as if it held points too."""
    others = [table for table in tables if table is not taken and not table.hidden and score(table.head) >= least]
    return [Problem("official_sheet_left", level=Level.WARNING, facts={"sheet": table.name}) for table in others]


def _write(connection: Connection, name: str, file: _File, found: Comparison) -> int:
    values: dict[str, str | int] = {
        "file": name,
        "file_hash": file.hash,
        "sheet": file.table.name,
        "taken_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "rows": file.read.rows,
        "new": found.new,
        "same": _same(file, found),
        "changed": len(found.restated),
        "refused": file.read.refused,
    }
    take = officials.add_take(connection, file.series, values)
    officials.add_points(connection, file.series.code, take, file.read.points)
    return take


def _same(file: _File, found: Comparison) -> int:
    """Known figures, and lines that say again what another line of the file said."""
    return file.read.rows - file.read.refused - found.new - len(found.restated)


def _taken(file: _File, found: Comparison, take: int | None) -> Taken:
    read = file.read
    counts = (read.rows, found.new, _same(file, found), len(found.restated), read.refused)
    return Taken(file.series, take, *counts, found.restated, (*file.warnings, *read.problems))


def undo_take(desk: Desk, number: int) -> OfficialSeries:
    """Take one take back, whole; what earlier takes said of its periods counts again. Gives the series it was of."""
    with writing(desk.database, desk.folder) as connection:
        found = officials.find_take(connection, number)
        if found is None:
            raise refuse("official_take_unknown", "batch", take=str(number))
        if found.undone_at is not None:
            raise refuse("official_take_undone", "batch", take=str(number))
        officials.mark_take_undone(connection, number, datetime.now(UTC).isoformat(timespec="seconds"))
    return found.series

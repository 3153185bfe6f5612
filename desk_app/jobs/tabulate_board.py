"""The price board as a table that leaves the desk: by the clipboard, as a file, on a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from desk_app.domain.curve.board import Board, BoardRow
from desk_app.domain.curve.board_field import FIELDS, PLACES, Field, Measure
from desk_app.domain.curve.track import Origin
from desk_app.domain.index.official_points.official import OfficialSeries
from desk_app.files.write_table import Cell, Table
from desk_app.i18n import Words, series_name
from desk_app.jobs.load_board import Ground


def heading(words: Words, field: Field, board: Board, *, short: bool = False) -> str:
    """A field's title, without its unit; the short one for a narrow column, where percent is part of it."""
    key = f"board.short.{field.key}" if short else f"board.column.{field.key}"
    return words(key, period=board.stretch.key)


def unit_of(words: Words, field: Field, board: Board) -> str:
    """The unit of a field's figures, with the tax basis of prices; empty where it has none."""
    if field.measure is Measure.PERCENT:
        return words("ui.unit.percent")
    return words(f"board.unit.{board.tax.value}") if field.measure in {Measure.VALUE, Measure.AMOUNT} else ""


def row_unit(words: Words, row: BoardRow, official: Mapping[str, OfficialSeries]) -> str:
    """The unit of one row's figures: prices with their tax basis, official points with their owner."""
    track = row.track
    if track.origin is Origin.PRICE:
        return words(f"board.unit.{track.tax.value}")
    if track.origin is Origin.OFFICIAL:
        return words("board.unit.official", owner=official[track.code].owner)
    return words("board.unit.points")


def about_lines(words: Words, ground: Ground, board: Board) -> list[str]:
    """What is said wherever the board goes: whose figures these are, tax basis, source, age."""
    lines = [words("index.label.in_house")]
    lines += [words("index.label.sample")] if ground.sample else []
    lines.append(words(f"board.about.{board.tax.value}"))
    lines.append(words("board.about.source", day=board.on))
    lines += [words("official.label")] if ground.official else []
    return lines


def board_table(words: Words, ground: Ground, board: Board, rows: Iterable[BoardRow], on: date) -> Table:
    """These rows in this order; `on` is the day of the export."""

    def titled(field: Field) -> str:
        unit = unit_of(words, field, board)
        return f"{heading(words, field, board)} ({unit})" if unit else heading(words, field, board)

    about = (*about_lines(words, ground, board), words("board.about.period", period=stretch_text(board)))
    titles = (words("board.column.name"), words("board.column.code"), words("board.column.unit"))
    places = (0, 0, 0, *(0 if field.measure in {Measure.COUNT, Measure.TEXT} else PLACES for field in FIELDS))
    lines = [board_cells(words, ground, row) for row in rows]
    exported = words("board.about.exported", day=on)
    return Table((*about, exported), (*titles, *map(titled, FIELDS)), lines, places)


def board_cells(words: Words, ground: Ground, row: BoardRow, fields: Sequence[Field] = FIELDS) -> tuple[Cell, ...]:
    """One row: name, code, unit, figures."""
    code = row.track.code
    unit = row_unit(words, row, ground.official)
    return series_name(words, ground.names, code), code, unit, *(field.figure(row) for field in fields)


def stretch_text(board: Board) -> str:
    """The stretch of the chosen averages with its days."""
    return f"{board.stretch.key} ({board.stretch.start} – {board.stretch.end})"

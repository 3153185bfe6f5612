"""`reo-desk board`: the newest value of every series with its changes and averages."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import (
    Context,
    TerminalProgress,
    json_option,
    pass_context,
    print_csv,
    print_json,
    say,
    tell,
)
from desk_app.cli.speech import command
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax
from desk_app.settings import Settings

if TYPE_CHECKING:
    from desk_app.domain.curve.board import Average, Board, BoardRow
    from desk_app.jobs.load_board import Ground

_TEXTS = 3
"""How many columns of a line are texts: name, code, unit."""
_SHOWN = ("last", "step_percent", "week_percent", "month_percent", "quarter_average", "year_on_year_percent")
_MARKS = {"percent": " %"}


@command("board", "board.help.board")
@click.option("--period", default="", metavar="PERIOD", help="board.option.period")
@click.option("--tax", type=click.Choice([tax.value for tax in Tax]), default=Tax.EXCL.value, help="board.option.tax")
@click.option("--format", "shape", type=click.Choice(["text", "csv", "json"]), default="text", help="cli.option.format")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="board.option.out")
@json_option
@pass_context
def board_command(context: Context, period: str, tax: str, shape: str, out: Path | None, as_json: bool) -> None:
    """The board; built first when trades came or went since."""
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.load_board import load_ground, show_board
    from desk_app.jobs.tabulate_board import about_lines

    build_index(context.desk, TerminalProgress(context.words))
    ground = load_ground(context.desk)
    board = show_board(ground, period, Tax(tax))
    if out is not None:
        _write(context, ground, board, out)
    if as_json or shape == "json":
        print_json(_document(context, ground, board))
    elif shape == "csv":
        print_csv(*_csv(context, ground, board))
    elif out is None:
        _print(context, ground, board)
    for line in about_lines(context.words, ground, board):
        tell(line)


def _document(context: Context, ground: "Ground", board: "Board") -> dict[str, Any]:
    stretch = board.stretch
    return {
        "on": board.on.isoformat(),
        "period": {"key": stretch.key, "from": stretch.start.isoformat(), "to": stretch.end.isoformat()},
        "tax": board.tax.value,
        "label": context.words("index.label.in_house"),
        "sample": ground.sample,
        "rows": [_row(context, ground, row) for row in board.rows],
    }


def _row(context: Context, ground: "Ground", row: "BoardRow") -> dict[str, Any]:
    from desk_app.domain.curve.board_field import FIELDS
    from desk_app.domain.curve.due import hour_in
    from desk_app.i18n import series_name
    from desk_app.jobs.load_board import due_of

    track = row.track
    due = due_of(ground, track, datetime.now(UTC), hour_in(Settings(context.folder)["day_hour"]))
    figures = {field.key: _plain(field.figure(row)) for field in FIELDS}
    moves = {
        span.value: {"before": f"{move.before:.2f}", "day": move.day.isoformat()} for span, move in row.moves.items()
    }
    averages = {name: _average(getattr(row, name)) for name in ("quarter", "quarter_before", "chosen", "chosen_before")}
    return {
        "code": track.code,
        "name": series_name(context.words, ground.names, track.code),
        "origin": track.origin.value,
        "every": track.every.value,
        "unit": track.unit,
        "tax": _tax(ground, row),
        "period": track.periods[-1],
        "state": due.state.value,
        "age_days": due.days,
        "expected": due.expected.isoformat(),
        **figures,
        "against": moves,
        "averages": averages,
    }


def _tax(ground: "Ground", row: "BoardRow") -> str:
    """Of a price that of the board, of an own index that of the prices it is made of, else as its owner states it."""
    official = ground.official.get(row.track.code)
    return official.tax.value if official else row.track.tax.value


def _average(of: "Average | None") -> dict[str, Any] | None:
    if of is None:
        return None
    return {"value": f"{of.value:.2f}", "count": of.count, "from": of.first.isoformat(), "to": of.last.isoformat()}


def _plain(figure: object) -> object:
    return figure if figure is None or isinstance(figure, int) else str(figure)


def _csv(context: Context, ground: "Ground", board: "Board") -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    from desk_app.domain.curve.board_field import FIELDS
    from desk_app.jobs.tabulate_board import board_cells

    rows = [(*board_cells(context.words, ground, row), _tax(ground, row)) for row in board.rows]
    return ("name", "code", "unit", *(field.key for field in FIELDS), "tax"), list(rows)


def _write(context: Context, ground: "Ground", board: "Board", out: Path) -> None:
    from desk_app.files.write_table import write_csv, write_workbook
    from desk_app.jobs.tabulate_board import board_table
    from desk_app.jobs.write_whole import check_place

    if out.suffix.lower() not in {".xlsx", ".csv"}:
        raise refuse("board_ending", file=out.name)
    check_place(out)
    table = board_table(context.words, ground, board, board.rows, ground.today)
    (write_workbook if out.suffix.lower() == ".xlsx" else write_csv)(table, out)
    tell(context.words("ui.told.saved", file=str(out)))


def _print(context: Context, ground: "Ground", board: "Board") -> None:
    from desk_app.domain.curve.board_field import FIELDS
    from desk_app.jobs.tabulate_board import board_cells, heading

    if not board.rows:
        say(context.words("index.list.none"))
        return
    words, shown = context.words, [field for field in FIELDS if field.key in _SHOWN]
    heads = (words("board.column.name"), words("board.column.code"), words("board.column.unit"))
    titles = [f"{heading(words, field, board)}{_MARKS.get(field.measure, '')}" for field in shown]
    lines = [tuple(map(_cell, board_cells(words, ground, row, shown))) for row in board.rows]
    for line in columns([(*heads, *titles), *lines], frozenset(range(_TEXTS, _TEXTS + len(shown)))):
        say(line)


def _cell(figure: object) -> str:
    return "" if figure is None else str(figure)

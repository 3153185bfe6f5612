"""What the price board says when a figure or a heading is pointed at: from what it was counted, and by what rule."""

from typing import TYPE_CHECKING

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped, signed
from desk_app.domain.curve.board import Average, Move, Span
from desk_app.domain.curve.track import Origin
from desk_app.i18n import one_line
from desk_app.jobs.tabulate_board import row_unit

if TYPE_CHECKING:
    from desk_app.domain.curve.board import BoardRow
    from desk_app.ui.board.board_columns import Shown

_SPANS = {f"{span.value}_percent": span for span in Span} | {"step_amount": Span.STEP}


def head_tip(shown: "Shown", key: str) -> str:
    """By what rule a column is made, with the days it speaks of."""
    board = shown.board
    stretch = f"{board.stretch.start} – {board.stretch.end}"
    return shown.hub.words(f"board.tip.{key}", on=board.on, stretch=stretch)


def cell_tip(shown: "Shown", key: str, row: "BoardRow") -> str:
    """Where one figure comes from."""
    if key in _SPANS:
        return _move(shown, row, row.moves.get(_SPANS[key]))
    if key in {"quarter_average", "chosen_average", "chosen_percent"}:
        return _averages(shown, key, row)
    if key in {"last", "day"}:
        return _age(shown, row)
    return _whose(shown, row)


def _value(shown: "Shown", row: "BoardRow", value: float) -> str:
    return f"{grouped(published(value, 2), 2)} {row_unit(shown.hub.words, row, shown.ground.official)}"


def _move(shown: "Shown", row: "BoardRow", move: Move | None) -> str:
    if move is None:
        return shown.hub.words("board.tip.none")
    return shown.hub.words("board.tip.against", value=_value(shown, row, move.before), day=move.day)


def _averages(shown: "Shown", key: str, row: "BoardRow") -> str:
    now, before = (row.quarter, row.quarter_before) if key == "quarter_average" else (row.chosen, row.chosen_before)
    percent = row.quarter_percent if key == "quarter_average" else row.chosen_percent
    words = shown.hub.words
    lines = [_average(shown, row, now)]
    if now is not None:
        name = "quarter" if key == "quarter_average" else "chosen"
        change = "–" if percent is None else f"{signed(published(percent, 2), 2)} %"
        lines.append(words(f"board.tip.before.{name}", average=_average(shown, row, before), change=change))
    return "\n".join(lines)


def _average(shown: "Shown", row: "BoardRow", of: Average | None) -> str:
    words = shown.hub.words
    if of is None:
        return words("board.tip.no_average")
    key = "board.tip.of_trades" if row.track.origin is Origin.PRICE else "board.tip.of_values"
    return words(key, value=_value(shown, row, of.value), count=of.count, first=of.first, last=of.last)


def _age(shown: "Shown", row: "BoardRow") -> str:
    period, aged = row.track.periods[-1], shown.aged(row)
    line = shown.hub.words("board.tip.period", period=period, unit=_unit(shown, row), age=aged.text)
    return f"{line}\n{aged.tip}"


def _unit(shown: "Shown", row: "BoardRow") -> str:
    return row_unit(shown.hub.words, row, shown.ground.official)


def _whose(shown: "Shown", row: "BoardRow") -> str:
    """Whose series it is, under its name."""
    words = shown.hub.words
    official = shown.ground.official.get(row.track.code)
    whose = words("index.label.in_house")
    if official is not None:
        tax = words(f"official.tax.{official.tax.value}")
        name = official.called(words.language)
        whose = words("official.about", name=name, owner=official.owner, base=official.base, tax=tax)
    return f"{shown.name(row)} ({row.track.code}) · {_unit(shown, row)}\n{one_line(whose)}"

"""The columns of the price board: `FIELDS` as a person reads them, with a name, an age and a small curve beside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped, signed
from desk_app.domain.curve.board_field import FIELDS, Field, Measure
from desk_app.domain.curve.due import Due, State
from desk_app.domain.curve.track import Origin
from desk_app.i18n import Words, series_name
from desk_app.jobs.load_board import due_of
from desk_app.jobs.tabulate_board import heading, row_unit
from desk_app.ui.ages import Aged, aged, own_hour, stated_hour
from desk_app.ui.board.board_tips import cell_tip, head_tip
from desk_app.ui.hub import Hub
from desk_app.ui.pages.index_columns import grade_text
from desk_app.ui.rise import arrow, rise_colour
from desk_app.ui.widgets.record_model import LEFT, RIGHT, Column

if TYPE_CHECKING:
    from desk_app.domain.curve.board import Board, BoardRow
    from desk_app.jobs.load_board import Ground

SPARK = "spark"
ORDER = (
    "name", "last", "unit", "day", "step_amount", "step_percent", SPARK, "week_percent", "month_percent",
    "quarter_percent", "year_percent", "year_on_year_percent", "quarter_average", "chosen_average", "chosen_percent",
    "grade", "trades",
)  # fmt: skip
WIDTHS = (120, 82, 52, 70, 86, 74, 92, 58, 58, 58, 62, 62, 82, 82, 66, 40, 40)
_WEAK = 130
"""Of 255: how strong red and green are on a figure that is out of date."""
_ARROWS = {"step_amount", "step_percent"}
_FIELDS = {each.key: each for each in FIELDS}
_SECTIONS = {Origin.INDEX: 0, Origin.OFFICIAL: 1, Origin.PRICE: 2}


def section(row: "BoardRow") -> int:
    """Own indices first, then official points, then prices: points and yuan are never sorted among each other."""
    return _SECTIONS[row.track.origin]


@dataclass(eq=False)
class Shown:
    """What the columns speak of: the board on view and what it is made of."""

    hub: Hub
    ground: "Ground"
    board: "Board"
    dues: dict[str, Due] = field(default_factory=dict)
    said: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    """By column, row and role what a cell shows: painting only looks it up."""

    def look_at_clock(self) -> None:
        """How old each series is by now; every cell is made anew, in the language and colours in force."""
        self.said.clear()
        now, own = datetime.now(UTC), own_hour(self.hub.settings).at
        self.dues = {row.track.code: due_of(self.ground, row.track, now, own) for row in self.board.rows}

    def aged(self, row: "BoardRow") -> Aged:
        """The age of a row in words, and what was expected when."""
        official = self.ground.official.get(row.track.code)
        hour = stated_hour(official.published_at) if official else own_hour(self.hub.settings)
        return aged(self.hub.words, self.due(row), hour)

    def due(self, row: "BoardRow") -> Due:
        return self.dues[row.track.code]

    def name(self, row: "BoardRow") -> str:
        return series_name(self.hub.words, self.ground.names, row.track.code)

    def grey(self, row: "BoardRow") -> QColor | None:
        """The colour of figures that are not up to date."""
        state = self.due(row).state
        name = {State.STALE: "text_faint", State.LATE: "text_soft"}.get(state)
        return QColor(self.hub.theme.palette[name]) if name else None


@dataclass(frozen=True, slots=True)
class Titled(Column["BoardRow"]):
    """A column whose title and explanation follow what is on view."""

    heading: Callable[[], str] = str
    explained: Callable[[], str] = str

    def title(self, words: Words) -> str:
        return self.heading()

    def about(self, words: Words) -> str:
        return self.explained()


def board_columns(shown: Callable[[], Shown]) -> tuple[Titled, ...]:
    """`shown` gives what is on view whenever it is asked."""
    return tuple(_column(key, shown) for key in ORDER)


def _column(key: str, shown: Callable[[], Shown]) -> Titled:
    def grey(row: "BoardRow") -> QColor | None:
        return shown().grey(row)

    def tip(row: "BoardRow") -> str:
        return cell_tip(shown(), key, row)

    def head() -> str:
        words = shown().hub.words
        if key in _FIELDS:
            return heading(words, _FIELDS[key], shown().board, short=True)
        return words(f"board.short.{key}")

    show, sort = _OTHERS[key](shown) if key in _OTHERS else (_show(_FIELDS[key], shown), _order(_FIELDS[key]))
    said = partial(_said, shown, key)
    left = key in {"name", "unit"}
    colour = _rise(_FIELDS[key], shown) if key in _FIELDS and _FIELDS[key].changes else grey
    return Titled(
        key, said("text", show), sort, LEFT if left else RIGHT, tip=tip, heading=head,
        colour=None if key == "name" else said("colour", colour),
        explained=lambda: head_tip(shown(), key),
    )  # fmt: skip


def _said(
    shown: Callable[[], Shown], key: str, role: str, made: "Callable[[BoardRow], Any]"
) -> "Callable[[BoardRow], Any]":
    """The same, made once for as long as the board is what it is."""

    def said(row: "BoardRow") -> Any:
        known, cell = shown().said, (key, row.track.code, role)
        if cell not in known:
            known[cell] = made(row)
        return known[cell]

    return said


def value_text(value: "float | Decimal", origin: Origin) -> str:
    """Prices to the yuan, own indices to two places, official points as they were published."""
    if isinstance(value, Decimal):
        return grouped(value, max(-int(value.as_tuple().exponent), 0))
    places = 0 if origin is Origin.PRICE else 2
    return grouped(published(value, places), places)


def change_text(value: float, places: int, *, marked: bool) -> str:
    """+0.52, or ▲ +0.52."""
    figure = published(value, places) + 0
    text = signed(figure, places) if figure else grouped(figure, places)
    return f"{arrow(figure)} {text}" if marked and figure else text


def _show(of: Field, shown: Callable[[], Shown]) -> "Callable[[BoardRow], str]":
    def text(row: "BoardRow") -> str:
        found = of.of(row)
        if found is None:
            return "–"
        if of.measure in {Measure.AMOUNT, Measure.PERCENT} and isinstance(found, float):
            whole = of.measure is Measure.AMOUNT and row.track.origin is Origin.PRICE
            return change_text(found, 0 if whole else 2, marked=of.key in _ARROWS)
        if of.measure is Measure.VALUE and isinstance(found, float | Decimal):
            return value_text(found, row.track.origin)
        return grade_text(shown().hub.words, found) if isinstance(found, str) else str(found)

    return text


def _order(of: Field) -> "Callable[[BoardRow], object]":
    def order(row: "BoardRow") -> object:
        found = of.of(row)
        return float(found) if isinstance(found, Decimal) else found

    return order


def _rise(of: Field, shown: Callable[[], Shown]) -> "Callable[[BoardRow], QColor | None]":
    """Red and green as the user has them; dim where the figure is old, grey where there is none."""

    def colour(row: "BoardRow") -> QColor | None:
        found = of.of(row)
        if not isinstance(found, float):
            return QColor(shown().hub.theme.palette["text_faint"])
        return dimmed(rise_colour(shown().hub, published(found, 2)), shown().due(row)) or shown().grey(row)

    return colour


def dimmed(colour: QColor | None, due: Due) -> QColor | None:
    """A colour as it is, or weak for a figure that is out of date."""
    if colour is not None and due.state is State.STALE:
        colour.setAlpha(_WEAK)
    return colour


_Pair = tuple["Callable[[BoardRow], str]", "Callable[[BoardRow], object]"]


def _name(shown: Callable[[], Shown]) -> _Pair:
    return lambda row: shown().name(row), lambda row: shown().name(row)


def _unit(shown: Callable[[], Shown]) -> _Pair:
    def text(row: "BoardRow") -> str:
        words = shown().hub.words
        return words("ui.unit.yuan_per_tonne" if row.track.origin is Origin.PRICE else "board.unit.points")

    return text, lambda row: row_unit(shown().hub.words, row, shown().ground.official)


def _age(shown: Callable[[], Shown]) -> _Pair:
    def text(row: "BoardRow") -> str:
        days = shown().due(row).days
        return shown().hub.words("ui.age.short", days=days) if days else shown().hub.words("ui.age.today")

    return text, lambda row: row.track.last_day


def _spark(_: Callable[[], Shown]) -> _Pair:
    def rise(row: "BoardRow") -> float:
        return float(row.spark[-1] / row.spark[0] - 1) if row.spark[0] else 0.0

    return lambda row: "", rise


_OTHERS: dict[str, Callable[[Callable[[], Shown]], _Pair]] = {
    "name": _name, "unit": _unit, "day": _age, SPARK: _spark,
}  # fmt: skip


def spark_of(shown: Shown, row: "BoardRow") -> tuple[Sequence[float], QColor, QColor]:
    """The small curve: its values, its colour, and that of its end."""
    cell = SPARK, row.track.code, "curve"
    if cell not in shown.said:
        shown.said[cell] = _spark_of(shown, row)
    found: tuple[Sequence[float], QColor, QColor] = shown.said[cell]
    return found


def _spark_of(shown: Shown, row: "BoardRow") -> tuple[Sequence[float], QColor, QColor]:
    palette = shown.hub.theme.palette
    values = row.spark.tolist()
    stale = shown.due(row).state is State.STALE
    line = QColor(palette["text_faint" if stale else "text_soft"])
    rise = dimmed(rise_colour(shown.hub, values[-1] - values[0]), shown.due(row))
    return values, line, rise or line

"""The columns of the index page's table: a value on each base, its change, and how much stands behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from desk_app.domain.base.exact import published
from desk_app.domain.base.money import grouped, signed
from desk_app.i18n import Words
from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.record_model import RIGHT, Column

if TYPE_CHECKING:
    from desk_app.jobs.tabulate_index import IndexLine, IndexTable

_LOWEST = float("-inf")
PLACES = 2
"""Of indices, and of prices in yuan per tonne."""
GRADES = {"A": "A", "B": "B", "C": "C", "n/p": "np"}
"""Grades and their words keys under `ui.index.grade`."""


@dataclass(frozen=True, slots=True)
class Headed(Column["IndexLine"]):
    """A column whose title is made up of what was asked for."""

    heading: Callable[[Words], str] = lambda words: ""

    def title(self, words: Words) -> str:
        return self.heading(words)


def base_title(words: Words, base: str, unit: str, scale: float) -> str:
    """首期=100; of a price as it is: 价格 (元/吨，不含税)."""
    if unit != "points":
        return words("ui.index.price")
    return words("ui.index.based", base=base or words("ui.index.first"), scale=f"{scale:g}")


def percent_text(part: float | None) -> str:
    """A part of 1 in percent."""
    return "" if part is None else f"{published(100 * part, 1)}"


def change_figure(change: float | None) -> str:
    """+0.52, in percent."""
    if change is None:
        return ""
    figure = published(change, 2) + 0
    return signed(figure, 2) if figure else "0.00"


def grade_text(words: Words, grade: str) -> str:
    """A, B, C, or not published."""
    return words(f"ui.index.grade.{GRADES[grade]}") if grade in GRADES else grade


def index_columns(hub: Hub, table: "IndexTable") -> "tuple[Column[IndexLine], ...]":
    """For one table; figures that are no observation are grey and in brackets."""
    words = hub.words

    def grey(line: "IndexLine") -> QColor | None:
        return None if line.observed else QColor(hub.theme.palette["text_faint"])

    def tip(line: "IndexLine") -> str:
        return "" if line.observed else words("ui.index.repeated" if line.repeated else "ui.index.not_published")

    def moved(line: "IndexLine") -> QColor | None:
        return (
            (line.change is not None and rise_colour(hub, line.change)) or grey(line) if line.observed else grey(line)
        )

    values = [_value_column(table, at, grey, tip) for at in range(len(table.units))]
    return (
        Column("ui.index.column.period", lambda x: x.span.key, lambda x: x.span.start, colour=grey),
        *values,
        Column("ui.index.column.change", lambda x: change_figure(x.change), _change, RIGHT, _PERCENT, moved),
        Column("ui.index.column.status", lambda x: words(f"ui.index.status.{x.row.status}"), _status, colour=grey),
        Column("ui.index.column.grade", lambda x: grade_text(words, x.row.grade), lambda x: x.row.grade, colour=grey),
        Column("ui.index.column.trades", lambda x: str(x.row.trades), lambda x: x.row.trades, RIGHT, colour=grey),
        Column("ui.index.column.tonnes", _tonnes, lambda x: x.row.tonnes, RIGHT, "ui.unit.tonne", grey),
        Column("ui.index.column.out", out_text, _out, colour=grey, tip=lambda x: out_tip(words, x)),
        Column("ui.index.column.priced", _priced, lambda x: x.row.priced, RIGHT, colour=grey),
        _share("coverage", lambda x: x.row.coverage, grey),
        _share("imputed", lambda x: x.row.imputed, grey),
        _share("largest", lambda x: x.row.largest_party, grey),
        Column("ui.index.column.rejected", lambda x: str(x.row.rejected), lambda x: x.row.rejected, RIGHT, colour=grey),
    )


def index_widths(bases: int) -> tuple[int, ...]:
    """In the order of the columns."""
    return (92, *(118,) * bases, 82, 86, 56, 60, 92, 96, 92, 84, 84, 104, 84)


def figure_text(line: "IndexLine", at: int) -> str:
    """A value as it is published; in brackets where it is no observation."""
    value = line.values[at]
    if value is None:
        return ""
    text = grouped(published(value, PLACES), PLACES)
    return text if line.observed else f"({text})"


def out_text(line: "IndexLine") -> str:
    """The version that went out, with the day."""
    out = line.published
    return "" if out is None else f"✓ v{out.version}"


def out_tip(words: Words, line: "IndexLine") -> str:
    """Who published it, and when."""
    out = line.published
    if out is None:
        return ""
    return words("ui.index.went_out", version=out.version, at=local_time(out.published_at), name=out.name)


_PERCENT = "ui.unit.percent"


def _value_column(
    table: "IndexTable",
    at: int,
    grey: "Callable[[IndexLine], QColor | None]",
    tip: "Callable[[IndexLine], str]",
) -> "Column[IndexLine]":
    unit, wanted = table.units[at], table.wanted
    return Headed(
        f"base {at}",
        lambda line: figure_text(line, at),
        lambda line: _LOWEST if line.values[at] is None else line.values[at],
        RIGHT,
        colour=grey,
        tip=tip,
        heading=lambda words: base_title(words, wanted.bases[at], unit, wanted.scale),
    )


def _share(
    name: str, part: "Callable[[IndexLine], float | None]", grey: "Callable[[IndexLine], QColor | None]"
) -> "Column[IndexLine]":
    def order(line: "IndexLine") -> float:
        found = part(line)
        return _LOWEST if found is None else found

    return Column(f"ui.index.column.{name}", lambda x: percent_text(part(x)), order, RIGHT, _PERCENT, grey)


def _change(line: "IndexLine") -> float:
    return _LOWEST if line.change is None else line.change


def _status(line: "IndexLine") -> tuple[str, int]:
    return line.row.status, line.span.start.toordinal()


def _tonnes(line: "IndexLine") -> str:
    return grouped(published(line.row.tonnes, 2), 2)


def _priced(line: "IndexLine") -> str:
    return f"{line.row.priced}/{line.row.expected}"


def _out(line: "IndexLine") -> tuple[int, str]:
    return (0, "") if line.published is None else (line.published.version, line.published.published_at)

"""A layout of the curves page by name (版面): what is shown, over which stretch, how often, and how it looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from desk_app.domain.base.period import Every
from desk_app.domain.curve.look import Look, look_of
from desk_app.domain.curve.range import Range

E = TypeVar("E", bound=StrEnum)
LONGEST_NAME = 40
MOST_CODES = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """`span` is one of `Range`, counted from the newest value; `days` (axis) what was zoomed to by hand instead.

    `name` is empty for how the page was left.
    """

    name: str = ""
    codes: tuple[str, ...] = ()
    every: Every = Every.DAY
    span: Range = Range.ONE_YEAR
    days: tuple[float, float] | None = None
    look: Look = field(default_factory=Look)

    def to_plain(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "codes": list(self.codes),
            "every": self.every.value,
            "span": self.span.value,
            "days": list(self.days) if self.days else None,
            "look": self.look.to_plain(),
        }


def layout_of(plain: object) -> Layout | None:
    """As it was kept; None for what is no layout. A part that can't be read is as it is at first."""
    if not isinstance(plain, Mapping):
        return None
    name, codes, look = plain.get("name"), plain.get("codes"), plain.get("look")
    if not isinstance(name, str) or not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        return None
    return Layout(
        clean_name(name),
        tuple(dict.fromkeys(codes))[:MOST_CODES],
        _one_of(Every, plain.get("every"), Every.DAY),
        _one_of(Range, plain.get("span"), Range.ONE_YEAR),
        _days(plain.get("days")),
        look_of(look if isinstance(look, Mapping) else {}),
    )


def clean_name(text: str) -> str:
    """One line, without blanks around it, not longer than a menu shows."""
    return " ".join(text.split())[:LONGEST_NAME].strip()


def _one_of(kind: type[E], value: object, otherwise: E) -> E:
    return next((each for each in kind if each.value == value), otherwise)


def _days(value: object) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    if not all(isinstance(day, int | float) and not isinstance(day, bool) and abs(day) < 1e6 for day in value):
        return None
    first, last = map(float, value)
    return (first, last) if first < last else None

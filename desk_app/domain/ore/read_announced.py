"""A table of announced prices, every cell still text: the columns of `announced_prices.csv`. All of it, or one reason.

Needed are period, price, basis and source. The days default to the period's own; a step that is not given is price /
basis and said to be computed.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from desk_app.domain.base.exact import exact
from desk_app.domain.base.problem import Problem, Refused, refuse
from desk_app.domain.ore.announced import CONFIDENCES, NOTES, ORIGINS, Added, AnnouncedPrice
from desk_app.domain.ore.check_announced import price_period, step_of
from desk_app.domain.ore.limits import check_basis
from desk_app.domain.trade.read_cell import read_day

T = TypeVar("T")

COLUMNS = {
    "period": "period",
    "effective_from": "effective_from",
    "effective_to": "effective_to",
    "announced_on": "announced_on",
    "price_yuan_per_dry_tonne_ex_vat": "price",
    "reo_basis_percent": "basis",
    "step_yuan_per_percent": "step",
    "step_origin": "step_origin",
    "confidence": "confidence",
    "note": "note",
    "source": "source",
    "address": "address",
    "why": "why",
}
"""The headings of a price list, and what each is here. The first heading line that holds the needed ones counts."""
_NEEDED = ("period", "price", "basis", "source")
_HEADINGS = {name: heading for heading, name in COLUMNS.items()}
_CHOICES = {"step_origin": ORIGINS, "confidence": CONFIDENCES, "note": ("", *NOTES)}
_SEARCHED = 30


def announced_score(rows: Sequence[Sequence[str]]) -> int:
    """How many of our headings a line of these rows has: chooses the sheet of a workbook, the sign of a text."""
    return max((_known(row) for row in rows[:_SEARCHED]), default=0)


def read_announced(rows: Sequence[Sequence[str]], file: str, added: Added) -> tuple[AnnouncedPrice, ...]:
    """The prices of a table; `Refused` names row, column and reason. A row's own `why` comes before that of `added`."""
    at = max(range(min(len(rows), _SEARCHED)), key=lambda n: _known(rows[n]), default=0)
    names = [COLUMNS.get(cell.strip().lower(), "") for cell in rows[at]] if rows else []
    for name in COLUMNS.values():
        if names.count(name) > 1 or (name in _NEEDED and name not in names):
            key = "announce_column_twice" if name in names else "announce_column"
            raise refuse(key, file=file, column=_HEADINGS[name])
    found = [
        _Line(number, dict(zip(names, row, strict=False)), added).price()
        for number, row in enumerate(rows[at + 1 :], start=at + 2)
        if any(cell.strip() for cell in row)
    ]
    if not found:
        raise refuse("announce_none", file=file)
    return tuple(found)


def _known(row: Sequence[str]) -> int:
    return len({cell.strip().lower() for cell in row} & set(COLUMNS))


class _Line:
    """One line, cell by cell."""

    def __init__(self, number: int, cells: Mapping[str, str], added: Added) -> None:
        self._number, self._cells, self._added = number, cells, added

    def price(self) -> AnnouncedPrice:
        """The price it states."""
        period = self._read("period", price_period)
        price, basis = self._read("price", exact), self._read("basis", exact)
        for _ in check_basis(basis):
            raise self._refused("basis")
        step = self._read("step", exact) if self._text("step") else None
        return AnnouncedPrice(
            period=period.key,
            effective_from=self._day("effective_from") or period.start,
            effective_to=self._day("effective_to") or period.end,
            announced_on=self._day("announced_on"),
            price=price,
            basis=basis,
            step=step_of(price, basis) if step is None else step,
            step_origin="computed" if step is None else self._choice("step_origin"),
            confidence=self._choice("confidence"),
            note=self._choice("note"),
            source=self._text("source"),
            address=self._text("address"),
            added=Added(self._added.at, self._added.by, self._text("why") or self._added.why),
        )

    def _text(self, name: str) -> str:
        return self._cells.get(name, "").strip()

    def _day(self, name: str) -> date | None:
        return self._read(name, lambda text: read_day(text, date.max)) if self._text(name) else None

    def _choice(self, name: str) -> str:
        text = self._text(name) or _CHOICES[name][0]
        if text not in _CHOICES[name]:
            raise self._refused(name)
        return text

    def _read(self, name: str, read: Callable[[str], T]) -> T:
        try:
            return read(self._text(name))
        except (ValueError, Refused):
            raise self._refused(name) from None

    def _refused(self, name: str) -> Refused:
        facts = {"column": _HEADINGS[name], "text": self._text(name)[:40]}
        return Refused(Problem("announce_cell", row=self._number, facts=facts))

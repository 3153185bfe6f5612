"""One column of a file while its rows are read: where it stands, how its text is understood, what was seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from desk_app.domain.base.exact import NotExact
from desk_app.domain.base.problem import Problem
from desk_app.domain.trade.read_cell import CellProblem

T = TypeVar("T")
_REMEMBERED = 100_000


@dataclass(slots=True)
class Cell(Generic[T]):
    """Reads one field of row after row; a text seen before is not parsed again.

    `at` is the column, None where the file has none. `default` stands for a missing column and for an empty
    cell; without one, `parse` says what an empty cell means. `name` is the field problems are told for; `must` what
    the file states elsewhere for all its rows: a cell that says otherwise is a problem.
    """

    name: str
    at: int | None
    parse: Callable[[str], T]
    default: T | None = None
    must: T | None = None
    _seen: dict[str, tuple[T | None, str]] = field(default_factory=dict)

    def read(self, row: Sequence[str], number: int, problems: list[Problem]) -> T | None:
        """The cell's value; None, with a problem added, where it can't be taken."""
        raw = self._raw(row)
        value, key = self.meaning(raw)
        if key:
            problems.append(Problem(key, self.name, number, facts={"text": raw.strip()[:60]}))
        return value

    def quiet(self, row: Sequence[str]) -> T | None:
        """The value of a cell that only serves to check; empty or unreadable counts as not given."""
        return self.meaning(self._raw(row))[0]

    def meaning(self, raw: str) -> tuple[T | None, str]:
        """What a cell's text comes to, and the problem's key, empty where there is none."""
        return self._seen.get(raw) or self._remember(raw)

    def _raw(self, row: Sequence[str]) -> str:
        return row[self.at] if self.at is not None and self.at < len(row) else ""

    def _remember(self, raw: str) -> tuple[T | None, str]:
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        found = self._seen[raw] = self._understand(raw.strip())
        return found

    def _understand(self, text: str) -> tuple[T | None, str]:
        """The value and no problem, or what problem there is; a value that contradicts is given all the same."""
        if not text and self.default is not None:
            return self.default, ""
        if text.startswith("="):
            return None, "formula_not_stored"
        try:
            value = self.parse(text)
        except (CellProblem, NotExact) as error:
            return None, error.key
        contradicts = value is not None and self.must not in (None, value)
        return value, "cell_contradicts" if contradicts else ""

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

    def text(self, row: Sequence[str]) -> str:
        """The cell's text without blanks around it."""
        return row[self.at].strip() if self.at is not None and self.at < len(row) else ""

    def read(self, row: Sequence[str], number: int, problems: list[Problem]) -> T | None:
        """The cell's value; None, with a problem added, where it can't be taken."""
        text = self.text(row)
        if not text and self.default is not None:
            return self.default
        found = self._seen.get(text)
        if found is None:
            found = self._remember(text)
        value, key = found
        if value is not None and self.must not in (None, value):
            key = "cell_contradicts"
        if key:
            problems.append(Problem(key, self.name, number, facts={"text": text[:60]}))
        return value

    def quiet(self, row: Sequence[str]) -> T | None:
        """The value of a cell that only serves to check; unreadable counts as not given."""
        text = self.text(row)
        return (self._seen.get(text) or self._remember(text))[0] if text else None

    def _remember(self, text: str) -> tuple[T | None, str]:
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        try:
            found: tuple[T | None, str] = (self.parse(text), "")
        except (CellProblem, NotExact) as error:
            found = (None, error.key)
        self._seen[text] = found
        return found

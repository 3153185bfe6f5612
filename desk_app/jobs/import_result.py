"""What an import came to."""

from dataclasses import dataclass

from desk_app.domain.base.problem import Problem
from desk_app.domain.trade.build import HeldRow
from desk_app.domain.trade.sniff import Finding


@dataclass(frozen=True, slots=True)
class ImportResult:
    """One file's import: rows = new + same + changed + held, always.

    `batch` is None when nothing was written; `refused` when the file was not taken.
    """

    file: str
    batch: int | None = None
    new: int = 0
    same: int = 0
    changed: int = 0
    held: int = 0
    encoding: str = ""
    sheet: str = ""
    headings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    held_rows: tuple[HeldRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: Problem | None = None

    @property
    def rows(self) -> int:
        return self.new + self.same + self.changed + self.held

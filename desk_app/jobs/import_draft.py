"""One file before its import: how it is read, what is open, its first rows as they would be taken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.product.product import UNITS
from desk_app.domain.trade.build import Builder, HeldRow, Outcome, Taken
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.trade import Trade
from desk_app.jobs.import_files import ImportResult, import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.read_trade_file import TradeFile, read_trade_file

_TAXES = tuple(tax.value for tax in Tax)
_ASKED: dict[str, tuple[str, tuple[str, ...]]] = {
    "tax_not_stated": ("tax", _TAXES),
    "tax_contradicted": ("tax", _TAXES),
    "unit_not_stated": ("unit", tuple(UNITS)),
    "unit_contradicted": ("unit", tuple(UNITS)),
}
"""Refusals that an answer settles: what they are about, and the answers there are."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the file leaves open; `choices` are the answers there are."""

    about: str
    choices: tuple[str, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line: its number in the sheet, its cells, the trade it becomes or None, and what is the matter with it."""

    number: int
    cells: tuple[str, ...]
    trade: Trade | None
    problems: tuple[Problem, ...]


class Draft:
    """One file. Every setter reads again what must be, and drops `effect`.

    `refused` is why it can't be read at all; `questions` what must be answered before it is `ready`.
    """

    def __init__(self, desk: Desk, path: Path, options: ImportOptions, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self.path = path
        self.name = path.name
        self.options = options
        self.effect: ImportResult | None = None
        self._read()

    @property
    def ready(self) -> bool:
        """Nothing is open."""
        return self._file is not None

    def choose_encoding(self, name: str) -> None:
        """Read the text file under another encoding, one of `files.encoding.CHOICES`."""
        self._set(replace(self.options, encoding=name))

    def choose_sheet(self, name: str) -> None:
        """Read another sheet of the file."""
        self._set(replace(self.options, sheet=name))

    def answer(self, about: str, value: str) -> None:
        """The user's word on a question; `ValueError` for what is none of its choices."""
        if about == "tax":
            self._set(replace(self.options, tax=Tax(value)))
        elif about == "unit" and value in UNITS:
            self._set(replace(self.options, unit=value))
        else:
            raise ValueError(f"{value} is no answer about {about}")

    def preview(self, limit: int = 50) -> list[PreviewRow]:
        """The first rows below the headings, raw and as taken; none while questions are open."""
        return list(islice(self._rows(), limit))

    def check(self, progress: Progress = SILENT) -> ImportResult:
        """The whole import without writing: what would be new, same, changed, held."""
        (self.effect,) = import_files(self._desk, [self.path], replace(self.options, dry_run=True), progress)
        return self.effect

    def _set(self, options: ImportOptions) -> None:
        self.options = options
        self._read()

    def _read(self) -> None:
        self.effect = None
        self.refused: Problem | None = None
        self.questions: tuple[Question, ...] = ()
        self._file: TradeFile | None = None
        try:
            self._file = read_trade_file(self.path, self.options)
        except Refused as refused:
            asked = _ASKED.get(refused.problem.key)
            if asked:
                self.questions = (Question(*asked),)
            else:
                self.refused = refused.problem

    @property
    def sheet(self) -> str:
        """The name of the sheet read; empty while it is not, and for a text file."""
        return self._file.table.name if self._file else ""

    @property
    def encoding(self) -> str:
        """Of a text file that is ready."""
        return self._file.table.encoding if self._file else ""

    @property
    def columns(self) -> dict[int, Field]:
        """What each column is read as, by position from 0."""
        return {at: field for field, at in self._file.mapping.columns.items()} if self._file else {}

    def _rows(self) -> Iterator[PreviewRow]:
        if self._file is None:
            return
        read, today = self._file, datetime.now().astimezone().date()
        builder = Builder(read.mapping, self._catalogue, today, doubt_commas=read.doubt_commas)
        for block in read.blocks():
            for number, row in enumerate(block.rows, block.first):
                for outcome in builder.outcomes([(number, row)]):
                    yield _preview(number, tuple(row), outcome)


def _preview(number: int, cells: tuple[str, ...], outcome: Outcome) -> PreviewRow:
    if isinstance(outcome, Taken):
        return PreviewRow(number, cells, outcome.trade, outcome.warnings)
    problems = outcome.problems if isinstance(outcome, HeldRow) else (outcome.problem,)
    return PreviewRow(number, cells, None, problems)

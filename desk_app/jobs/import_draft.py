"""One file before its import: how it is read, what is open, what it would do. No Qt, no words."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from desk_app.domain.base.problem import Problem, Refused
from desk_app.domain.product.catalogue import Catalogue
from desk_app.domain.trade.build import Builder
from desk_app.domain.trade.field import Field
from desk_app.domain.trade.mapping import Mapping as Columns
from desk_app.domain.trade.sniff import Finding
from desk_app.files.heed import heeding
from desk_app.files.reader import Table
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.import_question import Question, answered, question_of
from desk_app.jobs.import_result import ImportResult
from desk_app.jobs.mend_lines import HeldLines, Line, line_of
from desk_app.jobs.open_desk import Desk
from desk_app.jobs.progress import SILENT, Progress
from desk_app.jobs.read_lines import row_builder
from desk_app.jobs.read_trade_file import OpenFile, TradeFile, choose_table, find_columns, open_file, understand
from desk_app.jobs.recall_mapping import Known, recall_mapping
from desk_app.jobs.take_file import take_file

_OVERRULED = frozenset(("unit", "tax", "basis"))
"""What a file can say of itself, and be wrong about."""


class Draft:
    """One file. Every word on how it is read makes it be read again, and drops `effect`.

    `options` are the user's own word, `known` adds what is remembered. `refused` is why it can't be read, `questions`
    what must be answered; without either it is `ready`. `held` are the lines that `check` found to wait.
    """

    def __init__(self, desk: Desk, path: Path, options: ImportOptions, catalogue: Catalogue) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self.path = path
        self.name = path.name
        self.options = options
        self.known = Known(options)
        self.effect: ImportResult | None = None
        self.held = HeldLines((), {})
        self._open: OpenFile | None = None
        self._read()

    # ---- what the file is
    @property
    def ready(self) -> bool:
        """Nothing is open."""
        return self._file is not None

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets, if it has any."""
        return tuple(table.name for table in self._open.tables) if self._open else ()

    @property
    def found(self) -> Columns | None:
        """Headings and columns as understood, decided or not."""
        return self._file.mapping if self._file else self._found

    @property
    def columns(self) -> dict[int, Field]:
        """What each column is read as, by position from 0."""
        return {at: field for field, at in self.found.columns.items()} if self.found else {}

    def preview(self, limit: int = 50) -> list[Line]:
        """The first rows below the headings, raw and as taken; none while questions are open."""
        return list(islice(self._lines(), limit))

    # ---- the user's word
    def choose_encoding(self, name: str) -> None:
        """Read the text file under another encoding, one of `files.encoding.CHOICES`."""
        self._open = None
        self._set(replace(self.options, encoding=name))

    def choose_sheet(self, name: str) -> None:
        """Read another sheet of the file; what was said of the first one's columns does not hold for it."""
        self._set(replace(self.options, sheet=name, header=None, columns={}))

    def choose_header(self, line: int | None) -> None:
        """The line of the headings, from 1, or `NO_HEADINGS`; None for the one that is found."""
        self._set(replace(self.options, header=line, columns={}))

    def choose_column(self, at: int, field: Field | None) -> None:
        """What a column, from 0, is; None for one that is not to be read."""
        others = {key: value for key, value in self.options.columns.items() if value is None or value is not field}
        self._set(replace(self.options, columns={**others, at: field}))

    def answer(self, about: str, value: str, *, overrule: bool = False) -> None:
        """The user's word on a question; `ValueError` for what is none of its choices.

        With `overrule` it stands even against the file's own word.
        """
        overruled = self.options.overrule | ({about} if overrule and about in _OVERRULED else set())
        self._set(replace(answered(self.options, about, value), overrule=overruled))

    def apply(self, finding: Finding) -> None:
        """Read the column as a finding says it should be, even against the file's own word."""
        for about, value in finding.fix.items():
            self.answer(about, value, overrule=True)

    # ---- what it would do, and doing it
    def check(self, progress: Progress = SILENT) -> ImportResult:
        """The whole import without writing: what would be new, same, changed, held."""
        self.options = self._with_lines(self.options)
        self.known = replace(self.known, options=self._with_lines(self.known.options))
        return self._seen(self._take(progress, dry_run=True))

    def take(self, progress: Progress = SILENT) -> ImportResult:
        """Import it, or only see what it would do if a dry run was asked for; what is not ready is refused."""
        return self._take(progress, dry_run=self.options.dry_run)

    def take_if_clear(self, progress: Progress = SILENT) -> ImportResult | None:
        """Import it in one go, unless its prices don't look like the desk's own: then None, and `effect` says what it
        would do.
        """
        found = self._take(progress, dry_run=False, only_clear=True)
        if not found.findings:
            return found
        self._seen(found)
        return None

    def fix(self, number: int, column: int, text: str) -> Line:
        """Type a text in place of the file's, in a held line."""
        return self.held.fix(number, column, text, self._builder)

    def fix_alike(self, number: int, column: int, text: str) -> list[Line]:
        """The same for every held line that has the same text in that column."""
        return [self.fix(each, column, text) for each in self.held.alike(number, column)]

    def confirm(self, number: int) -> Line:
        """The unlikely figures of a held line are right."""
        return self.held.confirm(number, self._builder)

    def _seen(self, effect: ImportResult) -> ImportResult:
        self.effect = effect
        self.held = HeldLines(effect.held_rows, self.found.columns if self.found else {})
        return effect

    def _take(self, progress: Progress, *, dry_run: bool, only_clear: bool = False) -> ImportResult:
        if self._file is None:
            return ImportResult(self.name, refused=self.refused or self.questions[0].problem)
        options = replace(self._with_lines(self.known.options), dry_run=dry_run)
        read = replace(self._file, fixes=options.fixes)
        try:
            known = replace(self.known, options=options)
            return take_file(self._desk, read, known, self._catalogue, progress, only_clear=only_clear)
        except Refused as refused:
            return ImportResult(self.name, refused=refused.problem)

    def _with_lines(self, options: ImportOptions) -> ImportOptions:
        fixes = {**options.fixes, **self.held.fixes}
        return replace(options, fixes=fixes, confirmed=options.confirmed | self.held.confirmed)

    def _builder(self) -> Builder:
        if self._file is None:
            raise ValueError(f"{self.name} is not ready")
        return row_builder(self._file, self._catalogue, self._with_lines(self.known.options))

    def _lines(self) -> Iterator[Line]:
        if self._file is None:
            return
        builder = self._builder()
        for block in self._file.blocks():
            for number, row in enumerate(block.rows, block.first):
                for outcome in builder.outcomes([(number, row)]):
                    yield line_of(number, row, outcome)

    # ---- reading
    def _set(self, options: ImportOptions) -> None:
        self.options = options
        self._read()

    def _read(self) -> None:
        self.effect = None
        self.held = HeldLines((), {})
        self.known = Known(self.options)
        self.table: Table | None = None
        self.refused: Problem | None = None
        self.questions: tuple[Question, ...] = ()
        self._file: TradeFile | None = None
        self._found: Columns | None = None
        try:
            self._open = self._open or open_file(self.path, self.options.encoding)
            self.table = choose_table(self._open, self.options.sheet)
            self.known = recall_mapping(self._desk, self._open, self.options)
            self.table = choose_table(self._open, self.known.options.sheet)
            self._found = find_columns(self.table, self.known.options)
            self._file = self._understood(self._open)
        except Refused as refused:
            asked = question_of(refused.problem, self._found)
            self.questions = (asked,) if asked else ()
            self.refused = None if asked else refused.problem

    def _understood(self, file: OpenFile) -> TradeFile | None:
        """None where questions are open: all of them are found, each by a trial answer to those before it."""
        options = self.known.options
        open_ones: list[Question] = []
        read: TradeFile | None = None
        while True:
            try:
                read = understand(file, options)
            except Refused as refused:
                if self.known.exact and refused.problem.key.endswith("_not_as_told"):
                    self.known = Known(replace(self.options, source=options.source))
                    options = self.known.options
                    continue
                asked = question_of(refused.problem, self._found)
                if asked is None or asked.about in {one.about for one in open_ones}:
                    raise
                open_ones.append(asked)
                if asked.choices:
                    options = answered(options, asked.about, asked.choices[0])
                    continue
            self.questions = tuple(open_ones)
            return None if open_ones else read


def open_draft(desk: Desk, path: Path, options: ImportOptions, catalogue: Catalogue, progress: Progress) -> Draft:
    """Read a file; `Cancelled` when the user asked to stop meanwhile."""
    with heeding(lambda: progress.step(0, 0, "trade.import.reading")):
        return Draft(desk, path, options, catalogue)

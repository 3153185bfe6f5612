"""Step 1: whose file it is, which sheet, which encoding; its first lines as they stand, the headings marked."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QColor

from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import label, row
from desk_app.ui.widgets.record_model import RIGHT, Column, RecordModel
from desk_app.ui.widgets.record_table import RecordTable
from desk_app.ui.wizard.choice import Choice
from desk_app.ui.wizard.pane import Pane

if TYPE_CHECKING:
    from desk_app.jobs.import_draft import Draft

ENCODINGS = ("UTF-8", "GB18030", "UTF-16", "Big5")
_SHOWN_LINES = 40
_SHOWN_COLUMNS = 30
RawLine = tuple[int, list[str]]


class FilePane(Pane):
    """A click on a line says that it holds the headings."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.sources: tuple[str, ...] = ()
        self.source = Choice(typed=True)
        self.sheet = Choice()
        self.encoding = Choice(width=120)
        self.proof = label("soft", selects=True)
        self.refused = label("error", wraps=True, selects=True)
        self.hint = label("faint", wraps=True)
        self.model: RecordModel[RawLine] = RecordModel((), hub.words)
        self.table = RecordTable(self.model, sorts=False)
        self.body.addLayout(row(self.source, self.sheet, self.encoding, self.proof, 1, gap=16))
        self.body.addWidget(self.refused)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.table, 1)
        self.source.chosen.connect(lambda name: self.say(lambda draft: draft.answer("source", name)))
        self.sheet.chosen.connect(lambda name: self.say(lambda draft: draft.choose_sheet(name)))
        self.encoding.chosen.connect(lambda name: self.say(lambda draft: draft.choose_encoding(name)))
        self.table.doubleClicked.connect(self._headings_here)

    def name_parts(self) -> None:
        words = self.hub.words
        for name, choice in (("source", self.source), ("sheet", self.sheet), ("encoding", self.encoding)):
            choice.name(words(f"wizard.{name}"))
        self.hint.setText(words("wizard.headings_hint"))
        self.table.setAccessibleName(words("wizard.raw"))

    def fill(self, draft: "Draft") -> None:
        table = draft.table
        source = draft.known.options.source
        open_ = any(question.about == "source" for question in draft.questions)
        self.source.offer([(name, name) for name in self.sources], source, open_=open_)
        self.sheet.setVisible(len(draft.sheets) > 1)
        self.sheet.offer([(s, s) for s in draft.sheets], table.name if table else "")
        encoding = table.encoding.removesuffix(" (BOM)") if table else ""
        self.encoding.setVisible(bool(encoding) or table is None)
        self.encoding.offer([(name, name) for name in ENCODINGS], encoding)
        self.proof.setText(_proof(table.head) if table and encoding else "")
        self.refused.setVisible(draft.refused is not None)
        self.refused.setText(self.hub.problem_line(draft.refused) if draft.refused else "")
        self._show_lines(table.head[:_SHOWN_LINES] if table else [], draft.found.header if draft.found else -1)

    def focus_first(self) -> None:
        self.source.box.setFocus()

    def _show_lines(self, lines: list[list[str]], header: int) -> None:
        width = min(_SHOWN_COLUMNS, max((len(line) for line in lines), default=0))
        accent = QColor(self.hub.theme.palette["accent"])

        def colour(line: RawLine) -> QColor | None:
            return accent if line[0] == header + 1 else None

        number: Column[RawLine] = Column("wizard.line", lambda line: str(line[0]), lambda line: line[0], RIGHT)
        cells: list[Column[RawLine]] = [
            Column(_letters(at), _cell(at), _cell(at), colour=colour) for at in range(width)
        ]
        self.model.recolumn((number, *cells), list(enumerate(lines, 1)))
        self.table.widths(48, *[120] * width)
        if header >= 0:
            self.table.choose(header)

    def _headings_here(self, index: QModelIndex) -> None:
        line = self.model.record(index.row())[0]
        self.say(lambda draft: draft.choose_header(line))


def _cell(at: int) -> Callable[[RawLine], str]:
    return lambda line: line[1][at] if at < len(line[1]) else ""


def _letters(at: int) -> str:
    """A column as workbooks name it: 0 is A, 26 AA."""
    text = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(65 + rest) + text
    return text


def _proof(lines: list[list[str]]) -> str:
    """The first text beyond plain Latin, by which a wrong encoding shows itself."""
    cells = (cell.strip() for line in lines for cell in line)
    found = next((cell for cell in cells if not cell.isascii()), "")
    return f"“{found[:40]}”" if found else ""

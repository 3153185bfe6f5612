"""What the call bar shows below its line: the answer, the question, or why a phrase can't be taken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QListWidget, QVBoxLayout, QWidget

from desk_app.domain.base.money import grouped
from desk_app.domain.base.problem import Problem
from desk_app.jobs.answer_call import CallAnswer, CallDifference, CallQuestion, Outcome
from desk_app.jobs.call_text import (
    Line,
    aloud,
    answer_lines,
    basis_line,
    difference_line,
    notice_line,
    option_text,
    question_text,
    reading_text,
)
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.figure import Figure
from desk_app.ui.widgets.parts import label

_WITHOUT = ("dry_ex_vat", "wet_ex_vat", "dry_tonnes", "net_ex_vat", "vat", "total_inc_vat")
_WITH = ("dry_inc_vat", "wet_inc_vat", "dry_tonnes", "total_inc_vat", "vat", "net_ex_vat")
_ACROSS = 3
_ROWS = 4


class CallAnswerView(QWidget):
    """`chosen` brings the place of an option. What is said last is also `spoken`, for a screen reader."""

    chosen = Signal(int)

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.spoken = ""
        self.heard, self.notice = label("soft", wraps=True), label("warn", wraps=True)
        self.figures = tuple(Figure(hub.theme, "figure2" if at % _ACROSS else "figure") for at in range(len(_WITHOUT)))
        self.grid = QWidget()
        self.others = label("soft", wraps=True, selects=True)
        self.difference = label("heading", wraps=True, selects=True)
        self.aloud, self.basis = label("", wraps=True, selects=True), label("faint", wraps=True, selects=True)
        self.question, self.problem = label("", wraps=True), label("error", wraps=True)
        self.options = QListWidget()
        self.options.setWordWrap(True)
        self.options.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.options.itemActivated.connect(lambda _: self.chosen.emit(self.options.currentRow()))
        self.options.itemClicked.connect(lambda _: self.chosen.emit(self.options.currentRow()))

    def show_outcome(self, outcome: Outcome | None, change: CallDifference | None, *, typing: bool) -> None:
        """Show what became of a phrase (None: nothing was said yet), and the difference from the answer before.

        While somebody is `typing`, a word that is not known yet is no error.
        """
        for part in self._parts:
            part.hide()
        if isinstance(outcome, CallAnswer):
            self._show_answer(outcome, change)
        elif isinstance(outcome, CallQuestion):
            self._show_question(outcome)
        elif outcome is not None:
            self._show_problem(outcome, soft=typing and outcome.key == "call_word")
        else:
            self._say(self.question, self._hub.words("call.bar.empty"))

    def move_choice(self, by: int) -> bool:
        """Up and Down in the options; False where there are none."""
        if self.options.isHidden():
            return False
        self.options.setCurrentRow(min(max(self.options.currentRow() + by, 0), self.options.count() - 1))
        self.spoken = self.options.currentItem().text()
        return True

    def retranslate(self) -> None:
        """In the language in force; the outcome is shown again by the bar."""
        self.options.setAccessibleName(self._hub.words("call.bar.options"))

    # ---- inside
    def _lay_out(self) -> None:
        grid = QGridLayout(self.grid)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        for at, figure in enumerate(self.figures):
            grid.addWidget(figure, at // _ACROSS, at % _ACROSS, Qt.AlignmentFlag.AlignTop)
        for across in range(_ACROSS):
            grid.setColumnStretch(across, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._parts: tuple[QWidget, ...] = (
            self.heard, self.notice, self.grid, self.others, self.difference, self.aloud, self.basis,
            self.question, self.options, self.problem,
        )  # fmt: skip
        for part in self._parts:
            layout.addWidget(part)

    def _show_answer(self, answer: CallAnswer, change: CallDifference | None) -> None:
        words = self._hub.words
        lines = {line.key: line for line in answer_lines(words, answer)}
        shown = _WITH if answer.with_tax else _WITHOUT
        for figure, key in zip(self.figures, shown, strict=True):
            figure.say(lines[key].name, lines[key].value, lines[key].unit)
        self._put(self.heard, reading_text(words, answer.reading))
        self._put(self.notice, notice_line(words, answer))
        self._put(self.others, self._others(answer, lines))
        self._put(self.basis, basis_line(words, answer))
        self._say(self.aloud, words("call.bar.aloud", sentence=aloud(words, answer)))
        self.grid.show()
        if change is not None:
            self._say(self.difference, difference_line(words, change))

    def _others(self, answer: CallAnswer, lines: dict[str, Line]) -> str:
        """The prices on the other tax basis."""
        dry, wet = ("dry_ex_vat", "wet_ex_vat") if answer.with_tax else ("dry_inc_vat", "wet_inc_vat")
        rate = grouped(answer.working.terms.vat_percent)
        key = "call.bar.without" if answer.with_tax else "call.bar.with"
        return self._hub.words(key, rate=rate, dry=lines[dry].value, wet=lines[wet].value)

    def _show_question(self, question: CallQuestion) -> None:
        words = self._hub.words
        self.options.clear()
        self.options.addItems([option_text(words, question, option) for option in question.options])
        self.options.setCurrentRow(0)
        self._say(self.question, question_text(words, question))
        if question.options:
            rows = min(len(question.options), _ROWS)
            self.options.setFixedHeight(rows * max(self.options.sizeHintForRow(0), 1) + 2 * self.options.frameWidth())
            self.options.show()
            self.spoken = f"{self.spoken} {self.options.currentItem().text()}"

    def _show_problem(self, problem: Problem, *, soft: bool) -> None:
        self._say(self.question if soft else self.problem, self._hub.problem_line(problem))

    def _put(self, part: "QWidget", text: str) -> None:
        part.setText(text)  # type: ignore[attr-defined]  # a label of ours
        part.setVisible(bool(text))

    def _say(self, part: "QWidget", text: str) -> None:
        self._put(part, text)
        self.spoken = text

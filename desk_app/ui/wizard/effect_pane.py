"""Step 3: what the import would do, before anything is written; and the lines that need a hand, put right here."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from desk_app.domain.trade.build import HeldRow
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.figure import Figure
from desk_app.ui.widgets.mend_table import Entry, entries_of
from desk_app.ui.widgets.notice_bar import NoticeBar
from desk_app.ui.widgets.parts import label, row
from desk_app.ui.wizard.mend_panel import MendPanel
from desk_app.ui.wizard.pane import Pane

if TYPE_CHECKING:
    from desk_app.domain.trade.sniff import Finding
    from desk_app.jobs.import_draft import Draft

COUNTS = ("new", "same", "changed", "held")
_MOST_BARS = 3
_MOST_WARNINGS = 5_000


class EffectPane(Pane):
    """Counts, findings about whole columns with their one answer, and the problems."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self.figures = {name: Figure(hub.theme, "figure2") for name in COUNTS}
        self.equation = label("soft", wraps=True, selects=True)
        self.bars = [NoticeBar(hub.theme) for _ in range(_MOST_BARS)]
        self.mend = MendPanel(hub)
        bars = QVBoxLayout()
        bars.setSpacing(6)
        for bar in self.bars:
            bars.addWidget(bar)
        self.body.addLayout(row(*self.figures.values(), gap=24))
        self.body.addWidget(self.equation)
        self.body.addLayout(bars)
        self.body.addWidget(self.mend, 1)
        self.mend.typed.connect(self._fix)
        self.mend.typed_alike.connect(self._fix_alike)
        self.mend.confirmed.connect(self._confirm)

    def name_parts(self) -> None:
        for bar in self.bars:
            bar.cross.setToolTip(self.hub.words("window.close"))
            bar.cross.setAccessibleName(self.hub.words("window.close"))
        self.mend.retranslate()

    def fill(self, draft: "Draft") -> None:
        effect = draft.effect
        for bar in self.bars:
            bar.hide()
        for bar, finding in zip(self.bars, effect.findings if effect else (), strict=False):
            self._show_finding(bar, finding)
        self.mend.show_entries(())
        self._show_lines(draft)

    def focus_first(self) -> None:
        self.mend.table.setFocus()

    def _show_lines(self, draft: "Draft") -> None:
        self._show_counts(draft)
        self.mend.show_entries(_entries(draft))

    def _show_counts(self, draft: "Draft") -> None:
        words, effect = self.hub.words, draft.effect
        if effect is None or effect.refused is not None:
            self.equation.setText(self.hub.problem_line(effect.refused) if effect and effect.refused else "")
            return
        mended = draft.held.mended
        counts = {"new": effect.new, "same": effect.same, "changed": effect.changed, "held": effect.held - mended}
        for name, figure in self.figures.items():
            figure.say(words(f"wizard.count.{name}"), f"{counts[name]:,}", words("wizard.lines"))
        line = words("wizard.equation", rows=effect.rows, **{**counts, "held": effect.held})
        self.equation.setText(f"{line} {words('wizard.mended', count=mended)}" if mended else line)

    def _show_finding(self, bar: NoticeBar, finding: "Finding") -> None:
        from desk_app.jobs.sniff_prices import told

        (problem,) = told([finding])
        words, fix = self.hub.words, " ".join(finding.fix.values())
        to = words(f"ui.ask.{fix.replace('/', '_')}")
        choice = (words("wizard.read_as", to=to), lambda: self.say(lambda draft: draft.apply(finding)))
        bar.say(self.hub.problem_line(problem), "warning", *([choice] if fix else []))

    # ---- lines, each looked at by itself
    def _fix(self, entry: Entry, text: str) -> None:
        if self.draft is not None and entry.place is not None:
            self.draft.fix(entry.line, entry.place, text)
            self._show_lines(self.draft)

    def _fix_alike(self, entry: Entry, text: str) -> None:
        if self.draft is not None and entry.place is not None:
            self.draft.fix_alike(entry.line, entry.place, text)
            self._show_lines(self.draft)

    def _confirm(self, entry: Entry) -> None:
        if self.draft is not None:
            self.draft.confirm(entry.line)
            self._show_lines(self.draft)


def _entries(draft: "Draft") -> list[Entry]:
    """Held lines first, those put right among them; then what is only said."""
    if draft.effect is None:
        return []
    before = {each.source_row: each.problems for each in draft.effect.held_rows}
    held: list[Entry] = []
    for line in draft.held.all():
        row = HeldRow(line.number, line.cells, line.problems if line.held else before[line.number][:1])
        held += entries_of(row, not line.held, draft.held.place, origin=draft.name, doubted=line.doubted)
    said = [problem for problem in draft.effect.problems if problem.row not in before][:_MOST_WARNINGS]
    return held + [Entry(problem.row or 0, None, "", problem, origin=draft.name) for problem in said]

"""Lines that need a hand, with what can be done about them: next, the same for all alike, right as it is."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desk_app.i18n import field_name
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.mend_table import Entry, MendTable
from desk_app.ui.widgets.parts import button, label, row

_KIND_SIGNS = 40


class MendPanel(QWidget):
    """`typed` and `typed_alike` bring an entry and its new text, `confirmed` an entry whose figures are right, `handed`
    an entry and who is to settle it.
    """

    typed = Signal(object, str)
    typed_alike = Signal(object, str)
    confirmed = Signal(object)
    handed = Signal(object, str)

    def __init__(self, hub: Hub, *, owners: bool = False) -> None:
        super().__init__()
        self._hub = hub
        self._entries: Sequence[Entry] = ()
        self._last: tuple[Entry, str] | None = None
        self.kinds = QComboBox()
        self.kinds.setMinimumWidth(300)
        self.next, self.alike, self.right = button(), button(), button()
        self.table = MendTable(hub, owners=owners)
        self.nothing = label("soft")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(self.kinds, 1, self.next, self.alike, self.right))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.nothing, 1)
        self.kinds.activated.connect(lambda _: self._narrow())
        self.next.clicked.connect(self.table.next_problem)
        self.alike.clicked.connect(self._same_for_all)
        self.right.clicked.connect(self._is_right)
        # later: what follows fills the table anew, and the editor is not to go before its key is through
        self.table.mends.typed.connect(self._typed, Qt.ConnectionType.QueuedConnection)
        self.table.mends.handed.connect(self.handed, Qt.ConnectionType.QueuedConnection)
        self.table.chosen_changed.connect(self._enable)
        QShortcut(QKeySequence(Qt.Key.Key_F8), self, self.table.next_problem)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, the filter and the chosen row kept."""
        self._entries = entries
        self._offer_kinds()
        self._narrow()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        for part, key in ((self.next, "next_problem"), (self.alike, "alike"), (self.right, "right")):
            part.setText(words(f"wizard.{key}"))
            part.setToolTip(words(f"wizard.{key}_tip"))
        self.kinds.setAccessibleName(words("wizard.kinds"))
        self.nothing.setText(words("wizard.nothing_held"))
        self.table.setAccessibleName(words("ui.report.problems"))
        self.table.mends.retitle()
        self._offer_kinds()
        self._enable()

    def _narrow(self) -> None:
        kind = self.kinds.currentData() or ""
        self.table.show_entries([entry for entry in self._entries if kind in ("", _kind(entry))])
        for part in (self.table, self.kinds, self.next, self.alike, self.right):
            part.setVisible(bool(self._entries))
        self.nothing.setVisible(not self._entries)
        self._enable()

    def _enable(self) -> None:
        entry, last = self.table.entry, self._last
        self.next.setEnabled(any(each.open for each in self.table.mends.records))
        same = last is not None and any(each.open and _alike(each, last[0]) for each in self._entries)
        self.alike.setEnabled(same)
        self.right.setEnabled(entry is not None and entry.doubted and not entry.settled)

    def _typed(self, entry: Entry, text: str) -> None:
        self._last = (entry, text)
        self.typed.emit(entry, text)

    def _same_for_all(self) -> None:
        if self._last is None:
            return
        first, text = self._last
        like = next((each for each in self._entries if each.open and _alike(each, first)), None)
        if like is not None:
            self.typed_alike.emit(like, text)

    def _is_right(self) -> None:
        if self.table.entry is not None:
            self.confirmed.emit(self.table.entry)

    def _offer_kinds(self) -> None:
        words, chosen = self._hub.words, self.kinds.currentData() or ""
        counted = Counter(_kind(entry) for entry in self._entries)
        first = {_kind(entry): entry for entry in reversed(self._entries)}
        self.kinds.clear()
        self.kinds.addItem(words("wizard.all_kinds", count=len(self._entries)), "")
        for kind, count in counted.most_common():
            problem = first[kind].problem
            text = f"{field_name(words, problem.field)}: {self._hub.problem_line(problem)}"
            self.kinds.addItem(f"{_short(text)} ({count})", kind)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))


def _kind(entry: Entry) -> str:
    return f"{entry.problem.field}/{entry.problem.key}"


def _alike(one: Entry, other: Entry) -> bool:
    """The same text in the same column, with the same wrong about it."""
    return (one.place, one.text, _kind(one)) == (other.place, other.text, _kind(other))


def _short(text: str) -> str:
    return text if len(text) <= _KIND_SIGNS else f"{text[:_KIND_SIGNS]}…"

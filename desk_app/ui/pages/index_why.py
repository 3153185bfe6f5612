"""为什么变动: who moved the value, and which trades were kept out of it, with what can be done about them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from desk_app.domain.index.fate import Fate
from desk_app.ui.hub import Hub
from desk_app.ui.pages.index_columns import change_figure
from desk_app.ui.pages.index_fates import FATE_WIDTHS, fate_columns
from desk_app.ui.rise import rise_colour
from desk_app.ui.widgets.bars import Bar, Bars
from desk_app.ui.widgets.parts import Card, button, label, row
from desk_app.ui.widgets.record_model import RecordModel
from desk_app.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desk_app.jobs.explain_trades import Weighed
    from desk_app.store.fates import FateRow
    from desk_app.ui.pages.load_index import WhyFound

ACTIONS: dict[str, Fate | None] = {"include": Fate.INCLUDED, "exclude": Fate.EXCLUDED, "leave": None}
"""纳入, 剔除, 交还筛查."""
_PLACES = 3


class WhyPanel(QWidget):
    """`judged` brings a trade and one of `ACTIONS`."""

    judged = Signal(object, str)

    def __init__(self, hub: Hub, name: Callable[[str], str]) -> None:
        super().__init__()
        self._hub, self._name = hub, name
        self._found: WhyFound | None = None
        self.moved = label("heading")
        self.moved_by = label("soft", wraps=True)
        self.bars = Bars(hub.theme)
        self.kept_out = label("heading")
        self.model: RecordModel[FateRow] = RecordModel(fate_columns(hub, name), hub.words)
        self.table = RecordTable(self.model)
        self.table.fit(*FATE_WIDTHS)
        self.buttons = {key: button() for key in ACTIONS}
        self.all_trades = QCheckBox()
        self._lay_out()
        for key, each in self.buttons.items():
            each.clicked.connect(lambda _=False, key=key: self._judge(key))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())

    def show_found(self, found: "WhyFound | None") -> None:
        """One period; None: it is being taken apart."""
        self._found = found
        explained = found.explained if found else None
        counted = found.counted.trades if found and found.counted else ()
        self.model.fill([*explained.screened, *explained.doubted, *counted] if explained else [])
        if self.model.records:
            self.table.choose(0)
        self._say()
        self._enable()

    def retranslate(self) -> None:
        """In the language in force."""
        words = self._hub.words
        for key, each in self.buttons.items():
            each.setText(words(f"ui.index.{key}"))
            each.setToolTip(words(f"ui.index.{key}_tip"))
        self.all_trades.setText(words("ui.index.all_trades"))
        self.all_trades.setToolTip(words("ui.index.all_trades_tip"))
        self.table.setAccessibleName(words("ui.index.kept_out"))
        self.bars.setAccessibleName(words("ui.index.why"))
        self.model.retitle()
        self.table.fit(*FATE_WIDTHS)
        self._say()

    # ---- inside
    def _lay_out(self) -> None:
        left, right = Card(margin=10, gap=4), Card(margin=10, gap=4)
        left.body.addWidget(self.moved)
        left.body.addWidget(self.moved_by)
        left.body.addWidget(self.bars, 1)
        self.kept_out.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # gives way first
        head = row(self.kept_out, self.all_trades, *self.buttons.values())
        head.setStretch(0, 1)
        right.body.addLayout(head)
        right.body.addWidget(self.table, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(12)
        both.addWidget(left, 2)
        both.addWidget(right, 3)

    def _say(self) -> None:
        words, found = self._hub.words, self._found
        explained = found.explained if found else None
        if explained is None:
            self.moved.setText(words("ui.index.why"))
            self.moved_by.setText("")
            self.bars.fill(())
            self.kept_out.setText(words("ui.index.kept_out"))
            return
        change = change_figure(explained.change)
        heading = words("ui.index.why_of", period=explained.row.period, change=change)
        self.moved.setText(heading if change else words("ui.index.why"))
        self.moved_by.setText(self._line())
        self.bars.fill(self._bars())
        counts = {"out": len(explained.screened), "doubted": len(explained.doubted)}
        said = [words("ui.index.kept_out_count", **counts)]
        if (counted := found.counted if found else None) is not None:
            said.append(words("ui.index.counted", shown=len(counted.trades), count=counted.count))
        said += [self._weighed(one) for one in explained.weighed]
        self.kept_out.setText("; ".join(said[:2]) if counted else said[0])
        self.kept_out.setToolTip("\n".join(said))

    def _weighed(self, one: "Weighed") -> str:
        """Who weighs less than its quantity, by the desk's rules."""
        words, factor = self._hub.words, f"{one.factor:.4g}"
        if one.share is None:
            facts = {"product": self._name(one.product), "source": one.name, "factor": factor}
            return words("index.explain.source_factor", **facts)
        facts = {"week": one.week, "product": self._name(one.product), "party": one.name, "factor": factor}
        return words("index.explain.capped", **facts, share=f"{100 * one.share:.1f}")

    def _line(self) -> str:
        words, explained = self._hub.words, self._found.explained if self._found else None
        if explained is None:
            return ""
        if explained.row.value is None:
            return words("ui.index.repeated")
        if explained.previous is None or explained.change is None:
            return words("ui.index.no_change")
        if explained.series.product:
            return words("ui.index.own_trades", period=explained.previous.period)
        return words("ui.index.points", period=explained.previous.period)

    def _bars(self) -> list[Bar]:
        """Products, those that moved it most first, then the groups' sums: they are of the same points."""
        words, found = self._hub.words, self._found
        explained = found.explained if found else None
        if found is None or explained is None:
            return []
        inputs = [(one.product, one.points) for one in explained.inputs if one.points]
        moved = sorted(inputs, key=lambda one: -abs(one[1]))
        bars = [self._bar(code, points) for code, points in moved]
        if bars and found.groups:
            bars.append(Bar(words("ui.index.of_which")))
            bars += [self._bar(one.code, one.points, hollow=True) for one in found.groups]
        return bars

    def _bar(self, code: str, points: float, *, hollow: bool = False) -> Bar:
        colour = rise_colour(self._hub, points)
        return Bar(self._name(code), points, points_text(points), colour.name() if colour else "", hollow)

    def _enable(self) -> None:
        chosen = self._chosen()
        spoken = chosen is not None and chosen.name is not None
        self.buttons["include"].setEnabled(chosen is not None and chosen.fate != Fate.INCLUDED)
        self.buttons["exclude"].setEnabled(chosen is not None and chosen.fate != Fate.EXCLUDED)
        self.buttons["leave"].setEnabled(spoken)

    def _chosen(self) -> "FateRow | None":
        rows: Sequence[int] = self.table.chosen()
        return self.model.record(rows[0]) if rows else None

    def _judge(self, key: str) -> None:
        if (chosen := self._chosen()) is not None:
            self.judged.emit(chosen, key)


def points_text(points: float) -> str:
    """Percent points, to three places."""
    return f"{points:+.{_PLACES}f}"

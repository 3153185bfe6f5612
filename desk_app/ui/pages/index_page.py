"""指数: one series period by period, what stands behind each value, and what goes out."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem
from desk_app.i18n import series_name
from desk_app.ui.ages import today
from desk_app.ui.hub import Hub
from desk_app.ui.importing import build_curves, fill_with_samples
from desk_app.ui.newest import Newest
from desk_app.ui.pages.index_about import about_lines
from desk_app.ui.pages.index_choice import IndexChoice
from desk_app.ui.pages.index_chosen import ChosenPeriod
from desk_app.ui.pages.index_export import PNG, XLSX, choose_place, export_table, save_picture, save_table
from desk_app.ui.pages.index_rules import IndexRules
from desk_app.ui.pages.index_sign import ask_judge, ask_publish
from desk_app.ui.pages.index_view import IndexView
from desk_app.ui.pages.load_index import IndexFound, TableFound, load_index_series, load_table
from desk_app.ui.pages.method_dialog import MethodDialog
from desk_app.ui.pages.page import Page
from desk_app.ui.pages.range_row import RANGES
from desk_app.ui.pages.restate_panel import RestatePanel
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.parts import button, label
from desk_app.ui.widgets.sign_dialog import SignDialog

if TYPE_CHECKING:
    from desk_app.jobs.list_series import SeriesInfo
    from desk_app.jobs.tabulate_index import IndexTable
    from desk_app.store.fates import FateRow

_TOOLS = ("rules", "methodology", "official", "differences", "export", "publish")


class IndexPage(Page):
    """What is asked for above, the answer below."""

    key: ClassVar[str] = "index"
    shows_trades = True

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._names: dict[str, tuple[str, str]] = {}
        self._series: dict[str, SeriesInfo] = {}
        self._found: TableFound | None = None
        self._tables = Newest(hub)
        self.about = label("soft", wraps=True, selects=True)
        self.buttons = {name: button() for name in _TOOLS}
        self.views, asked = QStackedWidget(self), QWidget()
        self.choice, self.empty = IndexChoice(hub), EmptyState(hub.theme, "index")
        self._differences: RestatePanel | None = None
        self._lay_out(asked)
        self.view = IndexView(hub, self.name_of, asked)
        self._rows.addWidget(self.view, 1)
        self.chosen = ChosenPeriod(hub, self.view)
        self._connect()

    @property
    def differences(self) -> RestatePanel:
        """What later data say about published values; built when it is first asked for."""
        if self._differences is None:
            panel = self._differences = RestatePanel(self.hub, self.name_of)
            self.views.addWidget(panel)
            panel.retranslate()
            panel.left.connect(self._leave_differences)
        return self._differences

    def name_of(self, code: str) -> str:
        """A series', group's or product's name in the language in force."""
        return series_name(self.hub.words, self._names, code)

    def fill(self) -> None:
        self.hub.run(lambda _: load_index_series(self.hub.desk), self._filled)

    def retranslate(self) -> None:
        super().retranslate()
        words = self.hub.words
        for name, each in self.buttons.items():
            each.setText(words(f"ui.index.{name}"))
            each.setToolTip(words(f"ui.index.{name}_tip"))
        self.empty.say(words("ui.index.empty.title"), words("ui.index.empty.line"), words("ui.sample.fill"))
        self.choice.fill(tuple(self._series.values()), self.name_of)
        self.choice.retranslate()
        self.view.retranslate()
        if self._differences is not None:
            self._differences.retranslate()
        self._show_about()
        self.chosen.say_quality()

    def repaint_icons(self) -> None:
        self.view.repaint_icons()

    def focus_first(self) -> None:
        (self.view.table if self._series else self.empty.first).setFocus()

    def save(self, path: str) -> None:
        """Write the table as a workbook or CSV, the curve as a picture: the file's ending says which."""
        table = self._table
        if table is None:
            return
        if path.lower().endswith(".png"):
            save_picture(self.hub, self.view.chart, path)
            return
        about = [f"{self.name_of(table.series.code)} ({table.series.code})", *self._about_lines()]
        save_table(self.hub, export_table(self.hub, table, tuple(self.view.model.records), about), path)

    def ask_judge(self, trade: "FateRow", key: str) -> SignDialog:
        """Who says so of a trade, and why."""
        return ask_judge(self.hub, self, self.name_of(trade.product), trade, key)

    def ask_publish(self) -> SignDialog | None:
        """Who publishes the chosen period and those before it."""
        line, found = self.view.line, self._found
        if line is None or found is None:
            return None
        return ask_publish(self.hub, self, self.name_of(found.wanted.code), found.wanted, line.span.key)

    def ask_rules(self) -> IndexRules:
        """The desk's rules and groups."""
        return IndexRules(self.hub, self).load()

    def ask_method(self) -> MethodDialog | None:
        """The methodology of the series on view."""
        if (table := self._table) is None:
            return None
        return MethodDialog(self.hub, table.series.code, self.name_of(table.series.code), self).load()

    # ---- inside
    def _lay_out(self, asked: QWidget) -> None:
        """From the outside in: whoever changes his parent is styled anew, with all that is in him."""
        self.body.addWidget(self.about)  # whose figures these are, whatever is on view
        self.body.addWidget(self.views, 1)
        self.views.addWidget(asked)
        self.views.addWidget(self.empty)
        for name in _TOOLS:
            self.tools.addWidget(self.buttons[name])
        self._rows = QVBoxLayout(asked)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._rows.addWidget(self.choice)

    def _connect(self) -> None:
        self.choice.chosen.connect(self._load)
        self.view.built.connect(self._connect_part)
        self.empty.first.clicked.connect(lambda: fill_with_samples(self.hub))
        self.buttons["rules"].clicked.connect(self.ask_rules)
        self.buttons["methodology"].clicked.connect(self.ask_method)
        self.buttons["official"].clicked.connect(self._show_official)
        self.buttons["differences"].clicked.connect(self._show_differences)
        self.buttons["export"].clicked.connect(self._choose_place)
        self.buttons["publish"].clicked.connect(self.ask_publish)
        self.hub.curves_changed.connect(self.fill)
        QShortcut(QKeySequence.StandardKey.Save, self, self._choose_place)
        for at, key in enumerate(RANGES):
            QShortcut(QKeySequence(str(at + 1)), self, lambda key=key: self.view.chart.show_range(key))

    def _connect_part(self, name: str) -> None:
        if name == "why":
            self.view.why.judged.connect(self.ask_judge)
        elif name == "chart":
            self.view.chart.copy.clicked.connect(self.view.chart.copy_picture)
            self.view.chart.save.clicked.connect(lambda: self._choose_place(kind=PNG))

    def _filled(self, found: IndexFound) -> None:
        self._names, self._series = found.names, {info.code: info for info in found.series}
        self.choice.fill(found.series, self.name_of)
        if self.views.currentWidget() is not self._differences:
            self.views.setCurrentIndex(0 if self._series else 1)
        for name, each in self.buttons.items():
            each.setEnabled(bool(self._series) or name == "rules")
        if self._series:
            self._load()
        else:
            self._tables.forget()
            self.chosen.forget()
            self._found = None
            self.chosen.show_found(None)
        if not found.current:
            build_curves(self.hub)

    def _load(self) -> None:
        wanted = self.choice.wanted
        if wanted is not None:
            self.chosen.forget()
            self._tables.ask(lambda _: load_table(self.hub.desk, wanted), self._loaded)

    def _loaded(self, found: TableFound) -> None:
        info = self._series.get(found.wanted.code)
        if info is None:
            return  # it went while it was read; the list of series follows
        self._found = found
        problems = [found.table] if isinstance(found.table, Problem) else found.table.problems
        self.notice.say("\n".join(map(self.hub.problem_line, problems)), "warning")
        self.notice.setVisible(bool(problems))
        self.view.show_table(self._table, info)
        self.buttons["publish"].setEnabled(not info.product and not found.wanted.known_on)
        self._show_about()
        self.chosen.show_found(found)

    def _show_about(self) -> None:
        self.about.setText(" · ".join(self._about_lines()))

    def _about_lines(self) -> list[str]:
        table = self._table
        return about_lines(self.hub, self._series.get(table.series.code) if table else None, table)

    @property
    def _table(self) -> "IndexTable | None":
        table = self._found.table if self._found else None
        return None if isinstance(table, Problem) else table

    def _show_official(self) -> None:
        """The curves page draws official points beside ours."""
        if self._found is not None:
            code = self._found.wanted.code
            self.hub.page_wanted.emit("curves")
            self.hub.curve_wanted.emit(code)

    def _show_differences(self) -> None:
        self.views.setCurrentWidget(self.differences)
        self.differences.look()

    def _leave_differences(self) -> None:
        self.views.setCurrentIndex(0 if self._series else 1)
        self.focus_first()

    def _choose_place(self, _: bool = False, *, kind: str = XLSX) -> None:
        if self._found is not None:
            wanted = self._found.wanted
            name = f"{self.name_of(wanted.code)}-{self.hub.words(f'ui.every.{wanted.every.value}')}-{today()}"
            choose_place(self.hub, self, name, kind, self.save)

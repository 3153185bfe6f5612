"""规则与分组: which trades count and what they weigh, and the desk's own groups; seen, changed, signed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem
from desk_app.ui.ages import local_time
from desk_app.ui.hub import Hub
from desk_app.ui.importing import build_curves
from desk_app.ui.pages.group_form import GroupForm
from desk_app.ui.pages.load_index_settings import drop_group, load_settings, save_group, save_rules
from desk_app.ui.pages.rules_form import RulesForm
from desk_app.ui.widgets.confirm import confirm
from desk_app.ui.widgets.parts import Segments, button, label, row
from desk_app.ui.widgets.sign_dialog import SignDialog

if TYPE_CHECKING:
    from desk_app.jobs.list_index_settings import IndexSettings


_PART = 96  # pixels


class IndexRules(QDialog):
    """Open at once, filled when the settings have been read. It stays open until it is closed."""

    parts: ClassVar[tuple[str, str]] = ("rules", "groups")

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        words = hub.words
        self.setWindowTitle(words("ui.index.rules"))
        self.resize(860, 640)
        self.rules: RulesForm | None = None
        self.groups: GroupForm | None = None
        self._rules_said = ""
        self.part = Segments(self.parts)
        for name in self.parts:
            self.part.name(name, words(f"ui.rules.part.{name}"))
            self.part.buttons[name].setMinimumWidth(_PART)  # bold when it is chosen
        self.part.choose("rules")
        self.said = label("soft", wraps=True)
        self.problem = label("error", wraps=True, selects=True)
        self.problem.hide()
        self.views = QStackedWidget()
        self.save, self.leave = button("primary"), button()
        self.save.setText(words("ui.rules.save"))
        self.save.setEnabled(False)
        self.leave.setText(words("window.close"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(row(self.part, 1))
        for each in (self.said, self.views, self.problem):
            layout.addWidget(each)
        layout.setStretchFactor(self.views, 1)
        layout.addLayout(row(1, self.save, self.leave))
        self.part.chosen.connect(lambda _: self._show_part())
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.accept)
        self.finished.connect(self.deleteLater)

    def load(self) -> "IndexRules":
        """Show itself, and ask for the settings."""
        self._hub.run(lambda _: load_settings(self._hub.desk), self._loaded)
        self.open()
        return self

    # ---- inside
    def _loaded(self, settings: "IndexSettings") -> None:
        words = self._hub.words
        while (old := self.views.widget(0)) is not None:
            self.views.removeWidget(old)
            old.deleteLater()
        self.rules, self.groups = RulesForm(self._hub, settings), GroupForm(self._hub, settings)
        for form in (self.rules, self.groups):
            self.views.addWidget(form)
            form.changed.connect(self._enable)
        self.groups.drop.clicked.connect(self._ask_drop)
        if settings.said is not None:
            at, name = settings.said
            self._rules_said = words("ui.rules.said", name=name, at=local_time(at))
        else:
            self._rules_said = words("ui.rules.none")
        self._show_part()

    def _show_part(self) -> None:
        if self.rules is None:
            return
        of_rules = self.part.current == "rules"
        self.views.setCurrentIndex(0 if of_rules else 1)
        self.said.setText(self._rules_said if of_rules else self._hub.words("ui.group.how"))
        self.problem.hide()
        self._enable()

    def _enable(self) -> None:
        form = self.rules if self.part.current == "rules" else self.groups
        self.save.setEnabled(form is not None and form.entry is not None)

    def _save(self) -> None:
        if self.part.current == "rules":
            self.ask_rules()
        elif self.groups is not None and (entry := self.groups.entry) is not None:
            self._run(lambda: save_group(self._hub.desk, entry))

    def ask_rules(self) -> SignDialog | None:
        """Who stands for the rules as they are filled in."""
        entry = self.rules.entry if self.rules else None
        if entry is None:
            return None
        words = self._hub.words
        dialog = SignDialog(words, self._hub.settings, self)
        dialog.signed.connect(lambda name, _: self._run(lambda: save_rules(self._hub.desk, entry, name)))
        return dialog.ask(words("ui.index.rules"), words("ui.rules.question"), words("ui.rules.save"))

    def _ask_drop(self) -> None:
        if self.groups is not None and (code := self.groups.code):
            words = self._hub.words
            text = words("ui.group.drop_question", code=code)
            hub = self._hub
            confirm(self, words, text, words("ui.group.drop"), lambda: self._run(lambda: drop_group(hub.desk, code)))

    def _run(self, act: Callable[[], Problem | None]) -> None:
        self.save.setEnabled(False)
        self._hub.run(lambda _: act(), self._done, title="ui.work.index", writes=True)

    def _done(self, problem: Problem | None) -> None:
        self.problem.setVisible(problem is not None)
        self._enable()
        if problem is not None:
            self.problem.setText(self._hub.problem_line(problem))
            return
        build_curves(self._hub)
        self._hub.run(lambda _: load_settings(self._hub.desk), self._loaded)

"""What the import looks like: tabs, steps, a pane each, and the buttons below."""

from PySide6.QtWidgets import QStackedWidget

from desk_app.ui.hub import Hub
from desk_app.ui.widgets.parts import Card, Segments, button, label, row
from desk_app.ui.wizard.columns_pane import ColumnsPane
from desk_app.ui.wizard.draft_tabs import DraftTabs
from desk_app.ui.wizard.effect_pane import EffectPane
from desk_app.ui.wizard.file_pane import FilePane
from desk_app.ui.wizard.pane import Pane

STEPS = ("file", "columns", "effect")


class WizardFrame(Card):
    """The parts in their places; what they do is decided by whoever builds on it."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._words = hub.words
        self.title = label("heading")
        self.known = label("soft")
        self.tabs = DraftTabs(hub)
        self.steps = Segments(STEPS)
        self.panes: dict[str, Pane] = {"file": FilePane(hub), "columns": ColumnsPane(hub), "effect": EffectPane(hub)}
        self.stack = QStackedWidget()
        for pane in self.panes.values():
            self.stack.addWidget(pane)
        self.back, self.leave, self.on = button(), button(), button("primary")
        self.body.addLayout(row(self.title, self.known, 1, self.steps, gap=16))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(row(self.leave, 1, self.back, self.on))

    @property
    def step(self) -> str:
        return self.steps.current

    def name_parts(self) -> None:
        """Give every part its words in the language in force."""
        words = self._words
        self.title.setText(words("wizard.title"))
        for step in STEPS:
            self.steps.name(step, words(f"wizard.step.{step}"))
        self.back.setText(words("wizard.back"))
        self.leave.setText(words("wizard.leave"))
        self.tabs.setAccessibleName(words("wizard.files"))
        for pane in self.panes.values():
            pane.retranslate()

"""The whole window when the data folder can't be used: what is wrong, what to do, nothing else."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.base.problem import Problem
from desk_app.ui.hub import Hub
from desk_app.ui.widgets.empty_state import EmptyState


class RefusedPage(QWidget):
    """One problem, and a button to try again."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._problem: Problem | None = None
        self.setObjectName("page")
        self.state = EmptyState(hub.theme, "warning")
        self.state.first.clicked.connect(hub.open)
        QVBoxLayout(self).addWidget(self.state)
        hub.language_changed.connect(self._say)

    def say(self, problem: Problem) -> None:
        """Show this problem."""
        self._problem = problem
        self._say()

    def _say(self) -> None:
        if self._problem is not None:
            words = self._hub.words
            title, again = words("window.refused.title"), words("window.refused.again")
            self.state.say(title, self._hub.problem_line(self._problem), again)

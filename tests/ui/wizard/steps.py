"""Walking through the steps of an import as hands do."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.ui.app import Program
from desk_app.ui.wizard.import_wizard import ImportWizard
from desk_app.ui.wizard.wizard_frame import STEPS
from tests.ui.conftest import settle


def press(wizard: ImportWizard, program: Program, qtbot: QtBot, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """A key in whatever has the focus of the step on show."""
    shown = wizard.stack.currentWidget()
    qtbot.keyClick((shown and shown.focusWidget()) or wizard, key)
    settle(qtbot, program)


def enter_through(wizard: ImportWizard, program: Program, qtbot: QtBot) -> None:
    """Enter until nothing is left to go on with."""
    for _ in STEPS:
        if wizard.draft is not None:
            press(wizard, program, qtbot)

"""Nobody stands for anything without a name, nor where it is asked for without a reason."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.i18n import Words
from desk_app.settings import Settings
from desk_app.ui.widgets.sign_dialog import SignDialog


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def dialog_of(qtbot: QtBot, settings: Settings) -> SignDialog:
    dialog = SignDialog(Words("en"), settings)
    qtbot.addWidget(dialog)
    return dialog


def test_a_name_and_a_reason_are_needed(qtbot: QtBot, settings: Settings) -> None:
    dialog = dialog_of(qtbot, settings).ask("Exclude", "a trade", "Exclude", "Reason")
    assert not dialog.yes.isEnabled()
    qtbot.keyClicks(dialog.name, "  ")
    qtbot.keyClicks(dialog.reason, "slip")
    assert not dialog.yes.isEnabled()
    dialog.name.setText("李敏")
    with qtbot.waitSignal(dialog.signed) as signed:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert signed.args == ["李敏", "slip"]
    assert settings["person"] == "李敏"


def test_the_name_is_offered_again(qtbot: QtBot, settings: Settings) -> None:
    settings.set("person", "王")
    dialog = dialog_of(qtbot, settings).ask("Publish", "values", "Publish")
    assert dialog.name.text() == "王"
    assert dialog.reason.isHidden()
    assert dialog.yes.isEnabled()


def test_escape_signs_nothing(qtbot: QtBot, settings: Settings) -> None:
    settings.set("person", "王")
    dialog = dialog_of(qtbot, settings).ask("Publish", "values", "Publish")
    with qtbot.assertNotEmitted(dialog.signed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

"""Everything that can be used can be reached by keyboard and has a name a screen reader can say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Start, settle

USED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)
QTS_OWN = ("QTableCorner", "QLineEditIcon", "QComboBoxPriv", "QHeaderView")


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def is_qts_own(widget: QWidget) -> bool:
    """Parts that Qt builds inside its own widgets."""
    parent = widget.parentWidget()
    inside = parent.metaObject().className() if parent else ""
    kind = widget.metaObject().className()
    return widget.objectName().startswith("qt_") or kind.startswith(QTS_OWN) or inside.startswith(("QCombo", "QLineE"))


@pytest.mark.parametrize("page", ["trades", "curves", "ore", "sheets"])
def test_names_and_keyboard(start: Start, qtbot: QtBot, page: str) -> None:
    program = start("en", page)
    settle(qtbot, program)
    refused = program.window.refused  # has words only when there is something to refuse
    found = [
        w
        for kind in USED
        for w in program.window.findChildren(kind)
        if not is_qts_own(w) and not w.isHidden() and not refused.isAncestorOf(w)
    ]
    assert len(found) > 15
    nameless = [f"{w.metaObject().className()} in {w.parentWidget()}" for w in found if not name_of(w)]
    assert not nameless
    unreachable = [name_of(w) for w in found if w.focusPolicy() == Qt.FocusPolicy.NoFocus]
    assert not unreachable

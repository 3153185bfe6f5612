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


def is_reached(widget: QWidget) -> bool:
    """By Tab; of a group in which one is chosen, that one by Tab and the others by the arrow keys."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    members = group.buttons() if group else [widget]
    return any(each.focusPolicy() != Qt.FocusPolicy.NoFocus for each in members)


@pytest.mark.parametrize("page", ["trades", "board", "curves", "index", "ore", "sheets"])
def test_names_and_keyboard(start: Start, qtbot: QtBot, page: str) -> None:
    program = start("en", page)
    settle(qtbot, program)
    refused = program.window.refused  # has words only when there is something to refuse
    all_used = [w for kind in USED for w in program.window.findChildren(kind) if not is_qts_own(w)]
    found = [w for w in all_used if not w.isHidden() and not refused.isAncestorOf(w)]
    assert len(found) > 15
    nameless = [f"{w.metaObject().className()} in {w.parentWidget()}" for w in found if not name_of(w)]
    assert not nameless
    assert not [name_of(w) for w in found if not is_reached(w)]

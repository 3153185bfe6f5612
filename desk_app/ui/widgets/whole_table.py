"""A short table inside something that scrolls: as wide and high as what it says, so that no digit is cut."""

from PySide6.QtCore import Qt

from desk_app.ui.widgets.record_table import RecordTable


def show_whole(table: RecordTable) -> None:
    """Fit its columns to headings and cells, and its height to its rows; where it is too wide it scrolls sideways."""
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.fit(*(table.sizeHintForColumn(column) for column in range(table.records.columnCount())))
    across = table.horizontalHeader()
    bar = table.horizontalScrollBar().sizeHint().height() if across.length() > table.viewport().width() else 0
    rows = table.verticalHeader().length()
    table.setFixedHeight(across.sizeHint().height() + rows + 2 * table.frameWidth() + bar)

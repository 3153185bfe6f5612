"""The columns of the list of sheets."""

from typing import TYPE_CHECKING

from desk_app.domain.base.exact import exact
from desk_app.domain.base.money import grouped
from desk_app.i18n import Words
from desk_app.ui.ages import local_time
from desk_app.ui.widgets.record_model import RIGHT, Column

if TYPE_CHECKING:
    from desk_app.jobs.list_sheets import SheetLine

WIDTHS = (42, 80, 80, 134, 62)


def sheet_columns(words: Words) -> "tuple[Column[SheetLine], ...]":
    """Number, period, party, difference, state."""
    return (
        Column("ui.sheets.column.id", lambda s: str(s.id), lambda s: s.id, RIGHT),
        Column("ui.sheets.column.period", lambda s: s.period, lambda s: s.period),
        Column("ui.sheets.column.party", _party, _party),
        Column("ui.sheets.column.total", _total, lambda s: exact(s.total or "0"), RIGHT, "ui.unit.yuan"),
        Column(
            "ui.sheets.column.state",
            lambda s: words(f"sheet.state.{s.state}"),
            lambda s: s.state,
            tip=lambda s: local_time(s.created_at),
        ),
    )


def _party(line: "SheetLine") -> str:
    return line.buyer or line.seller or line.contract or line.about


def _total(line: "SheetLine") -> str:
    return grouped(exact(line.total), 2) if line.total else ""

"""One sheet of the desk."""

from datetime import datetime

from desk_app.domain.base.problem import refuse
from desk_app.domain.sheet.plain import from_plain
from desk_app.domain.sheet.sheet import Sheet
from desk_app.jobs.open_desk import Desk
from desk_app.paper.sheet_text import Filed
from desk_app.store.sheets import find_sheet

_NUMBERS = range(1, 2**63)
"""What the store can number at all."""


def load_sheet(desk: Desk, number: int) -> tuple[Sheet, Filed]:
    """The sheet as drafted, and what the store knows of it; `Refused` when there is none of that number."""
    stored = find_sheet(desk.database.conn, number) if number in _NUMBERS else None
    if stored is None:
        raise refuse("sheet_unknown", "id", id=str(number))
    filed = Filed(stored.id, stored.state, datetime.fromisoformat(stored.created_at))
    return from_plain(stored.data), filed

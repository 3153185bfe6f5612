"""The receipt of an import as a sheet."""

from dataclasses import replace
from datetime import UTC, datetime

from desk_app.domain.base.period import CHINA
from desk_app.domain.base.problem import refuse
from desk_app.domain.sheet.import_report import IMPORT_REPORT, import_report_sheet
from desk_app.domain.sheet.plain import to_plain
from desk_app.domain.sheet.sheet import DRAFT, Sheet
from desk_app.jobs.open_desk import Desk
from desk_app.store.database import writing
from desk_app.store.receipts import find_receipt
from desk_app.store.sheets import add_sheet, all_sheets


def draft_receipt(desk: Desk, batch: int) -> int:
    """The number of the sheet that is the batch's receipt, made if there is none that says the same.

    `Refused` when there is no such batch.
    """
    plain = to_plain(receipt_sheet(desk, batch))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with writing(desk.database, desk.folder) as connection:
        for stored in all_sheets(connection):
            if stored.kind == IMPORT_REPORT.key and stored.data == plain:
                return stored.id
        return add_sheet(connection, IMPORT_REPORT.key, DRAFT, now, plain)


def receipt_sheet(desk: Desk, batch: int) -> Sheet:
    """The receipt as of now, without keeping it."""
    receipt = find_receipt(desk.database.conn, batch)
    if receipt is None:
        raise refuse("batch_unknown", "batch", batch=str(batch))
    undone = receipt.undone_at and receipt.undone_at.astimezone(CHINA)
    return import_report_sheet(replace(receipt, imported_at=receipt.imported_at.astimezone(CHINA), undone_at=undone))

"""What stands on a sheet: blocks, keys and values; drawing them is the business of `paper`."""

from desk_app.domain.sheet.import_report import IMPORT_REPORT
from desk_app.domain.sheet.price_adjustment import PRICE_ADJUSTMENT
from desk_app.domain.sheet.sheet import SheetKind

SHEETS: tuple[SheetKind, ...] = (PRICE_ADJUSTMENT, IMPORT_REPORT)

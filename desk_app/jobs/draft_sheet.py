"""Draft a sheet: gather its facts, work out its figures, keep it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desk_app.domain.base.period import CHINA
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import vat_rate
from desk_app.domain.ore.announced import AnnouncedPrice, Conflict, PriceList
from desk_app.domain.ore.delivery import Delivery
from desk_app.domain.ore.delivery_heading import heading_score
from desk_app.domain.ore.read_deliveries import read_deliveries
from desk_app.domain.ore.terms import Terms
from desk_app.domain.sheet.adjustment import PriceAdjustment
from desk_app.domain.sheet.plain import to_plain
from desk_app.domain.sheet.price_adjustment import price_adjustment_sheet
from desk_app.domain.sheet.sheet import DRAFT, Sheet
from desk_app.files.pick import pick_table, read_tables
from desk_app.jobs.load_price_list import announced_price, load_price_list
from desk_app.jobs.open_desk import Desk
from desk_app.store.database import writing
from desk_app.store.sheets import add_sheet

LONGEST_NAME = 200
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class PriceAdjustmentRequest:
    """What the user gives. `from_quarter` None: the nearest earlier known price; `terms` None: the usual ones."""

    quarter: str
    from_quarter: str | None = None
    contract: str = ""
    seller: str = ""
    buyer: str = ""
    deliveries: Path | None = None
    note: str = ""
    terms: Terms | None = None


def draft_price_adjustment(desk: Desk, request: PriceAdjustmentRequest) -> int:
    """The new draft's number; `Refused` where a price is not known or a delivery can't be taken."""
    sheet = price_adjustment_of(request, desk)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with writing(desk.database, desk.folder) as connection:
        return add_sheet(connection, sheet.kind, DRAFT, now, to_plain(sheet))


def price_adjustment_of(request: PriceAdjustmentRequest, desk: Desk | None = None) -> Sheet:
    """The sheet a request comes to at the prices of a desk (None: the program's own), without keeping it."""
    prices = load_price_list(desk)
    new = announced_price(prices, request.quarter, datetime.now(CHINA).date())
    old = _old_price(prices, new, request.from_quarter)
    return price_adjustment_sheet(
        PriceAdjustment(
            new=new,
            old=old,
            terms=request.terms or Terms(vat_percent=vat_rate(new.effective_from)),
            contract=_line("contract", request.contract),
            seller=_line("seller", request.seller),
            buyer=_line("buyer", request.buyer),
            note=_lines("note", request.note),
            deliveries=load_deliveries(request.deliveries) if request.deliveries else (),
            nearest=old == prices.before(new),
        )
    )


def conflicts_in(desk: Desk, request: PriceAdjustmentRequest) -> tuple[Conflict, ...]:
    """Where the desk's own prices on a sheet are others than the program's: to be told beside it."""
    prices = load_price_list(desk)
    new = announced_price(prices, request.quarter)
    both = (_old_price(prices, new, request.from_quarter), new)
    return tuple(conflict for price in both for conflict in prices.conflicts_of(price))


def load_deliveries(path: Path) -> tuple[Delivery, ...]:
    """The deliveries of a file; `Refused` names the row, the field and the reason."""
    table = pick_table(read_tables(path, heading_score), None, heading_score, path.name)
    return read_deliveries(table.rows(), path.name, datetime.now().astimezone().date())


def _old_price(prices: PriceList, new: AnnouncedPrice, chosen: str | None) -> AnnouncedPrice:
    old = prices.before(new) if chosen is None else announced_price(prices, chosen)
    if old is None:
        raise refuse("sheet_no_earlier", "quarter", quarter=new.period)
    if old.effective_from >= new.effective_from:
        raise refuse("sheet_not_earlier", "quarter", old=old.period, new=new.period)
    return old


def _line(field: str, text: str) -> str:
    """Someone's text as one line."""
    return _checked(field, _cleaned(text), LONGEST_NAME)


def _lines(field: str, text: str) -> str:
    """Someone's text, line by line; empty lines fall out."""
    lines = (_cleaned(line) for line in text.splitlines())
    return _checked(field, "\n".join(line for line in lines if line), LONGEST_NOTE)


def _cleaned(text: str) -> str:
    """Control signs and runs of blanks become one blank."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def _checked(field: str, text: str, most: int) -> str:
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise refuse("sheet_text_unreadable", field, name=f"@sheet.field.{field}")
    if len(text) > most:
        raise refuse("sheet_text_too_long", field, name=f"@sheet.field.{field}", most=str(most))
    return text

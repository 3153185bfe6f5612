"""Does this installation work? Every part is used once, for real, in a folder of its own."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from desk_app.assets import resource
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.lot import Lot
from desk_app.domain.ore.terms import Terms
from desk_app.i18n import LANGUAGES, catalogue
from desk_app.jobs.build_index import build_index
from desk_app.jobs.draft_sheet import draft_price_adjustment
from desk_app.jobs.import_files import import_files
from desk_app.jobs.import_options import ImportOptions
from desk_app.jobs.load_curve import load_curve
from desk_app.jobs.load_price_list import announced_price, load_price_list
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.price_lot import price_lot
from desk_app.jobs.sheet_pdf import sheet_pdf


@dataclass(frozen=True, slots=True)
class PartResult:
    """One part: what was seen of it, or the error that came."""

    part: str
    seen: str
    error: str


class PartFailedError(Exception):
    """The part ran, but what came out is not what must come out."""


def self_test() -> tuple[PartResult, ...]:
    """Try every part; never raises."""
    with tempfile.TemporaryDirectory(prefix="reo-desk-", ignore_cleanup_errors=True) as folder:
        try:
            with open_desk(Path(folder) / "data") as desk:
                return tuple(_try(part, check, desk) for part, check in _PARTS)
        except Refused as refused:
            return (PartResult("store", "", str(refused)),)


def _try(part: str, check: Callable[[Desk], str], desk: Desk) -> PartResult:
    try:
        return PartResult(part, check(desk), "")
    except Exception as error:
        return PartResult(part, "", f"{type(error).__name__}: {error}")


def _must(holds: bool, told: str) -> str:
    if not holds:
        raise PartFailedError(told)
    return told


def _words(desk: Desk) -> str:
    first, second = (catalogue(language) for language in LANGUAGES)
    return _must(bool(first) and first.keys() == second.keys(), f"{len(first)} = {len(second)}")


def _fonts(desk: Desk) -> str:
    fonts = sorted(path.name for path in resource("fonts").glob("*.ttf"))
    return _must(len(fonts) >= 2, ", ".join(fonts))


def _icons(desk: Desk) -> str:
    icons = list(resource("icons").glob("*.svg"))
    return _must(bool(icons), f"{len(icons)} SVG")


_HEADINGS = "成交日期,品名,数量(吨),含税单价(元/吨)"


def _store(desk: Desk) -> str:
    """Ten working days of trades through the import, as a clerk would bring them."""
    file = desk.folder / "self-test.csv"
    days = [date(2026, 1, day) for day in (5, 6, 7, 8, 9, 12, 13, 14, 15, 16)]
    lines = [f"{day},氧化镨钕,{1 + n},{610000 + 1000 * n}" for n, day in enumerate(days)]
    file.write_text("\n".join([_HEADINGS, *lines]), encoding="utf-8")
    (result,) = import_files(desk, [file], ImportOptions(source="self-test"))
    return _must(result.new == len(days), f"{result.new} / {len(days)}")


def _price(desk: Desk) -> str:
    """The worked lot of 2026Q1: 100 wet tonnes, 8.1 % moisture, 52.3 % REO."""
    price = announced_price(load_price_list(), "2026Q1")
    working = price_lot(price, Lot(Decimal("52.3"), Decimal("8.1"), Decimal(100)), Terms())
    total = exact_text(working.total_inc_vat)
    return _must(working.total_inc_vat == Decimal("2914815.39"), f"{total} 元")


def _calendar(desk: Desk) -> str:
    """National Day 2025 with its make-up days, and a seal that holds over just what was signed."""
    from desk_app.jobs.load_calendar import load_calendar
    from desk_app.signing.keys import new_key
    from desk_app.signing.seal import holds, sign

    calendar, document = load_calendar(desk), {"sequence": 1}
    days = [calendar.is_trading(date(2025, 9, 28)), calendar.is_trading(date(2025, 10, 8))]
    seal = sign(new_key(), "self-test", document)
    sealed = [holds(seal, "self-test", document), holds(seal, "self-test", {"sequence": 2})]
    return _must(days == [True, False] == sealed, f"{calendar.first} … {calendar.last}")


def _curve(desk: Desk) -> str:
    build_index(desk)
    curve = load_curve(desk, "prnd_oxide")
    return _must(len(curve.values) == 10, f"{len(curve.values)} points")


def _sheet(desk: Desk) -> str:
    from desk_app.jobs.draft_sheet import PriceAdjustmentRequest

    number = draft_price_adjustment(desk, PriceAdjustmentRequest(quarter="2026Q1"))
    pdf = sheet_pdf(desk, number, LANGUAGES[0])
    return _must(pdf.startswith(b"%PDF-"), f"PDF {len(pdf):,} bytes")


_PARTS: tuple[tuple[str, Callable[[Desk], str]], ...] = (
    ("words", _words),
    ("fonts", _fonts),
    ("icons", _icons),
    ("store", _store),
    ("price", _price),
    ("calendar", _calendar),
    ("curve", _curve),
    ("sheet", _sheet),
)

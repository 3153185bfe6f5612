"""What the files of the corpus say: trades, and what a right import makes of them, worked out by itself."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

EXACT = Context(prec=60)
PLACES = Decimal("0.0001")
_RATES = ((date(2019, 4, 1), 13), (date(2018, 5, 1), 16), (date.min, 17))

PRICES = {
    "la_oxide": ("氧化镧", "Lanthanum oxide", 4_500), "ce_oxide": ("氧化铈", "Cerium oxide", 12_000),
    "pr_oxide": ("氧化镨", "Praseodymium oxide", 590_000), "nd_oxide": ("氧化钕", "Neodymium oxide", 610_000),
    "prnd_oxide": ("氧化镨钕", "PrNd oxide", 620_000), "tb_oxide": ("氧化铽", "Terbium oxide", 6_500_000),
    "dy_oxide": ("氧化镝", "Dysprosium oxide", 1_400_000), "dyfe": ("镝铁合金", "Dysprosium-iron alloy", 1_390_000),
    "nd_metal": ("金属钕", "Neodymium metal", 640_000), "prnd_metal": ("金属镨钕", "PrNd metal", 750_000),
    "re_carbonate": ("碳酸稀土", "Rare earth carbonate", 58_000), "y_oxide": ("氧化钇", "Yttrium oxide", 50_000),
    "concentrate": ("稀土精矿", "Rare earth concentrate", 26_800),
}  # fmt: skip
"""Key: Chinese name, English name, yuan per tonne thereabouts."""

COMMON = tuple(key for key in PRICES if key != "concentrate")
TONNES = ("0.2", "0.5", "1", "1.25", "2", "5", "10", "20", "30")


@dataclass(frozen=True)
class Line:
    """One trade: tonnes, and yuan per tonne on the basis `tax`; `rate` is the VAT in percent."""

    day: date
    product: str
    tonnes: Decimal
    price: Decimal
    tax: str = "incl"
    ref: str | None = None
    rate: int | None = None
    text: str = ""

    @property
    def vat(self) -> int:
        return self.rate if self.rate is not None else next(r for since, r in _RATES if self.day >= since)

    @property
    def zh(self) -> str:
        return PRICES[self.product][0]

    @property
    def en(self) -> str:
        return PRICES[self.product][1]

    @property
    def exact_ex(self) -> Decimal:
        return self.price if self.tax == "excl" else EXACT.divide(self.price * 100, Decimal(100 + self.vat))

    @property
    def exact_inc(self) -> Decimal:
        return self.price if self.tax == "incl" else EXACT.divide(self.price * (100 + self.vat), Decimal(100))


def expected_trade(row: int, line: Line) -> dict[str, Any]:
    """As `reo-desk trades` must list it."""
    return {
        "row": row,
        "trade_date": line.day.isoformat(),
        "product": line.product,
        "quantity_t": plain(line.tonnes),
        "price_yuan_per_t_ex_vat": str(line.exact_ex.quantize(PLACES, ROUND_HALF_UP)),
        "price_yuan_per_t_inc_vat": str(line.exact_inc.quantize(PLACES, ROUND_HALF_UP)),
        "ref": line.ref,
    }


def fen(value: Decimal) -> Decimal:
    """To the fen, half up."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """Plain digits without idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def comma(value: Decimal) -> str:
    """With thousands commas."""
    whole, _, rest = plain(value).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def some(
    name: str, count: int, first: date = date(2026, 1, 5), *, tax: str = "incl", refs: str | None = None, **more: Any
) -> list[Line]:
    """So many trades on working days from `first` on, the same for the same name."""
    chance = random.Random(name)
    only: Sequence[str] = more.pop("only", COMMON)
    spread: int = more.pop("spread", 12)
    lines = []
    for at in range(count):
        product = chance.choice(only)
        step = 10 if PRICES[product][2] < 20_000 else 100 if PRICES[product][2] < 100_000 else 1000
        price = Decimal(round(PRICES[product][2] * chance.uniform(0.96, 1.04) / step) * step)
        ref = None if refs is None else refs.format(at + 1)
        tonnes = Decimal(chance.choice(TONNES))
        day = first + timedelta(days=chance.randrange(spread))
        lines.append(Line(day, product, tonnes, price, tax, ref, **more))
    return lines


Cellmaker = Callable[[Line], Any]
Column = tuple[str, Cellmaker]


@dataclass
class Sheet:
    """A sheet as its rows of cells, and where each trade came to stand (lines from 1)."""

    rows: list[list[Any]]
    header_row: int
    placed: list[tuple[int, Line]] = field(default_factory=list)

    @property
    def trades(self) -> list[dict[str, Any]]:
        return [expected_trade(row, line) for row, line in self.placed]

    def without(self, *rows: int) -> list[dict[str, Any]]:
        return [trade for trade in self.trades if trade["row"] not in rows]


def sheet(
    columns: Sequence[Column],
    body: Iterable[Line | list[Any]],
    above: Sequence[list[Any]] = (),
    under: Sequence[list[Any]] = (),
) -> Sheet:
    """Lines above, the headings, rows right under them, then trades and other rows in their order."""
    rows = [*above, [heading for heading, _ in columns], *under]
    made = Sheet([list(row) for row in rows], len(above) + 1)
    for item in body:
        if isinstance(item, Line):
            made.placed.append((len(made.rows) + 1, item))
        made.rows.append([cell(item) for _, cell in columns] if isinstance(item, Line) else list(item))
    return made


@dataclass
class Case:
    """One file and what a right import of it gives; `data` is None where another case makes the file."""

    file: str
    data: bytes | None
    told: dict[str, Any]


def taken(file: str, about: str, data: bytes | None, made: Sheet, **more: Any) -> Case:
    """A file that is taken; `problems` are the rows held, each (row, field); `gone` rows that count no more."""
    problems = [{"row": row, "field": name} for row, name in more.pop("problems", ())]
    trades = more.pop("trades", None)
    trades = made.trades if trades is None else trades
    held = more.pop("held", len(problems))
    gone = more.pop("gone", [])
    rows = more.pop("rows", len(trades) + held + len(gone))
    told = {
        "file": file, "about": about, "args": more.pop("args", []), "header_row": made.header_row, "rows": rows,
        "new": more.pop("new", rows - held), "same": more.pop("same", 0), "changed": more.pop("changed", 0),
        "held": held, "problems": problems, "trades": trades, **({"gone": gone} if gone else {}), **more,
    }  # fmt: skip
    return Case(file, data, told)


def refused(file: str, about: str, data: bytes | None, why: str, args: Sequence[str] = ()) -> Case:
    """A file that must be refused for the field `why`."""
    return Case(file, data, {"file": file, "about": about, "args": list(args), "refused": why, "trades": []})


def dmy(line: Line) -> str:
    return f"{line.day.day}/{line.day.month}/{line.day.year}"


def iso(line: Line) -> str:
    return line.day.isoformat()


def slashed(line: Line) -> str:
    return f"{line.day.year}/{line.day.month}/{line.day.day}"


def serial(line: Line) -> int:
    """Excel's number of the day."""
    return (line.day - date(1899, 12, 30)).days


def zh(line: Line) -> str:
    return line.zh


def en(line: Line) -> str:
    return line.en


def tonnes(line: Line) -> str:
    return plain(line.tonnes)


def price(line: Line) -> str:
    return plain(line.price)


def ref(line: Line) -> str:
    return line.ref or ""


def per(value: int, grouped: bool = False) -> Cellmaker:
    """The price divided: 10000 gives 万元/吨, 1000 gives 元/公斤."""
    return lambda line: (comma if grouped else plain)(line.price / value)


def amount(line: Line) -> str:
    return plain(fen(line.tonnes * line.price))


def const(text: Any) -> Cellmaker:
    return lambda _: text


def swapped(lines: Sequence[Line], at: int, **change: Any) -> list[Line]:
    """The lines with one of them changed."""
    return [*lines[:at], replace(lines[at], **change), *lines[at + 1 :]]

"""Files that need judgement: invoices, currencies, moisture, lines to hold, files to refuse."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.data.corpus_model import (
    EXACT,
    Case,
    Column,
    Line,
    const,
    fen,
    iso,
    per,
    plain,
    price,
    refused,
    sheet,
    some,
    taken,
    tonnes,
)  # fmt: skip
from tests.data.corpus_text import NO, ZH, text


def cases() -> Iterator[Case]:
    yield from invoices()
    yield from currencies()
    yield from moist()
    yield from held()
    yield from not_taken()


def net(line: Line) -> Decimal:
    return fen(line.tonnes * line.exact_ex)


def vat(line: Line) -> Decimal:
    return fen(net(line) * line.vat / 100)


INVOICE: tuple[Column, ...] = (
    ("发票号码", lambda x: x.ref), ("开票日期", iso), ("货物或应税劳务名称", lambda x: f"*稀土产品*{x.zh}"),
    ("规格型号", const("")), ("单位", const("吨")), ("数量", tonnes), ("单价", price),
    ("金额", lambda x: plain(net(x))),
    ("税率", lambda x: f"{x.vat}%"), ("税额", lambda x: plain(vat(x))), ("价税合计", lambda x: plain(net(x) + vat(x))),
)  # fmt: skip


def invoices() -> Iterator[Case]:
    lines = some("invoice", 8, tax="excl", refs="2615200000{:010d}")
    made = sheet(INVOICE, lines)
    yield taken("invoices.csv", "a list of invoices: the amounts tell that the price is without VAT", text(made), made)
    notes: tuple[Column, ...] = (*INVOICE, ("备注", lambda x: x.text))
    red = replace(lines[2], tonnes=-lines[2].tonnes, ref="26152000000000009999", day=date(2026, 1, 19),
                  text=f"被红冲蓝字数电票号码:{lines[2].ref} 红字发票信息确认单编号:15020126010001")  # fmt: skip
    made = sheet(notes, [*lines, red])
    kept = made.without(4, 10)
    about = "a red-letter invoice reverses its original: both count no more"
    yield taken("invoices_red.csv", about, text(made), made, trades=kept, gone=[4, 10])
    lost = replace(red, text="被红冲蓝字数电票号码:26152000000000007777")
    made = sheet(notes, [*lines, lost])
    about = "a red-letter invoice whose original is not there is held"
    kept, odd = made.without(10), [(10, "quantity")]
    yield taken("invoices_red_lost.csv", about, text(made), made, trades=kept, problems=odd)


def abroad(line: Line, rate: str = "7.1023") -> Line:
    """The price is stated in another currency a kilogram; what it comes to at the rate given."""
    return replace(line, price=EXACT.multiply(line.price, Decimal(rate)) * 1000)


def currencies() -> Iterator[Case]:
    stated = [
        replace(x, price=Decimal(80 + n))
        for n, x in enumerate(some("usd", 5, tax="excl", only=("nd_oxide",), spread=8))
    ]
    columns: tuple[Column, ...] = (*ZH[:3], ("单价(美元/公斤,不含税)", price))
    made = sheet(columns, stated)
    data = text(made)
    made.placed = [(row, abroad(line)) for row, line in made.placed]
    rate = ["--rate", "usd=7.1023@2026-01-05"]
    yield taken("usd.csv", "dollars a kilogram at a rate given with its day", data, made, args=rate)
    yield refused("usd.csv", "dollars without a rate: it asks", None, "unit")
    euros = sheet((*ZH[:3], ("单价(€/kg,不含税)", price)), stated)
    yield refused("eur.csv", "euros without a rate: it asks", text(euros), "unit")
    yield refused("eur.csv", "and a rate of dollars is none of euros", None, "unit", rate)
    yield from several_rates(columns, stated, rate)
    yield from own_currencies(rate)


def several_rates(columns: Sequence[Column], stated: Sequence[Line], rate: list[str]) -> Iterator[Case]:
    days = [date(2026, 1, 5), date(2026, 1, 11), date(2026, 1, 12), date(2026, 2, 12), date(2026, 1, 20)]
    made = sheet(columns, [replace(x, day=day) for x, day in zip(stated, days, strict=True)])
    data = text(made)
    later = date(2026, 1, 12)
    made.placed = [(row, abroad(x, "7.05" if x.day >= later else "7.1023")) for row, x in made.placed]
    both = ["--rate", "usd=7.0500@2026-01-12", *rate]
    yield taken("usd_two_rates.csv", "each trade at the latest rate not later than its day", data, made, args=both)
    held = [(5, "unit")]
    about = "31 days after its day a rate is too old"
    yield taken(
        "usd_two_rates.csv", about, None, sheet(columns, []), args=rate, rows=5, held=1, problems=held, trades=[]
    )
    early = sheet(columns, [replace(stated[0], day=date(2026, 1, 4)), *stated[1:]])
    data = text(early)
    early.placed = [(row, abroad(x)) for row, x in early.placed]
    about, kept = "a trade before every rate is held", early.without(2)
    yield taken("usd_early.csv", about, data, early, args=rate, problems=[(2, "unit")], trades=kept)


def own_currencies(rate: list[str]) -> Iterator[Case]:
    lines = some("own", 4, tax="excl", only=("nd_oxide",))
    yuan, usd = lines[:2], [replace(x, price=Decimal(85_000), text="美元") for x in lines[2:]]
    columns: tuple[Column, ...] = (
        *ZH[:3], ("原币单价(不含税)", price), ("币种", lambda x: x.text or "人民币"),
    )  # fmt: skip
    made = sheet(columns, [*yuan, *usd])
    data = text(made)
    made.placed = [(row, abroad(replace(x, price=x.price / 1000)) if x.text else x) for row, x in made.placed]
    yield taken("usd_by_row.csv", "a column says each line's currency", data, made, args=rate)
    odd = [(4, "unit"), (5, "unit")]
    about = "and without a rate the lines in dollars are held"
    yield taken("usd_by_row.csv", about, None, made, problems=odd, trades=made.without(4, 5))


MOIST: tuple[Column, ...] = (*ZH[:2], ("湿重(吨)", tonnes), ("水分(%)", const("8.5")))
DRY: Column = ("干基单价(元/吨,不含税)", price)


def moist() -> Iterator[Case]:
    lines = some("wet", 6, tax="excl", only=("concentrate",))
    made = sheet((*MOIST, DRY), lines)
    data = text(made)
    made.placed = [(row, dry(x)) for row, x in made.placed]
    yield taken("wet.csv", "wet weight and moisture: the dry tonnes count for a dry price", data, made)
    made = sheet((*MOIST[:3], DRY), lines)
    yield refused("wet_no_moisture.csv", "wet weight, a dry price and no moisture", text(made), "quantity")
    some_dry = sheet((*MOIST, ("干重(吨)", lambda x: plain(dry(x).tonnes)), DRY), lines)
    some_dry.rows[2][3] = "9.5"
    data = text(some_dry)
    some_dry.placed = [(row, dry(x)) for row, x in some_dry.placed]
    yield taken("wet_and_dry.csv", "both weights: the dry one, a line that does not agree is said", data, some_dry)
    yield from moist_in_doubt(lines)
    oxide: tuple[Column, ...] = (*ZH[:2], ("折氧化物数量(吨)", tonnes), ("不含税单价(元/吨)", price))
    made = sheet(oxide, some("oxide", 6, tax="excl", only=("re_carbonate",)))
    yield taken("oxide_mass.csv", "mass converted to oxide, as the price is", text(made), made)
    both: tuple[Column, ...] = (*oxide[:2], ("数量(吨)", const("50")), ("折REO量(吨)", tonnes))
    made = sheet((*both, ("不含税单价(元/吨REO)", price)), [line for _, line in made.placed])
    yield taken("oxide_price.csv", "a price per tonne of oxide takes the oxide's mass", text(made), made)


def moist_in_doubt(lines: Sequence[Line]) -> Iterator[Case]:
    made = sheet((*MOIST, ("单价(元/湿吨,不含税)", price)), lines)
    data = text(made)
    made.placed = [(row, dry(replace(x, price=EXACT.divide(x.price, Decimal("0.915"))))) for row, x in made.placed]
    yield taken("wet_price.csv", "a price per wet tonne becomes one per dry tonne", data, made)
    made = sheet((*ZH[:3], MOIST[3], ("不含税单价(元/吨)", price)), lines)
    data = text(made)
    odd = [(row, "unit") for row, _ in made.placed]
    yield taken("moisture_only.csv", "a moisture, and no word on the weight: held", data, made, problems=odd, trades=[])
    as_dry = ["--basis", "dry"]
    yield taken("moisture_only.csv", "and the answer is taken", None, made, args=as_dry)


def dry(line: Line) -> Line:
    return replace(line, tonnes=line.tonnes * Decimal("0.915"))


def held() -> Iterator[Case]:
    columns = (NO, *ZH)
    made = sheet(columns, some("bad", 12, refs="K{:03d}"))
    for row, at, cell in (
        (3, 1, "2026-02-30"),
        (5, 2, "氧化某"),
        (7, 3, "-5"),
        (9, 4, ""),
        (11, 4, "约六十万"),
        (12, 4, "62.3"),
    ):
        made.rows[row - 1][at] = cell
    wrong = [(3, "trade_date"), (5, "product"), (7, "quantity"), (9, "price"), (11, "price"), (12, "price")]
    kept = made.without(*(row for row, _ in wrong))
    yield taken(
        "bad_cells.csv", "one wrong cell each: held, and said which", text(made), made, problems=wrong, trades=kept
    )
    made = sheet(columns, some("many", 4, refs="L{:03d}"))
    made.rows[2][1:5] = ["某日", "不知", "x", "y"]
    wrong = [(3, name) for name in ("trade_date", "product", "quantity", "price")]
    about = "four wrong cells in a line are all said at once"
    kept = made.without(3)
    more = {"held": 1, "rows": 4}
    yield taken("all_wrong.csv", about, text(made), made, problems=wrong, trades=kept, **more)
    sums: tuple[Column, ...] = (*ZH, ("金额(元)", lambda x: plain(x.tonnes * x.price + 1000)))
    made = sheet(sums, some("totals", 5))
    yield taken("wrong_totals.csv", "amounts that do not agree are said, the trades taken", text(made), made)
    made = sheet(columns, some("late", 4, refs="N{:03d}"))
    made.rows[2][1] = "2099-01-01"
    kept = made.without(3)
    yield taken("future.csv", "a day to come is held", text(made), made, problems=[(3, "trade_date")], trades=kept)
    grades: tuple[Column, ...] = (*ZH, ("纯度", const("99.95%")))
    made = sheet(grades, some("grades", 5))
    yield taken("grades.csv", "grades in percent", text(made), made)


def not_taken() -> Iterator[Case]:
    lines = some("refused", 5)
    none = ("单价(元/吨)", price)
    yield refused("no_tax.csv", "nothing says whether VAT is in", text(sheet((*ZH[:3], none), lines)), "tax")
    made = sheet((*ZH[:3], none), lines)
    yield taken("no_tax.csv", "and the answer is taken", None, made, args=["--tax", "incl"])
    units = sheet((*ZH[:2], ("数量", tonnes), ("含税单价", price)), lines)
    yield refused("no_unit.csv", "nothing says the unit", text(units), "unit")
    yield taken("no_unit.csv", "and the answer is taken", None, units, args=["--unit", "yuan/t"])
    wan = sheet((*ZH[:3], ("单价(万元/吨,含税)", per(10_000))), lines, [["单位:元/吨"]])
    yield refused("two_units.csv", "the line above and the heading contradict each other", text(wan), "unit")
    both = sheet(ZH, lines, [["以下价格均不含税,单位:元/吨"]])
    yield refused("two_taxes.csv", "without VAT above, with VAT in the heading", text(both), "tax")
    for at, missing in enumerate(("trade_date", "product", "quantity", "price")):
        fewer = (*ZH[:at], *ZH[at + 1 :])
        yield refused(f"no_{missing}.csv", f"no column of the {missing}", text(sheet(fewer, lines)), missing)
    yield refused("headings_only.csv", "headings and nothing below", text(sheet(ZH, [])), "file")
    yield refused("letter.txt", "a letter, no table", "各位同事:\n附件为一月成交,请查收。\n".encode(), "file")
    yield refused("zeros.csv", "a file of zero bytes", b"\0" * 512, "file")

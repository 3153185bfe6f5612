"""Workbooks and pages: sheets, merged headings, formulas, errors, wrong names."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from tests.data.corpus_model import Case, Column, Line, per, plain, price, ref, serial, sheet, some, taken, zh
from tests.data.corpus_text import ZH, text
from tests.data.corpus_writers import Book, Day, Error, Formula, biff8, delimited, html_table, ods, xlsx

CELLS: tuple[Column, ...] = (
    ("成交编号", ref), ("成交日期", lambda x: Day(serial(x))), ("品名", zh), ("数量(吨)", lambda x: x.tonnes),
    ("含税单价(元/吨)", lambda x: x.price),
)  # fmt: skip


def cases() -> Iterator[Case]:
    yield from plain_books()
    yield from several_sheets()
    yield from odd_cells()
    yield from other_formats()


def plain_books() -> Iterator[Case]:
    made = sheet(CELLS, some("book", 10, refs="B{:03d}"))
    yield taken("book.xlsx", "days and numbers as such", xlsx([Book("成交", made.rows)]), made)
    yield taken("book_macros.xlsm", "a workbook for macros", xlsx([Book("成交", made.rows)], macros=True), made)
    yield taken("book_named.csv", "a workbook named .csv", xlsx([Book("Sheet1", made.rows)]), made)
    narrow = xlsx([Book("Sheet1", made.rows, dimension="A1")])
    yield taken("wps_dimension.xlsx", "WPS says the sheet is A1 alone", narrow, made)
    titled = sheet(CELLS, some("titled", 8, refs="C{:03d}"), [["一月成交台账"], [], ["制表日期:2026-01-20"]])
    book = Book("台账", titled.rows, merged=("A1:E1",))
    yield taken("book_title.xlsx", "a merged title and blank lines above", xlsx([book]), titled)
    two = sheet((("日期", lambda x: Day(serial(x))), ("品名", zh), ("吨", lambda x: x.tonnes), ("含税", per(10_000)),
                 ("不含税", lambda x: plain(x.price / Decimal("1.13") / 10_000)[:9])),
                some("two rows", 8), [["成交日期", "品名", "数量", "单价(万元/吨)", ""]])  # fmt: skip
    two.rows[1][:2] = ["", ""]
    merged = Book("Sheet1", two.rows, merged=("A1:A2", "B1:B2", "D1:E1"))
    yield taken(
        "merged_headings.xlsx", "headings in two merged rows, 万元/吨 with and without VAT", xlsx([merged]), two
    )


def several_sheets() -> Iterator[Case]:
    made = sheet(CELLS, some("third", 7, refs="D{:03d}"))
    pivot: list[list[Any]] = [["品名", "求和项:数量"], ["氧化镧", 20], ["总计", 20]]
    quotes: list[list[Any]] = [["品名", "规格", "价格(元/吨)"], ["氧化镧", "99.9%", 4500], ["氧化铈", "99.5%", 12000]]
    books = [Book("透视", pivot), Book("报价", quotes), Book("成交", made.rows)]
    yield taken("third_sheet.xlsx", "a pivot and a price list before the trades", xlsx(books), made)
    yield taken("chosen_sheet.xlsx", "the sheet that is asked for", xlsx(books), made, args=["--sheet", "成交"])
    old = sheet(CELLS, some("hidden", 20, refs="H{:03d}"))
    books = [Book("旧表", old.rows, hidden=True), Book("成交", made.rows)]
    yield taken("hidden_sheet.xlsx", "an older table on a hidden sheet is not taken", xlsx(books), made)


def odd_cells() -> Iterator[Case]:
    made = sheet(CELLS, some("formula", 6, refs="F{:03d}"))
    made.rows[3][4] = Formula("D4*1000")
    book = xlsx([Book("Sheet1", made.rows)])
    kept = made.without(4)
    about = "a formula that was never calculated is held"
    yield taken("formula_open.xlsx", about, book, made, problems=[(4, "price")], trades=kept)
    made = sheet(CELLS, some("stored", 6, refs="G{:03d}"))
    for row, line in made.placed:
        made.rows[row - 1][4] = Formula(f"D{row}*1", plain(line.price))
    yield taken("formula_stored.xlsx", "formulas with their values", xlsx([Book("Sheet1", made.rows)]), made)
    made = sheet(CELLS, some("errors", 6, refs="R{:03d}"))
    made.rows[2][4], made.rows[5][3] = Error("#REF!"), Error("#VALUE!")
    book, kept = xlsx([Book("Sheet1", made.rows)]), made.without(3, 6)
    wrong = [(3, "price"), (6, "quantity")]
    yield taken("error_cells.xlsx", "error values are held", book, made, problems=wrong, trades=kept)
    texts = sheet((("合同编号", ref), *ZH), some("zeros", 6, refs="00{:05d}"))
    yield taken("text_numbers.xlsx", "numbers kept as texts", xlsx([Book("Sheet1", texts.rows)]), texts)
    units = ("元/吨", "万元/吨", "元/公斤")
    factor = {"元/吨": 1, "万元/吨": 10_000, "元/公斤": 1000}

    def unit(line: Line) -> str:
        return units[int(line.price) // 10 % 3 if line.price < 100_000 else int(line.price) // 1000 % 3]

    mixed: tuple[Column, ...] = (
        *CELLS[:4], ("单价", lambda x: x.price / factor[unit(x)]), ("单价单位", unit), ("税别", lambda _: "含税"),
    )  # fmt: skip
    made = sheet(mixed, some("mixed", 12, refs="M{:03d}"))
    yield taken("units_by_line.xlsx", "each line says its unit", xlsx([Book("Sheet1", made.rows)]), made)


def other_formats() -> Iterator[Case]:
    made = sheet(ZH, some("page", 7))
    yield taken("page.xls", "a page named .xls", html_table(made.rows).encode(), made)
    yield taken("tabs.xls", "tab text named .xls", text(made, sign="\t"), made)
    gbk = delimited(made.rows, "\t", "\r\n").encode("gb18030")
    yield taken("tabs_gbk.xls", "GB18030 tab text named .xls", gbk, made)
    numbers: tuple[Column, ...] = (*CELLS[:1], ("成交日期", serial), *CELLS[2:])
    made = sheet(numbers, some("biff", 8, refs="O{:03d}"))
    yield taken("real.xls", "a real .xls; its days are numbers without a format", biff8("成交", made.rows), made)
    iso_days: tuple[Column, ...] = (ZH[0], *CELLS[2:])
    made = sheet(iso_days, some("open", 8))
    yield taken("open.ods", "an OpenDocument spreadsheet", ods("成交", made.rows), made)
    rows: list[list[Any]] = [["稀土成交", "", "", ""], ["单位:元/吨(含税)", "", "", ""]]
    made = sheet((*ZH[:3], ("成交价", price)), some("open titled", 8), rows)
    yield taken("open_title.ods", "OpenDocument with title and unit above", ods("Sheet1", made.rows), made)

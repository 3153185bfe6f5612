"""Delimited text as desks get it: encodings, separators, headings, notes and footers, dates."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.data.corpus_model import (
    Case,
    Column,
    Line,
    Sheet,
    amount,
    comma,
    const,
    dmy,
    en,
    iso,
    per,
    plain,
    price,
    ref,
    refused,
    serial,
    sheet,
    slashed,
    some,
    swapped,
    taken,
    tonnes,
    zh,
)  # fmt: skip
from tests.data.corpus_writers import delimited

ZH: tuple[Column, ...] = (("成交日期", iso), ("品名", zh), ("数量(吨)", tonnes), ("含税单价(元/吨)", price))
EN: tuple[Column, ...] = (
    ("Trade No", ref), ("Trade Date", iso), ("Product", en), ("Quantity (t)", tonnes),
    ("Price (yuan/t, VAT incl.)", price),
)  # fmt: skip
NO: Column = ("成交编号", ref)


def text(made: Sheet, coding: str = "utf-8", mark: bytes = b"", **how: Any) -> bytes:
    return mark + delimited(made.rows, **how).encode(coding)


def cases() -> Iterator[Case]:
    yield from encodings()
    yield from separators()
    yield from headings()
    yield from lines_between()
    yield from days()


def encodings() -> Iterator[Case]:
    for name, coding, mark in (
        ("enc_utf8.csv", "utf-8", b""), ("enc_utf8_bom.csv", "utf-8", b"\xef\xbb\xbf"),
        ("enc_utf16le.csv", "utf-16-le", b"\xff\xfe"), ("enc_utf16be.csv", "utf-16-be", b"\xfe\xff"),
        ("enc_gbk.csv", "gbk", b""), ("enc_gb18030.csv", "gb18030", b""),
    ):  # fmt: skip
        made = sheet((NO, *ZH, ("买方", const("甲公司"))), some(name, 6, refs="E{:04d}"))
        yield taken(name, f"the same sort of file in {coding}", text(made, coding, mark), made)
    rare = sheet((*ZH, ("客户名称", const("㐱𠮷贸易公司"))), some("rare", 5))
    yield taken("gb18030_four_bytes.csv", "a party name with four-byte characters", text(rare, "gb18030"), rare)
    full = sheet(
        (*ZH[:2], ("数量(吨)", lambda x: wide(tonnes(x))), ("含税单价(元/吨)", lambda x: wide(price(x)))),
        some("full width", 6),
    )
    yield taken("full_width_digits.csv", "digits and points in full width", text(full), full)


def wide(digits: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in digits)


def separators() -> Iterator[Case]:
    for name, sign, end in (
        ("sep_semicolon.csv", ";", "\r\n"), ("sep_pipe.txt", "|", "\n"), ("sep_tab.tsv", "\t", "\r\n"),
        ("sep_old_mac.csv", ",", "\r"),
    ):  # fmt: skip
        made = sheet((NO, *ZH), some(name, 6, refs="S{:03d}"))
        yield taken(name, f"cells parted by {sign!r}, lines by {end!r}", text(made, sign=sign, end=end), made)
    made = sheet((*ZH, ("备注", const('现款,"自提"\n含包装'))), some("remarks", 5))
    yield taken("quotes_and_breaks.csv", "remarks with commas, quotes and line breaks", text(made), made)
    made = sheet(ZH, some("trailing", 5))
    yield taken("trailing_signs.csv", "a comma at the end of every line", text(made, trailing=True), made)
    made = sheet((*ZH[:3], ("含税单价(元/吨)", per(1, grouped=True)), ("金额(元)", grouped_amount)), some("grouped", 6))
    yield taken("thousands.csv", "thousands commas in quotes", text(made), made)
    made = sheet((*ZH[:2], ("成交量(吨)", tonnes), ("成交价(万元/吨 含税)", per(10_000))), some("wechat", 6))
    yield taken(
        "wechat_copy.txt", "copied from a chat: tabs, no end of the last line", text(made, sign="\t")[:-1], made
    )
    made = sheet((("合同号", ref), *ZH), some("long numbers", 6, refs="000000000000{:06d}"))
    yield taken("contract_numbers.csv", "contract numbers of 18 digits that begin with zeros", text(made), made)


def grouped_amount(line: Line) -> str:
    return comma(Decimal(amount(line)))


def headings() -> Iterator[Case]:
    table: tuple[tuple[str, str, tuple[Column, ...], Any], ...] = (
        ("head_english.csv", "English headings", EN, {"refs": "X{:03d}"}),
        ("head_bilingual.csv", "bilingual headings",
         (("成交日期 Trade Date", iso), ("品名 Product", zh), ("数量 Quantity (t)", tonnes),
          ("含税单价 Price (元/吨)", price)), {}),
        ("head_traditional.csv", "traditional Chinese headings",
         (("成交日期", iso), ("品名", zh), ("數量(噸)", tonnes), ("含稅單價(元/噸)", price)), {}),
        ("head_excl.csv", "prices without VAT",
         (("业务日期", iso), ("存货名称", zh), ("数量(吨)", tonnes), ("不含税单价(元/吨)", price)), {"tax": "excl"}),
        ("head_erp_u8.csv", "columns as of 用友",
         (("单据日期", iso), ("单据号", ref), ("客户名称", const("甲公司")), ("存货编码", const("0101")),
          ("存货名称", zh),
          ("规格型号", const("99.5%")), ("主计量单位", const("吨")), ("数量", tonnes), ("原币含税单价", price)),
         {"refs": "XS{:06d}"}),
        ("head_erp_kis.csv", "columns as of 金蝶",
         (("日期", iso), ("单据编号", ref), ("购货单位", const("乙公司")), ("产品名称", zh), ("规格型号", const("")),
          ("单位", const("吨")), ("数量", tonnes), ("含税单价", price)), {"refs": "XOUT{:05d}"}),
        ("head_exchange.csv", "an exchange's export",
         (("成交编号", ref), ("交易日期", slashed), ("交易时间", const("10:15:30")), ("品种", zh),
          ("成交均价(元/吨,含税)", price),
          ("成交量(吨)", tonnes), ("买方", const("A")), ("卖方", const("B"))), {"refs": "2026{:06d}"}),
        ("head_customs.csv", "declaration-like columns",
         (("合同日期", iso), ("商品编号", const("2846901990")), ("商品名称", zh),
          ("净重(千克)", lambda x: plain(x.tonnes * 1000)),
          ("单价(元/千克,不含税)", per(1000))), {"tax": "excl"}),
        ("unit_wan.csv", "prices in 万元/吨",
         (("日期", iso), ("产品", zh), ("数量(吨)", tonnes), ("单价(万元/吨)(含税)", per(10_000))), {}),
        ("unit_kg.csv", "kilograms and 元/公斤",
         (("日期", iso), ("产品", zh), ("重量(kg)", lambda x: plain(x.tonnes * 1000)),
          ("含税单价(元/kg)", per(1000))), {}),
        ("unit_gram.csv", "grams, priced by the tonne",
         (("日期", iso), ("产品", zh), ("重量(克)", lambda x: plain(x.tonnes * 1_000_000)),
          ("含税单价(元/吨)", price)), {}),
        ("tax_column.csv", "a column that says 含税 of each line",
         (*ZH[:3], ("单价(元/吨)", price), ("是否含税", const("是"))), {}),
    )  # fmt: skip
    for name, about, columns, more in table:
        made = sheet(columns, some(name, 7, **more))
        yield taken(name, about, text(made), made)


def lines_between() -> Iterator[Case]:
    lines = some("between", 9)
    above: list[list[Any]] = [["稀土产品成交明细表"], ["单位:元/吨(含税)"], ["查询日期:2026-01-05至2026-01-20"], []]
    bare: tuple[Column, ...] = (("成交日期", iso), ("品名", zh), ("成交量(吨)", tonnes), ("成交价", price))
    made = sheet(bare, lines, above)
    yield taken("title_and_query.csv", "a title, the unit, the query and a blank line above", text(made), made)
    made = sheet(ZH, [*lines[:4], [], *lines[4:], [], ["合计", "", "99", ""], ["制表人:张", "", "审核:李"]])
    yield taken("footers.csv", "blank lines, 合计 and 制表人 are left out", text(made), made)
    heads = [name for name, _ in ZH]
    made = sheet(ZH, [*lines[:3], heads, *lines[3:6], heads, *lines[6:]])
    yield taken("headings_again.csv", "the headings come again on each page", text(made), made)
    made = sheet(ZH, [*lines[:3], ["小计", "", "12", ""], *lines[3:6], ["小计", "", "8", ""], *lines[6:], ["总计"]])
    yield taken("subtotals.csv", "sum lines in the middle", text(made), made)
    made = sheet((("", const("")), *ZH[:2], ("", const("")), *ZH[2:]), lines)
    yield taken("blank_columns.csv", "empty columns before and between", text(made), made)
    plainer: tuple[Column, ...] = (("日期", iso), ("品名", zh), ("数量", tonnes), ("含税单价", price))
    made = sheet(plainer, lines, under=[["", "", "吨", "元/吨"]])
    made.header_row = 2
    yield taken("unit_row.csv", "a row of units below the headings belongs to them", text(made), made)
    made = sheet(ZH, lines, [["品名", "本期成交量(吨)"], ["氧化镧", "30"], ["氧化铈", "12"], []])
    yield taken("summary_above.csv", "a small summary table above the trades", text(made), made)
    made = sheet(ZH, [*lines[:4], ["注:以下为补录"], *lines[4:]])
    yield taken("note_inside.csv", "a note between the lines is left out", text(made), made)
    made = sheet(ZH, [*lines, lines[0], lines[0]])
    yield taken("equal_lines.csv", "equal lines without numbers are trades of their own", text(made), made)
    first = sheet(EN, some("versions", 8, refs="V{:03d}"))
    yield taken("versions.csv", "trades with numbers", text(first), first)
    corrected = swapped([line for _, line in first.placed], 3, tonnes=Decimal(7))
    made = sheet(EN, [*corrected, replace(corrected[0], ref="V009")])
    counts: dict[str, Any] = {"after": "versions.csv", "new": 1, "same": 7, "changed": 1, "trades": [], "rows": 9}
    yield taken("versions_later.csv", "one quantity corrected, one trade added", text(made), made, **counts)
    again: dict[str, Any] = {"after": "versions.csv", "new": 0, "same": 8, "trades": [], "rows": 8}
    yield taken("versions.csv", "the same file again adds nothing", None, first, **again)


def chinese_day(line: Line) -> str:
    digits = "〇一二三四五六七八九"
    year = "".join(digits[int(sign)] for sign in str(line.day.year))
    tens, ones = divmod(line.day.day, 10)
    day = ("", "十", "二十", "三十")[tens] + (digits[ones] if ones else "")
    return f"{year}年{digits[line.day.month]}月{day}日"


def days() -> Iterator[Case]:
    forms: tuple[tuple[str, str, Any], ...] = (
        ("day_chinese.csv", "2026年1月9日", lambda x: f"{x.day.year}年{x.day.month}月{x.day.day}日"),
        ("day_solid.csv", "20260109", lambda x: x.day.strftime("%Y%m%d")),
        ("day_dots.csv", "2026.1.9", lambda x: f"{x.day.year}.{x.day.month}.{x.day.day}"),
        ("day_time.csv", "2026-01-09 14:05:00", lambda x: f"{iso(x)} 14:05:00"),
        ("day_serial.csv", "Excel's numbers of days, as text", lambda x: str(serial(x))),
        ("day_dmy.csv", "day first: proved by a day after the 12th", dmy),
        ("day_mdy.csv", "month first: proved likewise", lambda x: f"{x.day.month}/{x.day.day}/{x.day.year}"),
        ("day_numerals.csv", "二〇二六年一月九日", chinese_day),
    )
    for name, about, form in forms:
        lines = swapped(some(name, 6, date(2026, 1, 7)), 2, day=date(2026, 1, 22))
        made = sheet((("成交日期", form), *ZH[1:]), lines)
        yield taken(name, about, text(made), made)
    either = sheet((("成交日期", dmy), *ZH[1:]), some("either", 5, date(2026, 2, 1), spread=8))
    yield refused("day_either_way.csv", "day or month first: both fit, so it asks", text(either), "trade_date")
    for year, first in ((2017, date(2017, 6, 5)), (2018, date(2018, 6, 4)), (2020, date(2020, 6, 8))):
        made = sheet(ZH, some(f"vat {year}", 5, first))
        yield taken(f"vat_{year}.csv", f"VAT as it was in {year}", text(made), made)

"""Headings of an official index's file: which column is the period, which the figure, which the day of publication;
and the lines above them that say whose index it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from desk_app.domain.trade.field import narrow

Row = Sequence[str]


class OfficialColumn(StrEnum):
    """The columns that are read."""

    PERIOD = "period"
    VALUE = "value"
    PUBLISHED = "published"


_NAMES: dict[OfficialColumn, tuple[str, ...]] = {
    OfficialColumn.PERIOD: (
        "日期", "期间", "周期", "时间", "月份", "年月", "周", "周次", "统计日期", "统计期间", "统计周期", "指数日期",
        "交易日期",
        "date", "period", "week", "month", "day",
    ),
    OfficialColumn.VALUE: (
        "指数", "点位", "点数", "数值", "指数值", "指数点位", "收盘", "收盘点位", "本期", "本期值",
        "value", "index", "points", "point", "level", "close", "index value", "index level",
    ),
    OfficialColumn.PUBLISHED: (
        "发布日期", "公布日期", "发布日", "公布日", "published", "published on", "publication date", "release date",
    ),
}  # fmt: skip
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names}
_ENDINGS = ("指数", "点位", " index")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_SEARCHED = 30
_ABOUT: dict[str, tuple[str, ...]] = {
    "code": ("代码", "指数代码", "code"),
    "name": ("名称", "指数名称", "name", "index name"),
    "name_en": ("英文名称", "english name"),
    "owner": ("发布机构", "发布单位", "发布者", "编制单位", "编制机构", "owner", "publisher"),
    "base": ("基期", "基点", "基准", "base", "base period"),
    "unit": ("单位", "unit"),
    "every": ("频率", "发布频率", "frequency", "every"),
    "tax": ("税", "含税", "税口径", "口径", "tax", "tax basis"),
    "published_at": ("发布时间", "公布时间", "published at", "publication time"),
    "source": ("来源", "数据来源", "资料来源", "网址", "source", "url"),
}
_ABOUT_BY_NAME = {name: field for field, names in _ABOUT.items() for name in names}
_TOLD = re.compile(r"([^:：]{1,20})[:：]\s*(\S.*)\Z")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the heading line stands, from 0, and the places of each column's candidates."""

    at: int
    places: dict[OfficialColumn, tuple[int, ...]]

    @property
    def score(self) -> int:
        return len(self.places)


def find_headings(rows: Sequence[Row], wanted: str = "") -> Headings:
    """The likeliest heading line among the first; `wanted` is the heading of the figures where the user named it."""
    best = Headings(0, {})
    for at, row in enumerate(rows[:_SEARCHED]):
        found = Headings(at, _places(row, narrow(wanted)))
        if found.score > best.score:
            best = found
    return best


def official_score(rows: Sequence[Row]) -> int:
    """How much of these rows' headings is understood: chooses the sheet of a workbook, the encoding of a text."""
    return find_headings(rows).score


def _places(row: Row, wanted: str) -> dict[OfficialColumn, tuple[int, ...]]:
    columns = [_column(cell, wanted) for cell in row]
    found = {one: tuple(at for at, column in enumerate(columns) if column is one) for one in OfficialColumn}
    return {column: places for column, places in found.items() if places}


def _column(text: str, wanted: str) -> OfficialColumn | None:
    plain = narrow(text)
    bare = _BRACKETS.sub("", plain).strip()
    if wanted and wanted in (plain, bare):
        return OfficialColumn.VALUE
    found = _BY_NAME.get(bare) or (OfficialColumn.VALUE if bare.endswith(_ENDINGS) else None)
    return None if wanted and found is OfficialColumn.VALUE else found


def about_lines(rows: Sequence[Row]) -> dict[str, str]:
    """What the lines above the headings say of the series: "发布机构：…" in one cell, or name and text in two."""
    return {field: text for row in rows for field, text in _said(row)}


def _said(row: Row) -> Iterator[tuple[str, str]]:
    cells = [cell.strip() for cell in row]
    for cell in cells:
        if (found := _TOLD.match(cell)) and (field := _field(found[1])):
            yield field, found[2].strip()
    for name, text in pairwise(cells):
        if text and (field := _field(name.removesuffix("：").removesuffix(":"))):
            yield field, text


def _field(name: str) -> str | None:
    return _ABOUT_BY_NAME.get(narrow(name))


_NOTE = re.compile(r"(?:备?注|说明|(?:数据|资料)?来源|编制|发布|note|source)s?\s*\d*\s*(?:[:：].*|\Z)", re.IGNORECASE)


def is_note(text: str) -> bool:
    """Whether a line that has no figure is one of the notes below a table: 注：…, 数据来源：…"""
    return bool(_NOTE.match(text.strip()))

"""Headings of a delivery table: what a column is, and the mass unit where it states one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.trade.field import narrow
from desk_app.domain.trade.said import mass_unit_in


class DeliveryField(StrEnum):
    """The fields of a delivery line."""

    DAY = "day"
    REF = "ref"
    WET = "wet"
    MOISTURE = "moisture"
    REO = "reo"


NEEDED = (DeliveryField.WET, DeliveryField.MOISTURE, DeliveryField.REO)
"""Without one of these a delivery can't be priced; twice one of these, nobody knows which counts."""

HEADINGS: dict[DeliveryField, tuple[str, ...]] = {
    DeliveryField.DAY: (
        "交货日期", "日期", "发货日期", "到货日期", "收货日期", "过磅日期", "delivery date", "date", "delivered",
    ),
    DeliveryField.REF: (
        "车号", "批号", "合同号", "车号/批号", "车牌号", "磅单号", "批次", "编号", "truck", "batch", "lot", "ref",
        "reference", "truck/batch", "truck / batch", "contract",
    ),
    DeliveryField.WET: (
        "湿重", "湿量", "湿基重量", "湿净重", "净重", "wet", "wet mass", "wet weight", "wet tonnes", "net wet weight",
    ),
    DeliveryField.MOISTURE: ("水分", "水份", "含水", "含水率", "水分含量", "moisture", "h2o"),
    DeliveryField.REO: ("reo", "reo品位", "reo含量", "品位", "稀土总量", "reo grade", "treo", "grade"),
}  # fmt: skip
_BY_NAME = {name: field for field, names in HEADINGS.items() for name in names}
_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_BRACKETED: dict[DeliveryField, frozenset[str]] = {
    DeliveryField.WET: frozenset(("吨", "公吨", "t", "tonnes", "公斤", "千克", "kg", "克", "g", "湿", "湿基", "wet")),
    DeliveryField.MOISTURE: frozenset(("%", "wt%", "h2o")),
    DeliveryField.REO: frozenset(("%", "wt%", "reo", "treo", "干", "干基", "dry")),
}
"""What may stand in brackets behind a name: 净重(干), 湿重(万吨), REO(湿基) are something else."""
_SEARCHED = 30


@dataclass(frozen=True, slots=True)
class DeliveryColumn:
    """A column understood: where, what, and the mass unit where the heading states one."""

    index: int
    field: DeliveryField
    unit: MassUnit | None = None


def find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, tuple[DeliveryColumn, ...]]:
    """The likeliest heading line among the first: its place from 0, and its columns (none: not a table of ours)."""
    best: tuple[int, tuple[DeliveryColumn, ...]] = (0, ())
    for at, row in enumerate(rows[:_SEARCHED]):
        columns = tuple(_columns(row))
        if len({column.field for column in columns}) > len({column.field for column in best[1]}):
            best = at, columns
    return best


def heading_score(rows: Sequence[Sequence[str]]) -> int:
    """How much of these rows' headings is understood: chooses the sheet of a workbook, the sign of a text."""
    return len({column.field for column in find_headings(rows)[1]})


def _columns(row: Sequence[str]) -> Iterator[DeliveryColumn]:
    for index, text in enumerate(row):
        plain = narrow(text)
        field = _BY_NAME.get(_BRACKETS.sub("", plain).rstrip("%").strip())
        if field is not None and _says_the_same(field, plain):
            yield DeliveryColumn(index, field, mass_unit_in(text) if field is DeliveryField.WET else None)


def _says_the_same(field: DeliveryField, plain: str) -> bool:
    """Whether all that stands in brackets is known and changes nothing."""
    known = _BRACKETED.get(field)
    said = {word for found in _BRACKETS.findall(plain) for word in re.split(r"[\s,/、;]+", found) if word}
    return known is None or said <= known

"""What a column of a trade file can be, and the headings it goes under."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis, take_basis
from desk_app.domain.trade.price_unit import (
    YUAN,
    currency_named,
    currency_of,
    price_unit_per,
    take_currency,
    take_price_unit,
)


class Field(StrEnum):
    """The fields of a trade line."""

    TRADE_DATE = "trade_date"
    PRODUCT = "product"
    GRADE = "grade"
    QUANTITY = "quantity"
    QUANTITY_UNIT = "quantity_unit"
    PRICE = "price"
    PRICE_UNIT = "price_unit"
    CURRENCY = "currency"
    MOISTURE = "moisture"
    TAX = "tax"
    TAX_RATE = "tax_rate"
    TAX_AMOUNT = "tax_amount"
    AMOUNT = "amount"
    TOTAL = "total"
    REF = "ref"
    BUYER = "buyer"
    SELLER = "seller"
    REMARK = "remark"


REQUIRED = (Field.TRADE_DATE, Field.PRODUCT, Field.QUANTITY, Field.PRICE)
"""A file without one of these columns can't be taken."""

SHARED_NUMBERS = frozenset(
    ("合同号", "合同编号", "发票号码", "批号", "订单号", "单据号", "单据编号", "contract no", "contract no.")
)
"""Numbers that several trades can bear: a contract is delivered on more than one day."""

HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.TRADE_DATE: (
        "成交日期", "交易日期", "日期", "开票日期", "合同日期", "签订日期", "业务日期", "单据日期", "成交时间",
        "交易时间",
        "trade date", "date", "deal date", "contract date", "invoice date",
    ),
    Field.PRODUCT: (
        "品名", "产品", "产品名称", "商品名称", "货物名称", "货物或应税劳务名称", "货物或应税劳务、服务名称",
        "项目名称",
        "品种", "商品", "物料名称", "存货名称", "product", "product name", "commodity", "item", "material",
    ),
    Field.GRADE: (
        "规格", "规格型号", "牌号", "纯度", "等级", "品位", "型号", "grade", "spec", "specification", "purity",
    ),
    Field.QUANTITY: (
        "数量", "成交量", "成交数量", "净重", "重量", "交易量", "交易数量", "quantity", "qty", "volume", "weight",
        "net weight",
    ),
    Field.QUANTITY_UNIT: (
        "数量单位", "单位", "计量单位", "重量单位", "主计量单位", "unit", "quantity unit", "qty unit", "uom",
    ),
    Field.PRICE: (
        "单价", "成交价", "成交均价", "成交价格", "价格", "均价", "交易价格", "结算价", "原币单价",
        "price", "unit price",
    ),
    Field.PRICE_UNIT: ("单价单位", "价格单位", "计价单位", "price unit", "unit of price"),
    Field.CURRENCY: ("币种", "币别", "原币币种", "结算币种", "货币", "currency"),
    Field.MOISTURE: (
        "水分", "水份", "水分%", "水份%", "含水率", "含水率%", "含水量", "水分含量", "含水", "h2o", "h2o%", "moisture",
        "moisture content", "moisture %", "moisture%",
    ),
    Field.TAX: ("含税/不含税", "税", "是否含税", "含税", "税别", "计税方式", "tax", "vat", "tax basis", "vat basis"),
    Field.TAX_RATE: ("税率", "税率%", "增值税率", "tax rate", "vat rate"),
    Field.TAX_AMOUNT: ("税额", "合计税额", "tax amount", "vat amount"),
    Field.AMOUNT: ("金额", "成交额", "货款", "成交金额", "合计金额", "价款", "amount", "value", "turnover"),
    Field.TOTAL: ("价税合计", "含税总额", "价税合计小写", "total", "total amount"),
    Field.REF: (
        "成交单号", "成交编号", "交易编号", "流水号", "单号", "编号",
        "trade no", "trade no.", "trade id", "deal no", "ref", "reference", "id",
        "合同号", "合同编号", "发票号码", "批号", "订单号", "单据号", "单据编号", "contract no", "contract no.",
    ),
    Field.BUYER: (
        "买方", "需方", "购方名称", "购买方名称", "买家", "对手方", "客户", "客户名称", "购货单位", "buyer", "customer",
    ),
    Field.SELLER: ("销方", "供方", "卖方", "销售方名称", "销方名称", "供应商", "seller", "supplier"),
    Field.REMARK: ("备注", "说明", "remark", "remarks", "note", "notes", "comment"),
}  # fmt: skip
"""The better name first: of two columns for one field the better named one is taken."""

_MASS = re.compile(r"(?<![万千百])公斤|千克|\bkgs?\b|(?<![毫微])克|\bg\b|(?<![万千百])公?吨(?!度)|\btonnes?\b|\bm?t\b")
_KG = MassUnit.KG
_MASS_OF = {"公斤": _KG, "千克": _KG, "kg": _KG, "kgs": _KG, "克": MassUnit.G, "g": MassUnit.G}
_EXCL = re.compile(
    r"不含税|未税|不含增值税|excl(?:uding|\.)?\s*(?:vat|tax)|(?:vat|tax)\s*(?:excluded|excl)\.?|ex[- ]?vat|net of vat"
)
_INCL = re.compile(
    r"(?<!不)含(?:增值)?税|incl(?:uding|\.)?\s*(?:vat|tax)|(?:vat|tax)\s*(?:included|incl)\.?|inc[- ]?vat"
)
_PER_TONNE = re.compile(r"(?<![千万])公?吨(?:单价|价格|价)")
_EDGES = re.compile(r"^[\s()\[\]/,:;、_-]+|[\s()\[\]/,:;、_-]+$")


_SIMPLER = str.maketrans(
    "數單價噸稅產貨買賣種總額編號備註發應購銷規項萬淨計對間約訂開業務據結",
    "数单价吨税产货买卖种总额编号备注发应购销规项万净计对间约订开业务据结",
)
"""The traditional signs that headings are written with."""


def narrow(text: str) -> str:
    """Text as headings are compared: full width to half, simplified signs, lower case, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SIMPLER).lower().split())


_BY_NAME = {narrow(name): field for field, names in HEADINGS.items() for name in names}
_RANK = {narrow(name): rank for names in HEADINGS.values() for rank, name in enumerate(names)}
_LESS_LIKED = 100
"""A price in yuan comes before one in another currency, whatever their names."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says: the field, and unit, currency, tax and mass basis where it states them. The lower `rank`,
    the better its name among those of the field.
    """

    field: Field | None
    price_unit: str | None = None
    mass_unit: MassUnit | None = None
    tax: Tax | None = None
    currency: str | None = None
    basis: Basis | None = None
    text: str = ""
    name: str = ""

    @property
    def foreign(self) -> bool:
        return self.currency not in (None, YUAN)

    @property
    def rank(self) -> int:
        return _RANK.get(self.name, 0) + (_LESS_LIKED if self.foreign else 0)


def read_heading(text: str) -> Heading:
    """Understand one heading, such as "含税单价(万元/吨)" or "Price (yuan/t, VAT incl.)"."""
    plain = narrow(text)
    if plain in _BY_NAME:
        return Heading(_BY_NAME[plain], text=plain, name=plain)
    basis, rest = take_basis(plain)
    if basis:
        again, shorter = take_basis(rest)
        found = _read(shorter if again is basis else rest, mass_alone=True)
        if found.field in (Field.QUANTITY, Field.PRICE):
            return replace(found, basis=basis, text=plain)
    return _read(plain)


def _read(plain: str, mass_alone: bool = False) -> Heading:
    """`mass_alone`: a unit of mass by itself is a quantity (干吨)."""
    unit, rest = take_price_unit(plain)
    tax, rest = _take_tax(rest)
    currency, rest = take_currency(rest)
    if unit is None and (found := _PER_TONNE.search(rest)):
        unit = price_unit_per(MassUnit.T, currency or YUAN)
        rest = f"{rest[: found.start()]}单价{rest[found.end() :]}"
    mass, rest = _take_mass(rest)
    if not currency:
        currency = currency_of(unit) if unit else currency_named(rest)
    name = _bare(rest)
    field = _BY_NAME.get(name) or _in_two_languages(name)
    if mass_alone and mass and not unit and name in ("", "数"):
        field = Field.QUANTITY
    return Heading(field, unit, mass, tax, currency, None, plain, name)


def _in_two_languages(name: str) -> Field | None:
    """The field of a heading that says the same twice: "成交日期 trade date"."""
    chinese = "".join(re.findall(r"[\u4e00-\u9fff]+", name))
    field = _BY_NAME.get(chinese)
    other = _bare(re.sub(r"[\u4e00-\u9fff]+", " ", name)) if field else ""
    return field if other and _BY_NAME.get(other) is field else None


def price_unit_in(text: str) -> str | None:
    """The price unit a text states (元/吨, 万元/吨, $/kg, 元/干吨), or None; see `take_price_unit`."""
    return take_price_unit(take_basis(narrow(text))[1])[0]


def tax_in(text: str) -> Tax | None:
    """The tax basis a text states (含税, 不含税), or None."""
    return _take_tax(narrow(text))[0]


def mass_unit_in(text: str) -> MassUnit | None:
    """The mass unit a text states (吨, 公斤, 克), or None."""
    return _take_mass(narrow(text))[0]


def mass_unit_named(text: str) -> MassUnit | None:
    """The mass unit a text is the name of and nothing else: "吨(t)", 干吨, but not 元/吨, 袋(25公斤) or 万吨."""
    unit, rest = _take_mass(take_basis(narrow(text))[1])
    again, rest = _take_mass(rest)
    return unit if again in (None, unit) and not re.search(r"\w", rest) else None


def taxes_in(text: str) -> frozenset[Tax]:
    """Every tax basis a text names."""
    first, rest = _take_tax(narrow(text))
    return frozenset(tax for tax in (first, _take_tax(rest)[0]) if tax)


def _take_tax(text: str) -> tuple[Tax | None, str]:
    for pattern, tax in ((_EXCL, Tax.EXCL), (_INCL, Tax.INCL)):
        if found := pattern.search(text):
            return tax, text[: found.start()] + text[found.end() :]
    return None, text


def _take_mass(text: str) -> tuple[MassUnit | None, str]:
    found = _MASS.search(text)
    if not found:
        return None, text
    return _MASS_OF.get(found[0], MassUnit.T), text[: found.start()] + text[found.end() :]


def _bare(text: str) -> str:
    """The heading without brackets, a currency and stray signs."""
    inside_out = re.sub(r"\([\s,/元%]*\)|\[[\s,/元]*\]", "", text)
    return _EDGES.sub("", _EDGES.sub("", inside_out)).strip()

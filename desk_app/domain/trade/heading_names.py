"""The names that columns of a trade file go under: data, the better name first."""

from desk_app.domain.trade.field import Field

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

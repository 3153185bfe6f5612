"""A mapping comes back as it was."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.mapping import find_mapping
from desk_app.domain.trade.mapping_entry import mapping_entry, mapping_from
from desk_app.domain.trade.rate import read_rates

HEADS = (
    "成交日期,品名,数量(吨),含税单价(元/吨)",
    "合同号,日期,品名,湿重(吨),水分(%),干基单价(元/吨,不含税)".replace("元/吨,", "元/吨 "),
    "日期,品名,数量(公斤),不含税单价($/kg),金额,税额,价税合计,买方",
    "日期,品名,数量,单位,不含税单价,含税单价",
)


@pytest.mark.parametrize("head", HEADS)
def test_there_and_back(head: str) -> None:
    found = find_mapping([head.split(",")])
    assert found is not None
    decided = decide(found, None, None, None, read_rates(["usd=7.1@2026-01-05"]))
    kept = mapping_from(json.loads(json.dumps(mapping_entry(decided))))
    assert kept == replace(decided, lines=frozenset(), doubts=())
    assert kept.tax in {None, Tax.INCL, Tax.EXCL}
    assert kept.basis in {None, Basis.WET}
    assert all(rate.yuan == Decimal("7.1") for rate in kept.rates)

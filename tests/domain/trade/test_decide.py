"""What a file leaves open or says in two ways is asked about; the answer may choose, not contradict."""

import pytest

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.mapping import Mapping, find_mapping

PLAIN = ["成交日期", "品名", "数量(吨)", "含税单价(元/吨)"]


def found(*rows: list[str]) -> Mapping:
    mapping = find_mapping(rows)
    assert mapping is not None
    return mapping


def refused(mapping: Mapping, unit: str | None = None, tax: Tax | None = None) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        decide(mapping, unit, tax)
    return caught.value.problem.key, caught.value.problem.field


@pytest.mark.parametrize(
    ("headings", "field"),
    [
        (["品名", "数量(吨)", "含税单价(元/吨)"], "trade_date"),
        (["成交日期", "数量(吨)", "含税单价(元/吨)"], "product"),
        (["成交日期", "品名", "含税单价(元/吨)"], "quantity"),
        (["成交日期", "品名", "数量(吨)"], "price"),
    ],
)
def test_a_missing_column_refuses_for_its_field(headings: list[str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        decide(found(headings), None, None)
    assert refused.value.problem.field == field


def test_tax_is_asked_about_never_guessed() -> None:
    mapping = found(["成交日期", "品名", "数量(吨)", "单价(元/吨)"])
    with pytest.raises(Refused) as refused:
        decide(mapping, None, None)
    assert refused.value.problem.field == "tax"
    assert decide(mapping, None, Tax.EXCL).tax is Tax.EXCL


def test_unit_is_asked_about_when_nothing_tells_it() -> None:
    mapping = found(["成交日期", "品名", "数量", "含税单价"])
    with pytest.raises(Refused) as refused:
        decide(mapping, None, None)
    assert refused.value.problem.field == "unit"
    decided = decide(mapping, "yuan/kg", None)
    assert (decided.price_unit, decided.mass_unit) == ("yuan/kg", MassUnit.KG)


def test_foreign_prices_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        decide(found(["成交日期", "品名", "数量(吨)", "单价($/kg)"]), None, Tax.EXCL)
    assert refused.value.problem.key == "currency_foreign"


def test_foreign_prices_do_not_become_yuan_by_an_option() -> None:
    mapping = found(["成交日期", "品名", "数量(吨)", "含税单价($/kg)"])
    assert refused(mapping, "yuan/kg")[0] == "currency_foreign"


@pytest.mark.parametrize(
    ("above", "key", "field"),
    [("单位:万元/吨", "unit_contradicted", "unit"), ("以下价格均不含税", "tax_contradicted", "tax")],
)
def test_a_file_in_two_minds_is_asked_about_and_the_answer_chooses(above: str, key: str, field: str) -> None:
    mapping = found([above], PLAIN)
    assert refused(mapping) == (key, field)
    decided = decide(mapping, "wan/t" if field == "unit" else None, Tax.EXCL if field == "tax" else None)
    assert (decided.price_unit, decided.tax) in (("wan/t", Tax.INCL), ("yuan/t", Tax.EXCL))


def test_quantity_units_that_contradict_are_refused() -> None:
    assert refused(found(["数量单位:公斤"], PLAIN)) == ("quantity_unit_contradicted", "unit")


def test_an_answer_against_a_clear_file_is_refused() -> None:
    assert refused(found(PLAIN), tax=Tax.EXCL) == ("tax_not_as_told", "tax")
    assert refused(found(PLAIN), "wan/t") == ("unit_not_as_told", "unit")
    assert decide(found(PLAIN), "yuan/t", Tax.INCL).tax is Tax.INCL


def test_two_columns_of_one_name_are_refused() -> None:
    assert refused(found([*PLAIN, "数量(吨)"])) == ("column_twice", "quantity")

"""What a file leaves open or says in two ways is asked about; the answer may choose, not contradict."""

import pytest

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.base.problem import Refused
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.basis import Basis
from desk_app.domain.trade.decide import decide
from desk_app.domain.trade.mapping import Mapping, find_mapping
from desk_app.domain.trade.rate import read_rates

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


DOLLARS = ["成交日期", "品名", "数量(吨)", "含税单价($/kg)"]
RATE = read_rates(["usd=7.1023@2026-01-05"])


def test_foreign_prices_need_a_rate_of_their_currency() -> None:
    assert refused(found(DOLLARS)) == ("rate_missing", "unit")
    with pytest.raises(Refused, match="EUR"):
        decide(found([*DOLLARS[:3], "含税单价(€/kg)"]), None, None, rates=RATE)
    decided = decide(found(DOLLARS), None, None, rates=RATE)
    assert (decided.price_unit, decided.currency, decided.mass_unit) == ("usd/kg", "usd", MassUnit.T)


def test_foreign_prices_do_not_become_yuan_by_an_option() -> None:
    assert refused(found(DOLLARS), "yuan/kg")[0] == "unit_not_as_told"
    assert refused(found([*DOLLARS[:3], "含税单价(美元)"]), "yuan/kg")[0] == "unit_not_as_told"
    assert refused(found([*DOLLARS[:3], "含税单价(元)"]), "usd/kg")[0] == "unit_not_as_told"


def test_a_currency_without_a_mass_is_per_the_mass_of_the_quantity() -> None:
    mapping = found(["成交日期", "品名", "数量(公斤)", "含税单价(美元)"])
    assert decide(mapping, None, None, rates=RATE).price_unit == "usd/kg"
    assert decide(mapping, "usd/t", None, rates=RATE).price_unit == "usd/t"


@pytest.mark.parametrize("unit", ["美元/磅", "万美元/吨"])
def test_units_that_cannot_be_reckoned_with_are_refused(unit: str) -> None:
    assert refused(found([f"单位:{unit}"], ["成交日期", "品名", "数量(吨)", "含税单价"])) == ("unit_unreadable", "unit")


def test_two_currencies_for_one_price_are_asked_about() -> None:
    mapping = found(["单位:元/公斤"], ["成交日期", "品名", "数量(吨)", "含税单价(美元)"])
    assert refused(mapping) == ("unit_contradicted", "unit")


ORE = ["成交日期", "品名", "湿重(吨)", "水分(%)", "不含税单价(元/吨)"]


def basis_refused(*headings: str, told: Basis | None = None) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        decide(found(list(headings)), None, None, told)
    return caught.value.problem.key, caught.value.problem.field


def test_a_wet_mass_needs_its_moisture() -> None:
    assert basis_refused(*ORE[:3], ORE[4]) == ("moisture_missing", "quantity")
    assert basis_refused(*ORE[:2], "干重(吨)", "单价(元/湿吨,不含税)") == ("moisture_missing", "quantity")


def test_an_unspoken_price_of_a_wet_mass_is_per_dry_tonne_which_is_said() -> None:
    decided = decide(found(ORE), None, None)
    assert (decided.basis, decided.price_basis) == (Basis.WET, None)
    assert [doubt.key for doubt in decided.doubts] == ["price_taken_dry"]
    for told in Basis.WET, Basis.DRY:
        answered = decide(found(ORE), None, None, told)
        assert (answered.basis, answered.price_basis, answered.doubts) == (Basis.WET, told, ())


def test_a_silent_mass_beside_moisture_and_a_dry_price_is_asked_about() -> None:
    headings = [*ORE[:2], "数量(吨)", ORE[3], "干基单价(元/吨,不含税)"]
    assert basis_refused(*headings) == ("basis_open", "unit")
    assert decide(found(headings), None, None, Basis.WET).basis is Basis.WET
    assert decide(found(headings), None, None, Basis.DRY).basis is Basis.DRY
    assert decide(found([*headings[:3], headings[4]]), None, None).basis is None


def test_oxide_and_ore_do_not_go_together() -> None:
    assert basis_refused(*ORE[:2], "折氧化物数量(吨)", "单价(元/干吨,不含税)") == ("basis_contradicted", "unit")
    assert basis_refused(*ORE[:2], "数量(吨)", "单价(元/吨REO,不含税)") == ("basis_open", "unit")
    assert decide(found([*ORE[:2], "折REO数量(吨)", ORE[4]]), None, None).basis is Basis.OXIDE


def test_an_answer_about_the_basis_may_not_contradict() -> None:
    told = [*ORE[:4], "干基单价(元/吨,不含税)"]
    assert basis_refused(*told, told=Basis.OXIDE) == ("basis_not_as_told", "unit")


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

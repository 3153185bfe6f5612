"""Headings of delivery tables."""

import pytest

from desk_app.domain.base.mass import MassUnit
from desk_app.domain.ore.delivery_heading import DeliveryField, find_headings, heading_score


@pytest.mark.parametrize(
    ("text", "field", "unit"),
    [
        ("交货日期", DeliveryField.DAY, None),
        ("车号/批号", DeliveryField.REF, None),
        ("湿重(吨)", DeliveryField.WET, MassUnit.T),
        ("湿重（公斤）", DeliveryField.WET, MassUnit.KG),
        ("湿重", DeliveryField.WET, None),
        ("水分(%)", DeliveryField.MOISTURE, None),
        ("水分%", DeliveryField.MOISTURE, None),
        ("REO（%）", DeliveryField.REO, None),
        ("Wet weight (t)", DeliveryField.WET, MassUnit.T),
    ],
)
def test_a_heading_is_understood(text: str, field: DeliveryField, unit: MassUnit | None) -> None:
    _, columns = find_headings([[text]])
    assert [(column.field, column.unit) for column in columns] == [(field, unit)]


@pytest.mark.parametrize(
    "text", ["净重(干)", "净重（干基）", "湿重(万吨)", "湿重(磅)", "湿重(lb)", "REO(湿基)", "水分(ppm)", "品位(TFe)"]
)
def test_what_stands_in_brackets_is_never_passed_over(text: str) -> None:
    assert find_headings([[text]])[1] == ()


@pytest.mark.parametrize(
    "text", ["净重(湿基,吨)", "湿重（公吨）", "REO(干基)", "REO（干基 %）", "水分(H2O)", "品位(REO)", "Moisture (wt%)"]
)
def test_brackets_that_say_the_same_again(text: str) -> None:
    assert len(find_headings([[text]])[1]) == 1


def test_the_heading_line_is_found_below_a_title() -> None:
    rows = [["2026 年一季度交货明细"], [], ["日期", "湿重(吨)", "水分", "REO"], ["2026-01-05", "60", "8.5", "51.25"]]
    assert find_headings(rows)[0] == 2
    assert heading_score(rows) == 4
    assert heading_score([["品名", "单价"]]) == 0

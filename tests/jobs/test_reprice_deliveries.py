"""A file of deliveries repriced by what the store knew, and by what it knows."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.terms import Terms
from desk_app.jobs.announce_price import Announcing, announce_price
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.reprice_deliveries import reprice_corrected, reprice_quarters
from tests.jobs.sheets import delivery_file

LINES = """交货日期,车号,湿重(吨),水分(%),REO(%)
2026-01-05,A1,60.000,8.50,51.25
2026-07-06,A2,60.000,8.50,51.25
2026-11-02,A3,60.000,8.50,51.25
合计,,180,,
"""


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as made:
        yield made


@pytest.fixture
def deliveries(tmp_path: Path) -> Path:
    return delivery_file(tmp_path, LINES)


def test_from_one_quarter_to_another(desk: Desk, tmp_path: Path) -> None:
    path = delivery_file(tmp_path)
    made = reprice_quarters(desk, path, "2025Q4", "2026Q1", Terms())
    assert made.quarters[0].repricing.rows[0].net_change == Decimal("35395.40")
    back = reprice_quarters(None, path, "2026Q1", "2025Q4", Terms())
    assert back.total_inc_vat == -made.total_inc_vat


def test_from_what_was_known_to_what_is(desk: Desk, deliveries: Path) -> None:
    announce_price(desk, Announcing("2026Q3", Decimal(38600), source="更正公告"))
    made = reprice_corrected(desk, deliveries, Terms(), as_known_on="2026-11-01")
    nets = {each.new.period: each.repricing.net_ex_vat for each in made.quarters}
    assert nets == {"2026Q1": Decimal("0.00"), "2026Q3": Decimal("1969.54"), "2026Q4": Decimal("0.00")}  # 54.9 × 35.875
    assert made.net_ex_vat == Decimal("1969.54")


def test_a_price_that_was_not_known_then_is_asked_for(desk: Desk, deliveries: Path) -> None:
    with pytest.raises(Refused) as error:
        reprice_corrected(desk, deliveries, Terms(), as_known_on="2026-10-08")
    assert error.value.problem.key == "reprice_no_price"
    assert error.value.problem.facts["ref"] == "A3"


def test_from_what_was_paid(desk: Desk, deliveries: Path, tmp_path: Path) -> None:
    paid = tmp_path / "paid.csv"
    head = "period,price_yuan_per_dry_tonne_ex_vat,reo_basis_percent,source"
    paid.write_text(f"{head}\n2026Q1,26205,50,暂付\n2026H2,38000,50,暂付\n", encoding="utf-8")
    made = reprice_corrected(None, deliveries, Terms(), old_list=paid)
    assert [(each.old.period, each.new.period) for each in made.quarters] == [
        ("2026Q1", "2026Q1"), ("2026H2", "2026Q3"), ("2026H2", "2026Q4"),
    ]  # fmt: skip
    assert made.quarters[0].repricing.net_ex_vat == Decimal("35395.40")


def test_a_day_to_come_knows_nothing(desk: Desk, deliveries: Path) -> None:
    with pytest.raises(Refused) as error:
        reprice_corrected(desk, deliveries, Terms(), as_known_on="2099-01-01")
    assert error.value.problem.key == "reprice_day_ahead"


def test_terms_that_are_none(desk: Desk, deliveries: Path) -> None:
    with pytest.raises(Refused) as error:
        reprice_quarters(desk, deliveries, "2025Q4", "2026Q1", Terms(vat_percent=Decimal(100)))
    assert error.value.problem.key == "ore_vat_limits"

"""`ore contract`, and a lot priced by one."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import Run, runner

CONTRACT = """
pricing = "quarter"
basis = "50"
grade_rule = "pro-rata"
moisture_in = "quantity"
moisture_limit = "12"
moisture_excess = "reject"
rounding = "half-up"
vat = "13"
[[elements]]
element = "TFe"
side = "over"
reject = "12"
tiers = [{start = "7", step = "1", yuan = "-10"}]
"""
LOT = ("--reo", "52.3", "--moisture", "8.1", "--wet", "100")
BY_CONTRACT = ("ore", "price", "--contract", "包钢", "--on", "2026-02-01", *LOT)


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(desk_data, capsys)


def save(run: Run, folder: Path, text: str = CONTRACT, name: str = "包钢") -> tuple[int, str, str]:
    file = folder / "contract.toml"
    file.write_text(text, encoding="utf-8")
    return run("ore", "contract", "save", name, str(file), "--from", "2026-01-01", "--as", "李敏", "--why", "补齐")


@pytest.fixture
def confirmed(run: Run, tmp_path: Path) -> Run:
    assert save(run, tmp_path)[0] == 0
    assert run("ore", "contract", "confirm", "包钢", "--version", "1", "--as", "王主任")[0] == 0
    return run


def test_proposed_confirmed_listed_and_shown(confirmed: Run) -> None:
    (version,) = json.loads(confirmed("ore", "contract", "list", "--json")[1])["contracts"]
    assert (version["name"], version["version"], version["made_by"]) == ("包钢", 1, "李敏")
    assert (version["confirmed_by"], version["open"]) == ("王主任", [])
    assert "confirmed by 王主任" in confirmed("ore", "contract", "list", lang="en")[1]
    shown = json.loads(confirmed("ore", "contract", "show", "包钢", "--json")[1])
    assert shown["says"]["moisture_limit"] == "12"
    assert shown["says"]["elements"][0]["tiers"] == [{"start": "7", "step": "1", "yuan": "-10"}]
    lines = confirmed("ore", "contract", "show", "包钢", lang="en")[1].splitlines()
    assert "TFe (above): from 7 % on -10 yuan/dry t for each 1 %; beyond 12 % rejected" in lines


def test_a_template_shows_what_is_open(run: Run) -> None:
    code, out, _ = run("ore", "contract", "show", "baotou-quarterly", "--template", lang="en")
    assert code == 0
    assert "to be filled in (not public)" in out


def test_a_lot_is_priced_by_it(confirmed: Run) -> None:
    code, out, _ = confirmed(*BY_CONTRACT, "--quarter", "2026Q1", "--content", "TFe=8.2", "--json")
    assert code == 0
    document = json.loads(out)
    assert (document["unit_price_ex_vat"], document["net_ex_vat"]) == ("28056.364", "2578379.85")
    assert [step["key"] for step in document["steps"]][4:6] == ["element", "unit_price_elements"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--quarter", "2026Q1"), "请填写其干基含量"),
        (("--content", "TFe=8.2"), "请用 --quarter 指明季度"),
        (("--quarter", "2026Q1", "--content", "TFe"), "--content"),
        (("--quarter", "2026Q1", "--content", "TFe=8,2"), "元素含量"),
        (("--quarter", "2026Q1", "--content", "TFe=8.2", "--vat", "13"), "--vat"),
        (("--price", "26834", "--content", "TFe=8.2"), "固定价"),
        (("--quarter", "2026Q1", "--content", "TFe=12.5"), "拒收"),
    ],
)
def test_one_clear_line(confirmed: Run, more: tuple[str, ...], told: str) -> None:
    code, out, said = confirmed(*BY_CONTRACT, *more)
    assert (code, out) == (1, "")
    assert told in said
    assert said.count("\n") == 1


def test_a_fixed_price(run: Run, tmp_path: Path) -> None:
    fixed = CONTRACT.replace('"quarter"', '"fixed"\nprice = "27000"').partition("[[")[0]
    save(run, tmp_path, fixed, "定价")
    run("ore", "contract", "confirm", "定价", "--version", "1", "--as", "王主任")
    code, out, _ = run("ore", "price", "--contract", "定价", "--on", "2026-02-01", *LOT, "--json")
    assert (code, json.loads(out)["basis"]["price"]) == (0, "27000")
    code, _, said = run("ore", "price", "--contract", "定价", "--on", "2026-02-01", *LOT, "--quarter", "2026Q1")
    assert code == 1
    assert "--quarter" in said


def test_readings_and_what_if_by_contract(confirmed: Run) -> None:
    """The contract's own terms are the measure, and its moisture limit ends what can be asked of the moisture."""
    by = ("--contract", "包钢", "--on", "2026-02-01", "--quarter", "2026Q1", *LOT, "--content", "TFe=8.2")
    code, out, _ = confirmed("ore", "readings", *by, "--json")
    assert code == 0
    own = json.loads(out)["readings"][0]
    priced = json.loads(confirmed("ore", "price", *by, "--json")[1])
    assert own["net_ex_vat"] == priced["net_ex_vat"]
    assert own["unit_price_ex_vat"] == "28056.364"
    found = json.loads(confirmed("ore", "what-if", *by, "--target-price", "28056.364", "--json")[1])
    assert (found["reverse"][0]["lowest"], found["reverse"][0]["met"]) == ("52.3", True)
    code, out, error = confirmed("ore", "what-if", *by, "--target-total", "2700000")
    assert code == 1
    assert "12" in error
    assert not out

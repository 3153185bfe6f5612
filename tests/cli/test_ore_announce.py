"""`ore announce` and what `ore history` and `ore price` then say, through the real entry."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import Run, runner

ONE = ("--quarter", "2027Q1", "--price", "39000", "--source", "公告 2027-001")
LOT = ("--reo", "50", "--moisture", "0", "--wet", "1")
HEAD = "period,price_yuan_per_dry_tonne_ex_vat,reo_basis_percent,source"


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    command = runner(desk_data, capsys)
    return lambda *arguments, lang="zh_CN": command("ore", *arguments, lang=lang)


def document(run: Run, *arguments: str) -> Any:
    code, out, err = run(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def test_the_whole_document(run: Run) -> None:
    made = document(run, "announce", *ONE, "--step", "780", "--on", "2026-11-02", "--by", "甲")
    at = made.pop("added_at")
    assert at.endswith("+00:00")
    assert made == {
        "period": "2027Q1",
        "effective_from": "2027-01-01",
        "effective_to": "2027-03-31",
        "announced_on": "2026-11-02",
        "price": "39000",
        "basis": "50",
        "step": "780",
        "step_origin": "announced",
        "confidence": "sourced",
        "source": "公告 2027-001",
        "address": None,
        "why": None,
        "added_by": "甲",
        "new": True,
        "change_percent": "0.60",
        "change_against": "2026Q4",
        "replaced": None,
        "shipped": None,
    }


def test_it_can_be_priced_and_is_in_the_history(run: Run) -> None:
    code, _, err = run("price", "--quarter", "2027Q1", *LOT)
    assert code == 1
    assert "2027Q1 尚无公告价。最近一期 2026Q4 为 38769 元/干吨（不含税），自 2026-10-09 起已" in err
    run("announce", *ONE, "--by", "甲")
    assert document(run, "price", "--quarter", "2027Q1", *LOT)["net_ex_vat"] == "39000.00"
    assert "本台登记 20" in run("price", "--quarter", "2027Q1", *LOT)[1]
    last = document(run, "history")[-1]
    assert (last["period"], last["added_by"], last["shipped_price"]) == ("2027Q1", "甲", None)
    line = next(line for line in run("history", lang="en")[1].splitlines() if line.startswith("2027Q1"))
    assert "公告 2027-001 (added by this desk 20" in line


def test_a_conflict_is_said_everywhere(run: Run) -> None:
    conflict = (
        "2026Q3 本台登记 38,600.00 元/干吨（不含税，REO=50 %，每 1 % 772.00 元，公司公告），与程序自带的 2026Q3 38"
    )
    code, _, err = run("announce", "--quarter", "2026Q3", "--price", "38600", "--source", "公司公告")
    assert code == 0
    assert conflict in err
    assert conflict in run("history")[2]
    assert conflict in run("price", "--quarter", "2026Q3", *LOT)[2]
    assert run("price", "--quarter", "2026Q4", *LOT)[2] == ""
    rows = {row["period"]: row for row in csv.DictReader(io.StringIO(run("history", "--format", "csv")[1]))}
    assert (rows["2026Q3"]["price_yuan_per_dry_tonne_ex_vat"], rows["2026Q3"]["shipped_price"]) == ("38600", "38565")
    then = document(run, "history", "--as-known-on", "2026-11-01")
    assert [row["price_yuan_per_dry_tonne_ex_vat"] for row in then if row["period"] == "2026Q3"] == ["38565"]


def test_a_correction_and_a_withdrawal_stay_on_file(run: Run) -> None:
    run("announce", *ONE)
    out = run("announce", "--quarter", "2027Q1", "--price", "39100", "--step", "781", "--source", "x", "--why", "更正")[
        1
    ]
    assert "此前所用：2027Q1 39,000.00 元/干吨" in out
    assert "说明：更正" in out
    assert "计价仍按价格 ÷ 基准" in out
    assert document(run, "price", "--quarter", "2027Q1", "--reo", "51", *LOT[2:])["unit_price_ex_vat"] == "39882"
    assert "未署名，说明：更正" in run("history")[1]
    code, _, err = run("announce", "--withdraw", "2027Q1")
    assert code == 1
    assert err
    out = run("announce", "--withdraw", "2027Q1", "--why", "误", "--by", "乙")[1]
    assert out.endswith("2027Q1 现无公告价。\n")
    log = document(run, "announce", "--log")
    assert [(each["price"], each["withdrawn_by"], each["withdrawn_why"]) for each in log] == [
        ("39000", "乙", "误"), ("39100", "乙", "误"),
    ]  # fmt: skip
    assert "已撤回" in run("announce", "--log")[1]
    assert run("price", "--quarter", "2027Q1", *LOT)[0] == 1


def test_withdrawn_the_programs_own_holds_again(run: Run) -> None:
    run("announce", "--quarter", "2026Q3", "--price", "38600", "--source", "公司公告")
    made = document(run, "announce", "--withdraw", "2026Q3", "--why", "误")
    assert (made["withdrawn"]["price"], made["holds_now"]["price"]) == ("38600", "38565")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((*ONE, "--step", "779"), "每 1 % 调整额 779 不等于价格 39000 ÷ 基准 50 = 780，未登记"),
        (("--quarter", "2022Q2", *ONE[2:]), "与已有公布价的 2022H1 适用期间重叠"),
        (("--quarter", "2027Q1", "--price", "3.9", *ONE[4:]), "超过 60 %，未登记"),
        (ONE[:4], "请写明出处"),
        (("--quarter", "27Q1", *ONE[2:]), "“27Q1”不是季度或半年"),
        ((*ONE, "--basis", "0"), "REO 基准 0 不在"),
        (("--quarter", "2027Q1", "--price", "39,000", *ONE[4:]), "不是确切的数字"),
        ((*ONE, "--by", "a\nb"), "“登记人”最多 300 字"),
        (("--withdraw", "2026Q4", "--why", "x"), "没有登记过“2026Q4”"),
        (("nothing.csv",), "nothing.csv"),
    ],
)
def test_refused_in_one_line_and_nothing_is_kept(run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run("announce", *arguments)
    assert (code, out) == (1, "")
    assert told in err
    assert len(err.splitlines()) == 1
    english = run("announce", *arguments, lang="en")[2]
    assert "{" not in english
    assert "problem." not in english
    assert run("announce", "--log", lang="en")[1] == "This desk has added no announced price.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--quarter", "2027Q1"),
        ("a.csv", *ONE),
        ("a.csv", "--price", "1"),
        ("a.csv", "--source", "x"),
        ("--log", "--withdraw", "2027Q1"),
        (*ONE, "--on", "8 Jan"),
    ],
)
def test_wrong_usage_exits_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("announce", *arguments)[0] == 2


def test_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text(f"{HEAD}\n2027Q1,39000,50,甲\n2027Q2,39500,50,乙\n", encoding="utf-8")
    made = document(run, "announce", str(path), "--by", "丙")
    assert [(each["period"], each["added_by"], each["change_percent"]) for each in made] == [
        ("2027Q1", "丙", "0.60"), ("2027Q2", "丙", "1.28"),
    ]  # fmt: skip
    assert run("announce", str(path))[1].count("早已登记") == 2
    path.write_text(f"{HEAD}\n2027Q3,39000,50,甲\n2027Q4,?,50,乙\n", encoding="utf-8")
    code, _, err = run("announce", str(path))
    assert code == 1
    assert "第 3 行“price_yuan_per_dry_tonne_ex_vat”：“?”无法采用" in err
    assert len(document(run, "announce", "--log")) == 2


def test_before_anything_was_announced(run: Run) -> None:
    assert document(run, "history", "--as-known-on", "2000-01-01") == []
    assert run("history", "--as-known-on", "2000-01-01")[0] == 0


def test_looking_makes_no_desk(run: Run, desk_data: Path) -> None:
    assert run("history")[0] == 0
    assert run("price", "--quarter", "2026Q1", *LOT)[0] == 0
    assert not (desk_data / "desk.sqlite").exists()

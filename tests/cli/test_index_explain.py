"""`index explain|publish|differences|drift|rules|group|trade` and the options of `show`, through the real entry."""

import csv
import io
import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.main import main
from tests.jobs.trade_files import Line, write_trades

Run = Callable[..., tuple[int, str, str]]


def steady(weeks: int) -> list[Line]:
    """Two products every Monday to Friday of some weeks of 2026, rising by 0.1 and 0.2 % a day."""
    lines: list[Line] = []
    for day in range(5 * weeks):
        month, rest = divmod(day // 5 * 7 + day % 5, 28)
        when = f"2026-{month + 2:02d}-{rest + 2:02d}"
        lines.append((when, "氧化镨钕", "10", f"{600_000 * 1.001**day:.2f}"))
        lines.append((when, "氧化镧", "100", f"{4_500 * 1.002**day:.2f}"))
    return lines


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str, lang: str = "en") -> tuple[int, str, str]:
        code = main(["--data", str(desk_data), "--lang", lang, *arguments])
        return code, *capsys.readouterr()

    return run_command


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    assert run("import", str(write_trades(tmp_path / "trades.csv", steady(4))))[0] == 0
    return run


def document(run: Run, *arguments: str) -> dict[str, object]:
    code, out, _ = run(*arguments, "--json")
    assert code == 0
    found: dict[str, object] = json.loads(out)
    return found


def rows(run: Run, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("index", "show", *arguments)[1])))


def test_contributions_add_up_to_the_change(filled: Run) -> None:
    found = document(filled, "index", "explain", "composite", "2026-W08")
    parts = found["contributions"]
    assert isinstance(parts, dict)
    assert set(parts) == {"prnd_oxide", "la_oxide"}
    assert math.fsum(float(part) for part in parts.values()) == pytest.approx(
        float(str(found["change_percent"])), abs=1e-10
    )
    assert found["label"] == "In-house reference curve (not an official REPE index)"


def test_an_outlier_is_screened_out_with_what_it_was_held_against(filled: Run, tmp_path: Path) -> None:
    before = document(filled, "index", "explain", "composite", "2026-W08")
    wild = write_trades(tmp_path / "wild.csv", [("2026-02-18", "氧化镨钕", "3", "1800000")], first=900)
    assert filled("import", str(wild))[0] == 0
    after = document(filled, "index", "explain", "composite", "2026-W08")
    assert after["value"] == before["value"]
    screened = after["screened_out"]
    assert isinstance(screened, list)
    ((one),) = screened
    assert (one["fate"], one["price_yuan_per_t_ex_vat"]) == ("outlier", "1800000.0000")
    assert float(one["held_against"]["high"]) < 700_000
    shown = document(filled, "index", "trade", str(one["id"]))
    assert shown["fate"] == "outlier"


def test_a_trade_is_put_in_and_taken_out_by_hand_and_left_to_the_screen_again(filled: Run) -> None:
    trades = json.loads(
        filled("trades", "--product", "la_oxide", "--from", "2026-02-20", "--to", "2026-02-20", "--format", "json")[1]
    )
    number = str(trades[0]["id"])
    code, _, err = filled("index", "trade", number, "--exclude", "--as", "李")
    assert (code, len(err.splitlines())) == (1, 1)
    found = document(filled, "index", "trade", number, "--exclude", "--why", "试单", "--as", "李")
    assert (found["fate"], found["reason"], found["name"]) == ("excluded", "试单", "李")
    day = document(filled, "index", "explain", "la_oxide", "2026-02-20")
    assert (day["value"], day["trades"]) == (None, 0)
    assert document(filled, "index", "trade", number, "--leave", "--as", "李")["fate"] == "accepted"
    assert document(filled, "index", "explain", "la_oxide", "2026-02-20")["trades"] == 1


def test_another_base_and_scale(filled: Run) -> None:
    plain, based = rows(filled, "prnd_oxide"), rows(filled, "prnd_oxide", "--base", "2026-02-02", "--scale", "1000")
    assert (based[0]["value"], based[0]["unit"]) == ("1000.00", "points")
    last = 1000 * float(plain[-1]["value"]) / float(plain[0]["value"])
    assert float(based[-1]["value"]) == pytest.approx(last, abs=0.02)
    week = rows(filled, "composite", "--base", "2026-W06", "--every", "day")
    assert sum(float(row["value"]) for row in week[:5]) / 5 == pytest.approx(100, abs=0.01)
    code, _, err = filled("index", "show", "composite", "--base", "2020")
    assert (code, "2020" in err) == (1, True)


def test_a_published_value_stands_and_a_small_or_late_correction_does_not_move_it(filled: Run, tmp_path: Path) -> None:
    went = json.loads(filled("index", "publish", "composite", "--as", "王", "--json")[1])
    assert went == [{"code": "composite", "every": "week", "values": 4, "last": "2026-W09"}]
    assert json.loads(filled("index", "publish", "composite", "--as", "王", "--json")[1]) == []
    before = rows(filled, "composite", "--every", "week")
    late = write_trades(tmp_path / "late.csv", [("2026-02-11", "氧化镧", "3000", "4700")], first=700)
    assert filled("import", str(late))[0] == 0
    assert [row["value"] for row in rows(filled, "composite", "--every", "week")] == [row["value"] for row in before]
    found = json.loads(filled("index", "differences", "--json")[1])
    assert {one["period"] for one in found} >= {"2026-W07"}
    due = [one for one in found if one["ruling"] == "restate"]
    assert due
    code, _, err = filled("index", "differences", "--restate", "--as", "王")
    assert (code, len(err.splitlines())) == (1, 1)
    again = json.loads(filled("index", "differences", "--restate", "--as", "王", "--why", "补录成交", "--json")[1])
    assert [one["period"] for one in again] == [one["period"] for one in due]
    week = document(filled, "index", "explain", "composite", due[0]["period"])
    published = week["published"]
    assert isinstance(published, list)
    assert [one["version"] for one in published] == [1, 2]
    assert published[1]["notice"] == "补录成交"
    assert week["value"] == published[1]["value"] != published[0]["value"]


def test_as_known_on_a_day_before_the_desk_had_anything(filled: Run) -> None:
    rows(filled, "composite")
    assert rows(filled, "composite", "--as-known-on", "2020-01-01") == []
    assert rows(filled, "composite", "--as-known-on", "2999-12-31") == rows(filled, "composite")


def test_what_has_changed_since_a_day(filled: Run) -> None:
    filled("index", "build")
    assert json.loads(filled("index", "differences", "--since", "2999-12-31", "--json")[1]) == []
    found = json.loads(filled("index", "differences", "--since", "2020-01-01", "--json")[1])
    weeks = [one for one in found if (one["code"], one["every"]) == ("composite", "week")]
    assert [(one["period"], one["then"]) for one in weeks[:1]] == [("2026-W06", None)]
    assert float(weeks[0]["now"]) == pytest.approx(100)
    assert json.loads(filled("index", "list", "--as-known-on", "2020-01-01", "--json")[1]) == []


def test_drift_of_steady_prices_is_nothing(filled: Run) -> None:
    found = document(filled, "index", "drift", "composite")
    assert found["periods"] == 4
    assert abs(float(str(found["closure"]))) < 1e-4
    code, _, err = filled("index", "drift", "composite", "--every", "day")
    assert (code, len(err.splitlines())) == (1, 1)


def test_a_group_of_ones_own_with_fixed_weights(filled: Run, tmp_path: Path) -> None:
    entry = tmp_path / "pair.toml"
    entry.write_text(
        'code = "pair"\nzh = "对"\nen = "Pair"\nproducts = ["prnd_oxide", "la_oxide"]\n'
        "[weights]\nprnd_oxide = 1\nla_oxide = 1\n",
        "utf-8",
    )
    assert filled("index", "group", "save", str(entry))[0] == 0
    found = document(filled, "index", "explain", "pair", "2026-W08")
    assert found["weights"] == {"prnd_oxide": "0.5", "la_oxide": "0.5"}
    assert filled("index", "group", "drop", "pair")[0] == 0
    assert filled("index", "explain", "pair", "2026-W08")[0] in {0, 1}
    assert "pair" not in [one["code"] for one in json.loads(filled("index", "list", "--json")[1])]


@pytest.mark.parametrize(
    "entry",
    [
        'code = "composite"\nproducts = ["la_oxide"]',
        'code = "own"\nproducts = ["gold"]',
        'code = "own"',
        'code = "own"\nproducts = ["la_oxide"]\n[weights]\nla_oxide = 0',
        'code = "own"\nproducts = ["la_oxide"]\n[weights]\nla_oxide = -1',
        "code = ",
        'zh = "x"',
    ],
)
def test_a_wrong_group_is_one_clear_line(run: Run, tmp_path: Path, entry: str) -> None:
    file = tmp_path / "group.toml"
    file.write_text(entry, "utf-8")
    code, out, err = run("index", "group", "save", str(file))
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_rules_are_set_by_someone_and_change_what_counts(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("[least_mass]\nla_oxide = 101\n", "utf-8")
    assert filled("index", "rules", "--set", str(file))[0] == 1
    assert filled("index", "rules", "--set", str(file), "--as", "王")[0] == 0
    found = document(filled, "index", "explain", "composite", "2026-W08")
    screened = found["screened_out"]
    assert isinstance(screened, list)
    assert {one["fate"] for one in screened} == {"below_minimum"}
    assert len(screened) == 5


def test_a_party_above_the_cap_and_a_lighter_source_are_told(run: Run, tmp_path: Path) -> None:
    file, rules = tmp_path / "trades.csv", tmp_path / "rules.toml"
    file.write_text(
        "日期,品名,数量(吨),不含税单价(元/吨),买方\n2026-02-02,氧化镧,60,4000,甲\n2026-02-03,氧化镧,20,4400,乙\n"
        "2026-02-03,氧化镧,20,4400,丙\n",
        "utf-8",
    )
    assert run("import", str(file))[0] == 0
    plain = document(run, "index", "explain", "la_oxide", "2026-W06")
    assert (float(str(plain["value"])), plain["weighed_down"]) == (4160.0, [])
    rules.write_text('party_cap = 0.25\n[source_factor]\n"" = 0.5\n', "utf-8")
    assert run("index", "rules", "--set", str(rules), "--as", "王")[0] == 0
    found = document(run, "index", "explain", "la_oxide", "2026-W06")
    # 60 t of 甲's weigh as a quarter of 100 t: (25 x 4,000 + 40 x 4,400) / 65, and all of it by half
    assert float(str(found["value"])) == pytest.approx((25 * 4000 + 40 * 4400) / 65, rel=1e-12)
    assert float(str(found["tonnes"])) == pytest.approx(32.5)
    told = found["weighed_down"]
    assert isinstance(told, list)
    assert [(one["product"], one.get("party"), one.get("source"), one["factor"]) for one in told] == [
        ("la_oxide", "甲", None, repr(0.25 / 0.6)),
        ("la_oxide", None, "", "0.5"),
    ]
    assert "60.0 %" in run("index", "explain", "la_oxide", "2026-W06")[1]
    method = run("index", "methodology", "la_oxide")[1]
    assert "25 %" in method
    assert "No party's share is capped" not in method
    assert "cap on one party 25 %" in method
    assert json.loads(run("index", "rules", "--json")[1]) == {"party_cap": 0.25, "source_factor": {"": 0.5}}


@pytest.mark.parametrize(
    "entry",
    [
        "party_cap = 1.5",
        "party_cap = true",
        "source_factor = 1",
        "[source_factor]\na = 0",
        "nonsense = 1",
        "[least_mass]\ngold = 1",
        "[least_mass]\nla_oxide = 0",
        "least_mass = 3",
        "house = 1",
    ],
)
def test_wrong_rules_are_one_clear_line(run: Run, tmp_path: Path, entry: str) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(entry, "utf-8")
    code, out, err = run("index", "rules", "--set", str(file), "--as", "王")
    assert (code, out, len(err.splitlines())) == (1, "", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "composite", "2026-W99"),
        ("explain", "composite", "2031-W02"),
        ("explain", "gold", "2026-W08"),
        ("trade", "99999"),
        ("publish", "gold", "--as", "x"),
        ("publish", "--as", " "),
    ],
)
def test_what_is_not_there_is_one_clear_line(filled: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = filled("index", *arguments)
    assert (code, out, len(err.splitlines())) == (1, "", 1)

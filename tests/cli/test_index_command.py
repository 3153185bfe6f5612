"""`index list|show|build` and `samples`, through the real entry."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.cli.index_show_command import COLUMNS
from desk_app.main import main
from tests.jobs.trade_files import Line, write_trades

Run = Callable[..., tuple[int, str, str]]
TRADES: list[Line] = [
    ("2026-01-05", "氧化镨钕", "10", "600000"),
    ("2026-01-05", "氧化镨钕", "30", "610000"),
    ("2026-01-07", "氧化镨钕", "60", "640000"),
    ("2026-04-01", "氧化镧", "0.125", "4500.555"),
]


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str, lang: str = "zh_CN") -> tuple[int, str, str]:
        code = main(["--data", str(desk_data), "--lang", lang, *arguments])
        return code, *capsys.readouterr()

    return run_command


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    assert run("import", str(write_trades(tmp_path / "trades.csv", TRADES)))[0] == 0
    return run


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_show_builds_what_was_never_built(filled: Run) -> None:
    code, out, err = filled("index", "show", "prnd_oxide", "--to", "2026-01-07")
    assert code == 0
    assert [tuple(row.values())[:10] for row in table(out)] == [
        ("2026-01-05", "607500.00", "ok", "2", "40", "1.0000", "0.0000", "yuan/t", "excl", "B"),
        ("2026-01-06", "607500.00", "no_trade", "0", "0", "0.0000", "0.0000", "yuan/t", "excl", "n/p"),
        ("2026-01-07", "640000.00", "ok", "1", "60", "1.0000", "0.0000", "yuan/t", "excl", "B"),
    ]
    assert err == "企业内部参考曲线(非稀交所官方指数)\n"


def test_show_as_json_has_decimals_as_strings_and_repeats_the_last_value_marked(filled: Run) -> None:
    rows = json.loads(filled("index", "show", "prnd_oxide", "--format", "json")[1])
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["value"], rows[0]["trades"], rows[0]["largest_party"]) == ("607500.00", 2, None)
    assert (rows[1]["value"], rows[1]["status"], rows[1]["grade"]) == ("607500.00", "no_trade", "n/p")


def test_a_week_is_over_its_trades(filled: Run) -> None:
    (row, *_) = table(filled("index", "show", "prnd_oxide", "--every", "week")[1])
    assert (row["period"], row["value"], row["trades"], row["tonnes"]) == ("2026-W02", "627000.00", "3", "100")


def test_a_value_is_published_half_even(filled: Run) -> None:
    (row,) = table(filled("index", "show", "la_oxide", "--every", "quarter")[1])
    assert (row["period"], row["value"], row["tonnes"]) == ("2026Q2", "4500.56", "0.125")


def test_from_and_to_take_periods(filled: Run) -> None:
    out = filled("index", "show", "composite", "--from", "2026-01", "--to", "2026Q1", "--every", "month")[1]
    assert [row["period"] for row in table(out)] == ["2026-01", "2026-02", "2026-03"]


def test_what_came_since_is_in_what_is_shown(filled: Run, tmp_path: Path) -> None:
    filled("index", "show", "prnd_oxide")
    filled("import", str(write_trades(tmp_path / "more.csv", [("2026-01-06", "氧化镨钕", "1", "9e5")], first=50)))
    filled("import", str(write_trades(tmp_path / "more.csv", [("2026-01-06", "氧化镨钕", "1", "620000")], first=50)))
    out = filled("index", "show", "prnd_oxide", "--from", "2026-01-06", "--to", "2026-01-06")[1]
    assert table(out)[0]["value"] == "620000.00"


def test_build_says_what_changed(filled: Run) -> None:
    built = json.loads(filled("index", "build", "--json")[1])
    assert (built["vintage"], built["series"], built["changed"], built["withdrawn"]) == (1, 6, 0, 0)
    assert json.loads(filled("index", "build", "--json")[1])["vintage"] is None
    assert filled("index", "build")[1] == "没有新的成交，曲线保持不变（6 条）。\n"


def test_list(filled: Run) -> None:
    first, light, magnets, oxides, la, prnd = json.loads(filled("index", "list", "--json", lang="en")[1])
    assert (first["code"], first["unit"], first["base"]) == ("composite", "points", "2026-01-05")
    assert first["label"] == "In-house reference curve (not an official REPE index)"
    assert [one["code"] for one in (light, magnets, oxides)] == ["light", "magnets", "oxides"]
    assert (la["latest_value"], prnd["previous_value"], prnd["sample"]) == ("4500.56", "607500.00", False)
    assert "氧化镨钕" in filled("index", "list")[1]


def test_an_empty_desk_says_what_to_do(run: Run) -> None:
    assert run("index", "list", "--json")[1] == "[]\n"
    assert "导入" in run("index", "list")[1]
    code, out, err = run("index", "show", "prnd_oxide")
    assert (code, out, len(err.splitlines())) == (1, "", 1)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_an_unknown_code_is_one_line_that_names_its_neighbours(filled: Run, lang: str) -> None:
    code, out, err = filled("index", "show", "prnd_oxid", lang=lang)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "prnd_oxide" in err


def test_a_wrong_date_is_one_line(filled: Run) -> None:
    code, out, err = filled("index", "show", "prnd_oxide", "--from", "2026-13-01")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "2026-13-01" in err


def test_samples_fill_an_empty_desk_once(run: Run) -> None:
    code, out, _ = run("samples", "--json")
    filled = json.loads(out)
    assert (code, filled["files"], filled["series"]) == (0, 5, 26)
    assert 2_500 <= filled["trades"] <= 4_000
    code, out, err = run("samples")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    _, _, err = run("index", "show", "composite", "--every", "quarter")
    assert "示例" in err
    assert all(batch["sample"] for batch in json.loads(run("batches", "--json")[1]))


def test_samples_never_mix_with_real_trades(filled: Run) -> None:
    code, _, err = filled("samples", lang="en")
    assert code == 1
    assert err.startswith("reo-desk: This desk already holds")

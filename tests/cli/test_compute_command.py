"""`index compute`, through the real entry: any panel in, period and value out; whatever is wrong is one line."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from desk_app.cli.compute_command import compute_command
from desk_app.domain.index.research.compute import DEFAULT_SPLICE, NAMES
from desk_app.domain.index.research.outliers import RULES
from desk_app.domain.index.research.splice import SPLICES
from desk_app.i18n import LANGUAGES, Words
from desk_app.main import main
from tests.domain.index.research.matrices import expected
from tests.shared import shared_path

Run = Callable[..., tuple[int, str, str]]
HEAD = "period,product,price,quantity\n"
PANEL = HEAD + "2026-02,镨钕,2,1\n2026-01,镨钕,1,1\n2026-02,镧,1,2\n2026-01,镧,1,2\n2026-03,镨钕,4,1\n2026-03,镧,1,1\n"


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: object, lang: str = "en") -> tuple[int, str, str]:
        code = main(["--data", str(desk_data), "--lang", lang, "index", "compute", *map(str, arguments)])
        assert not desk_data.exists()  # the desk's own data are not touched
        return code, *capsys.readouterr()

    return run_command


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    file = tmp_path / "panel.csv"
    file.write_text(PANEL, encoding="utf-8")
    return file


def values(text: str) -> dict[str, float]:
    return {row["period"]: float(row["value"]) for row in csv.DictReader(io.StringIO(text))}


# ------------------------------------------------------------------ what is computed
def test_the_first_period_is_one_and_floats_are_whole(run: Run, panel: Path) -> None:
    code, out, err = run(panel, "--formula", "fisher", "--format", "csv")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == ["period,value", "2026-01,1.0"]
    # L = (2 + 2) / 3, P the same; against 2026-03: L = (4 + 2) / 3 = 2, P = (4 + 1) / (1 + 1) = 2.5
    assert values(out)["2026-02"] == pytest.approx(4 / 3, rel=1e-15)
    assert values(out)["2026-03"] == pytest.approx(5**0.5, rel=1e-15)
    assert all(repr(float(line.split(",")[1])) == line.split(",")[1] for line in out.splitlines()[1:])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", [(), ("--chain",), ("--fixed", "2026-02")])
def test_every_name_is_computed_in_every_way(run: Run, panel: Path, name: str, how: tuple[str, ...]) -> None:
    code, out, err = run(panel, "--formula", name, *how)
    assert (code, err, list(values(out))) == (0, "", ["2026-01", "2026-02", "2026-03"])
    assert values(out)["2026-03"] > values(out)["2026-02"] > 1.0


@pytest.mark.parametrize("name", [splice.name for splice in SPLICES])
def test_every_splice(run: Run, panel: Path, name: str) -> None:
    code, out, _ = run(panel, "--formula", "geks-tornqvist", "--window", 2, "--splice", name)
    assert code == 0
    # A window of two is a chain, however it is joined.
    assert values(out) == pytest.approx(values(run(panel, "--formula", "tornqvist", "--chain")[1]), abs=1e-12)


def test_as_others_have_it(run: Run) -> None:
    file = shared_path("data/index_vectors") / "01_manual_6x5/input.csv"
    for column, wanted in expected("01_manual_6x5/expected_geksF_window3_splices.csv").items():
        splice = column.replace("_", "-")
        found = values(run(file, "--formula", "geks-fisher", "--window", 3, "--splice", splice)[1])
        assert list(found.values()) == pytest.approx(wanted, abs=1e-10)


def test_json_has_figures_as_texts(run: Run, panel: Path) -> None:
    found = json.loads(run(panel, "--formula", "jevons", "--json")[1])
    assert found[0] == {"period": "2026-01", "value": "1.0"}
    assert float(found[2]["value"]) == pytest.approx(2.0)
    assert run(panel, "--formula", "jevons", "--format", "json")[1] == run(panel, "--formula", "jevons", "--json")[1]


def test_a_window_the_series_does_not_fill_is_said(run: Run, panel: Path) -> None:
    code, out, err = run(panel, "--formula", "geks-fisher", "--window", 13)
    assert (code, out, len(err.splitlines())) == (0, run(panel, "--formula", "geks-fisher")[1], 1)
    assert "13" in err


def test_lines_without_quantity_are_counted_and_said(run: Run, panel: Path) -> None:
    without = run(panel, "--formula", "carli")[1]
    panel.write_text(f"{PANEL}2026-03,钇,9,0\n2026-02,钇,1,0\n", encoding="utf-8")
    code, out, err = run(panel, "--formula", "carli")
    assert (code, out, len(err.splitlines())) == (0, without, 1)
    assert "2" in err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding(run: Run, panel: Path, encoding: str) -> None:
    wanted = run(panel, "--formula", "walsh")[1]
    panel.write_bytes(PANEL.encode(encoding))
    assert run(panel, "--formula", "walsh")[:2] == (0, wanted)


@pytest.mark.parametrize(
    ("old", "new"), [(",", "\t"), (",", ";"), ("\n", "\r\n"), ("period,", "期间,"), ("镧", '"镧"')]
)
def test_other_ways_to_write_a_table(run: Run, panel: Path, old: str, new: str) -> None:
    wanted = run(panel, "--formula", "walsh")[1]
    panel.write_bytes(f"\n{PANEL}\n,,,\n".replace(old, new).encode())
    assert run(panel, "--formula", "walsh") == (0, wanted, "")


@pytest.mark.parametrize(("formula", "kind"), [("fisher", "basket"), ("fisher", "log-mean"), ("laspeyres", "basket")])
@pytest.mark.parametrize("how", [(), ("--chain",), ("--fixed", "2026-03")])
def test_parts_add_up_to_the_change(run: Run, panel: Path, formula: str, kind: str, how: tuple[str, ...]) -> None:
    code, out, err = run(panel, "--formula", formula, "--contributions", kind, *how)
    assert (code, err) == (0, "")
    index = values(run(panel, "--formula", formula, *how)[1])
    parts: dict[tuple[str, str], list[float]] = {}
    for row in csv.DictReader(io.StringIO(out)):
        parts.setdefault((row["period"], row["against"]), []).append(float(row["value"]))
    assert len(parts) == 2
    for (period, against), each in parts.items():
        assert len(each) == 2
        assert sum(each) == pytest.approx(index[period] / index[against] - 1, abs=1e-12)


def test_a_formula_without_parts_is_said(run: Run, panel: Path) -> None:
    code, out, err = run(panel, "--formula", "walsh", "--contributions", "basket")
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "laspeyres, paasche, fisher" in err


def test_what_is_screened_out_is_said(run: Run, panel: Path) -> None:
    lines = [f"{period},p{n},{100 if (period, n) == (2, 3) else 1},1" for period in (1, 2, 3) for n in range(6)]
    panel.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    assert values(run(panel, "--formula", "jevons")[1])["2"] > 2
    code, out, err = run(panel, "--formula", "jevons", "--screen", "hidiroglou-berthelot")
    assert (code, values(out), len(err.splitlines())) == (0, {"1": 1.0, "2": 1.0, "3": 1.0}, 1)
    assert "p3" in err


CLASSES = "period,business,classification,price,weight\n1,a,11,2,1\n1,b,12,5,1\n2,a,11,3,1\n2,b,12,,1\n3,a,11,3,1\n"


@pytest.fixture
def classes(tmp_path: Path) -> tuple[Path, Path]:
    panel, weights = tmp_path / "classes.csv", tmp_path / "weights.csv"
    panel.write_text(CLASSES, encoding="utf-8")
    weights.write_text("类别,权重\n11,3\n12,1\n", encoding="utf-8")
    return panel, weights


def test_two_steps_give_the_whole_or_all_levels(run: Run, classes: tuple[Path, Path]) -> None:
    panel, weights = classes
    code, out, err = run(panel, "--formula", "young", "--two-step", weights)
    assert (code, out) == (0, "period,value\n1,1.0\n2,1.5\n3,1.5\n")
    assert ["1" in line or "2" in line for line in err.splitlines()] == [True, True]  # missing prices, imputed changes
    found = json.loads(run(panel, "--formula", "young", "--two-step", weights, "--levels", "--json")[1])
    assert found[-1] == {"class": "12", "period": "3", "value": "1.5", "weight": "1.5"}
    assert [one["class"] for one in found[::3]] == ["1", "11", "12"]
    assert run(panel, "--formula", "jevons", "--two-step", weights, "--upper", "geoyoung")[1] == out


def test_two_steps_as_others_have_it(run: Run) -> None:
    folder = shared_path("data/index_vectors/05_aggregation_fixed_sample")
    out = run(folder / "prices.csv", "--formula", "young", "--two-step", folder / "weights.csv", "--levels")[1]
    found = {(row["class"], row["period"]): float(row["value"]) for row in csv.DictReader(io.StringIO(out))}
    wanted = csv.DictReader((folder / "expected.csv").read_text(encoding="utf-8").splitlines())
    assert found == pytest.approx(
        {(row["level"], row["period"]): float(row["index"]) / 100 for row in wanted}, abs=1e-10
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--formula", "fisher"), 1),
        (("--formula", "fischer"), 1),
        (("--formula", "young", "--upper", "geojung"), 1),
        (("--formula", "young", "--chain"), 2),
        (("--formula", "young", "--fixed", "1"), 2),
    ],
)
def test_wrong_two_steps_are_one_line(
    run: Run, classes: tuple[Path, Path], options: tuple[str, ...], code: int, lang: str
) -> None:
    panel, weights = classes
    found, out, err = run(panel, *options, "--two-step", weights, lang=lang)
    assert (found, out, len(err.splitlines())) == (code, "", 1)


# ------------------------------------------------------------------ what is refused
WRONG = {
    "empty": "",
    "headings only": HEAD,
    "no quantity column": "period,product,price\n1,a,1\n",
    "two price columns": "period,product,price,price,quantity\n1,a,1,1,1\n",
    "no price": HEAD + "1,a,,1\n",
    "price 0": HEAD + "1,a,0,1\n",
    "price nan": HEAD + "1,a,nan,1\n",
    "price infinite": HEAD + "1,a,1e999,1\n",
    "price negative": HEAD + "1,a,-1,1\n",
    "quantity negative": HEAD + "1,a,1,-1\n",
    "thousands comma": HEAD + "1,a,1,234,5\n",
    "twice": HEAD + "1,a,1,1\n1,a,1,1\n",
    "no product in common": HEAD + "1,a,1,1\n2,b,1,1\n",
    "no product": HEAD + "1,,1,1\n",
    "order of periods": HEAD + "Q1 2026,a,1,1\nQ2 2025,a,1,1\n",
    "nothing but quantity 0": HEAD + "1,a,1,0\n2,a,1,0\n",
    "binary": "\0\1\2\3" * 9,
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("formula", ["fisher", "geks-fisher", "geary-khamis", "tpd"])
def test_a_wrong_panel_is_one_line(run: Run, panel: Path, case: str, lang: str, formula: str) -> None:
    panel.write_text(WRONG[case], encoding="utf-8")
    code, out, err = run(panel, "--formula", formula, lang=lang)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.startswith("reo-desk: ")
    assert "{" not in err


def test_the_place_is_named(run: Run, panel: Path) -> None:
    panel.write_text(f"{HEAD}2026-01,镧,1,1\n2026-02,镧,0,1\n", encoding="utf-8")
    err = run(panel, "--formula", "fisher")[2]
    assert all(word in err for word in ("Row 3", "price", "镧", "2026-02"))


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        (("--formula", "tornqvst"), "tornqvist"),
        (("--formula", "Fisher"), "fisher"),
        (("--formula", "geks-fischer"), "geks-fisher"),
        (("--formula", "geks-fisher", "--window", "2", "--splice", "mean_pub"), "mean-pub"),
        (("--formula", "fisher", "--fixed", "2026-1"), "2026-01"),
        (("--formula", "fisher", "--screen", "turkey"), "tukey"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_near_ones(
    run: Run, panel: Path, wrong: tuple[str, ...], near: str
) -> None:
    code, out, err = run(panel, *wrong)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert near in err


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--formula", "fisher", "--fixed", "2026-01", "--chain"),
        ("--formula", "fisher", "--window", "3"),
        ("--formula", "geks-fisher", "--window", "1"),
        ("--formula", "geks-fisher", "--window", "x"),
        ("--formula", "geks-fisher", "--splice", "mean"),
        ("--formula", "geks-fisher", "--window", "3", "--chain"),
        ("--formula", "fisher", "--format", "xml"),
        ("--formula", "fisher", "--contributions", "x"),
        ("--formula", "young", "--levels"),
        ("--formula", "young", "--upper", "young"),
        ("--formula", "geks-fisher", "--contributions", "basket", "--window", "3"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_usage_is_two(run: Run, panel: Path, wrong: tuple[str, ...], lang: str) -> None:
    code, out, err = run(panel, *wrong, lang=lang)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        code, out, err = run(path, "--formula", "fisher")
        assert (code, out, len(err.splitlines())) == (1, "", 1)


# ------------------------------------------------------------------ help
@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_names_every_formula_and_splice_and_the_defaults(lang: str) -> None:
    options = [option for option in compute_command.params if isinstance(option, click.Option)]
    told = {option.name: Words(lang)(str(option.help)) for option in options}
    assert set(NAMES) <= set(re.findall(r"[a-z-]+", told["formula"]))
    assert {splice.name for splice in SPLICES} <= set(re.findall(r"[a-z-]+", told["splice"]))
    assert {rule.name for rule in RULES} <= set(re.findall(r"[a-z-]+", told["screen"]))
    assert DEFAULT_SPLICE in told["splice"].rpartition("N // 2")[2]

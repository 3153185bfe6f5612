"""`index methodology`, through the real entry."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.main import main
from tests.jobs.trade_files import Line, write_trades

Run = Callable[..., tuple[int, str, str]]
TRADES: list[Line] = [("2026-01-05", "氧化镨钕", "10", "600000"), ("2026-01-07", "氧化镨钕", "60", "640000")]


@pytest.fixture
def run(desk_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_command(*arguments: str, lang: str = "zh_CN") -> tuple[int, str, str]:
        code = main(["--data", str(desk_data), "--lang", lang, *arguments])
        return code, *capsys.readouterr()

    assert run_command("import", str(write_trades(tmp_path / "trades.csv", TRADES)))[0] == 0
    return run_command


def test_markdown_in_either_language_and_built_first(run: Run) -> None:
    code, chinese, error = run("index", "methodology", "composite")
    assert (code, error) == (0, "")
    assert chinese.startswith("# 稀土综合指数编制方案\n\n**企业内部参考曲线(非稀交所官方指数)**\n")
    assert "| 氧化镨钕 | prnd_oxide |" in chinese
    assert run("index", "methodology", "composite", lang="en")[1].startswith(
        "# Rare earth composite: index methodology"
    )


def test_as_json(run: Run) -> None:
    document = json.loads(run("index", "methodology", "prnd_oxide", "--json")[1])
    assert document["code"] == "prnd_oxide"
    assert document["markdown"].startswith("# 氧化镨钕价格曲线编制方法\n")


def test_a_pdf(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "m.pdf"
    code, said, _ = run("index", "methodology", "composite", "--pdf", str(out), lang="en")
    assert code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert said.startswith(f"Written: {out} (")
    assert json.loads(run("index", "methodology", "light", "--pdf", str(out), "--json")[1])["pages"] > 2


def test_an_unknown_code_is_one_line_with_the_near_ones(run: Run, tmp_path: Path) -> None:
    code, out, error = run("index", "methodology", "compposite", lang="en")
    assert (code, out, len(error.splitlines())) == (1, "", 1)
    assert "composite" in error
    place = tmp_path / "none.pdf"
    assert run("index", "methodology", "compposite", "--pdf", str(place))[0] == 1
    assert not place.exists()


def test_owner_and_contact_are_kept(run: Run) -> None:
    assert (
        "**Compiled by**: A Trading"
        in run("index", "methodology", "composite", "--owner", "A Trading", "--contact", "a@example.com", lang="en")[1]
    )
    later = run("index", "methodology", "prnd_oxide", lang="en")[1]
    assert "A Trading" in later
    assert "a@example.com" in later

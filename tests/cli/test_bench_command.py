"""`bench`: the benchmarks by name, as one document; without a source tree one clear line."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from tests.cli.runner import Run, runner


@pytest.fixture
def run(desk_data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(desk_data, capsys)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree with two benchmarks of its own."""
    folder = tmp_path / "tests" / "bench"
    folder.mkdir(parents=True)
    for package in (folder, folder.parent):
        (package / "__init__.py").touch()
    (folder / "bench_quick.py").write_text("print('{\"seconds\": 0.5}')\n", encoding="utf-8")
    (folder / "bench_broken.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    monkeypatch.setattr(import_module("desk_app.cli.bench_command"), "ROOT", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("tree")
def test_one_document_by_name(run: Run) -> None:
    code, out, told = run("bench", "quick", lang="en")
    assert (code, json.loads(out)) == (0, {"quick": {"seconds": 0.5}})
    assert told == "Benchmark: quick\n"


@pytest.mark.usefixtures("tree")
def test_one_without_a_result_is_said(run: Run) -> None:
    code, out, told = run("bench", lang="en")
    assert (code, out) == (1, "")
    assert "bench_broken.py ended without a result (exit code 3)" in told


@pytest.mark.usefixtures("tree")
def test_an_unknown_name_lists_those_there_are(run: Run) -> None:
    code, _, told = run("bench", "speed")
    assert code == 1
    assert "broken quick" in told


def test_every_benchmark_of_the_readme_is_there(run: Run) -> None:
    code, _, told = run("bench", "?", lang="en")
    assert code == 1
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    known = told.split(": ")[-1].split()
    assert known
    assert [name for name in known if f"bench_{name}.py" not in readme] == []


def test_an_installed_program_has_none(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("desk_app.cli.bench_command"), "ROOT", tmp_path)
    code, _, told = run("bench", lang="en")
    assert code == 1
    assert "source tree" in told

"""The two commands' own logic; that they work on a bare machine is proved by running them there."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PACKAGING = ROOT / "packaging"
SCRIPTS = ("dev.py", "machine.py", "tour.py", "lock.py")


@pytest.fixture(autouse=True)
def _scripts_import_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))


def test_wrong_usage_shows_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, PACKAGING / "dev.py", "fly"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert all(f"dev.py {command}" in done.stdout for command in ("run", "test", "setup"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_use_the_standard_library_only(script: str) -> None:
    tree = ast.parse((PACKAGING / script).read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    roots = {name.partition(".")[0] for name in named}
    assert roots <= sys.stdlib_module_names | {"machine", "tour"}


def test_a_ready_machine_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import machine

    monkeypatch.setattr(machine, "PYTHON", tmp_path)
    monkeypatch.setattr(machine, "STAMP", tmp_path / "ready")
    (tmp_path / "ready").write_text(machine._fingerprint(), encoding="utf-8")
    monkeypatch.setattr(machine, "_environment", lambda: pytest.fail("made again"))
    machine.prepare()


def test_a_changed_lock_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import machine

    steps: list[str] = []
    monkeypatch.setattr(machine, "STAMP", tmp_path / "ready")
    for step in ("_environment", "_libraries", "_qt"):
        monkeypatch.setattr(machine, step, lambda step=step: steps.append(step))
    machine.prepare()
    monkeypatch.setattr(machine, "PYTHON", tmp_path)
    machine.prepare()
    assert steps == ["_environment", "_libraries", "_qt"]
    monkeypatch.setattr(machine, "LOCK", ROOT / "README.md")
    machine.prepare()
    assert steps == ["_environment", "_libraries", "_qt"] * 2


def test_whoever_may_not_install_is_told_the_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    import machine

    monkeypatch.setattr(machine, "can_install", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    with pytest.raises(machine.NotReady, match=r"Run once: sudo apt-get update && sudo apt-get install .* libegl1"):
        machine.install_packages(machine.WINDOW_PACKAGES, "Qt lacks system libraries")


def test_an_older_python_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import machine

    monkeypatch.setattr(machine, "STAMP", tmp_path / "ready")
    monkeypatch.setattr(machine, "OLDEST", (4, 0))
    with pytest.raises(machine.NotReady, match=r"Python 3\.11 to 3\.13 is needed"):
        machine.prepare()


def test_the_closing_line_is_that_of_the_tests(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import dev
    import machine

    monkeypatch.setattr(dev, "PYTHON", sys.executable)
    monkeypatch.setattr(machine, "prepare", lambda: None)
    monkeypatch.setattr(machine, "virtual_display", lambda: None)
    fails, passes = ("-c", "print('bad'); raise SystemExit(3)"), ("-c", "print('== 7 passed in 1s ==')")
    monkeypatch.setattr(dev, "CHECKS", (("style", fails), ("tests", passes)))
    assert dev.test() == 1
    said = capfd.readouterr().out.splitlines()
    assert said[-2:] == ["style: FAILED · tests: ok", "== 7 passed in 1s =="]

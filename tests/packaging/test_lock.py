"""The lock file: everything by hash, every platform, no address."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT

LOCK = (ROOT / "packaging" / "lock.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINNED = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.M)


def test_every_line_is_a_pin_a_hash_or_nothing() -> None:
    line = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert not [text for text in LOCK.splitlines() if text and not line.fullmatch(text)]


def test_every_pin_has_a_hash() -> None:
    blocks = re.split(r"(?m)^(?=\S)", LOCK)
    assert all("--hash=sha256:" in block for block in blocks if block.strip())


@pytest.mark.parametrize("need", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
def test_what_the_project_names_is_in_it(need: str) -> None:
    name = re.split(r"[<>=~]", need)[0].lower().replace("_", "-")
    assert name in {found for found, _ in PINNED.findall(LOCK)}


def test_qt_is_a_version_that_survives() -> None:
    pins = dict(PINNED.findall(LOCK))
    assert pins["pyside6-essentials"].startswith("6.11.")
    assert pins["shiboken6"] == pins["pyside6-essentials"]


def test_binary_parts_come_for_every_platform() -> None:
    """Windows, two Macs, two Linuxes: at least five wheels of each compiled part."""
    blocks = {block.split("==")[0]: block.count("--hash") for block in re.split(r"(?m)^(?=\S)", LOCK) if block.strip()}
    for name in (
        "pyside6-essentials",
        "shiboken6",
        "pandas",
        "numpy",
        "typst",
        "pypdfium2",
        "pyarrow",
        "python-calamine",
    ):
        assert blocks[name] >= 5, name

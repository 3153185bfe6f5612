"""The window is painted, and a command is read, before anything heavy is loaded."""

import json

import pytest

from tests.house.tree import modules, python

HEAVY = {
    "pandas", "numpy", "pyarrow", "sqlite_utils", "pyqtgraph", "typst", "pypdfium2", "python_calamine", "httpx",
    "starlette", "uvicorn", "anyio", "ssl",
}  # fmt: skip
LOADED = "import importlib, json, sys; importlib.import_module(sys.argv[1]); print(json.dumps(sorted(sys.modules)))"


def loaded_by(module: str) -> set[str]:
    return set(json.loads(python(LOADED, module)))


@pytest.mark.parametrize("module", ["desk_app.main", "desk_app.cli", "desk_app.ui.app", "desk_app.ui.window"])
def test_nothing_heavy_on_the_way_in(module: str) -> None:
    assert not loaded_by(module) & HEAVY


def test_no_command_loads_a_page_and_no_page_a_command() -> None:
    assert not [name for name in loaded_by("desk_app.cli") if name.startswith(("PySide6", "desk_app.ui"))]
    assert not [name for name in loaded_by("desk_app.ui.app") if name.startswith("desk_app.cli")]


def test_importing_the_package_costs_nothing() -> None:
    bare = set(json.loads(python(LOADED, "json")))
    assert {name for name in loaded_by("desk_app") - bare if not name.startswith("_")} == {"desk_app"}


def test_pages_are_light_until_they_are_used() -> None:
    pages = modules("desk_app.ui.pages")
    assert pages
    for page in pages:
        assert not loaded_by(page) & HEAVY, page

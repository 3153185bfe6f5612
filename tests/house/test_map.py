"""README's map is the tree, folder by folder."""

import re
from pathlib import Path

from tests.house.tree import ROOT, files

OUR_PLACES = {
    ".ci", ".gitignore", "LICENSE", "README.md", "desk_app", "packaging", "pyproject.toml", "resources", "tests",
}  # fmt: skip
UNMAPPED = {".gitignore"}
DEEP = {"desk_app"}  # mapped to the last folder; of the others, one level
MIRROR = "tests"  # mirrors the program; only its house is mapped


def on_the_map() -> set[str]:
    """Paths of the fenced map, folders with a closing slash."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```map\n(.*?)```", readme, re.S)
    assert block
    found: set[str] = set()
    above: list[str] = []
    for line in block.group(1).splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.split()[0]
        above = [*above[:depth], name]
        found.add("".join(above))
    return found


def in_the_tree() -> set[str]:
    found = {"tests/house/"}
    for path in files():
        parts = path.relative_to(ROOT).parts
        found.add(parts[0] + ("/" if len(parts) > 1 else ""))
        if parts[0] != MIRROR:
            found |= set(_folders(path.relative_to(ROOT)))
    return found - UNMAPPED


def _folders(path: Path) -> list[str]:
    folders = [folder.as_posix() for folder in path.parents if folder != Path()]
    deepest = 99 if path.parts[0] in DEEP else 2
    return [f"{folder}/" for folder in folders if folder.count("/") < deepest]


def test_the_map_is_the_tree() -> None:
    drawn, real = on_the_map(), in_the_tree()
    assert drawn - real == set(), "drawn, but not there"
    assert real - drawn == set(), "there, but not drawn"


def test_nothing_else_lies_at_the_top() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in files()} == OUR_PLACES


def test_tests_mirror_the_program() -> None:
    apart = {"house", "packaging", "data", "golden", "flow"}
    for folder in {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}:
        if folder.parts and folder.parts[0] not in apart:
            assert (ROOT / "desk_app" / folder).is_dir(), f"tests/{folder} mirrors nothing"

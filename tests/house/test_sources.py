"""What no source may have: great length, left marks, one machine's paths, a second version."""

import ast
import re
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

import pytest

from desk_app import __version__
from tests.house.tree import PACKAGE, ROOT, files, parsed, sources

CORPUS = ROOT / "tests/data/trades"  # in all encodings there are
FILE_LINES, CLASS_LINES, FUNCTION_LINES = 250, 200, 60
MARKS = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
MACHINE = re.compile(r"/(?:work|root|tmp|home)/\w|[A-Z]:\\Users\\\w")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|find-links|index-url", re.I)
Named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
TEXTS = {".py", ".toml", ".md", ".txt", ".csv", ".json", ".typ", ".svg", ".qss", ".yaml", ".cfg", ""}


def test_files_classes_and_functions_stay_short() -> None:
    files = [f"{path.relative_to(ROOT)}: {_lines(path)}" for path in sources() if _lines(path) > FILE_LINES]
    named = [
        f"{path.relative_to(ROOT)}: {node.name}: {_length(node)}"
        for path in sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, Named) and _length(node) > _limit(node)
    ]
    assert not files + named


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _limit(node: ast.AST) -> int:
    return CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES


def test_no_mark_is_left_in_the_program() -> None:
    own = chain(sources(), (ROOT / "packaging").rglob("*.py"))
    left = [str(path.relative_to(ROOT)) for path in own if MARKS.search(path.read_text(encoding="utf-8"))]
    assert not left


def test_no_path_of_one_machine_and_no_registry() -> None:
    own = [path for path in files() if "samples" not in path.parts and not path.name.startswith("OFL")]
    texts = [path for path in own if path.suffix in TEXTS and path.parent != CORPUS]
    assert len(texts) > 50
    found = []
    for path in texts:
        text = path.read_text(encoding="utf-8")
        for pattern in (MACHINE, REGISTRIES):
            found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in pattern.finditer(text)]
    assert not [line for line in found if not line.startswith(("tests/house/test_sources", "packaging/lock.py"))]


def test_the_version_is_in_one_place() -> None:
    literal = re.compile(rf"[\"']{re.escape(__version__)}[\"']")
    holders = [path for path in files() if path.suffix in {".py", ".toml"} and literal.search(path.read_text("utf-8"))]
    assert holders == [PACKAGE / "__init__.py"]


def test_the_installed_version_is_this_one() -> None:
    try:
        installed = version("reo-desk")
    except PackageNotFoundError:
        pytest.skip("run from a checkout that is not installed")
    assert installed == __version__

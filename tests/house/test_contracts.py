"""The layers of the house, as contracts over its imports."""

from tests.house.tree import PACKAGE, ROOT, modules, python

WITHOUT_QT = """
import importlib, sys

class Closed:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"):
            raise ImportError(f"{name} is only for ui/")

sys.meta_path.insert(0, Closed())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


LINT = "from importlinter.cli import lint_imports_command as run; run()"


def test_import_contracts_hold() -> None:
    """In a process of its own: the linter sets up logging anew, and takes the other tests' loggers away."""
    python(LINT)


def test_everything_but_ui_imports_without_qt() -> None:
    rooms = [name for name in modules() if not name.startswith(("desk_app.ui", "desk_app.__main__"))]
    assert len(rooms) > 20
    python(WITHOUT_QT, *rooms)


def test_every_folder_of_the_program_is_a_package_with_a_rule() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    for folder in folders:
        init = folder / "__init__.py"
        assert init.exists(), f"{folder.relative_to(ROOT)} has no __init__.py"
        assert init.read_text(encoding="utf-8").startswith('"""'), f"{init.relative_to(ROOT)} says no rule"

"""Where the files that come with the program lie: beside the package in a checkout, inside it when installed."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resources() -> Path:
    """The folder `resources/`."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """One file or folder of `resources/`."""
    return resources().joinpath(*parts)


def resource_text(*parts: str) -> str:
    """The text of one file of `resources/` (UTF-8)."""
    return resource(*parts).read_text(encoding="utf-8")


def resource_names(*parts: str) -> tuple[str, ...]:
    """The names of the files in one folder of `resources/`, sorted."""
    return tuple(sorted(file.name for file in resource(*parts).iterdir() if file.is_file()))

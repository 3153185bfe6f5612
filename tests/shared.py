"""Reference data that lies beside the project in some places; a test that needs it skips itself elsewhere."""

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_path(name: str) -> Path:
    """The file or folder, or the test skips."""
    path = _SHARED / name
    if not path.exists():
        pytest.skip(f"no reference data here: {name}")
    return path

"""Commands run in this process, as a terminal would."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.main import main

Run = Callable[..., tuple[int, str, str]]
"""Arguments, and `lang`; the exit code, and what went to standard output and standard error."""


def runner(data: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Commands on one data folder."""

    def run_command(*arguments: str, lang: str = "zh_CN") -> tuple[int, str, str]:
        code = main(["--data", str(data), "--lang", lang, *arguments])
        return code, *capsys.readouterr()

    return run_command

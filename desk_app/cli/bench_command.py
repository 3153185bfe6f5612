"""`reo-desk bench`: the benchmarks of the README, run one after the other from the source tree."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click

from desk_app.cli.frame import Context, pass_context, print_json, tell
from desk_app.cli.speech import command
from desk_app.domain.base.problem import refuse

ROOT = Path(__file__).resolve().parents[2]
_PREFIX = "bench_"


@command("bench", "cli.help.bench")
@click.argument("names", nargs=-1, metavar="[NAME…]")
@pass_context
def bench_command(context: Context, names: tuple[str, ...]) -> None:
    """All of them where none is named; one JSON document, by name."""
    known = {
        file.stem.removeprefix(_PREFIX): file for file in sorted((ROOT / "tests" / "bench").glob(f"{_PREFIX}*.py"))
    }
    if not known:
        raise refuse("bench_absent", "file", folder=str(ROOT))
    for name in names:
        if name not in known:
            raise refuse("bench_unknown", "file", name=name, known=" ".join(known))
    print_json({name: _run(context, known[name]) for name in names or known})


def _run(context: Context, file: Path) -> Any:
    """In a process of its own, from nothing: what was loaded here would not be paid there."""
    tell(context.words("cli.bench", name=file.stem.removeprefix(_PREFIX)))
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{file.stem}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise refuse("bench_failed", "file", name=file.name, code=str(done.returncode)) from None

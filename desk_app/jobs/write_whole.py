"""Write a file aside and rename it: whoever reads it never sees half of it."""

import os
from contextlib import suppress
from pathlib import Path

from desk_app.domain.base.problem import refuse


def check_place(path: Path) -> None:
    """`Refused` where a folder stands in the place of the file."""
    if path.is_dir():
        raise refuse("file_is_folder", file=str(path))


def write_whole(path: Path, content: bytes) -> None:
    """Write it; `Refused` when the place can't be written to."""
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or a pipe is written to, never replaced
        else:
            _write_aside(path.resolve(), content)
    except OSError as error:
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error


def _write_aside(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    finally:
        _forget(aside)


def _forget(aside: Path) -> None:
    with suppress(OSError):
        aside.unlink(missing_ok=True)

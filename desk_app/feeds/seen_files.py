"""Which files of watched folders need not be offered again: a line a file, added at the end.

A line is `[path, size, time of change]`. Lines that can't be read count as none: such a file is offered once more.
"""

import json
import threading
from collections.abc import Mapping
from pathlib import Path

from desk_app.feeds.settle import Stamp

_KEPT = 50_000
"""Lines; at twice as many the newest are kept and the file is written anew."""


class SeenFiles:
    """May be used by several threads, and by two programs at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def of(self, folder: Path) -> dict[str, Stamp]:
        """The files of one folder: names to the stamps they had."""
        return {path.name: stamp for path, stamp in self._entries() if path.parent == folder}

    def below(self, folder: Path) -> dict[Path, Stamp]:
        """The files of a folder and of all folders in it."""
        return {path: stamp for path, stamp in self._entries() if folder in path.parents}

    def _entries(self) -> list[tuple[Path, Stamp]]:
        with self._lock:
            lines = self._lines()
            if len(lines) > 2 * _KEPT:
                lines = lines[-_KEPT:]
                self._rewrite(lines)
        return [entry for line in lines if (entry := _entry(line))]

    def add(self, stamps: Mapping[Path, Stamp]) -> None:
        """Keep these; a folder that can't be written to costs the memory of them, nothing else."""
        lines = "".join(f"{json.dumps([str(path), s.size, s.mtime_ns])}\n" for path, s in stamps.items())
        try:
            with self._lock, self._path.open("a", encoding="ascii") as file:
                file.write(lines)
        except OSError:
            return

    def _lines(self) -> list[str]:
        try:
            return self._path.read_text(encoding="ascii", errors="replace").splitlines()
        except OSError:
            return []

    def _rewrite(self, lines: list[str]) -> None:
        aside = self._path.with_suffix(".new")
        try:
            aside.write_text("".join(f"{line}\n" for line in lines), encoding="ascii", errors="replace")
            aside.replace(self._path)
        except OSError:
            return


def _entry(line: str) -> tuple[Path, Stamp] | None:
    try:
        path, size, mtime_ns = json.loads(line)
        return Path(path), Stamp(int(size), int(mtime_ns))
    except (ValueError, TypeError):
        return None

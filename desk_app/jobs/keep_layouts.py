"""Layouts of the curves page: a JSON file of their own in the data folder."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from desk_app.domain.base.problem import Refused, refuse
from desk_app.domain.curve.layout import Layout, clean_name, layout_of
from desk_app.jobs.write_whole import write_whole
from desk_app.paths import layouts_file

_MOST = 200
_MOST_BYTES = 4_000_000


class Layouts:
    """Read once, written at each change; a damaged file counts as none. Without a folder nothing is kept.

    `last` is how the page was left; `named` are by name, in the order they were first saved.
    """

    def __init__(self, folder: Path | None) -> None:
        self._path = layouts_file(folder) if folder is not None else None
        found = _read(self._path) if self._path is not None else {}
        self.last = layout_of(found.get("last"))
        kept = found.get("named")
        made = map(layout_of, kept[:_MOST]) if isinstance(kept, list) else ()
        self.named: dict[str, Layout] = {each.name: each for each in made if each is not None and each.name}

    def keep_last(self, layout: Layout) -> None:
        """How the page is left; a folder that can't be written to costs the memory of it, nothing else."""
        if layout != self.last:
            self.last = layout
            with suppress(Refused):
                self._write()

    def save(self, layout: Layout, name: str) -> Layout:
        """Under a name; one of that name is replaced. `Refused` for an empty name, or where it can't be written."""
        named = replace(layout, name=_checked(name))
        self.named[named.name] = named
        self._write()
        return named

    def rename(self, old: str, new: str) -> None:
        """Keep its place; `Refused` for an empty name or one that another layout has."""
        wanted = _checked(new)
        if wanted != old and wanted in self.named:
            raise refuse("layout_taken", "name", name=wanted)
        self.named = {
            (wanted if name == old else name): (replace(each, name=wanted) if name == old else each)
            for name, each in self.named.items()
        }
        self._write()

    def delete(self, name: str) -> None:
        """Forget one."""
        self.named.pop(name, None)
        self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        plain = {
            "last": self.last.to_plain() if self.last else None,
            "named": [each.to_plain() for each in self.named.values()],
        }
        write_whole(self._path, json.dumps(plain, ensure_ascii=False, indent=1).encode())


def _checked(name: str) -> str:
    cleaned = clean_name(name)
    if not cleaned:
        raise refuse("layout_nameless", "name")
    return cleaned


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}

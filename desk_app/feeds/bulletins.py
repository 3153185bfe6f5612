"""The index document of a source of bulletins, version 1, beside which the files lie:

    {"kind": "reo-desk bulletins", "version": 1, "files": [
        {"name": "trades.csv", "size": 1234, "sha256": "…64 hex digits…", "time": "2026-11-27T18:00:00+08:00"}]}

Names are plain: no folder, nothing hidden or half-done. What doesn't keep to that makes the whole document garbage.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk_app.feeds.passing_names import is_passing

KIND = "reo-desk bulletins"
VERSION = 1
NAME = "index.json"
LONGEST = 4_000_000
"""Bytes of the document."""

MOST = 10_000
LARGEST = 2_000_000_000
_NAME = 200
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)")


class Garbage(ValueError):
    """The document is none."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A file of a source: bytes, SHA-256, and when it was written, with its offset."""

    name: str
    size: int
    sha256: str
    time: datetime


def is_plain(name: str) -> bool:
    """Whether a name is safe as a file's on every system, and that of a whole file."""
    fine = 0 < len(name) <= _NAME and len(name.encode("utf-8", "surrogatepass")) <= _NAME and name.isprintable()
    clean = not _FORBIDDEN.search(name) and not _RESERVED.match(name) and name == name.strip(" .")
    return fine and clean and not is_passing(name)


def read_index(document: bytes) -> list[Bulletin]:
    """The files, the oldest first; `Garbage` says what is wrong."""
    try:
        found = json.loads(document.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Garbage("json") from error
    if not isinstance(found, dict) or found.get("kind") != KIND or found.get("version") != VERSION:
        raise Garbage("kind")
    files = found.get("files")
    if not isinstance(files, list) or len(files) > MOST:
        raise Garbage("files")
    read = [_bulletin(each) for each in files]
    if len({each.name.casefold() for each in read}) < len(read):
        raise Garbage("names")
    return sorted(read, key=lambda each: (each.time, each.name))


def _bulletin(found: Any) -> Bulletin:
    try:
        name, size, digest, time = (found[key] for key in ("name", "size", "sha256", "time"))
        at = datetime.fromisoformat(time)
    except (TypeError, KeyError, ValueError) as error:
        raise Garbage("file") from error
    whole = isinstance(size, int) and not isinstance(size, bool) and size >= 0
    if not isinstance(name, str) or not is_plain(name) or name == NAME:
        raise Garbage("name")
    if not whole or not isinstance(digest, str) or not _HASH.match(digest) or at.tzinfo is None:
        raise Garbage("file")
    return Bulletin(name, size, digest, at)


def index_document(files: Iterable[Bulletin]) -> bytes:
    """The document of these files."""
    entries = [
        {"name": each.name, "size": each.size, "sha256": each.sha256, "time": each.time.isoformat(timespec="seconds")}
        for each in files
    ]
    return json.dumps({"kind": KIND, "version": VERSION, "files": entries}, ensure_ascii=False, indent=1).encode()

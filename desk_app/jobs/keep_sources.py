"""The live sources of a desk: a small file in the data folder that only this user can read, for it has their tokens."""

import json
import os
import re
import ssl
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from desk_app.domain.base.problem import refuse
from desk_app.feeds.bulletins import NAME as INDEX
from desk_app.feeds.bulletins import is_plain
from desk_app.paths import sources_file

MOST = 50
_NAME = re.compile(r"[\w.-]{1,40}\Z")
_STREAM = "ticks"
_VERSION = 1
_PRIVATE = 0o600
_LONGEST = 500


class SourceKind(StrEnum):
    """What a source gives: files, ticks, or a recorded day over again."""

    BULLETINS = "bulletins"
    TICKS = "ticks"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Source:
    """`address` is a URL, of a replay a file of ticks or SOURCE@DAY. `ca` and `proxy` may be empty; `speed` is a
    replay's. The token is shown nowhere.
    """

    name: str
    kind: SourceKind
    address: str
    ca: str = ""
    proxy: str = ""
    speed: float = 1.0
    token: str = field(default="", repr=False)


def list_kept(folder: Path) -> tuple[Source, ...]:
    """The sources of a data folder, in the order they were added; a damaged file is refused, and nothing lost."""
    path = sources_file(folder)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_source(entry) for entry in found["sources"])
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error
    except (ValueError, TypeError, KeyError) as error:
        raise refuse("sources_unreadable", file=str(path)) from error


def find_kept(folder: Path, name: str) -> Source:
    """One source; `Refused` names those there are."""
    found = {source.name: source for source in list_kept(folder)}
    if name not in found:
        raise refuse("source_unknown", "source", name=name, names=", ".join(found) or "—")
    return found[name]


def add_source(folder: Path, source: Source) -> Source:
    """Keep one more; as it is kept. `Refused` where the name is taken or anything of it can't be used."""
    made = checked(source)
    before = list_kept(folder)
    if any(each.name.casefold() == made.name.casefold() for each in before):
        raise refuse("source_exists", "source", name=made.name)
    if len(before) >= MOST:
        raise refuse("source_too_many", "source", most=str(MOST))
    _write(folder, [*before, made])
    return made


def remove_source(folder: Path, name: str) -> Source:
    """Keep it no more; what came from it stays."""
    gone = find_kept(folder, name)
    _write(folder, [each for each in list_kept(folder) if each.name != name])
    return gone


def checked(source: Source) -> Source:
    """The source with its address made whole; `Refused` says what can't be used."""
    if not _NAME.match(source.name) or not is_plain(source.name):
        raise refuse("source_name", "source", name=source.name[:60])
    if source.kind is SourceKind.REPLAY:
        return source if source.address.strip() else _no_address(source.address)
    address = _address(source)
    if source.ca:
        _check_ca(source.ca)
    if source.proxy:
        _check_proxy(source.proxy)
    if not source.token.isascii() or not source.token.isprintable() or len(source.token) > _LONGEST:
        raise refuse("source_token", "source")
    return Source(source.name, source.kind, address, source.ca, source.proxy, source.speed, source.token)


def _address(source: Source) -> str:
    text = source.address.strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname
        assert parts.port is None or parts.port  # noqa: S101 - to ask for it checks it
    except (ValueError, AssertionError):
        raise refuse("source_address", "source", address=text[:100]) from None
    if parts.scheme not in ("http", "https") or not host or len(text) > _LONGEST or not text.isprintable():
        raise refuse("source_address", "source", address=text[:100])
    if parts.username is not None or parts.password is not None:
        raise refuse("source_address_secret", "source")
    last = INDEX if source.kind is SourceKind.BULLETINS else _STREAM
    path = parts.path + last if parts.path.endswith("/") else parts.path or f"/{last}"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _no_address(text: str) -> Source:
    raise refuse("source_address", "source", address=text[:100])


def _check_ca(name: str) -> None:
    try:
        ssl.create_default_context(cafile=name)
    except (OSError, ssl.SSLError) as error:
        raise refuse("source_ca", "source", file=name) from error


def _check_proxy(text: str) -> None:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise refuse("source_proxy", "source", proxy=parts.hostname or "")


def _source(entry: dict[str, object]) -> Source:
    return Source(**{**entry, "kind": SourceKind(str(entry["kind"]))})  # type: ignore[arg-type]  # checked when written


def _write(folder: Path, sources: Sequence[Source]) -> None:
    path = sources_file(folder)
    aside = path.with_suffix(".new")
    document = {"version": _VERSION, "sources": [asdict(each) for each in sources]}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, indent=1)
        aside.replace(path)
    except OSError as error:
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error

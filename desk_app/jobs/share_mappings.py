"""How sources' files are read, from one desk to another: a small file of profiles."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from desk_app.domain.base.problem import refuse
from desk_app.domain.trade.profile import Profile, profile_entry, profile_from
from desk_app.jobs.open_desk import Desk
from desk_app.store.database import writing
from desk_app.store.mappings import Remembered, all_mappings, forget_mapping, save_mapping

_KIND = "reo-desk mappings"
_LARGEST = 5_000_000


def list_mappings(desk: Desk) -> list[Remembered]:
    """Every profile, the one used last first."""
    return all_mappings(desk.database.conn)


def export_mappings(desk: Desk, path: Path) -> int:
    """Write all profiles to a file, aside and then renamed; how many. `Refused` when it can't be written."""
    profiles = [profile_entry(one.profile) for one in list_mappings(desk)]
    text = json.dumps({"kind": _KIND, "version": 1, "mappings": profiles}, ensure_ascii=False, indent=1)
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_text(text + "\n", encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        raise refuse("file_system", file=str(path), detail=error.strerror or str(error)) from error
    return len(profiles)


def import_mappings(desk: Desk, path: Path) -> int:
    """Take the profiles of a file, in place of what was known of the same sources and headings; all of them or none."""
    profiles = _read(path)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with writing(desk.database, desk.folder) as connection:
        for profile in profiles:
            save_mapping(connection, profile, now)
    return len(profiles)


def forget(desk: Desk, number: int) -> None:
    """Forget one profile; `Refused` when there is none of this number."""
    with writing(desk.database, desk.folder) as connection:
        if not forget_mapping(connection, number):
            raise refuse("mapping_unknown", number=str(number))


def _read(path: Path) -> Sequence[Profile]:
    try:
        if path.stat().st_size > _LARGEST:
            raise refuse("mappings_unreadable", file=path.name)
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        if found["kind"] != _KIND:
            raise refuse("mappings_unreadable", file=path.name)
        return [profile_from(entry) for entry in found["mappings"]]
    except OSError as error:
        raise refuse("file_system", file=path.name, detail=error.strerror or str(error)) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise refuse("mappings_unreadable", file=path.name) from error

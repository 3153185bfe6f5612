"""What the user chose: a small JSON file in the data folder, written aside and renamed."""

import json
from pathlib import Path
from typing import Any

from desk_app.paths import settings_file

DEFAULTS: dict[str, Any] = {
    "language": "",  # empty: follow the system
    "theme": "",  # empty: follow the system
    "rise": "",  # "red", "green" or "blue" for a rise; empty: by language (red in Chinese)
    "page": "trades",
    "index_series": "",  # the code of the series on the index page; empty: the first
    "index_every": "week",
    "index_bases": "first",  # with commas between; "first": the first period
    "index_scale": "100",
    "person": "",  # who last stood for something in writing
    "window": "",  # geometry, as text
    "owner": "",  # who compiles the desk's indices, as their methodologies name them; empty: not set
    "contact": "",  # and where questions about them go
    "watched": "",  # the folder that is watched for new trade files; empty: none
    "alerts_seen": 0,  # the number of the newest line of the alerts' log that someone looked at
    "board_tax": "excl",  # whether the price board shows prices with VAT ("incl") or without
    "board_columns": "",  # the order of its columns, with commas between; empty: our own
    "board_period": "year",  # what its averages are over: a named stretch, or one as it was typed
    "day_hour": "17:00",  # when a trading day's own values should be in (China's time): chosen by this desk
    "ticks_kept_days": 400,  # ticks that come as they come are let go of after so many days; 0: never
}


class Settings:
    """Read once, written at each change; a damaged file counts as none. `keeps`: what is set is kept."""

    keeps = True

    def __init__(self, folder: Path) -> None:
        self._path = settings_file(folder)
        self._values = DEFAULTS | _read(self._path)

    def __getitem__(self, key: str) -> Any:
        return self._values[key]

    def set(self, key: str, value: Any) -> None:
        """Keep one setting; a folder that can't be written to costs the memory of it, nothing else."""
        if key not in DEFAULTS:
            raise KeyError(key)
        self._values[key] = value
        _write(self._path, self._values)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = found if isinstance(found, dict) else {}
    return {k: v for k, v in known.items() if k in DEFAULTS and isinstance(v, type(DEFAULTS[k]))}


def _write(path: Path, values: dict[str, Any]) -> None:
    aside = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
        aside.replace(path)
    except OSError:
        return

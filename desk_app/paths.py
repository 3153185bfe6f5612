"""Where this user's own things lie on this machine."""

import os
from pathlib import Path

DATA_VARIABLE = "REO_DESK_DATA"


def data_folder(chosen: str | None = None) -> Path:
    """The desk's data folder: the chosen one, else `REO_DESK_DATA`, else the platform's own place."""
    named = chosen or os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("reo-desk", appauthor=False)


def log_file(folder: Path) -> Path:
    """The log of this data folder."""
    return folder / "log" / "desk.log"


def settings_file(folder: Path) -> Path:
    """The settings of this data folder."""
    return folder / "settings.json"


def seen_file(folder: Path) -> Path:
    """Which files of watched folders this data folder has dealt with."""
    return folder / "seen-files.jsonl"


def layouts_file(folder: Path) -> Path:
    """The layouts of the curves page of this data folder."""
    return folder / "layouts.json"


def sources_file(folder: Path) -> Path:
    """The live sources of this data folder, tokens among them."""
    return folder / "sources.json"


def arrived_folder(folder: Path, source: str) -> Path:
    """Where the files of one source arrive."""
    return folder / "arrived" / source

"""The log: a small rotating file in the data folder; never a figure, name or party of the desk's trades."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desk_app.paths import log_file

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start_log(folder: Path) -> None:
    """Write to the folder's log; where it can't be written, go on without one."""
    root = logging.getLogger("desk_app")
    if root.handlers:
        return
    root.setLevel(logging.INFO)
    root.addHandler(_handler(log_file(folder)))


def _handler(path: Path) -> logging.Handler:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=False
        )
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    return handler

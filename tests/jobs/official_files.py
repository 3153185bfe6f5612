"""Files of official points, all made up."""

from collections.abc import Iterable
from pathlib import Path

ABOUT = {"name": "某指数", "owner": "某发布机构", "base": "2010年=100", "every": "week", "tax": "unstated"}
WEEKS = [("2026-01-09", "100.00"), ("2026-01-16", "103.20"), ("2026-01-23", "101.5")]


def write_points(path: Path, points: Iterable[tuple[str, str]], *, head: str = "", encoding: str = "utf-8") -> Path:
    """A CSV of dates and figures below `head`."""
    lines = "".join(f"{day},{value}\n" for day, value in points)
    path.write_text(f"{head}日期,指数\n{lines}", encoding=encoding)
    return path

"""A bulletin of official points, one JSON document that says all about itself, as the table it stands for. Version 1:

    {"kind": "reo-desk official points", "version": 1,
     "series": {"code": "…", "name": "…", "owner": "…", "base": "…", "every": "week", "tax": "unstated"},
     "points": [{"period": "2026-01-09", "value": "100.00", "published_on": "2026-01-10"}]}

`series` may also have name_en, unit, published_at and source; `published_on` may be left out. Figures are texts.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from desk_app.domain.base.problem import refuse
from desk_app.files.reader import Reader, Rows, Table, table_of

KIND = "reo-desk official points"
VERSION = 1
LARGEST = 50_000_000
"""Bytes: a document is read whole."""

ABOUT = {
    "code": "代码", "name": "名称", "name_en": "英文名称", "owner": "发布机构", "base": "基期", "unit": "单位",
    "every": "频率", "tax": "税口径", "published_at": "发布时间", "source": "来源",
}  # fmt: skip
_COLUMNS = {"period": "日期", "value": "指数", "published_on": "发布日期"}


def is_points(head: bytes) -> bool:
    """Whether a file that begins so is such a bulletin."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and KIND.encode() in head


def _read(path: Path, score: Callable[[Sequence[Sequence[str]]], int], encoding: str | None) -> list[Table]:
    try:
        if path.stat().st_size > LARGEST:
            raise refuse("points_too_large", file=path.name)
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        return [table_of("", _rows(found))]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise refuse("points_unreadable", file=path.name) from error


def _rows(found: Mapping[str, Any]) -> Rows:
    if found["kind"] != KIND or found["version"] != VERSION:
        raise ValueError
    series = found["series"]
    about = [[ABOUT[name], _text(series[name])] for name in ABOUT if series.get(name)]
    points = [[_text(point.get(name, "")) for name in _COLUMNS] for point in found["points"]]
    return [*about, list(_COLUMNS.values()), *points]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def points_document(series: Mapping[str, str], points: Sequence[Mapping[str, str]]) -> bytes:
    """The document of these texts."""
    document = {"kind": KIND, "version": VERSION, "series": dict(series), "points": [dict(point) for point in points]}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


POINTS = Reader("points", is_points, _read)

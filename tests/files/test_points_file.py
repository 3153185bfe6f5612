"""A bulletin of official points: taken without a question, or refused in one line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.files.points_file import KIND, is_points, points_document
from desk_app.jobs.list_official import official_info
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.take_official import OfficialRequest, Taken, take_official
from tests.jobs.official_files import ABOUT

SERIES = {"code": "X-W", **ABOUT, "name_en": "Some index", "published_at": "16:00", "source": "公告"}
POINTS = [
    {"period": "2026-01-09", "value": "100.00", "published_on": "2026-01-10"},
    {"period": "2026-W03", "value": "1"},
]


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


def take(desk: Desk, path: Path, content: bytes) -> Taken:
    path.write_bytes(content)
    return take_official(desk, OfficialRequest(path))


def test_it_says_all_about_itself_and_is_known_again(desk: Desk, tmp_path: Path) -> None:
    taken = take(desk, tmp_path / "points.json", points_document(SERIES, POINTS))
    assert (taken.new, taken.refused) == (2, 0)
    series = official_info(desk, "X-W").series
    texts = (series.name, series.name_en, series.owner, series.published_at, series.source)
    assert texts == ("某指数", "Some index", "某发布机构", "16:00", "公告")
    assert (series.every, series.tax) == ("week", "unstated")
    first = official_info(desk, "X-W").standing[0].point
    assert (first.period, str(first.value), first.published_on) == ("2026-W02", "100.00", "2026-01-10")
    again = take(desk, tmp_path / "again.json", points_document(SERIES, POINTS))
    assert (again.take, again.same) == (None, 2)


def test_what_is_doubtful_in_it_is_told_and_the_rest_taken(desk: Desk, tmp_path: Path) -> None:
    doubtful = [*POINTS, {"period": "soon", "value": "1"}, {"period": "2026-W04", "value": "1,2"}]
    taken = take(desk, tmp_path / "points.json", points_document(SERIES, doubtful))
    assert (taken.new, taken.refused, len([one for one in taken.problems if one.key == "official_line"])) == (2, 2, 2)


def test_another_footing_is_refused(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path / "points.json", points_document(SERIES, POINTS))
    with pytest.raises(Refused) as refused:
        take(desk, tmp_path / "other.json", points_document({**SERIES, "owner": "别家"}, POINTS))
    assert refused.value.problem.key == "official_other"


@pytest.mark.parametrize(
    "document",
    [
        {"version": 2, "series": SERIES, "points": POINTS},
        {"version": 1, "points": POINTS},
        {"version": 1, "series": SERIES},
        {"version": 1, "series": [], "points": POINTS},
        {"version": 1, "series": SERIES, "points": [1]},
        {"version": 1, "series": {**SERIES, "name": 1}, "points": POINTS},
        {"version": 1, "series": SERIES, "points": [{"period": "2026-01-09", "value": 100.0}]},
    ],
)
def test_half_a_document_is_refused_whole(desk: Desk, tmp_path: Path, document: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        take(desk, tmp_path / "points.json", json.dumps({"kind": KIND, **document}).encode())
    assert refused.value.problem.key == "points_unreadable"


def test_a_damaged_document_is_refused(desk: Desk, tmp_path: Path) -> None:
    whole = points_document(SERIES, POINTS)
    for content in (
        whole[:-20],
        whole.replace("某".encode(), b"\xff"),
        b'{"kind": "' + KIND.encode() + b'"' + b"[" * 9_000,
    ):
        with pytest.raises(Refused) as refused:
            take(desk, tmp_path / "points.json", content)
        assert refused.value.problem.key == "points_unreadable"


def test_it_is_known_by_its_first_bytes() -> None:
    assert is_points(b"\xef\xbb\xbf" + points_document(SERIES, POINTS)[:50])
    for other in (b"", b"{}", b"[]", b'"reo-desk official points"', "日期,指数".encode()):
        assert not is_points(other)

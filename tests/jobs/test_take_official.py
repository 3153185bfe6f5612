"""Files of official points into the desk: once, restated, undone."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.jobs.list_official import find_official, list_official, official_info
from desk_app.jobs.open_desk import Desk, open_desk
from desk_app.jobs.take_official import OfficialRequest, Taken, take_official, undo_take
from tests.files.workbooks import text_cells, write_workbook
from tests.jobs.official_files import ABOUT, WEEKS, write_points


@pytest.fixture
def desk(desk_data: Path) -> Iterator[Desk]:
    with open_desk(desk_data) as opened:
        yield opened


def take(desk: Desk, path: Path, code: str = "X", about: dict[str, str] | None = None) -> Taken:
    return take_official(desk, OfficialRequest(path, code, ABOUT if about is None else about))


def refusal(desk: Desk, request: OfficialRequest) -> str:
    with pytest.raises(Refused) as caught:
        take_official(desk, request)
    return caught.value.problem.key


def standing(desk: Desk, code: str = "X") -> list[tuple[str, str]]:
    return [(one.point.period, str(one.point.value)) for one in official_info(desk, code).standing]


def test_points_keep_every_place_they_were_published_with(desk: Desk, tmp_path: Path) -> None:
    taken = take(desk, write_points(tmp_path / "点位.csv", WEEKS))
    assert (taken.take, taken.rows, taken.new, taken.same, taken.changed, taken.refused) == (1, 3, 3, 0, 0, 0)
    assert standing(desk) == [("2026-W02", "100.00"), ("2026-W03", "103.20"), ("2026-W04", "101.5")]
    (info,) = list_official(desk)
    assert (info.series.owner, info.latest_period, str(info.previous_value)) == ("某发布机构", "2026-W04", "103.20")
    assert info.file.file == "点位.csv"


def test_the_same_points_again_write_nothing(desk: Desk, tmp_path: Path) -> None:
    take(desk, write_points(tmp_path / "a.csv", WEEKS))
    again = take(desk, write_points(tmp_path / "b.csv", [("2026-01-09", "100"), *WEEKS[1:]]), about={})
    assert (again.take, again.new, again.same, again.changed) == (None, 0, 3, 0)
    assert len(official_info(desk, "X").takes) == 1


def test_another_figure_is_another_version_and_the_old_one_stays(desk: Desk, tmp_path: Path) -> None:
    take(desk, write_points(tmp_path / "a.csv", WEEKS))
    second = take(desk, write_points(tmp_path / "b.csv", [("2026-01-16", "103.80"), ("2026-01-30", "99")]), about={})
    assert (second.new, second.same, second.changed) == (1, 0, 1)
    (restated,) = second.restated
    assert (restated.period, str(restated.was), str(restated.now)) == ("2026-W03", "103.20", "103.80")
    versions = {of[-1].point.period: [str(one.point.value) for one in of] for of in official_info(desk, "X").points}
    assert versions["2026-W03"] == ["103.20", "103.80"]
    assert versions["2026-W02"] == ["100.00"]
    undo_take(desk, 2)
    assert standing(desk) == [("2026-W02", "100.00"), ("2026-W03", "103.20"), ("2026-W04", "101.5")]


def test_what_a_later_file_said_too_outlives_the_undo_of_an_earlier_one(desk: Desk, tmp_path: Path) -> None:
    take(desk, write_points(tmp_path / "a.csv", WEEKS))
    take(desk, write_points(tmp_path / "b.csv", [*WEEKS[1:], ("2026-01-30", "99")]), about={})
    assert [len(of) for of in official_info(desk, "X").points] == [1, 1, 1, 1]
    undo_take(desk, 1)
    assert [period for period, _ in standing(desk)] == ["2026-W03", "2026-W04", "2026-W05"]
    undo_take(desk, 2)
    assert list_official(desk) == ()
    assert find_official(desk, "X") is None
    again = take(desk, write_points(tmp_path / "c.csv", WEEKS))
    assert (again.take, again.new) == (3, 3)


def test_an_undo_happens_once(desk: Desk, tmp_path: Path) -> None:
    take(desk, write_points(tmp_path / "a.csv", WEEKS))
    assert undo_take(desk, 1).code == "X"
    for number, key in ((1, "official_take_undone"), (9, "official_take_unknown")):
        with pytest.raises(Refused) as caught:
            undo_take(desk, number)
        assert caught.value.problem.key == key


def test_what_stands_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    take(desk, write_points(tmp_path / "a.csv", WEEKS))
    with pytest.raises(sqlite3.IntegrityError):
        desk.database.conn.execute("INSERT INTO official_points SELECT * FROM official_points")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_chinese_encodings_with_lines_above_the_headings(desk: Desk, tmp_path: Path, encoding: str) -> None:
    head = "指数周报\n代码,周-1\n名称：某指数\n发布机构：某发布机构\n基期：2010年=100\n频率：每周\n税口径：不含税\n"
    path = write_points(tmp_path / "点位.csv", WEEKS, head=head, encoding=encoding)
    taken = take_official(desk, OfficialRequest(path))
    assert (taken.series.code, taken.series.tax, taken.new) == ("周-1", "excl", 3)


def number_row(serial: int, value: str) -> str:
    return f"<row><c><v>{serial}</v></c><c><v>{value}</v></c></row>"


def test_a_workbook_with_days_as_numbers(desk: Desk, tmp_path: Path) -> None:
    head = text_cells(("周报",), ("周期", "点位"))
    weeks = head + number_row(46031, "261.3") + number_row(46038, "258.9")
    earlier = text_cells(("周期", "点位"), ("2025-01-10", "1"))
    write_workbook(tmp_path / "点位.xlsx", ("2026", weeks), ("2025", earlier))
    taken = take(desk, tmp_path / "点位.xlsx")
    assert standing(desk) == [("2026-W02", "261.3"), ("2026-W03", "258.9")]
    assert [(problem.key, problem.facts["sheet"]) for problem in taken.problems] == [("official_sheet_left", "2025")]
    second = take_official(desk, OfficialRequest(tmp_path / "点位.xlsx", "X", {}, sheet="2025"))
    assert second.new == 1


def test_a_doubtful_line_is_told_and_the_others_are_taken(desk: Desk, tmp_path: Path) -> None:
    taken = take(desk, write_points(tmp_path / "a.csv", [*WEEKS, ("2026-01-30", "—")]))
    assert (taken.rows, taken.new, taken.refused) == (4, 3, 1)
    assert [(problem.key, problem.row) for problem in taken.problems] == [("official_line", 5)]


def test_a_file_of_which_nothing_is_clear_leaves_no_series(desk: Desk, tmp_path: Path) -> None:
    taken = take(desk, write_points(tmp_path / "a.csv", [("?", "1")]))
    assert (taken.take, taken.refused) == (None, 1)
    assert list_official(desk) == ()


def test_refused_files_write_nothing(desk: Desk, tmp_path: Path) -> None:
    empty = write_points(tmp_path / "empty.csv", [])
    bare = tmp_path / "bare.csv"
    bare.write_text("甲,乙\n1,2\n", encoding="utf-8")
    points = write_points(tmp_path / "a.csv", WEEKS)
    assert refusal(desk, OfficialRequest(empty, "X", ABOUT)) == "official_none"
    assert refusal(desk, OfficialRequest(bare, "X", ABOUT)) == "official_column_missing"
    assert refusal(desk, OfficialRequest(tmp_path / "none.csv", "X", ABOUT)) == "file_not_there"
    assert refusal(desk, OfficialRequest(points, "X", {})) == "official_missing"
    assert refusal(desk, OfficialRequest(points, "", ABOUT)) == "official_missing"
    assert refusal(desk, OfficialRequest(points, "X", ABOUT, column="磁性")) == "official_column_missing"
    assert list_official(desk) == ()
    take(desk, points)
    assert refusal(desk, OfficialRequest(points, "X", {"base": "2020年=100"})) == "official_other"


def test_one_of_several_columns_a_code(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "多列.csv"
    path.write_text("日期,综合指数,磁性指数\n2026-01-09,1258.94,1200.90\n", encoding="utf-8")
    assert refusal(desk, OfficialRequest(path, "X", ABOUT)) == "official_values_several"
    take_official(desk, OfficialRequest(path, "甲", ABOUT, column="综合指数"))
    take_official(desk, OfficialRequest(path, "乙", ABOUT, column="磁性指数"))
    assert [standing(desk, code) for code in ("甲", "乙")] == [[("2026-W02", "1258.94")], [("2026-W02", "1200.90")]]
    with pytest.raises(Refused) as caught:
        official_info(desk, "丙")
    assert caught.value.problem.key == "official_unknown"

"""Tables of official points."""

from datetime import date

import pytest

from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import Level, Refused
from desk_app.domain.index.official_points.heading import OfficialColumn, about_lines, find_headings
from desk_app.domain.index.official_points.read_official import Read, check_columns, read_official

TODAY = date(2026, 11, 24)


def read(*rows: list[str], every: Every = Every.DAY) -> Read:
    return read_official(rows, find_headings(rows), every, TODAY)


def texts(found: Read) -> list[tuple[str, str]]:
    return [(point.period, str(point.value)) for point in found.points]


@pytest.mark.parametrize(
    "headings",
    [["日期", "指数"], ["期间", "点位"], ["周期", "数值"], ["Date", "Value"], ["统计日期", "稀土价格指数(2010年=100)"]],
)
def test_headings_in_both_languages(headings: list[str]) -> None:
    assert texts(read(headings, ["2026-01-09", "261.30"])) == [("2026-01-09", "261.30")]


def test_titles_notes_and_repeated_headings_are_no_points() -> None:
    found = read(
        ["稀土价格指数周报", ""],
        ["日期", "指数", "涨跌", "发布日期"],
        ["2026-01-12", "1,258.94", "-0.85%", "2026-01-13"],
        ["", "", "", ""],
        ["日期", "指数", "涨跌", "发布日期"],
        ["2026-01-09", "1,269.68", "", ""],
        ["注：节假日不发布", "", "", ""],
    )
    assert texts(found) == [("2026-01-09", "1269.68"), ("2026-01-12", "1258.94")]
    assert [(point.published_on, point.row) for point in found.points] == [("", 6), ("2026-01-13", 3)]
    assert (found.rows, found.refused, found.problems) == (2, 0, ())


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        (["2026-01-09", ""], "value", "number_missing"),
        (["2026-01-09", "—"], "value", "number_unreadable"),
        (["2026-01-09", "1,25.8"], "value", "number_doubtful_comma"),
        (["2026-01-09", "0"], "value", "official_not_positive"),
        (["2026-01-09", "-3.1"], "value", "official_not_positive"),
        (["2026-01-09", "261.30000000001"], "value", "official_too_fine"),
        (["2026-01-09", "#N/A"], "value", "cell_is_error"),
        (["2099-01-09", "1"], "period", "date_in_future"),
        (["01/02/2026", "1"], "period", "date_either_way"),
        (["", "1"], "period", "date_missing"),
        (["2026-01-09", "1", "2026-01-08"], "published", "official_published_early"),
        (["2026-01-09", "1", "?"], "published", "date_unreadable"),
    ],
)
def test_a_doubtful_line_is_left_out_and_told(row: list[str], field: str, why: str) -> None:
    found = read(["日期", "指数", "发布日期"], ["2026-01-08", "1.5", ""], row)
    assert texts(found) == [("2026-01-08", "1.5")]
    (problem,) = found.problems
    assert (problem.field, problem.row, problem.facts["why"]) == (field, 3, f"@official.why.{why}")
    assert (found.rows, found.refused) == (2, 1)


def test_a_period_with_two_figures_is_left_out_altogether() -> None:
    found = read(["日期", "指数"], ["2026-01-08", "1"], ["2026-01-09", "2"], ["2026-01-09", "3"], ["2026-01-09", "2.0"])
    assert texts(found) == [("2026-01-08", "1")]
    assert [(problem.key, problem.row) for problem in found.problems] == [("official_twice", row) for row in (3, 4, 5)]
    assert found.refused == 3


def test_a_period_said_twice_alike_counts_once() -> None:
    found = read(["日期", "指数"], ["2026-01-09", "2"], ["2026-01-09", "2.0"])
    assert (len(found.points), found.rows, found.refused) == (1, 2, 0)


def test_daily_lines_do_not_pass_for_weekly_ones() -> None:
    found = read(["日期", "指数"], ["2026-01-08", "1"], ["2026-01-09", "2"], every=Every.WEEK)
    assert (found.points, found.refused) == ((), 2)


def test_a_slip_of_the_point_is_taken_and_told() -> None:
    found = read(["日期", "指数"], ["2026-01-08", "261.3"], ["2026-01-09", "2613"])
    assert len(found.points) == 2
    (problem,) = found.problems
    assert (problem.key, problem.level, problem.row) == ("official_far", Level.WARNING, 3)


def test_one_form_of_day_must_fit_the_whole_column() -> None:
    found = read(["Date", "Value"], ["13/01/2026", "1"], ["02/01/2026", "2"])
    assert texts(found) == [("2026-01-02", "2"), ("2026-01-13", "1")]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (["日期", "备注"], "official_column_missing"),
        (["发布日期", "指数"], "official_column_missing"),
        (["日期", "综合指数", "磁性指数"], "official_values_several"),
        (["日期", "周期", "指数"], "official_column_twice"),
    ],
)
def test_columns_that_are_not_clear_are_refused(row: list[str], key: str) -> None:
    with pytest.raises(Refused) as caught:
        check_columns(find_headings([row]), row, "点位.csv")
    assert caught.value.problem.key == key


def test_the_user_names_one_of_several_columns() -> None:
    rows = [["日期", "综合指数", "氧化镨钕(点)"], ["2026-01-09", "1", "2"]]
    for wanted, at in (("综合指数", 1), ("氧化镨钕", 2), ("氧化镨钕（点）", 2)):
        assert find_headings(rows, wanted).places[OfficialColumn.VALUE] == (at,)
    assert OfficialColumn.VALUE not in find_headings(rows, "镝").places


def test_lines_above_say_whose_index_it_is() -> None:
    rows = [["发布机构：某交易所", "频率：每周"], ["基期", "2010年=100"], ["指数周报"], ["Tax basis:", "not stated"]]
    assert about_lines(rows) == {"owner": "某交易所", "every": "每周", "base": "2010年=100", "tax": "not stated"}

"""The small curve in a cell."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from desk_app.ui.widgets.spark import spark_points

INSIDE = QRectF(10, 20, 80, 16)


@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=60))
def test_it_fills_its_cell_and_no_more(values: list[float]) -> None:
    points = spark_points(values, INSIDE)
    assert (points[0].x(), round(points[-1].x(), 6)) == (INSIDE.left(), INSIDE.right())
    assert all(INSIDE.top() - 1e-6 <= point.y() <= INSIDE.bottom() + 1e-6 for point in points)
    if max(values) > min(values):
        assert points[values.index(min(values))].y() == INSIDE.bottom()
        assert abs(points[values.index(max(values))].y() - INSIDE.top()) < 1e-6
    else:
        assert {point.y() for point in points} == {INSIDE.center().y()}


def test_one_value_is_a_place() -> None:
    assert spark_points([5.0], INSIDE)[0].x() == INSIDE.left()

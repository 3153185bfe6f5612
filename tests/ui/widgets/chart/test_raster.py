"""Lines as pixels, against looking at every pixel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.curve.curve import Floats
from desk_app.ui.widgets.chart.raster import Field, Runs, draw_crisp, draw_smooth

WIDE, HIGH, LEFT, TOP = 24, 60, 3, 5
INK, PAPER = 0xFF102030, 0xFFFFFFFF


def field() -> Field:
    stride = WIDE + 7
    return Field(np.full(stride * (HIGH + 9), PAPER, np.uint32), stride, LEFT, TOP, HIGH)


def seen(of: Field) -> "np.ndarray[tuple[int, int], np.dtype[np.uint32]]":
    return of.pixels.reshape(-1, of.stride)


@st.composite
def runs(draw: st.DrawFn) -> Runs:
    heights = st.one_of(st.just(float("nan")), st.floats(-30, HIGH + 30).map(lambda each: round(each, 3)))
    top = np.array(draw(st.lists(heights, min_size=WIDE, max_size=WIDE)))
    deep = np.array(draw(st.lists(st.floats(0, 80), min_size=WIDE, max_size=WIDE)))
    return Runs(top, top + deep, deep > 20)


@given(runs())
def test_crisp_runs_cover_their_pixels_and_no_others(some: Runs) -> None:
    here = field()
    draw_crisp(here, some, INK, 1)
    wanted = np.full((HIGH + 9, here.stride), PAPER, np.uint32)
    for at, (top, bottom) in enumerate(zip(some.top, some.bottom, strict=True)):
        if np.isfinite(top):
            rows = range(max(int(np.floor(top)), 0), min(int(np.floor(bottom)) + 1, HIGH))
            wanted[[TOP + row for row in rows], LEFT + at] = INK
    np.testing.assert_array_equal(seen(here), wanted)


@given(runs(), st.integers(1, 4), st.booleans())
def test_nothing_is_drawn_outside_the_field(some: Runs, pen: int, soft: bool) -> None:
    here = field()
    (draw_smooth if soft else draw_crisp)(here, some, INK, pen)
    pixels = seen(here).copy()
    pixels[TOP : TOP + HIGH, LEFT : LEFT + WIDE] = PAPER
    assert (pixels == PAPER).all()


def ink(of: Field) -> Floats:
    """How much of each column is covered, in pixels."""
    red = (seen(of)[TOP : TOP + HIGH, LEFT : LEFT + WIDE] >> 16 & 0xFF).astype(np.float64)
    return np.asarray((255 - red).sum(axis=0) / (255 - 0x10))


@pytest.mark.parametrize("slope", [0.0, 0.4, 1.0, 3.0, 8.0])
def test_a_line_is_as_heavy_as_its_pen_at_any_slope(slope: float) -> None:
    here = field()
    flat = np.full(WIDE, 30.3)
    draw_smooth(here, Runs(flat - slope / 2, flat + slope / 2, np.zeros(WIDE, bool)), INK, 1.5)
    assert ink(here) == pytest.approx(1.5 * (1 + slope**2) ** 0.5, rel=0.12)


def test_a_soft_line_stands_where_it_is_to_stand() -> None:
    here = field()
    at = np.linspace(10.0, 40.0, WIDE)
    draw_smooth(here, Runs(at, at, np.zeros(WIDE, bool)), INK, 2.0)
    dark = (255 - (seen(here)[TOP : TOP + HIGH, LEFT : LEFT + WIDE] >> 16 & 0xFF)).astype(np.float64)
    middle = (dark * (np.arange(HIGH)[:, None] + 0.5)).sum(axis=0) / dark.sum(axis=0)
    assert middle == pytest.approx(at, abs=0.06)

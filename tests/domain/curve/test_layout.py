"""Layouts survive being kept, and whatever stands in their place does no harm."""

import json

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.period import Every
from desk_app.domain.curve.layout import LONGEST_NAME, Layout, clean_name, layout_of
from desk_app.domain.curve.range import Range
from tests.domain.curve.test_look import looks, plain

spans = st.tuples(st.floats(-1e5, 1e5), st.floats(0.01, 5000)).map(lambda two: (two[0], two[0] + two[1]))
layouts = st.builds(
    Layout,
    st.text(max_size=30).map(clean_name),
    st.lists(st.sampled_from(["composite", "nd_oxide", "official:X", "~desk/a"]), unique=True).map(tuple),
    st.sampled_from(list(Every)),
    st.sampled_from(list(Range)),
    st.none() | spans,
    looks,
)


@given(layouts)
def test_there_and_back(layout: Layout) -> None:
    assert layout_of(json.loads(json.dumps(layout.to_plain()))) == layout


@given(st.dictionaries(st.sampled_from(list(Layout().to_plain())), plain) | plain)
def test_whatever_stands_there(found: object) -> None:
    layout = layout_of(found)
    if layout is not None:
        assert layout_of(layout.to_plain()) == layout


@given(st.text())
def test_a_name_is_one_short_line(text: str) -> None:
    name = clean_name(text)
    assert len(name) <= LONGEST_NAME
    assert name == clean_name(name)
    assert len(name.splitlines()) <= 1

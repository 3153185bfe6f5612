"""A look survives being kept; whatever else is found in its place is let go."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.curve.look import AVERAGES, SWITCHES, Look, look_of, parse_average

averages = st.lists(st.one_of(st.sampled_from(AVERAGES), st.integers(1, 1000).map("sma{}".format)), unique=True)
looks = st.builds(
    Look,
    rebase=st.none() | st.floats(-1e5, 1e5),
    percent=st.booleans(),
    averages=averages.map(tuple),
    **{name: st.booleans() for name in SWITCHES},
)
plain = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4)


@given(looks)
def test_there_and_back(look: Look) -> None:
    assert look_of(json.loads(json.dumps(look.to_plain()))) == look


@given(st.dictionaries(st.sampled_from([*Look().to_plain(), "else"]), plain))
def test_whatever_stands_there_makes_a_look(found: dict[str, object]) -> None:
    look = look_of(found)
    assert all(parse_average(name) for name in look.averages)
    assert look_of(look.to_plain()) == look


@given(looks, st.sampled_from(SWITCHES))
def test_a_switch_turned_twice(look: Look, name: str) -> None:
    assert look.turned(name) != look
    assert look.turned(name).turned(name) == look


@given(looks)
def test_an_average_taken_twice(look: Look) -> None:
    without = replace(look, averages=())
    assert without.averaged("sma20").averaged("sma20") == without


@pytest.mark.parametrize(
    ("text", "found"),
    [("sma20", ("sma", 20)), ("ema1000", ("ema", 1000)), ("sma0", None), ("ema1001", None), ("wma5", None), ("", None)],
)
def test_averages_by_name(text: str, found: tuple[str, int] | None) -> None:
    assert parse_average(text) == found

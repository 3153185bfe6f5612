"""Events: those of some days, in their order, in the language asked for."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.curve.event import Event, Kind, between

days = st.dates(date(2025, 1, 1), date(2025, 3, 1))
events = st.lists(
    st.builds(Event, days, st.sampled_from(Kind), st.text(max_size=2), st.text(max_size=2), st.just("x"), st.none()),
    max_size=12,
).map(tuple)


@given(events, st.none() | days, st.none() | days)
def test_just_those_of_the_days_in_order(
    given_events: tuple[Event, ...], first: date | None, last: date | None
) -> None:
    found = between(given_events, first, last)
    wanted = [one for one in given_events if (not first or one.day >= first) and (not last or one.day <= last)]
    assert sorted(map(repr, found)) == sorted(map(repr, wanted))
    assert [one.day for one in found] == sorted(one.day for one in found)


@given(events)
def test_the_order_does_not_hang_on_the_order_given(given_events: tuple[Event, ...]) -> None:
    assert [(one.day, one.kind, one.zh) for one in between(given_events, None, None)] == [
        (one.day, one.kind, one.zh) for one in between(given_events[::-1], None, None)
    ]


def test_two_languages() -> None:
    event = Event(date(2025, 4, 4), Kind.POLICY, "管制", "control", "x")
    assert (event.said("zh_CN"), event.said("en")) == ("管制", "control")

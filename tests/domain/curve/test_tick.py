"""Lines of ticks: read exactly or refused with a word, never an error; written so that they are read again."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.curve.tick import (
    CUT,
    LONGEST,
    About,
    Kind,
    Spoiled,
    Tick,
    about_entry,
    about_from,
    about_line,
    chart_code,
    milliseconds,
    moment,
    place_of,
    read_line,
    source_and_code,
    tick_line,
)
from desk_app.domain.index.official_points.official import StatedTax

ABOUT = About("prnd", "氧化镨钕", "某公司", "yuan/t", StatedTax.EXCL, "tick", name_en="PrNd", label="企业内部参考曲线")
GOOD = {"v": 1, "code": "prnd", "at": "2026-11-27T10:31:05.250+08:00", "value": "541000.00"}
OLD, NEW = datetime.fromisoformat("2001-01-01"), datetime.fromisoformat("2100-01-01")
times = st.integers(946_684_800_000, 4_102_444_800_000)
values = st.decimals(min_value=-(10**11), max_value=10**11, places=4, allow_nan=False, allow_infinity=False)


def line(**changed: object) -> str:
    return json.dumps({**GOOD, **changed})


def test_a_tick_is_read_to_the_millisecond_and_exactly() -> None:
    assert read_line(line(), "7") == Tick("prnd", 1795746665250, Decimal("541000.00"), "7")
    assert read_line(json.dumps(GOOD).replace('"541000.00"', "0.1")) == Tick("prnd", 1795746665250, Decimal("0.1"))


@given(times, values)
def test_what_is_written_is_read_again(at: int, value: Decimal) -> None:
    tick = Tick("a.b-c_甲", at, value)
    assert read_line(tick_line(tick)) == tick


def test_a_series_is_read_again() -> None:
    assert read_line(about_line(ABOUT)) == ABOUT
    assert about_from(about_entry(ABOUT)) == ABOUT


@given(st.timezones(), st.datetimes(OLD, NEW), st.integers(0, 1))
def test_one_moment_in_any_zone_is_one_moment(zone: timezone, wall: datetime, fold: int) -> None:
    """In the hour that a clock shows twice too: the offset decides."""
    at = wall.replace(tzinfo=zone, fold=fold, microsecond=0)
    assert milliseconds(at) == milliseconds(at.astimezone(UTC))
    found = read_line(line(at=at.isoformat()))
    if at.utcoffset() == timedelta(seconds=round((at.utcoffset() or timedelta()).total_seconds())):
        assert isinstance(found, Tick)
        assert found.at == milliseconds(at)


@given(times)
def test_china_has_one_offset(at: int) -> None:
    china = moment(at).astimezone(timezone(timedelta(hours=8)))
    day = place_of(at)
    assert int(day) == china.date().toordinal() - date(1970, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "json"), ("{", "json"), ("[" * 3000, "json"), ("null", "version"), ("[1]", "version"), ("1", "version"),
        (line(v=2), "version"), (line(v="1"), ""), (line(v=None), "version"),
        (line(code=""), "code"), (line(code="a/b"), "code"), (line(code="a" * 61), "code"), (line(code=[7]), "code"),
        (line(at="2026-11-27T10:31:05"), "offset"), (line(at="2026-11-27"), "offset"), (line(at="now"), "time"),
        (line(at=1795746665), "time"), (line(at="1999-12-31T00:00:00+00:00"), "early"),
        (line(at="0001-01-01T00:00:00+14:00"), "early"), (line(at=None), "time"),
        (line(value="1e5"), "value"), (line(value="1,000"), "value"), (line(value=""), "value"),
        (line(value="NaN"), "value"), (line(value=None), "value"), (line(value=True), "value"),
        (line(value="1" + "0" * 12), "value"), (line(value="0.00000000001"), "value"), (line(value=[1]), "value"),
        ('{"v": 1, "code": "a", "at": "2026-11-27T10:31:05Z", "value": NaN}', "value"),
        ('{"v": 1, "code": "a", "at": "2026-11-27T10:31:05Z", "value": Infinity}', "value"),
        ('{"v": 1, "series": 7}', "series"), ('{"v": 1, "series": {}}', "series"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_refused_with_a_word(text: str, why: str) -> None:
    found = read_line(text, "9")
    if not why:
        assert isinstance(found, Tick)
        return
    assert isinstance(found, Spoiled)
    assert (found.kind, found.why, found.event) == (Kind.MALFORMED, why, "9")


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""}, {"owner": ""}, {"unit": ""}, {"tax": ""}, {"tax": "none"}, {"every": "hour"}, {"every": None},
        {"name": "a\nb"}, {"name": "\x1b[2J"}, {"name": "\ud800"}, {"owner": "a" * 201}, {"code": "a b"}, {"base": []},
    ],
)  # fmt: skip
def test_a_series_says_all_that_a_figure_needs(changed: dict[str, object]) -> None:
    found = read_line(json.dumps({"v": 1, "series": {**about_entry(ABOUT), **changed}}))
    assert isinstance(found, Spoiled)


def test_a_line_that_is_too_long_is_oversized_and_cut() -> None:
    found = read_line("x" * LONGEST)
    assert isinstance(found, Spoiled)
    assert (found.kind, len(found.text)) == (Kind.OVERSIZED, CUT)


@given(st.text(st.characters(), max_size=200))
def test_anything_at_all_is_read_as_something(text: str) -> None:
    found = read_line(text)
    if isinstance(found, Spoiled):
        found.text.encode("utf-8")  # fit to be kept


def test_codes_on_charts() -> None:
    assert source_and_code(chart_code("某来源", "prnd")) == ("某来源", "prnd")
    for other in ("prnd", "official:A", "~", "~a"):
        with pytest.raises(ValueError, match=other):
            source_and_code(other)

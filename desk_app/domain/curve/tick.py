"""A tick: what one series stood at, at one moment, as its source says it. One line of JSON, version 1:

    {"v": 1, "series": {"code": "prnd_oxide", "name": "氧化镨钕", "name_en": "PrNd oxide", "owner": "…", "base": "",
                        "unit": "yuan/t", "tax": "excl", "every": "tick", "label": "", "source": ""}}
    {"v": 1, "code": "prnd_oxide", "at": "2026-11-27T10:31:05.250+08:00", "value": "541000.00"}

A series is described before its first tick. `at` has an offset from UTC, and is held to the millisecond; `value` is a
plain decimal, as text or as a number. `every` is "tick" for values that come as they come; a value of a day, week or
month names its period's first moment, and a later one for the same moment restates it. The id is no part of the line:
a stream says it beside.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desk_app.domain.base.exact import NotExact, exact, exact_text
from desk_app.domain.base.period import Every
from desk_app.domain.index.official_points.official import StatedTax

VERSION = 1
LONGEST = 4_096
"""Characters of one line."""

CUT = 500
"""Characters kept of a line that can't be taken."""

MARK = "~"
"""What the code of a live series begins with on a chart, so that it is never taken for one of ours."""

IN_HOUSE = "企业内部参考曲线(非稀交所官方指数)"
"""What every index of a desk's own carries, wherever it goes."""

AS_IT_COMES = "tick"
PERIODS = (Every.DAY, Every.WEEK, Every.MONTH)
_CODE = re.compile(r"[\w.-]{1,60}\Z")
_TEXT = 200
_TEXTS = ("name", "owner", "unit", "name_en", "base", "label", "source")
_LARGEST = Decimal(10) ** 12
_PLACES = 10
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
MS_A_DAY = 86_400_000
_CHINA_MS = 8 * 3_600_000


class Kind(StrEnum):
    """What can be wrong with something that came in."""

    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    UNNAMED = "unnamed"
    CHANGED = "changed"
    FUTURE = "future"
    LATE = "late"
    REPEATED = "repeated"
    GAP = "gap"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class About:
    """Whose series it is and how it is to be read, all as its source states it; empty where nothing is stated."""

    code: str
    name: str
    owner: str
    unit: str
    tax: StatedTax
    every: str
    name_en: str = ""
    base: str = ""
    label: str = ""
    source: str = ""

    def called(self, language: str) -> str:
        """The name in a language."""
        return self.name if language == "zh_CN" else self.name_en or self.name


FIXED = ("owner", "unit", "tax", "every", "base")
"""What another value of makes another series: it needs a code of its own."""


@dataclass(frozen=True, slots=True)
class Tick:
    """`at` is UTC in milliseconds since 1970; `event` the id that its source gave it, empty where it gave none."""

    code: str
    at: int
    value: Decimal
    event: str = ""


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A line that can't be taken: `text` as it came, cut; `why` in a word of ours."""

    kind: Kind
    text: str
    why: str
    event: str = ""


Line = Tick | About | Spoiled


def chart_code(source: str, code: str) -> str:
    """The code of a source's series, as charts know it."""
    return f"{MARK}{source}/{code}"


def source_and_code(chart: str) -> tuple[str, str]:
    """What `chart_code` was made of; `ValueError` for any other code."""
    source, slash, code = chart.removeprefix(MARK).partition("/")
    if not chart.startswith(MARK) or not slash:
        raise ValueError(chart)
    return source, code


def place_of(at: int) -> float:
    """Where a moment lies on a chart: days since 1970-01-01 in China's time, which knows no summer time."""
    return (at + _CHINA_MS) / MS_A_DAY


def moment(at: int) -> datetime:
    """UTC milliseconds as a moment."""
    return _EPOCH + at * _MILLISECOND


def milliseconds(at: datetime) -> int:
    """A moment that knows its offset as UTC milliseconds; what is finer is cut off."""
    return (at - _EPOCH) // _MILLISECOND


class _Wrong(ValueError):
    """A line that can't be taken; the text says why."""


def read_line(text: str, event: str = "") -> Line:
    """One line as it came in, whatever it is: never an error."""
    if len(text) >= LONGEST:
        return Spoiled(Kind.OVERSIZED, cut(text), "long", event)
    try:
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return Spoiled(Kind.MALFORMED, cut(text), "json", event)
    try:
        if not isinstance(found, dict) or found.get("v") != str(VERSION):
            raise _Wrong("version")
        return _about(found["series"]) if "series" in found else _tick(found, event)
    except _Wrong as wrong:
        return Spoiled(Kind.MALFORMED, cut(text), str(wrong), event)


def cut(text: str) -> str:
    """As much of a text as is kept of what can't be taken; what is no character becomes the sign for that."""
    return text[:CUT].encode("utf-8", "replace").decode()


def _tick(found: Mapping[str, Any], event: str) -> Tick:
    code = _code(found.get("code"))
    return Tick(code, _at(found.get("at")), _value(found.get("value")), event)


def _code(text: object) -> str:
    if not isinstance(text, str) or not _CODE.match(text):
        raise _Wrong("code")
    return text


def _at(text: object) -> int:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        at = None
    if at is None:
        raise _Wrong("time")
    if at.tzinfo is None:
        raise _Wrong("offset")
    try:
        if at < _EARLIEST:
            raise _Wrong("early")
        return milliseconds(at)
    except OverflowError:  # an offset that leads out of the calendar
        raise _Wrong("time") from None


def _value(text: object) -> Decimal:
    try:
        value = exact(text) if isinstance(text, str) else None
    except NotExact:
        value = None
    if value is None or abs(value) >= _LARGEST:
        raise _Wrong("value")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _PLACES:
        raise _Wrong("value")
    return value


def _about(found: object) -> About:
    if not isinstance(found, dict):
        raise _Wrong("series")
    texts = {name: _text(found.get(name, "")) for name in _TEXTS}
    if not (texts["name"] and texts["owner"] and texts["unit"]):
        raise _Wrong("series")
    every, tax = found.get("every"), found.get("tax")
    if every not in (AS_IT_COMES, *(one.value for one in PERIODS)) or tax not in tuple(StatedTax):
        raise _Wrong("series")
    return About(code=_code(found.get("code")), tax=StatedTax(tax), every=every, **texts)


def _text(text: object) -> str:
    if not isinstance(text, str) or len(text) > _TEXT or not text.isprintable():
        raise _Wrong("series")
    return text.strip()


def about_entry(about: About) -> dict[str, str]:
    """A series as plain texts."""
    return {name: str(getattr(about, name)) for name in About.__dataclass_fields__}


def about_line(about: About) -> str:
    """The line that describes a series."""
    return json.dumps({"v": VERSION, "series": about_entry(about)}, ensure_ascii=False)


def tick_line(tick: Tick) -> str:
    """The line of a tick."""
    at = moment(tick.at).isoformat(timespec="milliseconds")
    return json.dumps({"v": VERSION, "code": tick.code, "at": at, "value": exact_text(tick.value)}, ensure_ascii=False)


def about_from(entry: Mapping[str, str]) -> About:
    """What `about_entry` made of a series."""
    return About(**{**entry, "tax": StatedTax(entry["tax"])})  # type: ignore[arg-type]  # the tax is the one enum

"""How days are written in a column: one form must fit all of it, and where two fit, somebody has to say which.

Year first (2026-01-09, 2026年1月9日, 20260109), a month by name (9-Jan-2026) and a workbook's serial number (46031) can
only mean one day. The other forms are `CHOICES`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

CHOICES = ("dmy", "mdy", "ymd")
"""Day, month, year; month, day, year; year, month, day with a year of two digits."""

_TIME = r"(?:[T\s]+\d{1,2}:[\d:.]+\s*(?:[ap]m)?Z?)?\Z"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*[日号]?{_TIME}", re.IGNORECASE)
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_DAY_NAMED = re.compile(rf"(\d{{1,2}})[-\s.]*([a-z]{{3,9}})\.?[-\s,.]*(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_NAMED_DAY = re.compile(rf"([a-z]{{3,9}})\.?\s+(\d{{1,2}}),?\s+(\d{{4}}){_TIME}", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?\Z")
_WEEKDAY = re.compile(r"\s*[((]?(?:星期|周)[一二三四五六日天][))]?\s*")
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE = re.compile(
    r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]\Z"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_ZERO = date(1899, 12, 30)
_CENTURY = 2000


class NoSuchDay(ValueError):
    """The text has the form of a day, but there is none: 2026-02-30."""


def find_day(text: str, form: str | None) -> date | None:
    """The day a text means, `form` (of `CHOICES`) telling where the text alone does not; None for what is no day.

    Raises `NoSuchDay` for a day that does not exist.
    """
    cleaned = clean(text)
    clear = _clear(cleaned)
    if clear is not None:
        return _day(*clear)
    if found := _SERIAL.match(cleaned):
        return _DAY_ZERO + timedelta(days=int(found[1]))
    found = _YEAR_LAST.match(cleaned)
    return _day(*_placed(found, form)) if found and form and _possible(found, form) else None


def clean(text: str) -> str:
    """Half width, without a weekday."""
    return _WEEKDAY.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def is_open(text: str) -> bool:
    """Whether a text can be a day, but only together with the rest of its column."""
    return _YEAR_LAST.match(clean(text)) is not None


def fitting_forms(texts: Iterable[str]) -> tuple[str, ...]:
    """The forms that make a day of every text which needs one; none where they contradict each other."""
    fitting: tuple[str, ...] = CHOICES
    for text in texts:
        if found := _YEAR_LAST.match(clean(text)):
            fitting = tuple(form for form in fitting if _exists(found, form))
    return fitting


def _exists(found: re.Match[str], form: str) -> bool:
    try:
        return _possible(found, form) and _day(*_placed(found, form)) is not None
    except NoSuchDay:
        return False


def _possible(found: re.Match[str], form: str) -> bool:
    """A year of four digits stands last, whatever the form."""
    return form != "ymd" or len(found[3]) == 2


def _placed(found: re.Match[str], form: str) -> tuple[int, int, int]:
    first, second, third = int(found[1]), int(found[2]), int(found[3])
    year = third if len(found[3]) == 4 else third + _CENTURY
    if form == "ymd":
        return first + _CENTURY, second, third
    return (year, second, first) if form == "dmy" else (year, first, second)


def _clear(cleaned: str) -> tuple[int, int, int] | None:
    """Year, month and day of a text that can only mean one day."""
    return next(_readings(cleaned), None)


def _readings(cleaned: str) -> Iterator[tuple[int, int, int]]:
    if found := _YEAR_FIRST.match(cleaned) or _SOLID.match(cleaned):
        yield int(found[1]), int(found[2]), int(found[3])
    elif (found := _DAY_NAMED.match(cleaned)) and (month := _month(found[2])):
        yield int(found[3]) % 100 + _CENTURY if len(found[3]) == 2 else int(found[3]), month, int(found[1])
    elif (found := _NAMED_DAY.match(cleaned)) and (month := _month(found[1])):
        yield int(found[3]), month, int(found[2])
    elif found := _CHINESE.match(cleaned):
        yield int(found[1].translate(_NUMERALS)), _chinese(found[2]), _chinese(found[3])


def _month(name: str) -> int:
    """1 to 12, 0 for what is no month's name."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _chinese(text: str) -> int:
    """十 is 10, 十二 12, 二十 20, 二十一 21."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(text.translate(_NUMERALS))
    return int(tens.translate(_NUMERALS) or "1") * 10 + int(ones.translate(_NUMERALS) or "0")


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDay from error

"""The quarter in a phrase: 2026Q1, 26年一季度, 去年四季度, 上季度, 2022上半年, Q1; as it was said, without a clock."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk_app.domain.base.period import Every, period_of


@dataclass(frozen=True, slots=True)
class SpokenPeriod:
    """`part` is Q1 to Q4, H1 or H2, or empty where a quarter was named from today's: `shift` quarters on.

    With a part, `year` is the year that was said, or `shift` years on from this one; neither: no year was said.
    """

    part: str
    year: int | None = None
    shift: int | None = None

    def key(self, today: date) -> str | None:
        """The period's key ("2026Q1"); None where no year was said."""
        if not self.part:
            return _quarter_on(today, self.shift or 0)
        year = self.year if self.shift is None else today.year + self.shift
        return None if year is None else f"{year}{self.part}"


_FREE = r"(?<![\d.,])"
_END = r"(?![\d.a-z])"
_YEAR = rf"{_FREE}(?P<year>20\d\d|\d\d(?=\s*年)|2\d(?=[qh]))\s*年?\s*-?\s*"  # 52 q1: fifty-two is no year
_WORDS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1}
_HALVES = {"上半年": "H1", "下半年": "H2"}
_NUMBERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_ON = {
    "本季度": 0, "这个季度": 0, "这季度": 0, "当季": 0, "this quarter": 0, "current quarter": 0,
    "上个季度": -1, "上一季度": -1, "上季度": -1, "last quarter": -1, "previous quarter": -1,
    "下个季度": 1, "下一季度": 1, "下季度": 1, "next quarter": 1,
}  # fmt: skip
_SPOKEN = "|".join(sorted(_ON, key=len, reverse=True))
_YEAR_WORD = f"(?P<word>{'|'.join(_WORDS)})"
_QUARTER = rf"(?:{_FREE}第?\s*(?P<number>[一二三四1-4])\s*季度?|(?<![a-z])第?\s*q\s*(?P<q>[1-4]){_END})"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        f"(?P<on>{_SPOKEN})",
        rf"{_YEAR}(?P<part>q[1-4]|h[12]){_END}",
        rf"(?<![a-z])q(?P<q>[1-4])\s*[/-]?\s*(?P<year>20\d\d){_END}",
        rf"(?:{_YEAR}|{_YEAR_WORD}\s*的?\s*)?{_QUARTER}",
        rf"(?:{_YEAR}|{_YEAR_WORD}\s*)?(?P<half>上半年|下半年)",
    )
)


def take_periods(text: str) -> tuple[tuple[SpokenPeriod, ...], str]:
    """The periods named in a plain text, and the text with blanks where they stood."""
    found: list[SpokenPeriod] = []
    for pattern in _PATTERNS:
        for match in reversed(tuple(pattern.finditer(text))):
            found.append(_spoken(match))
            text = f"{text[: match.start()]}{' ' * len(match.group())}{text[match.end() :]}"
    return tuple(found), text


def _spoken(match: re.Match[str]) -> SpokenPeriod:
    named = {name: text for name, text in match.groupdict().items() if text}
    if "on" in named:
        return SpokenPeriod("", shift=_ON[named["on"]])
    year = int(named["year"]) if "year" in named else None
    shift = _WORDS[named["word"]] if "word" in named else None
    return SpokenPeriod("".join(_parts(named)), year + 2000 if year is not None and year < 100 else year, shift)


def _parts(named: dict[str, str]) -> Iterator[str]:
    if "half" in named:
        yield _HALVES[named["half"]]
    elif "part" in named:
        yield named["part"].upper()
    else:
        number = named.get("q") or named["number"]
        yield f"Q{_NUMBERS.get(number, number)}"


def _quarter_on(today: date, shift: int) -> str:
    year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 + shift, 4)
    return period_of(date(year, quarter * 3 + 1, 1), Every.QUARTER).key

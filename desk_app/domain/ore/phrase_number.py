"""Numbers as they are typed or said on the telephone: 1,200 and 52.3,8.1,100; 一百二十, 两百五十, 半, 八点一.

Never repaired and never guessed: `NotExact` where a text has two readings (52,3; 一千二; 二三).
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from desk_app.domain.base.exact import NotExact, exact

RUN = r"[+-]?[.]*[0-9][0-9.,]*"
"""A run of digits, points and commas: one number, or several with commas between."""
NUMERAL = r"(?:[零〇一二两三四五六七八九十万半]|百(?!分)|千(?!克))+(?:点[零〇一二三四五六七八九]+)?"
"""百分之 and 千克 are other words."""
MULTIPLES = {
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
}
"""What may stand behind digits: 2百, 1.5千, 3万."""
_DIGITS = {sign: at for at, sign in enumerate("零一二三四五六七八九")}
_UNITS = (("千", 1000), ("百", 100), ("十", 10))
_WAN = 10_000
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?\Z")
_LIKE_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3},\d{3}(?!\d)|\.\d{3},")  # 8,100; 1.200,5


def split_run(run: str) -> Iterator[tuple[int, str]]:
    """The numbers of a run and where they begin in it; `NotExact` where its commas can be read in two ways."""
    bare = run.rstrip(",")
    bare = bare.removesuffix(".") if bare.count(".") == 1 or bare[-2:-1].isdigit() else bare
    if "," not in bare or _THOUSANDS.match(bare):
        yield 0, bare
        return
    if "." not in bare or _LIKE_THOUSANDS.search(bare):
        raise NotExact("number_doubtful_comma", run)
    at = 0
    for part in bare.split(","):
        yield at, part
        at += len(part) + 1


def read_digits(text: str) -> Decimal:
    """One number of digits, with thousands commas or without."""
    return exact(text, commas=True)


def read_numeral(text: str) -> Decimal:
    """A Chinese numeral, written out in full: 一千二百, 十五, 百 (a hundred), 半 (one half), 八点一."""
    if text == "半":
        return Decimal("0.5")
    whole, point, places = text.replace("两", "二").replace("〇", "零").partition("点")
    number = _whole(whole, text)
    return Decimal(f"{number}.{''.join(str(_DIGITS[sign]) for sign in places)}") if point else Decimal(number)


def _whole(text: str, given: str) -> int:
    if "零" in text and all(sign in _DIGITS for sign in text) and (len(text) == 1 or text[0] != "零"):
        return int("".join(str(_DIGITS[sign]) for sign in text))  # 一零零, digit by digit
    full = f"一{text}" if text[:1] in ("百", "千", "万") else text.removeprefix("一") if text[:2] == "一十" else text
    number = _loose(full) if "半" not in full else -1
    if number < 0 or _written(number) != full:
        raise NotExact("call_numeral", given)
    return number


def _loose(text: str) -> int:
    """The number, if the numeral is well made: `_written` tells whether it is."""
    high, wan, low = text.rpartition("万")
    return _below_wan(high) * _WAN + _below_wan(low) if wan else _below_wan(text)


def _below_wan(text: str) -> int:
    total = digit = 0
    sizes = dict(_UNITS)
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in sizes:
            total, digit = total + (digit or 1) * sizes[sign], 0
        else:
            return -1
    return total + digit


def _written(number: int) -> str:
    """The one full way to write a number below 100 million; 十 begins without 一."""
    high, low = divmod(number, _WAN)
    if not high:
        return _four(low) or "零"
    gap = "零" if 0 < low < _WAN // 10 else ""
    tail = _four(low)
    return f"{_four(high)}万{gap}{'一' if tail.startswith('十') else ''}{tail}"


def _four(number: int) -> str:
    """Four places: 一千零五十, 十五; empty for nothing."""
    made, rest, gap = "", number, False
    for sign, size in (*_UNITS, ("", 1)):
        digit, rest = divmod(rest, size)
        if digit:
            made += ("零" if gap and made else "") + _digit(digit) + sign
        gap = not digit
    return made.removeprefix("一") if number < 20 and made.startswith("一十") else made


def _digit(value: int) -> str:
    return "零一二三四五六七八九"[value]

"""Amounts in Chinese capitals (人民币大写), as banks and tax offices take them.

Chosen among the allowed forms: 整 after 元 only (after 角 it is left out, after 分 it never stands); no 零 after
a 万 or 亿 whose own last digit is zero; 零 between 元 and 角 when the yuan end in zero; a negative amount has 负
right after 人民币.
"""

from decimal import Decimal

from desk_app.domain.base.ratio import EXACT

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_HIGHEST = Decimal("1e16")


def capitals(amount: Decimal) -> str:
    """`amount` in yuan with at most two decimals, below 10^16; ValueError for anything else."""
    if not amount.is_finite() or abs(amount) >= _HIGHEST or EXACT.scaleb(amount, 2) % 1:
        raise ValueError(f"no amount in yuan and fen: {amount}")
    fen = int(EXACT.scaleb(EXACT.abs(amount), 2))
    sign = "负" if amount < 0 else ""
    return f"人民币{sign}{_yuan(fen // 100, fen % 100)}"


def _yuan(yuan: int, cents: int) -> str:
    jiao, fen = divmod(cents, 10)
    head = _whole(yuan) + "元" if yuan or not cents else ""
    if not cents:
        return head + "整"
    zero = "零" if head and (not jiao or yuan % 10 == 0) else ""
    return head + zero + (f"{_DIGITS[jiao]}角" if jiao else "") + (f"{_DIGITS[fen]}分" if fen else "")


def _whole(number: int) -> str:
    """A whole number below 10^16: sections of four digits, 亿 holding up to eight."""
    if number == 0:
        return _DIGITS[0]
    high, low = divmod(number, 10**8)
    upper = _whole(high) + "亿" if high else ""
    return upper + _below_yi(low, after=bool(high))


def _below_yi(number: int, after: bool) -> str:
    ten_thousands, units = divmod(number, 10**4)
    text = ""
    if ten_thousands:
        text = _section(ten_thousands, after) + "万"
    if units:
        text += _section(units, after or bool(ten_thousands), skipped=after and not ten_thousands)
    return text


def _section(number: int, after: bool, skipped: bool = False) -> str:
    """Up to four digits; `after`: something stands before it, so that leading zeros are said, once."""
    text, zero = "", skipped
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + _PLACES[place]
            zero = False
        else:
            zero = bool(text) or after
    return text

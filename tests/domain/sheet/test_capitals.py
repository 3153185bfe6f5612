"""人民币大写: the golden table, and every amount read back."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk_app.domain.sheet.capitals import capitals

GOLDEN = {
    "16409.02": "人民币壹万陆仟肆佰零玖元零贰分",
    "325.04": "人民币叁佰贰拾伍元零肆分",
    "1409.50": "人民币壹仟肆佰零玖元伍角",
    "6007.14": "人民币陆仟零柒元壹角肆分",
    "107000.53": "人民币壹拾万柒仟元零伍角叁分",
    "26834.00": "人民币贰万陆仟捌佰叁拾肆元整",
    "536.68": "人民币伍佰叁拾陆元陆角捌分",
    "30322.42": "人民币叁万零叁佰贰拾贰元肆角贰分",
    "1706318.39": "人民币壹佰柒拾万陆仟叁佰壹拾捌元叁角玖分",
    "0": "人民币零元整",
    "0.05": "人民币伍分",
    "0.50": "人民币伍角",
    "10": "人民币壹拾元整",
    "10001": "人民币壹万零壹元整",
    "100000000": "人民币壹亿元整",
    "100000001": "人民币壹亿零壹元整",
    "100001000": "人民币壹亿零壹仟元整",
    "101000000": "人民币壹亿零壹佰万元整",
    "1000000000000": "人民币壹万亿元整",
    "-35395.40": "人民币负叁万伍仟叁佰玖拾伍元肆角",
}
VALUE = {digit: number for number, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNIT = {"拾": 10, "佰": 100, "仟": 1000}


def whole(text: str) -> int:
    """Read a whole number back, by the grammar a bank clerk uses."""
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if name in text:
            high, _, low = text.rpartition(name)
            return whole(high) * size + (whole(low) if low else 0)
    total = digit = 0
    for sign in text:
        if sign in VALUE:
            digit = VALUE[sign]
        else:
            total, digit = total + digit * UNIT[sign], 0
    return total + digit


def read_back(text: str) -> Decimal:
    found = re.fullmatch(r"人民币(负?)(?:(.+)元)?(整)?零?(?:(.)角)?(?:(.)分)?", text)
    assert found, text
    yuan = whole(found[2]) if found[2] else 0
    cents = 10 * VALUE[found[4] or "零"] + VALUE[found[5] or "零"]
    return (Decimal(yuan) + Decimal(cents) / 100) * (-1 if found[1] else 1)


@pytest.mark.parametrize(("amount", "text"), GOLDEN.items())
def test_golden(amount: str, text: str) -> None:
    assert capitals(Decimal(amount)) == text


@given(st.decimals(Decimal(-(10**15)), Decimal(10**15), places=2, allow_nan=False))
@example(Decimal("1000000000.10"))
@example(Decimal("9999999999999999.99"))
@example(Decimal("1000100000.00"))
def test_reads_back(amount: Decimal) -> None:
    text = capitals(amount)
    assert read_back(text) == amount
    assert "零零" not in text
    assert not re.search("零[万亿]", text)


@pytest.mark.parametrize("amount", ["0.001", "1e16", "NaN", "Infinity"])
def test_no_amount_of_money(amount: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        capitals(Decimal(amount))

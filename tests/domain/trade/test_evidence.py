"""The file's own sums say whether VAT is in the price, or nothing is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.rounding import rounded
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.evidence import tax_proved
from desk_app.domain.trade.mapping import find_mapping

HEADINGS = ["日期", "品名", "数量", "单价", "金额", "税额", "价税合计"]
MAPPING = find_mapping([HEADINGS])


def line(quantity: str, price: str, tax: Tax) -> list[str]:
    worth = Decimal(quantity) * Decimal(price)
    total = worth if tax is Tax.INCL else rounded(worth * Decimal("1.13"), 2)
    without = rounded(total / Decimal("1.13"), 2) if tax is Tax.INCL else rounded(worth, 2)
    return ["2026-01-09", "氧化镧", quantity, price, str(without), str(total - without), str(total)]


NUMBERS = st.decimals(Decimal(10), Decimal(1_000), places=2).map(str)
LINES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=6)


@given(LINES, st.sampled_from(Tax))
def test_sums_prove_the_basis(numbers: list[tuple[str, str]], tax: Tax) -> None:
    assert MAPPING is not None
    assert tax_proved(MAPPING, [line(*pair, tax) for pair in numbers]) is tax


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [line("1", "100", Tax.INCL), line("2", "300", Tax.EXCL)],
        [["2026-01-09", "氧化镧", "1", "4500", "", "", ""]] * 3,
        [["2026-01-09", "氧化镧", "1", "4500", "9", "9", "18"]] * 3,
        [line("1", "100", Tax.INCL), ["", "x", "", "", "", "", ""], ["", "y", "", "", "", "", ""]],
    ],
)
def test_nothing_is_said_without_proof(rows: list[list[str]]) -> None:
    assert MAPPING is not None
    assert tax_proved(MAPPING, rows) is None

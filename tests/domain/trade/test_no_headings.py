"""Columns by position, where no line says what they are."""

from datetime import date

import pytest

from desk_app.domain.trade.field import Field
from desk_app.domain.trade.no_headings import by_position, fits, letters

TOLD = {0: Field.TRADE_DATE, 2: Field.QUANTITY, 3: Field.PRICE, 1: None}
TODAY = date(2026, 6, 1)


def test_columns_are_named_as_in_a_sheet() -> None:
    names = letters([["x"] * 3, ["x"] * 28])
    assert (names[0], names[25], names[26:]) == ("A", "Z", ("AA", "AB"))
    assert letters([]) == ()


def test_a_mapping_knows_what_was_told() -> None:
    found = by_position([["a", "b"], ["a", "b", "c"]], {0: Field.PRODUCT, 1: None, 2: Field.REF, 9: Field.PRICE})
    assert found.columns == {Field.PRODUCT: 0, Field.REF: 2}
    assert (found.header, found.width, found.texts, found.shared_numbers) == (-1, 3, ("A", "B", "C"), True)


@pytest.mark.parametrize(
    ("row", "good"),
    [
        (["2026-01-05", "x", "1.5", "4500"], True),
        (["05/01/2026", "x", "1", "4500"], True),
        (["4500", "x", "1", "2026-01-05"], False),
        (["2026-01-05", "x", "1"], False),
        (["日期", "x", "数量", "单价"], False),
        (["", " ", "", ""], False),
    ],
)
def test_rows_fit_where_days_and_numbers_stand_as_told(row: list[str], good: bool) -> None:
    assert fits([["", "", "", ""], row], TOLD, TODAY) is good

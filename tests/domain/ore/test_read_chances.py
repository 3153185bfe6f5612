"""Chances as typed."""

from decimal import Decimal

import pytest

from desk_app.domain.base.problem import Refused
from desk_app.domain.ore.assay_money import Chance
from desk_app.domain.ore.read_chances import read_chances

TWO = (Chance(Decimal("52.2"), Decimal(60)), Chance(Decimal("51.9"), Decimal(40)))


@pytest.mark.parametrize(
    "text", ["52.2=60; 51.9=40", "52.2=60,51.9=40", "５２．２＝６０；５１．９＝４０", "52.2% = 60%  51.9%=40%"]
)
def test_as_people_type_them(text: str) -> None:
    assert read_chances(text) == TWO


def test_an_empty_text_has_none() -> None:
    assert read_chances(" ") == ()


@pytest.mark.parametrize("text", ["52.2", "52,2=60", "a=b", "52.2=60=1", "=60"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_chances(text)
    assert refused.value.problem.key == "assay_chance_unreadable"

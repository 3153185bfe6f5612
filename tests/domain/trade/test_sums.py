"""A file's own sums against the tax basis that it states."""

from datetime import date

import pytest

from desk_app.domain.base.problem import Problem
from desk_app.domain.base.tax import Tax
from desk_app.domain.trade.sniff import By, Sample
from desk_app.domain.trade.sums import Amounts, sums_say


def samples(tax: Tax, count: int = 4, day: date = date(2026, 1, 5)) -> list[Sample]:
    return [Sample(row + 2, "prnd_oxide", day, 500_000.0, tax, "yuan/t") for row in range(count)]


def said(expected: str, key: str = "total_differs", count: int = 4) -> list[Problem]:
    return [Problem(key, row=row + 2, facts={"amount": "1000.00", "expected": expected}) for row in range(count)]


@pytest.mark.parametrize(
    ("stated", "expected", "kind", "fix"),
    [(Tax.EXCL, "1130.00", "tax_incl", {"tax": "incl"}), (Tax.INCL, "884.96", "tax_excl", {"tax": "excl"})],
)
def test_sums_that_are_off_by_the_tax_tell(stated: Tax, expected: str, kind: str, fix: dict[str, str]) -> None:
    found = sums_say(said(expected), samples(stated), 4, Amounts.NONE)
    assert found is not None
    assert (found.kind, dict(found.fix), found.rows, found.evidence) == (kind, fix, 4, (2, 3, 4, 5))
    assert found.factor == pytest.approx(float(expected) / 1000)


def test_the_rate_of_the_day_counts() -> None:
    assert sums_say(said("1170.00"), samples(Tax.EXCL, day=date(2017, 3, 1)), 4, Amounts.NONE)
    assert not sums_say(said("1170.00"), samples(Tax.EXCL), 4, Amounts.NONE)


def test_other_differences_say_nothing() -> None:
    assert not sums_say(said("1120.00"), samples(Tax.EXCL), 4, Amounts.NONE)
    assert not sums_say(said("1130.00"), samples(Tax.EXCL), 8, Amounts.NONE)
    assert not sums_say(said("1130.00"), samples(Tax.INCL), 4, Amounts.NONE)
    assert not sums_say(said("1130.00")[:1], samples(Tax.EXCL), 2, Amounts.NONE)
    assert not sums_say((), (), 0, Amounts.STATED)


def test_an_amount_tells_only_where_its_own_basis_is_stated() -> None:
    doubted = said("1130.00", "amount_differs")
    assert not sums_say(doubted, samples(Tax.EXCL), 4, Amounts.UNSAID)
    assert sums_say(doubted, samples(Tax.EXCL), 4, Amounts.STATED)


def disagreeing(taken: str, second: str, rate: str, count: int = 4) -> list[Problem]:
    """Of a price column said to be without VAT, and another said to hold it."""
    facts = {"price": second, "expected": f"{float(taken) * float(rate):.4f}"}
    return [Problem("prices_disagree", row=row + 2, facts=facts) for row in range(count)]


def test_two_price_columns_whose_headings_were_exchanged() -> None:
    found = sums_say(disagreeing("1130", "1000", "1.13"), samples(Tax.EXCL), 4, Amounts.NONE)
    assert found is not None
    assert (found.kind, found.by, dict(found.fix)) == ("tax_incl", By.COLUMNS, {"tax": "incl"})
    other = [Problem("prices_disagree", row=row + 2, facts={"price": "1130", "expected": "884.96"}) for row in range(4)]
    back = sums_say(other, samples(Tax.INCL), 4, Amounts.NONE)
    assert back is not None
    assert (back.kind, dict(back.fix)) == ("tax_excl", {"tax": "excl"})


def test_two_price_columns_that_say_the_same_leave_open_which_is_wrong() -> None:
    assert not sums_say(disagreeing("1130", "1130", "1.13"), samples(Tax.EXCL), 4, Amounts.NONE)
    assert not sums_say(disagreeing("1000", "1000", "1.13"), samples(Tax.EXCL), 4, Amounts.NONE)


def test_a_total_beside_an_amount_that_agrees_may_come_of_another_rate() -> None:
    totals = said("1130.00")
    assert not sums_say(totals, samples(Tax.EXCL), 4, Amounts.UNSAID)
    assert not sums_say(totals, samples(Tax.EXCL), 4, Amounts.STATED)
    both = [*totals, *said("1130.00", "amount_differs")]
    assert sums_say(both, samples(Tax.EXCL), 4, Amounts.UNSAID)


def test_a_total_above_an_amount_that_agrees_tells_all_the_same() -> None:
    found = sums_say(said("884.96"), samples(Tax.INCL), 4, Amounts.UNSAID)
    assert found is not None
    assert found.kind == "tax_excl"

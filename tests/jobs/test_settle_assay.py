"""What an exchange comes to with and without a lot; said with its figures."""

from decimal import Decimal

import pytest

from desk_app.domain.ore.assay import AssayClause, Element, Exchange, Verdict
from desk_app.domain.ore.assay_money import Deal
from desk_app.domain.ore.lot import Lot, TypedPrice
from desk_app.domain.ore.terms import Terms
from desk_app.i18n import LANGUAGES, Words
from desk_app.jobs.say_assay import prospect_lines, settled_line, verdict_line
from desk_app.jobs.settle_assay import Belief, settle_assay

DEAL = Deal(TypedPrice(Decimal(26834), Decimal(50)), Lot(Decimal(1), Decimal("8.1"), Decimal(100)), Terms())
CLAUSE = AssayClause(Decimal("0.3"))


def exchange(seller: str, buyer: str, umpire: str = "") -> Exchange:
    return Exchange(Element.REO, *(Decimal(text) if text else None for text in (seller, buyer, umpire)))


def test_without_a_lot_only_the_verdict() -> None:
    found = settle_assay(exchange("52.3", "51.8"), CLAUSE, None, Belief())
    assert found.settlement.verdict is Verdict.UNRESOLVED
    assert (found.outcomes, found.tenth, found.prospect) == ((), (), None)


def test_the_tenth_is_taken_where_the_lot_is_settled() -> None:
    settled = settle_assay(exchange("52.3", "52.3"), CLAUSE, DEAL, Belief())
    assert dict(settled.tenth) == {Element.REO: Decimal("4932.09"), Element.MOISTURE: Decimal("-2806.83")}
    assert settled.prospect is None
    alone = settle_assay(exchange("52.3", ""), CLAUSE, DEAL, Belief())
    assert dict(alone.tenth)[Element.MOISTURE] == Decimal("-2806.83")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_with_its_figures(language: str) -> None:
    words = Words(language)
    for umpire in ("", "52.0"):
        both = exchange("52.3", "51.8", umpire)
        found = settle_assay(both, CLAUSE, DEAL, Belief(fee=Decimal(2000)))
        said = [verdict_line(words, both, CLAUSE, found.settlement), settled_line(words, CLAUSE, found.settlement)]
        said += prospect_lines(words, found.prospect) if found.prospect else []
        text = "\n".join(said)
        assert "0.5" in text
        assert "{" not in text
        assert ("51.9" in text) is bool(umpire)
        assert ("2,000" in text) is not bool(umpire)

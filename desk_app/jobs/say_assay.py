"""An assay exchange in words, as the terminal and the window say it."""

from collections.abc import Iterator
from decimal import Decimal

from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.ore.assay import AssayClause, Exchange, Settlement
from desk_app.domain.ore.assay_money import Outcome, Prospect, Side
from desk_app.i18n import Words


def how_text(words: Words, exchange: Exchange, clause: AssayClause, found: Settlement) -> str:
    """Why the verdict is what it is, with its figures."""
    share = clause.seller_share
    return words(
        f"ore.assay.how.{found.how}",
        apart=grouped(found.apart) if found.apart is not None else "",
        limit=grouped(clause.limit),
        seller_share=grouped(share),
        buyer_share=grouped(100 - share),
        umpire=grouped(exchange.umpire) if exchange.umpire is not None else "",
    )


def verdict_line(words: Words, exchange: Exchange, clause: AssayClause, found: Settlement) -> str:
    """The verdict and why, in one line."""
    return words(
        "ore.assay.verdict_line",
        verdict=words(f"ore.assay.verdict.{found.verdict}"),
        why=how_text(words, exchange, clause, found),
    )


def settled_line(words: Words, clause: AssayClause, found: Settlement) -> str:
    """The settled result and who pays the umpire; empty while unresolved."""
    if found.value is None:
        return ""
    value = result_text(found.value, clause)
    if found.payer is None:
        return words("ore.assay.settled", value=value)
    return words("ore.assay.settled_paid", value=value, who=words(f"ore.assay.payer.{found.payer}"))


def result_text(value: Decimal, clause: AssayClause) -> str:
    """A settled result with the places agreed."""
    return exact_text(value) if clause.places is None else format(value, f".{clause.places}f")


def outcome_cells(words: Words, each: Outcome, clause: AssayClause) -> tuple[str, ...]:
    """One way it may end: what, result, amount without VAT, over the buyer's, total with VAT."""
    own = each.key in ("seller", "buyer")
    value = exact_text(each.value) if own else result_text(each.value, clause)
    money = (grouped(each.net_ex_vat, FEN), signed(each.over_buyer, FEN), grouped(each.total_inc_vat, FEN))
    return (words(f"ore.assay.outcome.{each.key}"), value, *money)


def prospect_lines(words: Words, found: Prospect) -> Iterator[str]:
    """On whose belief, what is expected, and what it means for each party."""
    yield words("ore.assay.assumed" if found.assumed else "ore.assay.own_chances", spread=found.spread)
    yield words(
        "ore.assay.expected",
        settle_at=grouped(found.settle_at),
        now=grouped(found.settle_net, FEN),
        expected=grouped(found.expected_net, FEN),
    )
    yield _side_line(words, "seller", found.seller)
    yield _side_line(words, "buyer", found.buyer)


def _side_line(words: Words, name: str, side: Side) -> str:
    who = words(f"ore.assay.party.{name}")
    told = {"who": who, "gain": signed(side.gain, FEN), "pays": grouped(side.pays)}
    if side.break_even is None:
        line = words("ore.assay.side_any_fee", **told)
    else:
        line = words("ore.assay.side", **told, fee=grouped(side.break_even, FEN))
    if side.fee is None or side.gain_after_fee is None:
        return line
    after = words("ore.assay.after_fee", fee=grouped(side.fee, FEN), after=signed(side.gain_after_fee, FEN))
    return f"{line}{after}"

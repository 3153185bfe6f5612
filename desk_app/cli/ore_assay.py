"""`reo-desk ore assay`: two laboratories' results, the verdict of the clause, each outcome in yuan."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.ore_base import base_price
from desk_app.cli.speech import command
from desk_app.domain.base.exact import NotExact, exact, exact_text
from desk_app.domain.base.money import FEN, signed
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.assay import AssayClause, Element, Exchange, UmpireRule, Within
from desk_app.domain.ore.terms import GradeRule, Terms
from desk_app.i18n import Words

if TYPE_CHECKING:
    from desk_app.domain.ore.assay_money import Deal, Outcome, Prospect, Side
    from desk_app.jobs.settle_assay import AssaySettled, Belief

_LOT = ("quarter", "price", "basis", "reo", "moisture", "wet")
_COLUMNS = ("outcome", "result", "net", "over_buyer", "total")


@command("assay", "ore.help.assay")
@click.option("--seller", metavar="%", help="ore.option.assay_seller")
@click.option("--buyer", metavar="%", help="ore.option.assay_buyer")
@click.option("--umpire", metavar="%", help="ore.option.assay_umpire")
@click.option("--limit", required=True, metavar="%", help="ore.option.assay_limit")
@click.option("--element", type=click.Choice([e.value for e in Element]), default="reo", help="ore.option.element")
@click.option("--rule", type=click.Choice([w.value for w in Within]), default="mean", help="ore.option.within")
@click.option("--seller-share", default="50", metavar="%", help="ore.option.seller_share")
@click.option(
    "--umpire-rule", type=click.Choice([r.value for r in UmpireRule]), default="nearer-mean",
    help="ore.option.umpire_rule",
)  # fmt: skip
@click.option("--other-rules", is_flag=True, help="ore.option.other_rules")
@click.option("--places", type=int, metavar="N", help="ore.option.assay_places")
@click.option(
    "--rounding", type=click.Choice([m.value for m in Rounding]), default="half-up", help="ore.option.assay_rounding"
)
@click.option("--fee", metavar="YUAN", help="ore.option.fee")
@click.option("--settle-at", metavar="%", help="ore.option.settle_at")
@click.option("--chance", "chances", multiple=True, metavar="52.2=60", help="ore.option.chance")
@click.option("--quarter", metavar="2026Q1", help="cli.option.quarter")
@click.option("--price", metavar="P", help="cli.option.base_price")
@click.option("--basis", metavar="B", help="cli.option.basis")
@click.option("--reo", metavar="%", help="ore.option.other_reo")
@click.option("--moisture", metavar="%", help="cli.option.moisture")
@click.option("--wet", metavar="T", help="cli.option.wet")
@click.option(
    "--grade-rule", type=click.Choice([g.value for g in GradeRule]), default="pro-rata", help="cli.option.grade_rule"
)
@click.option(
    "--money-rounding", type=click.Choice([m.value for m in Rounding]), default="half-up",
    help="ore.option.money_rounding",
)  # fmt: skip
@click.option("--unit-places", type=int, metavar="N", help="cli.option.unit_places")
@click.option("--vat", default="13", metavar="%", help="cli.option.vat")
@json_option
@pass_context
def assay_command(context: Context, as_json: bool, **given: Any) -> None:
    """The verdict; with a lot, every outcome in yuan."""
    from desk_app.jobs.settle_assay import settle_assay

    exchange, clause = _exchange(given), _clause(given)
    found = settle_assay(exchange, clause, _deal(context, given), _belief(given))
    if as_json:
        print_json(assay_document(context.words, exchange, clause, found))
    else:
        for line in _lines(context.words, exchange, clause, found):
            say(line)


def _result(name: str, text: str | None) -> Decimal | None:
    """An option's figure, None where it is not given; `Refused` names the field."""
    if text is None:
        return None
    try:
        return exact(text)
    except NotExact as error:
        raise refuse("ore_number", name, name=f"@ore.assay.field.{name}", text=text[:40]) from error


def _needed(name: str, text: str) -> Decimal:
    return _result(name, text) or Decimal(0)


def _exchange(given: Mapping[str, Any]) -> Exchange:
    results = (_result(name, given[name]) for name in ("seller", "buyer", "umpire"))
    return Exchange(Element(given["element"]), *results)


def _clause(given: Mapping[str, Any]) -> AssayClause:
    return AssayClause(
        limit=_needed("limit", given["limit"]),
        within=Within(given["rule"]),
        seller_share=_needed("seller_share", given["seller_share"]),
        umpire_rule=UmpireRule(given["umpire_rule"]),
        other_rules=given["other_rules"],
        places=given["places"],
        rounding=Rounding(given["rounding"]),
    )


def _deal(context: Context, given: Mapping[str, Any]) -> "Deal | None":
    """The lot and its price; None where nothing of a lot is given, wrong usage where only part of it is."""
    from desk_app.domain.ore.assay_money import Deal
    from desk_app.domain.ore.lot import Lot

    if all(given[name] is None for name in _LOT):
        return None
    other = Element.MOISTURE if given["element"] == Element.REO else Element.REO
    stated, wet = _result(other.value, given[other.value]), _result("wet", given["wet"])
    if stated is None or wet is None or given[given["element"]] is not None:
        words = context.words
        raise click.UsageError(words("ore.usage.assay_lot", element=words(f"ore.field.{other}")))
    base = base_price(context, given["quarter"], given["price"], given["basis"])
    places, vat = given["unit_places"], _needed("vat", given["vat"])
    terms = Terms(GradeRule(given["grade_rule"]), Rounding(given["money_rounding"]), places, vat)
    return Deal(base, Lot(stated, stated, wet), terms)


def _belief(given: Mapping[str, Any]) -> "Belief":
    from desk_app.domain.ore.read_chances import read_chances
    from desk_app.jobs.settle_assay import Belief

    chances = read_chances(";".join(given["chances"]))
    return Belief(chances, _result("settle_at", given["settle_at"]), _result("fee", given["fee"]))


# ------------------------------------------------------------------ as JSON
def assay_document(words: Words, exchange: Exchange, clause: AssayClause, found: "AssaySettled") -> dict[str, Any]:
    """The verdict and its money, decimals as text; percent, percentage points, yuan."""
    from desk_app.jobs.say_assay import how_text, outcome_cells, result_text

    settlement = found.settlement
    return {
        "element": exchange.element.value,
        **{name: _plain(getattr(exchange, name)) for name in ("seller", "buyer", "umpire")},
        "apart": _plain(settlement.apart),
        "limit": exact_text(clause.limit),
        "verdict": settlement.verdict.value,
        "how": settlement.how,
        "text": how_text(words, exchange, clause, settlement),
        "value": None if settlement.value is None else result_text(settlement.value, clause),
        "umpire_paid_by": settlement.payer.value if settlement.payer else None,
        "outcomes": [_outcome(words, each, outcome_cells(words, each, clause)[1]) for each in found.outcomes],
        "worth_of_a_tenth_ex_vat": {element.value: _fen(yuan) for element, yuan in found.tenth},
        "prospect": _prospect(words, found.prospect) if found.prospect else None,
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else exact_text(value)


def _fen(value: Decimal | None) -> str | None:
    return None if value is None else format(value, f".{FEN}f")


def _outcome(words: Words, each: "Outcome", value: str) -> dict[str, Any]:
    return {
        "key": each.key,
        "text": words(f"ore.assay.outcome.{each.key}"),
        "value": value,
        "net_ex_vat": _fen(each.net_ex_vat),
        "total_inc_vat": _fen(each.total_inc_vat),
        "over_buyer_ex_vat": _fen(each.over_buyer),
    }


def _prospect(words: Words, found: "Prospect") -> dict[str, Any]:
    from desk_app.jobs.say_assay import prospect_lines

    return {
        "assumed": found.assumed,
        "text": " ".join(prospect_lines(words, found)),
        "settle_at": exact_text(found.settle_at),
        "settle_net_ex_vat": _fen(found.settle_net),
        "expected_net_ex_vat": _fen(found.expected_net),
        "seller": _side(found.seller),
        "buyer": _side(found.buyer),
    }


def _side(side: "Side") -> dict[str, Any]:
    return {
        "gain_ex_vat": _fen(side.gain),
        "pays_percent": exact_text(side.pays),
        "gain_after_fee": _fen(side.gain_after_fee),
        "break_even_fee": _fen(side.break_even),
        "no_fee_too_high": side.break_even is None,
    }


# ------------------------------------------------------------------ as lines
def _lines(words: Words, exchange: Exchange, clause: AssayClause, found: "AssaySettled") -> list[str]:
    from desk_app.jobs.say_assay import outcome_cells, prospect_lines, settled_line, verdict_line

    settlement = found.settlement
    lines = [words("ore.assay.title", element=words(f"ore.field.{exchange.element}"))]
    lines += [verdict_line(words, exchange, clause, settlement)]
    lines += [text] if (text := settled_line(words, clause, settlement)) else []
    if found.outcomes:
        titles = tuple(words(f"ore.assay.column.{name}") for name in _COLUMNS)
        rows = [titles, *(outcome_cells(words, each, clause) for each in found.outcomes)]
        lines += ["", *columns(rows, frozenset({1, 2, 3, 4}))]
        lines += [words(f"ore.assay.tenth.{element}", yuan=signed(yuan, FEN)) for element, yuan in found.tenth]
    if found.prospect:
        lines += ["", *prospect_lines(words, found.prospect)]
    return [*lines, words("ore.assay.yours")]

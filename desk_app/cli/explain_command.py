"""`reo-desk index explain`: why a value is what it is."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_json, say, tell
from desk_app.cli.speech import Command
from desk_app.domain.base.exact import exact_text, published
from desk_app.domain.base.money import grouped
from desk_app.domain.index.fate import FATE_KEYS, Fate
from desk_app.i18n import Words
from desk_app.jobs.as_known import end_of_day

if TYPE_CHECKING:
    from desk_app.domain.index.value_row import ValueRow
    from desk_app.jobs.explain_index import Explained, Input
    from desk_app.jobs.explain_trades import Weighed
    from desk_app.store.fates import FateRow


@click.command("explain", cls=Command, help="cli.help.index_explain")
@click.argument("code")
@click.argument("period")
@click.option("--as-known-on", "known_on", metavar="DATE", help="cli.option.as_known_on")
@json_option
@pass_context
def explain_command(context: Context, code: str, period: str, known_on: str | None, as_json: bool) -> None:
    """What went in, what was kept out and why, who moved it; built first when trades came or went since."""
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.explain_index import explain_index

    before = end_of_day(known_on) if known_on else None
    if before is None:
        build_index(context.desk, TerminalProgress(context.words))
    found = explain_index(context.desk, code, period, before)
    if as_json:
        print_json({**document(found), "label": context.words("index.label.in_house")})
    else:
        _print(context, found)
    tell(context.words("index.label.in_house"))


def document(found: "Explained") -> dict[str, Any]:
    """As JSON: statistics at full float precision as strings, money and masses as they are published."""
    previous = found.previous
    return {
        "code": found.series.code,
        "period": found.row.period,
        **_value(found.row),
        "unit": found.series.unit,
        "tax": found.series.tax.value,
        "previous_period": previous.period if previous else None,
        "previous_value": _float(previous.value) if previous else None,
        "change_percent": _float(found.change),
        "inputs": [_input(one) for one in found.inputs],
        "weights": {one.product: _float(one.weight) for one in found.inputs if one.weight},
        "contributions": _contributions(found),
        "screened_out": [fate_document(one) for one in found.screened],
        "doubted": [fate_document(one) for one in found.doubted],
        "standard_error_percent": _float(found.standard_error),
        "weighed_down": [_weighed(one) for one in found.weighed],
        "published": [
            {"version": one.version, "value": _float(one.value), "at": one.published_at, "name": one.name}
            | {"standard_error_percent": _float(one.error_percent)}
            | ({"notice": one.notice} if one.notice else {})
            for one in found.published
        ],
    }


def _value(row: "ValueRow") -> dict[str, Any]:
    return {
        "value": _float(row.value),
        "status": row.status,
        "grade": row.grade,
        "trades": row.trades,
        "tonnes": exact_text(published(row.tonnes, 6)),
        "priced": row.priced,
        "expected": row.expected,
        "coverage": _float(row.coverage),
        "imputed": _float(row.imputed),
        "largest_party": _float(row.largest_party),
        "rejected": row.rejected,
    }


def _contributions(found: "Explained") -> dict[str, str | None]:
    return {one.product: _float(one.points) for one in found.inputs if one.points is not None}


def _input(one: "Input") -> dict[str, Any]:
    return {
        "product": one.product,
        "price": _money(one.price),
        "previous_price": _money(one.previous_price),
        "low": _money(one.low),
        "high": _money(one.high),
        "trades": one.trades,
        "tonnes": exact_text(published(one.tonnes, 6)),
        "rejected": one.rejected,
    }


def fate_document(one: "FateRow") -> dict[str, Any]:
    """`held_against`: the median price, the least and the highest that would have counted, and how many trades."""
    return {
        "id": one.trade,
        "trade_date": one.day,
        "product": one.product,
        "fate": FATE_KEYS[Fate(one.fate)],
        "price_yuan_per_t_ex_vat": str(published(one.price, 4)),
        "quantity_t": one.quantity_t,
        "ref": one.ref,
        "buyer": one.buyer,
        "seller": one.seller,
        "source": one.source,
        "source_file": one.file,
        "source_row": one.source_row,
        "released_on": one.released_on,
        "held_against": _held(one),
        "reason": one.reason,
        "name": one.name,
    }


def _held(one: "FateRow") -> Mapping[str, Any] | None:
    from desk_app.jobs.held_against import held_against

    held = held_against(one)
    if held is None:
        return None
    return {"trades": held.trades, **{name: _money(getattr(held, name)) for name in ("low", "median", "high")}}


def _weighed(one: "Weighed") -> dict[str, Any]:
    """A party above the cap in a week, or a source that is weighted down."""
    who = {"source": one.name} if one.share is None else {"week": one.week, "party": one.name}
    return {"product": one.product, **who, "share": _float(one.share), "factor": _float(one.factor)}


def _float(value: float | None) -> str | None:
    return None if value is None else repr(float(value))


def _money(value: float | None) -> str | None:
    return None if value is None else str(published(value, 2))


def _print(context: Context, found: "Explained") -> None:
    """The same as a table: products with what they added, then the trades that were kept out."""
    words = context.words
    said = {"period": found.row.period, "value": _money(found.row.value) or "–", "grade": found.row.grade or "–"}
    say(words("index.explain.value", **said))
    if found.change is not None and found.previous is not None:
        change = f"{found.change:+.2f}"
        say(words("index.explain.change", change=change, previous=found.previous.period))
    if found.standard_error is not None:
        say(words("index.explain.error", error=f"{found.standard_error:.2f}"))
    heads = tuple(words(f"index.explain.{name}") for name in ("product", "price", "trades", "weight", "points"))
    rows = [_cells(one) for one in found.inputs]
    for line in columns([heads, *rows], frozenset({1, 2, 3, 4})):
        say(line)
    for one in found.screened:
        fate = words(f"index.fate.{FATE_KEYS[Fate(one.fate)]}")
        say(words("index.explain.out", day=one.day, product=one.product, price=_grouped(one.price), reason=fate))
    for weighed in found.weighed:
        say(_weighed_line(words, weighed))


def _weighed_line(words: Words, one: "Weighed") -> str:
    factor = f"{one.factor:.4g}"
    if one.share is None:
        return words("index.explain.source_factor", product=one.product, source=one.name, factor=factor)
    facts = {"week": one.week, "product": one.product, "party": one.name, "share": f"{100 * one.share:.1f}"}
    return words("index.explain.capped", **facts, factor=factor)


def _cells(one: "Input") -> tuple[str, ...]:
    weight = "" if one.weight is None else f"{100 * one.weight:.2f}"
    points = "" if one.points is None else f"{one.points:+.4f}"
    return one.product, _grouped(one.price), str(one.trades), weight, points


def _grouped(price: float | None) -> str:
    return "" if price is None else grouped(Decimal(str(published(price, 2))), 2)

"""`reo-desk index`: list the series, show one, bring them up to date."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.compute_command import compute_command
from desk_app.cli.explain_command import explain_command
from desk_app.cli.frame import (
    Context,
    TerminalProgress,
    json_option,
    pass_context,
    print_json,
    say,
)
from desk_app.cli.index_publish_command import differences_command, drift_command, publish_command
from desk_app.cli.index_settings_command import group_command, rules_command, trade_command
from desk_app.cli.index_show_command import figure_text, group_name, show_command
from desk_app.cli.methodology_command import methodology_command
from desk_app.cli.official_command import official_command
from desk_app.cli.speech import group
from desk_app.domain.base.money import grouped
from desk_app.jobs.as_known import end_of_day

if TYPE_CHECKING:
    from desk_app.domain.product.product import Product
    from desk_app.jobs.list_series import SeriesInfo

_PLACES = 2


@group("index", "cli.help.index")
def index_command() -> None:
    """Series out of the live trades."""


for command in (
    show_command,
    explain_command,
    methodology_command,
    publish_command,
    differences_command,
    drift_command,
    rules_command,
    group_command,
    trade_command,
    official_command,
    compute_command,
):
    index_command.add_command(command)


@index_command.command("build", help="cli.help.index_build")
@json_option
@pass_context
def build_command(context: Context, as_json: bool) -> None:
    """Bring all series up to date, and let the alerts look at them."""
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.check_alerts import check_alerts

    built = build_index(context.desk, TerminalProgress(context.words))
    check_alerts(context.desk)
    counts = {name: getattr(built, name) for name in ("series", "added", "changed", "withdrawn")}
    if as_json:
        print_json({"vintage": built.vintage, **counts})
    else:
        say(context.words("index.build.done" if built.vintage else "index.build.nothing_new", **counts))


@index_command.command("list", help="cli.help.index_list")
@click.option("--as-known-on", "known_on", metavar="DATE", help="cli.option.as_known_on")
@json_option
@pass_context
def list_command(context: Context, known_on: str | None, as_json: bool) -> None:
    """All series with their newest values; built first when trades came or went since, unless a past state is asked."""
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.list_series import list_series
    from desk_app.jobs.load_products import load_products

    before = end_of_day(known_on) if known_on else None
    if before is None:
        build_index(context.desk, TerminalProgress(context.words))
    catalogue = load_products(context.desk)
    listed = list_series(context.desk, before)
    documents = [_document(context, info, catalogue.get(info.product)) for info in listed]
    if as_json:
        print_json(documents)
    elif documents:
        _print_table(context, documents)
    else:
        say(context.words("index.list.none"))


def _document(context: Context, info: "SeriesInfo", product: "Product | None") -> dict[str, Any]:
    return {
        "code": info.code,
        "name": product.name(context.words.language) if product else _own_name(context, info),
        "kind": info.kind.value,
        "product": info.product,
        "every": [every.value for every in info.every],
        "unit": info.unit,
        "tax": info.tax.value,
        "base": info.base,
        "method": info.method,
        "latest_period": info.latest_period,
        "latest_value": figure_text(info.latest_value, _PLACES),
        "previous_value": figure_text(info.previous_value, _PLACES),
        "label": context.words("index.label.in_house"),
        "sample": info.sample,
    }


def _own_name(context: Context, info: "SeriesInfo") -> str:
    return info.product or group_name(context, info.code)


def _print_table(context: Context, documents: list[dict[str, Any]]) -> None:
    shown = ("code", "name", "latest_period", "latest_value", "unit")
    heads = tuple(context.words(f"index.column.{name}") for name in shown)
    rows = [_row(context, document) for document in documents]
    for line in columns([heads, *rows], frozenset({3})):
        say(line)
    say(context.words("index.label.in_house"))
    if any(document["sample"] for document in documents):
        say(context.words("index.label.sample"))


def _row(context: Context, document: dict[str, Any]) -> tuple[str, ...]:
    """Code, name, day, value with thousands commas, and the unit with its tax basis in words."""
    value = document["latest_value"]
    figure = grouped(Decimal(value), _PLACES) if value else ""
    unit = context.words(f"index.unit.{document['kind']}")
    return document["code"], document["name"], document["latest_period"] or "", figure, unit

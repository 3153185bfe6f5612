"""`reo-desk ore nowcast`: next quarter's price before it is announced; never an announced price."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.speech import command
from desk_app.cli.trades_command import DAY
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import grouped, signed
from desk_app.domain.ore.nowcast import Way
from desk_app.domain.ore.proxy import Scored
from desk_app.i18n import Words

if TYPE_CHECKING:
    from desk_app.domain.ore.quarter_so_far import SoFar
    from desk_app.jobs.nowcast_price import Told


@command("nowcast", "ore.nowcast.help")
@click.option("--way", type=click.Choice([way.value for way in Way]), default=Way.PROXY.value, help="ore.nowcast.way")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="ore.nowcast.on")
@click.option("--pack", type=click.Path(path_type=Path), metavar="FILE", help="ore.nowcast.pack")
@click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")
@json_option
@pass_context
def nowcast_command(
    context: Context, way: str, on: datetime | None, pack: Path | None, name: str, as_json: bool
) -> None:
    """The estimate; with --pack the desk's own formula is kept first, and used."""
    from desk_app.jobs.load_products import load_products
    from desk_app.jobs.nowcast_price import give_pack, nowcast_price
    from desk_app.jobs.say_nowcast import nowcast_lines

    if pack is not None:
        give_pack(context.desk, pack, name)
    day: date | None = on.date() if on else None
    told = nowcast_price(context.desk, Way(way) if pack is None else Way.PACK, day)
    if as_json:
        print_json(nowcast_document(told))
        return
    catalogue, language = load_products(context.desk), context.words.language
    names = {product.key: product.name(language) for product in catalogue.all()}
    words, found = context.words, told.nowcast
    say(words(f"ore.nowcast.title.{found.way}", target=found.target))
    for line in (*nowcast_lines(words, found, names), "", *scored_lines(words, found.scored)):
        say(line)


def nowcast_document(told: "Told") -> dict[str, Any]:
    """Decimals as text; prices in yuan per dry tonne without VAT."""
    found = told.nowcast
    return {
        "target": found.target,
        "way": found.way.value,
        "announced": False,
        "basis": exact_text(found.basis),
        "price": exact_text(found.flat),
        "low": None if found.low is None else exact_text(found.low),
        "high": None if found.high is None else exact_text(found.high),
        "if_up_5_percent": exact_text(found.up),
        "if_down_5_percent": exact_text(found.down),
        "inputs": {product: _input(each) for product, each in found.inputs.items()},
        "scored": [_scored(each) for each in found.scored],
        "moved": [{"day": said.day, "price": exact_text(said.price)} for said in told.moved],
        "kept": [_scored(each) for each in told.kept],
    }


def _input(one: "SoFar") -> dict[str, Any]:
    last = exact_text(one.last)
    return {
        "quarter": one.quarter,
        "locked": one.locked,
        "left": one.left,
        "last": last,
        "as_of": one.as_of.isoformat(),
    }


def _scored(one: Scored) -> dict[str, str]:
    return {
        "quarter": one.quarter,
        "said": exact_text(one.said),
        "announced": exact_text(one.announced),
        "error": exact_text(one.error),
        "error_percent": str(one.error_percent),
    }


def scored_lines(words: Words, scored: tuple[Scored, ...]) -> list[str]:
    """How it would have done, quarter by quarter."""
    titles = tuple(words(f"ore.nowcast.column.{name}") for name in ("quarter", "said", "announced", "error", "percent"))
    rows = [titles]
    for each in scored:
        figures = grouped(each.said), grouped(each.announced), signed(each.error), signed(each.error_percent, 2)
        rows.append((each.quarter, *figures))
    return list(columns(rows, frozenset({1, 2, 3, 4})))

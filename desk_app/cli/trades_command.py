"""`reo-desk trades`, `products`: the trades that count, and the catalogue."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_csv, print_json, say
from desk_app.cli.options import BATCH
from desk_app.cli.speech import command
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import refuse

if TYPE_CHECKING:
    from desk_app.domain.product.product import Product
    from desk_app.jobs.list_trades import TradeLine

DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(path_type=Path, dir_okay=False)


@command("trades", "cli.help.trades")
@click.option("--product", metavar="KEY", help="cli.option.product")
@click.option("--from", "start", type=DAY, metavar="YYYY-MM-DD", help="cli.option.from")
@click.option("--to", "end", type=DAY, metavar="YYYY-MM-DD", help="cli.option.to")
@click.option("--batch", type=BATCH, metavar="N", help="cli.option.batch")
@click.option("--format", "shape", type=click.Choice(["json", "csv"]), default="csv", help="cli.option.format")
@json_option
@pass_context
def trades_command(
    context: Context,
    product: str | None,
    start: datetime | None,
    end: datetime | None,
    batch: int | None,
    shape: str,
    as_json: bool,
) -> None:
    """The live trades, the newest first."""
    from desk_app.jobs.list_trades import list_trades

    if start and end and start > end:
        raise refuse("days_reversed", "trade_date", start=f"{start:%Y-%m-%d}", end=f"{end:%Y-%m-%d}")
    found = list_trades(
        context.desk, product=_product_key(context, product), start=_day(start), end=_day(end), batch=batch
    )
    documents = [trade_document(line) for line in found]
    if as_json or shape == "json":
        print_json(documents)
    else:
        print_csv(TRADE_COLUMNS, (document.values() for document in documents))


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _product_key(context: Context, name: str | None) -> str | None:
    from desk_app.jobs.load_products import load_products

    if name is None:
        return None
    found = load_products(context.desk).find(name)
    if found is None:
        raise refuse("product_unknown", "product", text=name)
    return found.key


TRADE_COLUMNS = (
    "id", "batch", "source_file", "source_row", "trade_date", "product", "grade", "quantity_t", "price_stated",
    "unit_stated", "tax", "price_yuan_per_t_ex_vat", "price_yuan_per_t_inc_vat", "amount_yuan_ex_vat", "ref", "buyer",
    "seller", "source", "version", "basis", "fx",
)  # fmt: skip


def trade_document(line: "TradeLine") -> dict[str, Any]:
    """A trade as the contract of the command line writes it: decimals as text, prices to 4 places."""
    values = (
        line.id, line.batch, line.source_file, line.source_row, line.trade_date.isoformat(), line.product, line.grade,
        exact_text(line.quantity_t), exact_text(line.price_stated), line.unit_stated, line.tax.value,
        f"{line.price_ex_vat:.4f}", f"{line.price_inc_vat:.4f}", f"{line.amount_ex_vat:.2f}", line.ref, line.buyer,
        line.seller, line.source, line.version, line.basis.value if line.basis else "",
        "" if line.fx is None else exact_text(line.fx),
    )  # fmt: skip
    return dict(zip(TRADE_COLUMNS, values, strict=True))


@command("products", "cli.help.products")
@click.option(
    "--add", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.toml", help="cli.option.add_products"
)
@json_option
@pass_context
def products_command(context: Context, add: Path | None, as_json: bool) -> None:
    """The catalogue; `--add` lays the entries of a file over it."""
    from desk_app.jobs.add_products import add_products
    from desk_app.jobs.load_products import load_products

    if add is not None:
        add_products(context.desk, _entries(add))
    products = load_products(context.desk).all()
    if as_json:
        print_json([_product(product) for product in products])
        return
    for product in products:
        say(f"{product.key:14} {product.name(context.words.language)}  {product.grade}")


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("product")
    except (OSError, ValueError) as error:
        raise refuse("products_file_unreadable", "file", file=path.name, detail=str(error)) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise refuse("products_file_unreadable", "file", file=path.name, detail="[[product]]")
    return entries


def _product(product: "Product") -> dict[str, Any]:
    band = product.band
    return {
        "key": product.key,
        "zh": product.zh,
        "en": product.en,
        "aliases": product.aliases,
        "groups": sorted(product.groups),
        "grade": product.grade,
        "standard": product.standard,
        "unit": product.unit,
        "tax": product.tax.value,
        "band": band
        and {
            "low": exact_text(band.low),
            "high": exact_text(band.high),
            "on": band.on.isoformat(),
            "source": band.source,
        },
    }

"""`reo-desk sheet`: draft sheets, list them, make their PDF."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say, tell
from desk_app.cli.options import BATCH, terms_options
from desk_app.cli.ore_announce import conflict_line
from desk_app.cli.speech import group
from desk_app.domain.base.exact import exact
from desk_app.domain.base.money import FEN, grouped
from desk_app.i18n import Words

if TYPE_CHECKING:
    from desk_app.jobs.list_sheets import SheetLine


@group("sheet", "cli.help.sheet")
def sheet_command() -> None:
    """Sheets."""


@sheet_command.group("draft", help="cli.help.sheet_draft")
def draft_command() -> None:
    """One command a kind."""


@draft_command.command("price-adjustment", help="cli.help.sheet_price_adjustment")
@click.option("--quarter", required=True, metavar="2026Q1", help="cli.option.quarter")
@click.option("--from-quarter", metavar="2025Q4", help="cli.option.from_quarter")
@click.option("--contract", default="", metavar="NO", help="cli.option.contract")
@click.option("--seller", default="", metavar="NAME", help="cli.option.seller")
@click.option("--buyer", default="", metavar="NAME", help="cli.option.buyer")
@click.option("--deliveries", metavar="FILE", type=click.Path(path_type=Path), help="cli.option.deliveries")
@click.option("--note", default="", metavar="TEXT", help="cli.option.note")
@terms_options
@json_option
@pass_context
def price_adjustment_command(context: Context, as_json: bool, **given: Any) -> None:
    """Draft the quarterly price adjustment sheet."""
    from desk_app.jobs.draft_sheet import PriceAdjustmentRequest, conflicts_in, draft_price_adjustment
    from desk_app.jobs.list_sheets import list_sheets

    request = PriceAdjustmentRequest(**given)
    number = draft_price_adjustment(context.desk, request)
    for conflict in conflicts_in(context.desk, request):
        tell(conflict_line(context.words, conflict))
    if as_json:
        print_json({"id": number})
        return
    line = next(line for line in list_sheets(context.desk) if line.id == number)
    kind = context.words(f"sheet.kind.{line.kind}")
    say(context.words("sheet.list.drafted", id=number, kind=kind, period=line.period, against=line.against))


@draft_command.command("import-report", help="cli.help.sheet_import_report")
@click.option("--batch", required=True, type=BATCH, help="cli.option.batch")
@json_option
@pass_context
def import_report_command(context: Context, as_json: bool, batch: int) -> None:
    """Draft the receipt of an import."""
    from desk_app.jobs.draft_receipt import draft_receipt

    number = draft_receipt(context.desk, batch)
    if as_json:
        print_json({"id": number})
    else:
        say(context.words("sheet.list.receipt", id=number, batch=batch))


@sheet_command.command("list", help="cli.help.sheet_list")
@json_option
@pass_context
def list_command(context: Context, as_json: bool) -> None:
    """Every sheet, the newest first."""
    from desk_app.jobs.list_sheets import list_sheets

    lines = list_sheets(context.desk)
    if as_json:
        print_json([dataclasses.asdict(line) for line in lines])
        return
    for line in lines:
        say(_line(context.words, line))
    if not lines:
        say(context.words("sheet.list.none"))


def _line(words: Words, line: "SheetLine") -> str:
    none = words("sheet.text.none")
    if line.batch:
        facts = {"id": line.id, "period": line.period, "batch": line.batch, "file": line.about}
        state, kind = words(f"sheet.state.{line.state}"), words(f"sheet.kind.{line.kind}")
        return words("sheet.list.receipt_line", state=state, kind=kind, **facts)
    return words(
        "sheet.list.line",
        id=line.id,
        state=words(f"sheet.state.{line.state}"),
        kind=words(f"sheet.kind.{line.kind}"),
        period=line.period,
        against=line.against,
        contract=line.contract or none,
        seller=line.seller or none,
        buyer=line.buyer or none,
        total=grouped(exact(line.total), FEN) if line.total else none,
    )


@sheet_command.command("pdf", help="cli.help.sheet_pdf")
@click.argument("number", metavar="ID", type=int)
@click.argument("out", metavar="OUT.pdf", type=click.Path(path_type=Path))
@json_option
@pass_context
def pdf_command(context: Context, number: int, out: Path, as_json: bool) -> None:
    """One sheet as PDF, in the language in use."""
    from desk_app.jobs.sheet_pdf import write_sheet_pdf
    from desk_app.paper.raster import page_count

    pages = page_count(write_sheet_pdf(context.desk, number, out, context.words.language))
    if as_json:
        print_json({"id": number, "file": str(out), "pages": pages})
    else:
        say(context.words("sheet.list.written", file=out, pages=pages))

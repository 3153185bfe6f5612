"""`reo-desk index methodology`: how a series is made, as Markdown or PDF."""

from pathlib import Path

import click

from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_json, say
from desk_app.cli.speech import command


@command("methodology", "cli.help.index_methodology")
@click.argument("code")
@click.option("--pdf", "out", metavar="OUT.pdf", type=click.Path(path_type=Path), help="cli.option.methodology_pdf")
@click.option("--owner", metavar="NAME", help="cli.option.methodology_owner")
@click.option("--contact", metavar="TEXT", help="cli.option.methodology_contact")
@json_option
@pass_context
def methodology_command(
    context: Context, code: str, out: Path | None, owner: str | None, contact: str | None, as_json: bool
) -> None:
    """The methodology of one series; built first when trades came or went since."""
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.load_methodology import load_methodology, set_compiler

    build_index(context.desk, TerminalProgress(context.words))
    set_compiler(context.desk, owner, contact)
    if out is not None:
        _write(context, code, out, as_json)
        return
    text = load_methodology(context.desk, code, context.words.language)
    if as_json:
        print_json({"code": code, "language": context.words.language, "markdown": text})
    else:
        say(text.rstrip("\n"))


def _write(context: Context, code: str, out: Path, as_json: bool) -> None:
    from desk_app.jobs.load_methodology import write_methodology_pdf
    from desk_app.paper.raster import page_count

    pages = page_count(write_methodology_pdf(context.desk, code, out, context.words.language))
    if as_json:
        print_json({"code": code, "file": str(out), "pages": pages})
    else:
        say(context.words("sheet.list.written", file=out, pages=pages))

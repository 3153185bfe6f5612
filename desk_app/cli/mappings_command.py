"""`reo-desk mappings`: how each source's files are read, as remembered; out to a file, in from one, forgotten."""

from pathlib import Path

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say, tell
from desk_app.cli.speech import command

_FILE = click.Path(path_type=Path, dir_okay=False)


@command("mappings", "cli.help.mappings")
@click.option("--export", "to", metavar="FILE", type=_FILE, help="cli.option.mappings_export")
@click.option("--import", "source", metavar="FILE", type=_FILE, help="cli.option.mappings_import")
@click.option("--forget", "number", metavar="ID", type=click.IntRange(1), help="cli.option.mappings_forget")
@json_option
@pass_context
def mappings_command(context: Context, to: Path | None, source: Path | None, number: int | None, as_json: bool) -> None:
    """List what is remembered, after doing what is asked."""
    from desk_app.jobs import share_mappings

    desk, words = context.desk, context.words
    if source is not None:
        tell(words("cli.mappings.taken", count=share_mappings.import_mappings(desk, source)))
    if number is not None:
        share_mappings.forget(desk, number)
    if to is not None:
        tell(words("cli.mappings.written", count=share_mappings.export_mappings(desk, to), file=to))
    found = share_mappings.list_mappings(desk)
    if as_json:
        rows = [(one.id, one.profile.source, one.profile.headings, one.used_at) for one in found]
        print_json([dict(zip(("id", "source", "headings", "used_at"), row, strict=True)) for row in rows])
        return
    for one in found:
        headings = " | ".join(one.profile.headings)[:100]
        say(words("cli.mappings.line", id=one.id, source=one.profile.source or "-", headings=headings))
    if not found:
        say(words("cli.mappings.none"))

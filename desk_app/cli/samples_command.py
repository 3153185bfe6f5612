"""`reo-desk samples`: fill an empty desk with sample data."""

from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_json, say
from desk_app.cli.speech import command


@command("samples", "cli.help.samples")
@json_option
@pass_context
def samples_command(context: Context, as_json: bool) -> None:
    """Only an empty desk is filled."""
    from desk_app.jobs.fill_samples import fill_samples

    filled = fill_samples(context.desk, TerminalProgress(context.words))
    counts = {"files": filled.files, "trades": filled.trades, "series": filled.series}
    if as_json:
        print_json(counts)
    else:
        say(context.words("sample.filled", **counts))

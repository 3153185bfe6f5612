"""`reo-desk feed`: follow a folder and the live sources, keep the sources, feed other desks."""

from pathlib import Path
from typing import Any

import click

from desk_app.cli.feed_serve import publish_command, serve_command
from desk_app.cli.feed_sources import add_command, list_command, problems_command, remove_command
from desk_app.cli.frame import Context, json_option, pass_context, tell
from desk_app.cli.speech import group
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.product.product import UNITS
from desk_app.i18n import one_line
from desk_app.settings import Settings


@group("feed", "cli.help.feed")
def feed_command() -> None:
    """Sources that are watched."""


for each in (list_command, add_command, remove_command, problems_command, serve_command, publish_command):
    feed_command.add_command(each)


@feed_command.command("follow", help="cli.help.feed_follow")
@click.argument("chosen", required=False, metavar="[FOLDER|SOURCE]")
@click.option("--source", default="", metavar="NAME", help="cli.option.source")
@click.option("--unit", type=click.Choice(UNITS), help="cli.option.unit")
@click.option("--tax", type=click.Choice([t.value for t in Tax]), help="cli.option.tax")
@json_option
@pass_context
def follow_command(context: Context, chosen: str | None, as_json: bool, **stated: Any) -> None:
    """A folder, a live source, or all there are, until Ctrl+C."""
    from desk_app.cli.feed_follow import Following
    from desk_app.jobs.follow_folder import FolderFollower
    from desk_app.jobs.follow_sources import SourcesFollower
    from desk_app.jobs.import_options import ImportOptions
    from desk_app.jobs.keep_sources import list_kept

    kept = list_kept(context.folder)
    sources = kept if chosen is None else tuple(each for each in kept if each.name == chosen)
    folder = None if chosen and sources else Path(chosen) if chosen else _watched(context)
    if folder is None and not sources:
        raise refuse("watched_none")
    options = ImportOptions(**{**stated, "tax": Tax(stated["tax"]) if stated["tax"] else None})
    follower = FolderFollower(context.desk, folder, options.source) if folder else None
    live = SourcesFollower(context.desk, sources) if sources else None
    if follower is not None:
        tell(context.words("feed.following", folder=one_line(str(follower.folder))))
    for source in sources:
        tell(context.words(f"live.following.{source.kind.value}", name=source.name, address=one_line(source.address)))
    Following(context, follower, live, options, as_json).run()


def _watched(context: Context) -> Path | None:
    kept = Settings(context.folder)["watched"]
    return Path(kept) if kept else None

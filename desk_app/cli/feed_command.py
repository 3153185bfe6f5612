"""`reo-desk feed …`: follow a folder and import what arrives in it; which one the window watches."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say, tell
from desk_app.cli.import_command import import_document
from desk_app.cli.speech import group
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax
from desk_app.domain.product.product import UNITS
from desk_app.i18n import Words, one_line, problem_text
from desk_app.settings import Settings

if TYPE_CHECKING:
    from desk_app.jobs.follow_folder import FolderFollower, Ready
    from desk_app.jobs.import_options import ImportOptions
    from desk_app.jobs.import_result import ImportResult

_BEAT = 0.25
"""Seconds between two looks into the mailbox: Ctrl+C is heard only between them on Windows."""


@group("feed", "cli.help.feed")
def feed_command() -> None:
    """Sources that are watched."""


@feed_command.command("follow", help="cli.help.feed_follow")
@click.argument("chosen", required=False, metavar="[FOLDER]", type=click.Path(path_type=Path))
@click.option("--source", default="", metavar="NAME", help="cli.option.source")
@click.option("--unit", type=click.Choice(UNITS), help="cli.option.unit")
@click.option("--tax", type=click.Choice([t.value for t in Tax]), help="cli.option.tax")
@json_option
@pass_context
def follow_command(context: Context, chosen: Path | None, as_json: bool, **stated: Any) -> None:
    """Import each file when it has settled, until Ctrl+C."""
    from desk_app.jobs.follow_folder import FolderFollower
    from desk_app.jobs.import_options import ImportOptions

    folder = chosen or _watched(context)
    if folder is None:
        raise refuse("watched_none")
    options = ImportOptions(**{**stated, "tax": Tax(stated["tax"]) if stated["tax"] else None})
    follower = FolderFollower(context.desk, folder, options.source)
    tell(context.words("feed.following", folder=one_line(str(follower.folder))))
    follower.start()
    try:
        _Following(context, follower, options, as_json).run()
    finally:
        follower.stop()


@feed_command.command("list", help="cli.help.feed_list")
@json_option
@pass_context
def list_command(context: Context, as_json: bool) -> None:
    """The folder that the window watches, and whether it can be reached now."""
    from desk_app.jobs.follow_folder import is_reachable

    folder = _watched(context)
    state = "reachable" if folder is not None and is_reachable(folder) else "unreachable"
    if as_json:
        print_json([] if folder is None else [{"kind": "folder", "source": str(folder), "state": state}])
    elif folder is None:
        say(context.words("feed.none"))
    else:
        say(context.words(f"feed.listed.{state}", folder=one_line(str(folder))))


def _watched(context: Context) -> Path | None:
    kept = Settings(context.folder)["watched"]
    return Path(kept) if kept else None


@dataclass(slots=True)
class _Following:
    """A folder on its way into the desk: each file in a transaction of its own, and said as soon as it is done."""

    context: Context
    follower: "FolderFollower"
    options: "ImportOptions"
    as_json: bool

    def run(self) -> None:
        """Until Ctrl+C."""
        state = self.follower.state
        while True:
            arrivals = self.follower.take(_BEAT)
            if self.follower.state is not state:
                state = self.follower.state
                self._note(f"feed.state.{state.value}", folder=one_line(str(self.follower.folder)))
            if arrivals:
                self._take(self.follower.sort(arrivals))

    def _take(self, ready: "Ready") -> None:
        from desk_app.jobs.follow_folder import stands
        from desk_app.jobs.import_files import import_files

        if ready.known:
            self._note("feed.known", count=ready.known)
        for path in ready.paths:
            (result,) = import_files(self.context.desk, [path], self.options)
            self._say(result)
            if stands(result):
                self.follower.settled([path])

    def _say(self, result: "ImportResult") -> None:
        words = self.context.words
        say(json.dumps(import_document(words, result), ensure_ascii=False) if self.as_json else _line(words, result))

    def _note(self, key: str, **facts: object) -> None:
        tell(self.context.words(key, **facts))


def _line(words: Words, result: "ImportResult") -> str:
    if result.refused:
        return words("trade.import.refused", file=one_line(result.file), text=problem_text(words, result.refused))
    counts = {name: getattr(result, name) for name in ("rows", "new", "same", "changed", "held")}
    return words("trade.import.done", file=one_line(result.file), **counts)

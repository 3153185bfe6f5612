"""`reo-desk feed serve | publish`: the other end, for one desk to feed others."""

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say, tell
from desk_app.cli.speech import Command
from desk_app.domain.base.problem import Refused, refuse
from desk_app.i18n import one_line, problem_text

if TYPE_CHECKING:
    from desk_app.jobs.publish_feed import Published

TOKEN = "REO_DESK_FEED_TOKEN"  # noqa: S105 - the name of the variable that has it
_BEAT = 1.0
_LOOPBACK = "127.0.0.1"
_PORT = 8765


@click.command("serve", cls=Command, help="cli.help.feed_serve")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, metavar="N", help="cli.option.serve_port")
@click.option("--host", default=_LOOPBACK, metavar="H", help="cli.option.serve_host")
@click.option("--own", is_flag=True, help="cli.option.serve_own")
@click.option("--owner", metavar="NAME", help="cli.option.methodology_owner")
@pass_context
def serve_command(context: Context, folder: Path, port: int, host: str, own: bool, owner: str | None) -> None:
    """Serve a folder until Ctrl+C; with --own the desk's own values are put there as they change."""
    from desk_app.feeds.serve.server import Server

    words = context.words
    if own:
        _say_published(context, _publish(context, folder, owner))
    if not folder.is_dir():
        raise refuse("serve_folder", folder=str(folder))
    told = _Told(context)
    try:
        server = Server(folder.absolute(), host, port, told, os.environ.get(TOKEN, ""))
    except OSError as error:
        detail = error.strerror or str(error)
        raise refuse("serve_address", host=host, port=str(port), detail=detail) from error
    tell(words("live.serve.begin", folder=one_line(str(folder.absolute())), address=server.address))
    here = server.host.startswith("127.") or server.host == "::1"
    tell(words("live.serve.here" if here else "live.serve.everyone"))
    tell(words("live.serve.token" if os.environ.get(TOKEN) else "live.serve.no_token", variable=TOKEN))
    keeper = _Publishing(context, folder) if own else None
    try:
        server.run()
    finally:
        if keeper is not None:
            keeper.stop()


@click.command("publish", cls=Command, help="cli.help.feed_publish")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--owner", metavar="NAME", help="cli.option.methodology_owner")
@json_option
@pass_context
def publish_command(context: Context, folder: Path, owner: str | None, as_json: bool) -> None:
    """Put the desk's own values and the official points it has into a folder that is served."""
    found = _publish(context, folder, owner)
    if as_json:
        names = ("series", "values", "bulletins", "left_out")
        print_json({name: getattr(found, name) for name in names})
    else:
        _say_published(context, found)


def _publish(context: Context, folder: Path, owner: str | None) -> "Published":
    from desk_app.cli.frame import TerminalProgress
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.load_methodology import set_compiler
    from desk_app.jobs.publish_feed import publish_feed

    if owner is not None:
        set_compiler(context.desk, owner, None)
    build_index(context.desk, TerminalProgress(context.words))
    return publish_feed(context.desk, folder)


def _say_published(context: Context, found: "Published") -> None:
    counts = {name: getattr(found, name) for name in ("series", "values", "bulletins")}
    say(context.words("live.serve.published", **counts))
    if found.left_out:
        tell(context.words("live.serve.left_out", count=found.left_out))


class _Told:
    """Says who asks for what."""

    def __init__(self, context: Context) -> None:
        self._words = context.words

    def __call__(self, what: str, who: str) -> None:
        if what != "index":
            tell(self._words(f"live.serve.{what}", who=one_line(who)))


class _Publishing:
    """Looks for new values of the desk, in a thread of its own, while the folder is served."""

    def __init__(self, context: Context, folder: Path) -> None:
        self._context, self._folder = context, folder
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="publish", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Wait for what is under way."""
        self._stopped.set()
        self._thread.join()

    def _serve(self) -> None:
        from desk_app.jobs.publish_feed import mark_of, publish_feed

        desk, before, problem = self._context.desk, None, None
        while not self._stopped.wait(_BEAT):
            try:
                now = mark_of(desk)
                if now != before:
                    publish_feed(desk, self._folder)
                    before, problem = now, None
            except Refused as refused:
                if refused.problem != problem:
                    problem = refused.problem
                    tell(problem_text(self._context.words, problem))

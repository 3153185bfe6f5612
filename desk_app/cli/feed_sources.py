"""`reo-desk feed list | add | remove | problems`: the watched folder and the live sources of a desk."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.speech import Command
from desk_app.domain.base.period import CHINA
from desk_app.domain.base.problem import refuse
from desk_app.i18n import one_line
from desk_app.settings import Settings

if TYPE_CHECKING:
    from desk_app.jobs.keep_sources import Source

_KINDS = ("bulletins", "ticks", "replay")
_FASTEST = 1000


@click.command("list", cls=Command, help="cli.help.feed_list")
@json_option
@pass_context
def list_command(context: Context, as_json: bool) -> None:
    """The folder that the window watches and the live sources, and whether each can be reached now."""
    from desk_app.jobs.follow_folder import is_reachable
    from desk_app.jobs.keep_sources import list_kept

    kept = Settings(context.folder)["watched"]
    folder = Path(kept) if kept else None
    state = "reachable" if folder is not None and is_reachable(folder) else "unreachable"
    found = [_document(context, source) for source in list_kept(context.folder)]
    if as_json:
        folders = [{"kind": "folder", "source": str(folder), "state": state}] if folder else []
        print_json([*folders, *found])
        return
    if folder is not None:
        say(context.words(f"feed.listed.{state}", folder=one_line(str(folder))))
    for each in found:
        say(_line(context, each))
    if folder is None and not found:
        say(context.words("feed.none"))


def _document(context: Context, source: "Source") -> dict[str, Any]:
    """All but the token."""
    from desk_app.jobs.list_live import counts
    from desk_app.jobs.probe_source import probe_source

    failing = probe_source(context.desk, source)
    state = "unreachable" if failing else "reachable"
    return {
        "kind": source.kind.value,
        "name": source.name,
        "source": source.address,
        "ca": source.ca,
        "proxy": source.proxy,
        "token": bool(source.token),
        "state": state,
        "reason": failing.reason.value if failing else "",
        "detail": failing.detail if failing else "",
        "counts": counts(context.desk, source.name),
    }


def _line(context: Context, found: dict[str, Any]) -> str:
    words = context.words
    state = words(f"live.short.{found['reason'] or 'watching'}")
    kind = words(f"live.source.{found['kind']}")
    counts = "".join(f", {words(f'live.kind.{name}')} {count}" for name, count in found["counts"].items())
    line = words("live.listed", kind=kind, name=found["name"], address=one_line(found["source"]), state=state)
    return f"{line}{counts}"


@click.command("add", cls=Command, help="cli.help.feed_add")
@click.argument("name")
@click.argument("address")
@click.option("--kind", type=click.Choice(_KINDS), required=True, help="cli.option.feed_kind")
@click.option("--ca", default="", metavar="FILE.pem", help="cli.option.feed_ca")
@click.option("--proxy", default="", metavar="http://HOST:PORT", help="cli.option.feed_proxy")
@click.option("--speed", type=float, default=1.0, metavar="1…1000", help="cli.option.feed_speed")
@click.option("--token", "has_token", is_flag=True, help="cli.option.feed_token")
@json_option
@pass_context
def add_command(
    context: Context, name: str, address: str, kind: str, ca: str, has_token: bool, as_json: bool, **others: Any
) -> None:
    """Keep a source; its token is asked for, or read from standard input, and never an argument."""
    from desk_app.jobs.keep_sources import Source, SourceKind, add_source

    if not 1 <= others["speed"] <= _FASTEST:
        raise refuse("source_speed", "source")
    token = _token(context) if has_token else ""
    ca_file = str(Path(ca).absolute()) if ca else ""
    source = add_source(context.folder, Source(name, SourceKind(kind), address, ca_file, token=token, **others))
    if as_json:
        print_json({"name": source.name, "kind": source.kind.value, "source": source.address})
    else:
        say(context.words("live.added", name=source.name, address=one_line(source.address)))


def _token(context: Context) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(context.words("live.ask_token"), hide_input=True, err=True))
    return sys.stdin.readline().strip()


@click.command("remove", cls=Command, help="cli.help.feed_remove")
@click.argument("name")
@click.option("--forget", is_flag=True, help="cli.option.feed_forget")
@json_option
@pass_context
def remove_command(context: Context, name: str, forget: bool, as_json: bool) -> None:
    """Keep it no more; with --forget its ticks go too."""
    from desk_app.jobs.keep_sources import remove_source
    from desk_app.jobs.list_live import forget_ticks

    source = remove_source(context.folder, name)
    if forget:
        forget_ticks(context.desk, name)
    if as_json:
        print_json({"name": source.name, "forgotten": forget})
    else:
        say(context.words("live.removed", name=source.name))


@click.command("problems", cls=Command, help="cli.help.feed_problems")
@click.argument("name")
@json_option
@pass_context
def problems_command(context: Context, name: str, as_json: bool) -> None:
    """What a source said and could not be taken as it came, the newest first."""
    from desk_app.jobs.keep_sources import find_kept
    from desk_app.jobs.list_live import problems

    find_kept(context.folder, name)
    found = problems(context.desk, name)
    if as_json:
        names = ("kind", "event", "code", "at", "text", "heard_at", "taken")
        print_json([{one: getattr(each, one) for one in names} for each in found])
        return
    for each in found:
        heard = datetime.fromtimestamp(each.heard_at / 1000, UTC).astimezone(CHINA).isoformat(" ", "seconds")[:19]
        say(f"{heard}  {context.words(f'live.kind.{each.kind}')}  {one_line(each.event)}  {one_line(each.text)}")
    if not found:
        say(context.words("live.no_problems"))

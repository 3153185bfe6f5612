"""`reo-desk index publish | differences | drift`: values go out and stand, and what later data say about them."""

from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_json, say, tell
from desk_app.cli.speech import Command
from desk_app.domain.base.period import Every, read_period

if TYPE_CHECKING:
    from desk_app.domain.index.drift import Drift
    from desk_app.jobs.restate_index import Difference

_EVERY = click.Choice([every.value for every in Every])


@click.command("publish", cls=Command, help="cli.help.index_publish")
@click.argument("codes", nargs=-1)
@click.option("--every", type=_EVERY, default=Every.WEEK.value, help="cli.option.every")
@click.option("--through", metavar="PERIOD", help="cli.option.through")
@click.option("--as", "name", required=True, metavar="NAME", help="cli.option.as_name")
@json_option
@pass_context
def publish_command(
    context: Context, codes: tuple[str, ...], every: str, through: str | None, name: str, as_json: bool
) -> None:
    """Values of complete periods go out, and stand from then on."""
    from desk_app.jobs.publish_index import publish_index

    until = read_period(through) if through else None
    went = publish_index(context.desk, codes, Every(every), until, name, progress=TerminalProgress(context.words))
    if as_json:
        print_json([{"code": w.code, "every": w.every.value, "values": w.values, "last": w.last} for w in went])
    else:
        for one in went:
            say(context.words("index.publish.went", code=one.code, values=str(one.values), last=one.last))
        if not went:
            say(context.words("index.publish.nothing"))
    tell(context.words("index.label.in_house"))


@click.command("differences", cls=Command, help="cli.help.index_differences")
@click.option("--since", metavar="DATE", help="cli.option.since")
@click.option("--restate", "due", is_flag=True, help="cli.option.restate")
@click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")
@click.option("--why", "notice", default="", metavar="TEXT", help="cli.option.notice")
@json_option
@pass_context
def differences_command(context: Context, since: str | None, due: bool, name: str, notice: str, as_json: bool) -> None:
    """Published values that would come out otherwise now; with --restate those that are due get a new version.

    With --since: every value, published or not, that is other than it was at the end of that day.
    """
    if since is not None:
        _revisions(context, since, as_json)
        return
    from desk_app.jobs.restate_index import differences, restate

    found = restate(context.desk, name, notice) if due else differences(context.desk)
    if as_json:
        print_json([_difference(one) for one in found])
        return
    for one in found:
        facts = {key: str(value) for key, value in _difference(one).items()}
        ruling = context.words(f"index.ruling.{one.ruling.value}")
        say(context.words("index.publish.difference", **{**facts, "ruling": ruling}))
    if not found:
        say(context.words("index.publish.no_difference"))


def _revisions(context: Context, since: str, as_json: bool) -> None:
    from desk_app.jobs.as_known import end_of_day
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.compare_vintages import compare_vintages

    build_index(context.desk, TerminalProgress(context.words))
    found = [
        {
            "code": one.code,
            "every": one.every.value,
            "period": one.period,
            "then": _number(one.then),
            "now": _number(one.now),
        }
        for one in compare_vintages(context.desk, end_of_day(since))
    ]
    if as_json:
        print_json(found)
        return
    for one in found:
        say(context.words("index.publish.revision", **{key: value or "–" for key, value in one.items()}))
    if not found:
        say(context.words("index.publish.no_revision"))


def _number(value: float | None) -> str | None:
    return None if value is None else repr(value)


def _difference(one: "Difference") -> dict[str, Any]:
    percent = None if one.corrected is None else f"{100 * (one.corrected / one.published - 1):+.4f}"
    return {
        "code": one.code,
        "every": one.every.value,
        "period": one.period,
        "version": one.version,
        "published": repr(one.published),
        "corrected": None if one.corrected is None else repr(one.corrected),
        "percent": percent,
        "ruling": one.ruling.value,
    }


@click.command("drift", cls=Command, help="cli.help.index_drift")
@click.argument("code")
@click.option("--every", type=_EVERY, default=Every.WEEK.value, help="cli.option.every")
@json_option
@pass_context
def drift_command(context: Context, code: str, every: str, as_json: bool) -> None:
    """What chaining would have done to an index, and whether a chain comes back to where it began."""
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.watch_drift import watch_drift

    build_index(context.desk, TerminalProgress(context.words))
    drift = watch_drift(context.desk, code, Every(every))
    if as_json:
        print_json({"code": code, "every": every, "periods": drift.periods, **_drift(drift)})
        return
    say(context.words("index.drift.periods", periods=str(drift.periods)))
    for name, value in _drift(drift).items():
        shown = "–" if value is None else f"{100 * float(value):+.3f} %"
        say(context.words(f"index.drift.{name}", value=shown))


def _drift(drift: "Drift") -> dict[str, str | None]:
    return {name: None if one is None else repr(one) for name, one in (("closure", drift.closure), ("gap", drift.gap))}

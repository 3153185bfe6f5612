"""`reo-desk alert`: be told when a series reaches a level, changes, or leaves its quarter's average."""

from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_json, say, tell
from desk_app.cli.options import BATCH
from desk_app.cli.speech import group
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.period import Every
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.tax import Tax

if TYPE_CHECKING:
    from desk_app.jobs.list_alerts import Alert, AlertNames, Logged
    from desk_app.store.alerts import RuleRow

_SIDES = ("above", "below", "either")


@group("alert", "alert.help.alert")
def alert_command() -> None:
    """Alerts on series."""


@alert_command.command("add", help="alert.help.add")
@click.argument("code")
@click.option("--above", metavar="VALUE", help="alert.option.above")
@click.option("--below", metavar="VALUE", help="alert.option.below")
@click.option("--change", metavar="%", help="alert.option.change")
@click.option("--distance", metavar="%", help="alert.option.distance")
@click.option("--side", type=click.Choice(_SIDES), default="either", help="alert.option.side")
@click.option("--over", type=int, default=1, metavar="N", help="alert.option.over")
@click.option("--days", "in_days", is_flag=True, help="alert.option.days")
@click.option("--back", default="", metavar="VALUE", help="alert.option.back")
@click.option(
    "--every", type=click.Choice([every.value for every in Every]), default=Every.DAY.value, help="cli.option.every"
)
@click.option("--tax", type=click.Choice([tax.value for tax in Tax]), default=Tax.EXCL.value, help="alert.option.tax")
@click.option("--note", default="", metavar="TEXT", help="alert.option.note")
@json_option
@pass_context
def add_command(context: Context, code: str, as_json: bool, **options: Any) -> None:
    """Set one; the series are brought up to date first, so that it takes its side by what is known."""
    from desk_app.domain.curve.alert import Kind, Over, Side
    from desk_app.jobs.list_alerts import alert_names
    from desk_app.jobs.set_alert import AlertRequest, set_alert
    from desk_app.jobs.tell_alert import rule_text

    kinds = {"above": Kind.LEVEL, "below": Kind.LEVEL, "change": Kind.CHANGE, "distance": Kind.DISTANCE}
    given = [name for name in kinds if options[name] is not None]
    if len(given) != 1:
        raise refuse("alert_one_of", "threshold")
    name = given[0]
    side = Side(name if kinds[name] is Kind.LEVEL else options["side"])
    over = Over.DAYS if options["in_days"] else Over.VALUES
    figures = (options[name], options["back"], options["over"])
    basis = (Every(options["every"]), Tax(options["tax"]), options["note"])
    _build(context)
    found = set_alert(context.desk, AlertRequest(code, kinds[name], side, *figures, over, *basis))
    names, row = alert_names(context.desk), found.row
    if as_json:
        print_json({**_rule(context, names, row), "beyond": found.beyond})
        return
    say(context.words("alert.told.set", number=row.id, rule=rule_text(context.words, names, row.rule)))
    if found.beyond:
        say(context.words("alert.told.beyond"))


@alert_command.command("list", help="alert.help.list")
@json_option
@pass_context
def list_command(context: Context, as_json: bool) -> None:
    """Those that are on or off, with their figure now."""
    from desk_app.jobs.list_alerts import alert_names, list_alerts

    _build(context)
    names, found = alert_names(context.desk), list_alerts(context.desk)
    if as_json:
        print_json([_alert(context, names, alert) for alert in found])
    elif found:
        for alert in found:
            say(_line(context, names, alert))
        tell(context.words("index.label.in_house"))
    else:
        say(context.words("alert.told.none"))


@alert_command.command("remove", help="alert.help.remove")
@click.argument("number", type=BATCH)
@json_option
@pass_context
def remove_command(context: Context, number: int, as_json: bool) -> None:
    """Take one away; the log keeps what it fired."""
    from desk_app.jobs.set_alert import remove_alert

    remove_alert(context.desk, number)
    _done(context, number, "removed", as_json)


@alert_command.command("off", help="alert.help.off")
@click.argument("number", type=BATCH)
@json_option
@pass_context
def off_command(context: Context, number: int, as_json: bool) -> None:
    """Let one rest."""
    from desk_app.jobs.set_alert import switch_alert

    switch_alert(context.desk, number, on=False)
    _done(context, number, "off", as_json)


@alert_command.command("on", help="alert.help.on")
@click.argument("number", type=BATCH)
@json_option
@pass_context
def on_command(context: Context, number: int, as_json: bool) -> None:
    """Let one look again, from the newest value on."""
    from desk_app.jobs.set_alert import switch_alert

    _build(context)
    switch_alert(context.desk, number, on=True)
    _done(context, number, "on", as_json)


@alert_command.command("log", help="alert.help.log")
@click.option("--newest", type=click.IntRange(1, 100_000), default=500, help="alert.option.newest")
@json_option
@pass_context
def log_command(context: Context, newest: int, as_json: bool) -> None:
    """What has fired, the newest first, with what came in while nothing ran."""
    from desk_app.jobs.list_alerts import alert_log, alert_names
    from desk_app.jobs.tell_alert import dated_text, whose_text

    _build(context)
    names, found = alert_names(context.desk), alert_log(context.desk, newest)
    if as_json:
        print_json([_logged(context, names, each) for each in found])
        return
    for each in found:
        say(dated_text(context.words, names, each))
    if not found:
        say(context.words("alert.told.quiet"))
    for line in dict.fromkeys(whose_text(context.words, names, each.row.rule.code) for each in found):
        tell(line)


def _build(context: Context) -> None:
    """Series up to date, and every value since the last look looked at."""
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.check_alerts import check_alerts

    build_index(context.desk, TerminalProgress(context.words))
    check_alerts(context.desk)


def _done(context: Context, number: int, state: str, as_json: bool) -> None:
    if as_json:
        print_json({"alert": number, "state": state})
    else:
        say(context.words(f"alert.told.{state}", number=number))


def _rule(context: Context, names: "AlertNames", row: "RuleRow") -> dict[str, Any]:
    from desk_app.jobs.tell_alert import rule_text, whose_text

    rule = row.rule
    return {
        "alert": row.id,
        "code": rule.code,
        "kind": rule.kind.value,
        "side": rule.side.value,
        "threshold": exact_text(rule.threshold),
        "back": exact_text(rule.back),
        "count": rule.count,
        "over": rule.over.value,
        "every": rule.every.value,
        "tax": rule.tax.value,
        "note": row.note,
        "created_at": row.created_at,
        "state": row.state.value,
        "text": rule_text(context.words, names, rule),
        "label": whose_text(context.words, names, rule.code),
    }


def _alert(context: Context, names: "AlertNames", alert: "Alert") -> dict[str, Any]:
    position = alert.position
    return {
        **_rule(context, names, alert.row),
        "period": position.period if position else None,
        "beyond": bool(position and position.side),
        "figure": None if alert.figure is None else exact_text(alert.figure),
    }


def _line(context: Context, names: "AlertNames", alert: "Alert") -> str:
    from desk_app.jobs.tell_alert import figure_text, rule_text

    words, row = context.words, alert.row
    state = words(f"alert.state.{row.state.value}")
    text, now = rule_text(words, names, row.rule), figure_text(words, row.rule, alert.figure)
    return words("alert.told.line", number=row.id, state=state, rule=text, now=now, note=row.note).rstrip(" ·")


def _logged(context: Context, names: "AlertNames", logged: "Logged") -> dict[str, Any]:
    from desk_app.jobs.tell_alert import dated_text

    line = logged.line
    return {
        "id": line.id,
        "alert": line.rule,
        "kind": line.kind.value,
        "about": line.about,
        "code": logged.row.rule.code,
        "period": line.period,
        "value": None if line.value is None else f"{line.value:.2f}",
        "figure": None if line.measure is None else exact_text(line.measure),
        "side": line.side,
        "at": line.at,
        "text": dated_text(context.words, names, logged),
    }

"""`reo-desk index rules | group | trade`: what the desk itself sets for its indices."""

from pathlib import Path

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.options import BATCH
from desk_app.cli.speech import Command, group
from desk_app.domain.index.fate import FATE_KEYS, Fate


@click.command("rules", cls=Command, help="cli.help.index_rules")
@click.option("--set", "path", type=click.Path(path_type=Path), help="cli.option.rules_file")
@click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")
@json_option
@pass_context
def rules_command(context: Context, path: Path | None, name: str, as_json: bool) -> None:
    """Which trades count: the rules in force, or others in their place."""
    from desk_app.jobs.set_index import set_rules
    from desk_app.store.index_settings import rules

    if path is not None:
        set_rules(context.desk, path, name)
    found = rules(context.desk.database.conn)
    if as_json:
        print_json(found)
    elif found:
        for key, value in found.items():
            say(f"{key}: {value}")
    else:
        say(context.words("index.rules.none"))


@group("group", "cli.help.index_group")
def group_command() -> None:
    """The user's own groups."""


@group_command.command("list", help="cli.help.index_group_list")
@json_option
@pass_context
def group_list(context: Context, as_json: bool) -> None:
    """Every group an index is computed for, with its products."""
    from desk_app.jobs.index_request import asked

    wanted = asked(context.desk)
    members = {one.code: list(one.members(wanted.products, wanted.products)) for one in wanted.groups}
    if not as_json:
        for code, products in members.items():
            say(f"{code}: {' '.join(products)}")
        return
    print_json(
        [
            {
                "code": one.code,
                "products": members[one.code],
                "weights": {key: repr(weight) for key, weight in one.weights.items()},
                "of_which": one.part_of_whole,
            }
            for one in wanted.groups
        ]
    )


@group_command.command("save", help="cli.help.index_group_save")
@click.argument("file", type=click.Path(path_type=Path))
@pass_context
def group_save(context: Context, file: Path) -> None:
    """Add a group out of a TOML file: code, zh, en, products or tags, weights."""
    from desk_app.jobs.set_index import save_group

    say(context.words("index.group.saved", code=save_group(context.desk, file)))


@group_command.command("drop", help="cli.help.index_group_drop")
@click.argument("code")
@pass_context
def group_drop(context: Context, code: str) -> None:
    """Compute a group of the user's no more."""
    from desk_app.jobs.set_index import drop_group

    drop_group(context.desk, code)
    say(context.words("index.group.dropped", code=code))


@click.command("trade", cls=Command, help="cli.help.index_trade")
@click.argument("trade", type=BATCH)
@click.option("--include", "fate", flag_value=Fate.INCLUDED.name, help="cli.option.include_trade")
@click.option("--exclude", "fate", flag_value=Fate.EXCLUDED.name, help="cli.option.exclude_trade")
@click.option("--leave", "fate", flag_value="leave", help="cli.option.leave_trade")
@click.option("--why", "reason", default="", metavar="TEXT", help="cli.option.why_trade")
@click.option("--as", "name", default="", metavar="NAME", help="cli.option.as_name")
@json_option
@pass_context
def trade_command(context: Context, trade: int, fate: str | None, reason: str, name: str, as_json: bool) -> None:
    """What became of a trade in the indices; or the desk's own word on it."""
    from desk_app.cli.explain_command import fate_document
    from desk_app.jobs.build_index import build_index
    from desk_app.jobs.explain_index import fate_of_trade
    from desk_app.jobs.set_index import judge_trade

    if fate is not None:
        judge_trade(context.desk, trade, None if fate == "leave" else Fate[fate], reason, name)
    build_index(context.desk)
    found = fate_of_trade(context.desk, trade)
    if as_json:
        print_json({"id": trade, "fate": FATE_KEYS[Fate.ACCEPTED]} if found is None else fate_document(found))
    else:
        key = FATE_KEYS[Fate.ACCEPTED if found is None else Fate(found.fate)]
        say(context.words(f"index.fate.{key}"))

"""`reo-desk ore announce`: the desk adds announced prices, puts them right, withdraws them, looks at what it kept."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk_app.cli.frame import Context, json_option, pass_context, print_json, say, tell
from desk_app.cli.options import figure
from desk_app.cli.speech import Command
from desk_app.cli.trades_command import DAY
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.money import FEN, grouped, signed
from desk_app.domain.ore.announced import AnnouncedPrice, Conflict
from desk_app.domain.ore.own_prices import conflict_facts, price_facts
from desk_app.i18n import Words, one_line

if TYPE_CHECKING:
    from desk_app.jobs.announce_price import AnnounceResult, Announcing
    from desk_app.store.announcements import KeptPrice

_STATED = ("price", "basis", "step", "announced_on", "source", "address")
"""What belongs to one price; a file brings its own."""


@click.command("announce", cls=Command, help="ore.announce.help")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--quarter", metavar="2027Q1", help="ore.announce.option.quarter")
@click.option("--price", metavar="P", help="ore.announce.option.price")
@click.option("--basis", metavar="B", help="ore.announce.option.basis")
@click.option("--step", metavar="S", help="ore.announce.option.step")
@click.option("--on", "announced_on", type=DAY, metavar="YYYY-MM-DD", help="ore.announce.option.on")
@click.option("--source", default="", metavar="TEXT", help="ore.announce.option.source")
@click.option("--address", default="", metavar="URL", help="ore.announce.option.address")
@click.option("--why", default="", metavar="TEXT", help="ore.announce.option.why")
@click.option("--by", default="", metavar="NAME", help="ore.announce.option.by")
@click.option("--sure", is_flag=True, help="ore.announce.option.sure")
@click.option("--withdraw", metavar="2027Q1", help="ore.announce.option.withdraw")
@click.option("--log", is_flag=True, help="ore.announce.option.log")
@json_option
@pass_context
def announce_command(context: Context, as_json: bool, **given: Any) -> None:
    """One price, a file of them, a withdrawal, or all that was kept: just one of the four."""
    ways = [name for name in ("file", "quarter", "withdraw", "log") if given[name]]
    if len(ways) != 1 or (given["quarter"] and given["price"] is None) or (given["file"] and _stated(given)):
        raise click.UsageError(context.words("ore.announce.usage"))
    if given["log"]:
        _log(context, as_json)
    elif given["withdraw"]:
        _withdraw(context, given, as_json)
    else:
        _add(context, given, as_json)


def _stated(given: dict[str, Any]) -> bool:
    return any(given[name] not in (None, "") for name in _STATED)


def _add(context: Context, given: dict[str, Any], as_json: bool) -> None:
    from desk_app.jobs.announce_price import announce_file, announce_price

    how = {name: given[name] for name in ("by", "why", "sure")}
    if given["file"]:
        results = announce_file(context.desk, given["file"], **how)
    else:
        results = (announce_price(context.desk, _asked(given), sure=given["sure"]),)
    if as_json:
        documents = [_result(result) for result in results]
        print_json(documents if given["file"] else documents[0])
    for result in results:
        for line in _lines(context.words, result) if not as_json else ():
            say(line)
        if result.conflict:
            tell(conflict_line(context.words, result.conflict))


def _asked(given: dict[str, Any]) -> "Announcing":
    from desk_app.jobs.announce_price import Announcing

    on: datetime | None = given["announced_on"]
    return Announcing(
        quarter=given["quarter"],
        price=figure("price", given["price"]),
        basis=figure("basis", given["basis"] or "50"),
        step=None if given["step"] is None else figure("step", given["step"]),
        announced_on=on.date() if on else None,
        **{name: given[name] for name in ("source", "address", "why", "by")},
    )


def _withdraw(context: Context, given: dict[str, Any], as_json: bool) -> None:
    from desk_app.jobs.announce_price import withdraw_price

    quarter = given["withdraw"].strip()
    withdrawn, holds = withdraw_price(context.desk, quarter, given["why"], given["by"])
    if as_json:
        print_json({"withdrawn": price_document(withdrawn), "holds_now": price_document(holds) if holds else None})
        return
    say(context.words("ore.announce.withdrawn", period=withdrawn.period, price=grouped(withdrawn.price, FEN)))
    facts = {"period": withdrawn.period}
    if holds:
        say(context.words("ore.announce.holds_again", price=grouped(holds.price, FEN), source=holds.source, **facts))
    else:
        say(context.words("ore.announce.gap_again", **facts))


def _log(context: Context, as_json: bool) -> None:
    from desk_app.jobs.announce_price import announced_log

    kept = announced_log(context.desk)
    if as_json:
        print_json([_kept(each) for each in kept])
        return
    for each in kept:
        say(_kept_line(context.words, each))
    if not kept:
        say(context.words("ore.announce.none"))


def price_document(price: AnnouncedPrice) -> dict[str, Any]:
    """An announced price: decimals as text, None for what is not known."""
    added = price.added
    return {
        "period": price.period,
        "effective_from": price.effective_from.isoformat(),
        "effective_to": price.effective_to.isoformat(),
        "announced_on": price.announced_on.isoformat() if price.announced_on else None,
        **{name: exact_text(getattr(price, name)) for name in ("price", "basis", "step")},
        **{name: getattr(price, name) for name in ("step_origin", "confidence", "source")},
        "address": price.address or None,
        "why": price.why or None,
        "added_at": added.at if added else None,
        "added_by": (added.by or None) if added else None,
    }


def _result(result: "AnnounceResult") -> dict[str, Any]:
    change, replaced, conflict = result.change, result.replaced, result.conflict
    return {
        **price_document(result.price),
        "new": result.new,
        "change_percent": str(change.percent) if change else None,
        "change_against": change.against if change else None,
        "replaced": price_document(replaced) if replaced else None,
        "shipped": price_document(conflict.shipped) if conflict else None,
    }


def _kept(kept: "KeptPrice") -> dict[str, Any]:
    gone = kept.withdrawn
    went = {"withdrawn_at": gone.at, "withdrawn_by": gone.by or None, "withdrawn_why": gone.why} if gone else {}
    nothing = dict.fromkeys(("withdrawn_at", "withdrawn_by", "withdrawn_why"))
    return {"id": kept.id, **price_document(kept.price), **nothing, **went}


def _lines(words: Words, result: "AnnounceResult") -> list[str]:
    price = result.price
    lines = [words("ore.announce.kept" if result.new else "ore.announce.same", **price_facts(price))]
    if result.change:
        percent = signed(result.change.percent, FEN)
        lines.append(words("ore.announce.change", against=result.change.against, percent=percent))
    if result.replaced:
        lines.append(words("ore.announce.replaced", **price_facts(result.replaced)))
    if price.why:
        lines.append(words("ore.announce.why", why=one_line(price.why)))
    if not price.step_fits:
        lines.append(words("ore.announce.odd_step"))
    return lines


def conflict_line(words: Words, conflict: Conflict) -> str:
    """The desk's own price and the program's, which differ."""
    return words("ore.announce.conflict", **conflict_facts(conflict))


def own_line(words: Words, price: AnnouncedPrice) -> str:
    """Who added a price to this desk, when, and why; empty for one that comes with the program."""
    from desk_app.jobs.in_writing import china_text

    if price.added is None:
        return ""
    by = one_line(price.added.by) or words("ore.announce.unnamed")
    facts = {"at": china_text(price.added.at), "by": by}
    if price.why:
        return words("ore.announce.added_why", why=one_line(price.why), **facts)
    return words("ore.announce.added", **facts)


def _kept_line(words: Words, kept: "KeptPrice") -> str:
    from desk_app.jobs.in_writing import china_text

    line = words("ore.announce.line", **price_facts(kept.price), added=own_line(words, kept.price))
    if kept.withdrawn is None:
        return line
    by = one_line(kept.withdrawn.by) or words("ore.announce.unnamed")
    facts = {"at": china_text(kept.withdrawn.at), "by": by, "why": one_line(kept.withdrawn.why)}
    return line + words("ore.announce.went", **facts)

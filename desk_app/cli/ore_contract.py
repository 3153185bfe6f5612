"""`reo-desk ore contract`: contracts, their versions, and a lot's price and terms out of one."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from desk_app.cli.columns import columns
from desk_app.cli.frame import Context, json_option, pass_context, print_json, say
from desk_app.cli.options import BATCH, figure
from desk_app.cli.speech import group
from desk_app.cli.trades_command import DAY
from desk_app.domain.base.exact import exact_text
from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.contract import FIELDS, OPEN, Contract, Kind, TermField, terms_of
from desk_app.domain.ore.contract_entry import contract_entry
from desk_app.domain.ore.element_rule import ElementRule
from desk_app.domain.ore.lot import BasePrice
from desk_app.domain.ore.terms import Terms
from desk_app.i18n import Words

if TYPE_CHECKING:
    from desk_app.store.contracts import ContractVersion

_TERMS = ("grade_rule", "rounding", "unit_places", "vat")
_PRICES = ("price", "basis")


@group("contract", "cli.help.ore_contract")
def contract_group() -> None:
    """Ore contracts."""


@contract_group.command("list", help="cli.help.ore_contract_list")
@json_option
@pass_context
def list_command(context: Context, as_json: bool) -> None:
    """Every version of every contract."""
    from desk_app.jobs.keep_contract import list_contracts, template_names
    from desk_app.jobs.say_contract import version_line

    found = list_contracts(context.desk)
    if as_json:
        versions = [version_document(version) for version in found]
        print_json({"contracts": versions, "templates": template_names()})
        return
    for version in found:
        say(version_line(context.words, version))
    if not found:
        say(context.words("ore.contract.none"))


@contract_group.command("show", help="cli.help.ore_contract_show")
@click.argument("name")
@click.option("--version", "number", type=BATCH, metavar="N", help="cli.option.contract_version")
@click.option("--template", is_flag=True, help="cli.option.contract_template")
@json_option
@pass_context
def show_command(context: Context, name: str, number: int | None, template: bool, as_json: bool) -> None:
    """What each field says: of a version (the newest unless told), or of a template."""
    from desk_app.jobs import keep_contract

    if template:
        contract, document = keep_contract.template(name), {"name": name}
    else:
        version = keep_contract.find_version(context.desk, name, number)
        contract, document = version.contract, version_document(version)
    if as_json:
        print_json({**document, "says": contract_entry(contract)})
        return
    for line in contract_lines(context.words, contract):
        say(line)


@contract_group.command("save", help="cli.help.ore_contract_save")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "start", type=DAY, required=True, metavar="YYYY-MM-DD", help="cli.option.contract_from")
@click.option("--why", default="", metavar="TEXT", help="cli.option.contract_why")
@click.option("--as", "by", default="", metavar="NAME", help="cli.option.as_name")
@json_option
@pass_context
def save_command(context: Context, name: str, file: Path, start: datetime, why: str, by: str, as_json: bool) -> None:
    """Propose a contract, or other terms of one."""
    from desk_app.jobs.keep_contract import propose_contract, read_contract

    _tell(context, propose_contract(context.desk, name, read_contract(file), start.date(), by, why), as_json)


@contract_group.command("confirm", help="cli.help.ore_contract_confirm")
@click.argument("name")
@click.option("--version", "number", type=BATCH, required=True, metavar="N", help="cli.option.contract_version")
@click.option("--as", "by", default="", metavar="NAME", help="cli.option.as_name")
@json_option
@pass_context
def confirm_command(context: Context, name: str, number: int, by: str, as_json: bool) -> None:
    """The second person's word."""
    from desk_app.jobs.keep_contract import confirm_contract

    _tell(context, confirm_contract(context.desk, name, number, by), as_json)


def _tell(context: Context, version: "ContractVersion", as_json: bool) -> None:
    from desk_app.jobs.say_contract import version_line

    if as_json:
        print_json(version_document(version))
    else:
        say(version_line(context.words, version))


def version_document(version: "ContractVersion") -> dict[str, Any]:
    """A version without its terms."""
    return {
        "name": version.name,
        "version": version.number,
        "from": version.valid_from.isoformat(),
        "why": version.why,
        "made_by": version.made_by,
        "made_at": version.made_at,
        "confirmed_by": version.confirmed_by,
        "confirmed_at": version.confirmed_at,
        "open": list(version.contract.open_fields),
    }


def contract_lines(words: Words, contract: Contract) -> list[str]:
    """Field by field, with units; then the other elements."""
    rows = [(words(f"ore.contract.field.{each.key}"), field_text(words, contract, each)) for each in FIELDS]
    return [*columns(rows, frozenset()), *(element_text(words, rule) for rule in contract.elements)]


def field_text(words: Words, contract: Contract, one: TermField) -> str:
    """What a field says, in words and with its unit."""
    from desk_app.jobs.say_contract import choice_text

    said = contract.text(one.key)
    if said == OPEN:
        return words("ore.contract.open")
    if not said:
        return words("ore.contract.empty")
    if one.kind is Kind.CHOICE:
        return choice_text(words, one.key, said)
    return f"{said} {words(f'ore.contract.unit.{one.unit}')}" if one.unit else said


def element_text(words: Words, rule: ElementRule) -> str:
    """A bonus or penalty in one line."""
    tiers = " · ".join(
        words(
            "ore.contract.tier",
            start=exact_text(tier.start),
            step=exact_text(tier.step),
            yuan=f"{exact_text(tier.yuan)}" if tier.yuan < 0 else f"+{exact_text(tier.yuan)}",
        )
        for tier in rule.tiers
    )
    reject = words("ore.contract.no_reject")
    if rule.reject is not None:
        reject = words("ore.contract.reject", line=exact_text(rule.reject))
    side = words(f"ore.contract.side.{rule.side}")
    return words("ore.contract.element", element=rule.element, side=side, tiers=tiers, reject=reject)


def contents_of(texts: Iterable[str]) -> dict[str, Decimal]:
    """`--content TFe=8.2`, as often as there are elements."""
    found = {}
    for text in texts:
        element, equals, number = text.partition("=")
        if not equals or not element.strip():
            raise refuse("ore_content_option", "contents", value=text[:40])
        found[element.strip()] = figure("content", number)
    return found


def priced_by_contract(context: Context, given: Mapping[str, Any]) -> tuple[BasePrice, Terms]:
    """The price and the terms of `--contract` on the day of `--on` (today unless told)."""
    from desk_app.jobs.keep_contract import contract_on
    from desk_app.jobs.load_price_list import announced_price, load_price_list

    for name in _TERMS:
        if _typed(name):
            raise refuse("ore_contract_terms_twice", name, option="--" + name.replace("_", "-"))
    day: date = given["on"].date() if given["on"] else datetime.now().astimezone().date()
    version = contract_on(context.desk, given["contract"], day)
    terms = terms_of(version.contract)
    fixed = version.contract.fixed_price
    for name in ("quarter", *_PRICES) if fixed else _PRICES:
        if given[name] is not None:
            raise refuse("ore_contract_has_price", name, name=version.name, option="--" + name)
    if fixed:
        return fixed, terms
    if given["quarter"] is None:
        raise refuse("ore_contract_needs_price", "quarter", name=version.name)
    return announced_price(load_price_list(context.desk), given["quarter"]), terms


def _typed(name: str) -> bool:
    source = click.get_current_context().get_parameter_source(name)
    return source is not None and source is not ParameterSource.DEFAULT

"""Options several commands share: exact figures, and the terms of a contract."""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Any

import click

from desk_app.domain.base.exact import NotExact, exact
from desk_app.domain.base.problem import refuse
from desk_app.domain.base.rounding import Rounding
from desk_app.domain.ore.terms import GradeRule, Terms

BATCH = click.IntRange(1, 2**63 - 1)
"""The number of a batch: as large as the store can count."""


def figure(name: str, text: str) -> Decimal:
    """An option's figure; `Refused` names the field where the text is no exact number."""
    try:
        return exact(text)
    except NotExact as error:
        raise refuse("ore_number", name, name=f"@ore.field.{name}", text=text[:40]) from error


_TERMS = (
    click.option(
        "--grade-rule",
        type=click.Choice([rule.value for rule in GradeRule]),
        default=GradeRule.PRO_RATA.value,
        help="cli.option.grade_rule",
    ),
    click.option(
        "--rounding",
        type=click.Choice([mode.value for mode in Rounding]),
        default=Rounding.HALF_UP.value,
        help="cli.option.rounding",
    ),
    click.option("--unit-places", type=int, metavar="N", help="cli.option.unit_places"),
    click.option("--vat", default="13", metavar="%", help="cli.option.vat"),
)


def terms_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorator: the contract's terms as options; the command gets them as `terms`."""

    @wraps(command)
    def with_terms(*args: Any, grade_rule: str, rounding: str, unit_places: int | None, vat: str, **given: Any) -> Any:
        terms = Terms(GradeRule(grade_rule), Rounding(rounding), unit_places, figure("vat", vat))
        return command(*args, terms=terms, **given)

    for option in reversed(_TERMS):
        with_terms = option(with_terms)
    return with_terms

"""Exact figures on the command line: read by the one door into money, refused by name when doubtful."""

from decimal import Decimal

from desk_app.domain.base.exact import NotExact, exact
from desk_app.domain.base.problem import refuse


def figure(name: str, text: str) -> Decimal:
    """An option's figure; `Refused` names the field where the text is no exact number."""
    try:
        return exact(text)
    except NotExact as error:
        raise refuse("ore_number", name, name=f"@ore.field.{name}", text=text[:40]) from error

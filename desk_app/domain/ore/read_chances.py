"""What somebody believes of an umpire, as typed: "52.2=60; 51.9=40" (result=percent)."""

import re
import unicodedata

from desk_app.domain.base.exact import NotExact, exact
from desk_app.domain.base.problem import refuse
from desk_app.domain.ore.assay_money import Chance

_BETWEEN = re.compile(r"[;,、\s]+")


def read_chances(text: str) -> tuple[Chance, ...]:
    """The chances in a text, none in an empty one; `Refused` names the first piece that is none."""
    plain = re.sub(r"\s*=\s*", "=", unicodedata.normalize("NFKC", text))
    return tuple(_chance(piece) for piece in _BETWEEN.split(plain) if piece)


def _chance(piece: str) -> Chance:
    result, _, percent = piece.partition("=")
    try:
        return Chance(exact(result.rstrip("%")), exact(percent.rstrip("%")))
    except NotExact as error:
        raise refuse("assay_chance_unreadable", "chance", text=piece[:40]) from error

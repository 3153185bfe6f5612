"""Which mass is meant: of the ore as it is dug (湿), without its water (干), or of the oxides in it (折氧化物)."""

import re
from enum import StrEnum


class Basis(StrEnum):
    """干, 湿, 折氧化物."""

    DRY = "dry"
    WET = "wet"
    OXIDE = "oxide"


_KEPT = r"(?P<kept>基|态|吨|重量|净重|重|数量|量|$|(?=[\s,/、;:)\]]))"
_NO_GRADE = r"(?![a-z]|\s*(?:[=≥≤<>~:%\d]|品位|含量|总量|grade|content))"
"""REO by itself is a mass; REO=50% is a grade."""
_TAKEN = {"重": "重量", "量": "数量", "基": "", "态": ""}
_SAID: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    (Basis.OXIDE, re.compile(rf"(?:折合?(?:稀土)?(?:氧化物|t?reo)|折纯|(?<![a-z])t?reo{_NO_GRADE})(?P<kept>数量|量|)")),
    (Basis.DRY, re.compile(rf"(?<![若烘])干{_KEPT}")),
    (Basis.WET, re.compile(rf"湿{_KEPT}")),
    (Basis.DRY, re.compile(r"(?<![a-z])(?:dry(?: basis)?(?![a-z])|d(?P<kept>mt)(?![a-z]))")),
    (Basis.WET, re.compile(r"(?<![a-z])(?:wet(?: basis)?(?![a-z])|w(?P<kept>mt)(?![a-z]))")),
)


def take_basis(plain: str) -> tuple[Basis | None, str]:
    """The basis a narrow text states, and the text as it would be without it: 湿重(吨) is 重量(吨), 元/干吨 元/吨."""
    for basis, pattern in _SAID:
        if found := pattern.search(plain):
            kept = found["kept"] or ""
            return basis, plain[: found.start()] + _TAKEN.get(kept, kept) + plain[found.end() :]
    return None, plain


def bases_in(plain: str) -> frozenset[Basis]:
    """Every basis a narrow text names."""
    return frozenset(basis for basis, pattern in _SAID if pattern.search(plain))

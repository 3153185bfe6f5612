"""What a price is in and per: a currency and a mass (元/吨, 万元/吨, $/kg), and how headings and cells write it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from desk_app.domain.base.mass import IN_TONNES, MassUnit
from desk_app.domain.base.rounding import WIDE
from desk_app.domain.product.product import UNITS

YUAN = "yuan"
TOLD_UNITS = (*UNITS, "usd/t", "usd/kg")
"""What the user can say where a file is silent."""

_SIGNS = {
    "usd": r"us\s?\$|(?<![a-z])\$|美元|美金", "eur": r"€|欧元|(?<![a-z])euros?(?![a-z])", "gbp": "£|英镑",
    "hkd": r"hk\s?\$|港元|港币", "jpy": "日元|日圆", "krw": "₩|韩元|韩币", "aud": r"(?<![a-z])au?\$|澳元",
    "cad": r"(?<![a-z])ca?\$|加元", "sgd": r"(?<![a-z])s\$|新加坡元|新元", "twd": r"nt\s?\$|新?台币",
}  # fmt: skip
CURRENCIES = tuple(_SIGNS)
"""ISO codes in lower case: the foreign currencies that are known when seen."""

_FOREIGN = re.compile("|".join(f"(?P<{code}>{signs}|(?<![a-z]){code}(?![a-z]))" for code, signs in _SIGNS.items()))
_YUAN = re.compile(r"人民币|(?<![a-z])(?:rmb|cny|yuan)(?![a-z])|[¥￥]|(?:^|[(\[,/])\s*元\s*(?:$|[)\],])")
_OTHER_YUAN = "[美欧港日韩澳加新台万千百亿]"
"""Before 元, these make it another currency, or so many yuan."""

_OWN_UNITS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![千百亿])万元\s*/\s*(?:公?吨(?!度)|t\b)"), "wan/t"),
    (re.compile(rf"(?:(?<!{_OTHER_YUAN})元|rmb|cny|yuan)\s*/\s*(?:公斤|千克|kg)"), "yuan/kg"),
    (re.compile(rf"(?:(?<!{_OTHER_YUAN})元|rmb|cny|yuan)\s*/\s*(?:公?吨(?!度)|mt\b|t\b|tonne|ton\b)"), "yuan/t"),
)
_FOREIGN_UNIT = re.compile(
    rf"[万千百亿]?(?:{re.sub('[?]P<[a-z]+>', '?:', _FOREIGN.pattern)})\s*(?:/|(?<![a-z])per(?![a-z])|每)\s*"
    r"(?:(?P<kg>公斤|千克|kgs?\b)|(?P<t>公?吨(?!度)|m?t\b|tonnes?\b|tons?\b)|磅|lbs?\b|盎司|oz\b|克|g\b)"
)


@dataclass(frozen=True, slots=True)
class PriceUnit:
    """`currency` is "yuan" or one of `CURRENCIES`; `times`: how many of them are counted as one (万元: 10,000)."""

    currency: str
    mass: MassUnit
    times: int = 1

    @property
    def per_tonne(self) -> Decimal:
        """What turns a price in this unit into one in its currency per tonne, exact."""
        return WIDE.divide(Decimal(self.times), IN_TONNES[self.mass])


@cache
def unit_named(name: str) -> PriceUnit:
    """The unit of a name such as "yuan/t", "wan/t" or "usd/kg"; `ValueError` for what can't be reckoned with."""
    currency, _, mass = name.partition("/")
    if currency == "wan":
        return PriceUnit(YUAN, MassUnit(mass), 10_000)
    if currency not in (YUAN, *CURRENCIES):
        raise ValueError(f"no price unit: {name}")
    return PriceUnit(currency, MassUnit(mass))


def currency_of(unit: str) -> str | None:
    """The currency of what `take_price_unit` found, also where it can't be reckoned with."""
    return unit_named(unit).currency if is_unit(unit) else take_currency(unit)[0]


def is_unit(name: str) -> bool:
    """Whether a price in what `take_price_unit` found can be reckoned with: not $/lb, 万美元/吨."""
    try:
        unit_named(name)
    except ValueError:
        return False
    return True


def price_unit_per(mass: MassUnit | None, currency: str = YUAN) -> str | None:
    """The unit of a price per this unit of mass (吨: 元/吨, 公斤: 元/公斤); nobody prices by the gram."""
    return f"{currency}/{mass.value}" if mass in (MassUnit.T, MassUnit.KG) else None


def take_price_unit(plain: str) -> tuple[str | None, str]:
    """The price unit in a narrow text, and the text without it; one that can't be reckoned with is given as written."""
    for pattern, unit in _OWN_UNITS:
        if found := pattern.search(plain):
            return unit, plain[: found.start()] + plain[found.end() :]
    found = _FOREIGN_UNIT.search(plain)
    if not found:
        return None, plain
    currency, mass = take_currency(found[0])[0], found.lastgroup
    known = mass is not None and found[0][0] not in "万千百亿"
    return f"{currency}/{mass}" if known else found[0], plain[: found.start()] + plain[found.end() :]


def take_currency(plain: str) -> tuple[str | None, str]:
    """The foreign currency that a narrow text names first, and the text without it."""
    found = _FOREIGN.search(plain)
    if not found:
        return None, plain
    code = found.lastgroup
    return code, _FOREIGN.sub(lambda other: "" if other.lastgroup == code else other[0], plain)


def currency_named(plain: str) -> str | None:
    """The currency that a narrow text names, yuan among them; None where it names none, or several."""
    foreign, rest = take_currency(plain)
    own = YUAN if _YUAN.search(rest) else None
    return None if foreign and own else foreign or own

"""The only door into money: text to Decimal, refusing whatever could be read in two ways."""

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

_PLAIN = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?\Z")
_WITH_COMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?\Z")
_HAS_WIDE = re.compile(r"[０-９．，－＋　]")  # full-width digits and signs
_LONGEST = 40


class NotExact(ValueError):
    """The text is no plain decimal number; `key` says why (a words key under `problem`)."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(f"{key}: {text[:60]!r}")
        self.key = key
        self.text = text


def exact(text: str, *, commas: bool = False, full_width: bool = False) -> Decimal:
    """Read `text` as an exact decimal.

    Plain digits with one point are always taken. Thousands commas ("28,068.36") and full-width digits are
    taken only where the caller's mapping allows them. Doubtful text ("0,012", "1e5", "nan", "007") raises
    `NotExact`: it is never repaired.
    """
    cleaned = text.strip()
    if _HAS_WIDE.search(cleaned):
        if not full_width:
            raise NotExact("number_full_width", text)
        cleaned = unicodedata.normalize("NFKC", cleaned).strip()
    if _PLAIN.match(cleaned) and cleaned.isascii() and len(cleaned) <= _LONGEST:
        return Decimal(cleaned)
    if commas and _WITH_COMMAS.match(cleaned) and cleaned.isascii() and len(cleaned) <= _LONGEST:
        return Decimal(cleaned.replace(",", ""))
    raise NotExact(_why(cleaned), text)


def _why(cleaned: str) -> str:
    if not cleaned:
        return "number_missing"
    if len(cleaned) > _LONGEST:
        return "number_too_long"
    if "," in cleaned:
        return "number_doubtful_comma"
    if re.match(r"[+-]?0\d", cleaned):
        return "number_leading_zero"
    if re.match(r"[+-]?[\d.]+[eE][+-]?\d+\Z", cleaned):
        return "number_exponent"
    return "number_unreadable"


@lru_cache(maxsize=50_000)
def exact_text(value: Decimal) -> str:
    """The one canonical text of a decimal: no exponent, no trailing zeros, no minus zero."""
    if not value.is_finite():
        raise ValueError(f"not a finite decimal: {value}")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def published(value: float, places: int) -> Decimal:
    """The one place where a statistic becomes a figure: half-even to `places` decimals (documented)."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)

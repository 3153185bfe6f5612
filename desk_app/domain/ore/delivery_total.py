"""Lines of a delivery table that add up others (合计, 小计, 累计): none of them is a delivery."""

import re
import unicodedata
from collections.abc import Sequence

_CHINESE = re.compile("合计|总计|共计|小计|累计")
_ENGLISH = re.compile(r"(?:(?:sub|grand|page|running)[- ]?)?totals?\b.*|sum\W*\Z")


def is_total(row: Sequence[str]) -> bool:
    """Whether any cell calls the line a total: taken for a delivery it would be paid twice."""
    return any(_names_a_total(cell) for cell in row)


def _names_a_total(cell: str) -> bool:
    text = unicodedata.normalize("NFKC", cell).strip().lower()
    return bool(_CHINESE.search(re.sub(r"\s", "", text)) or _ENGLISH.match(text))

"""A methodology in one language, as text: what its PDF and its Markdown both say."""

from datetime import datetime
from typing import Any

from desk_app.domain.sheet.block import Facts, Prose
from desk_app.domain.sheet.sheet import Sheet
from desk_app.i18n import LANGUAGES, Words
from desk_app.paper.sheet_text import block_text, cell_text, check_code


def method_text(sheet: Sheet, made_at: datetime | None, language: str) -> dict[str, Any]:
    """The sections are numbered from 1; `made_at` (China's time) is when the newest values were computed."""
    words = Words(language)
    code, label = sheet.summary["code"], words("index.label.in_house")
    other = Words(next(known for known in LANGUAGES if known != language))
    day = made_at.date().isoformat() if made_at else ""
    facts = dict(next(block for block in sheet.blocks if isinstance(block, Facts)).rows)
    return {
        "language": language[:2],
        "head": "",
        "title": words(f"method.title.{sheet.summary['of']}", name=cell_text(words, facts["series"])),
        "subtitle": label + "\n" + other("index.label.in_house"),
        "label": label,
        "running": words("method.text.running", code=code, label=label),
        "watermark": "",
        "number": words("method.text.version", method=cell_text(words, facts["method"])),
        "drafted": words("method.text.made", day=day) if day else words("method.text.not_made"),
        "check": words("sheet.text.check", code=check_code(sheet)),
        "page": words("sheet.text.page", page="\0", pages="\0").split("\0"),
        "blocks": _numbered(words, sheet),
    }


def _numbered(words: Words, sheet: Sheet) -> list[dict[str, Any]]:
    found, number = [], 0
    for block in sheet.blocks:
        text = block_text(words, block)
        if isinstance(block, Prose):
            number += 1
            text["heading"] = f"{number}  {text['heading']}"
        found.append(text)
    return found

"""Templates and text into PDF, by Typst: A4, fonts embedded, archival, accessible, the same bytes each time."""

import json
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from desk_app.assets import resource

if TYPE_CHECKING:
    from typst import Compiler

_ONE_AT_A_TIME = threading.Lock()
_STANDARDS = ("a-2a", "ua-1")
"""Kept for decades (PDF/A-2a), and read aloud in order (PDF/UA-1)."""


@cache
def _compiler() -> "Compiler":
    """One for the program's life: it holds the fonts, which take longer to load than a sheet to set."""
    from typst import Compiler

    return Compiler(root=resource("sheets"), font_paths=[resource("fonts")], ignore_system_fonts=True, sys_inputs={})


def typst_pdf(template: str, data: Mapping[str, Any], made_at: datetime) -> bytes:
    """A PDF of `<template>.typ`. `data` reaches it as JSON text: nobody's words are ever read as markup.

    Text with signs the font lacks can't meet the standards; it is then set as an ordinary tagged PDF.
    """
    from typst import TypstError

    with _ONE_AT_A_TIME:
        try:
            return _compiled(template, data, made_at, list(_STANDARDS))
        except TypstError:
            return _compiled(template, data, made_at, [])


def _compiled(template: str, data: Mapping[str, Any], made_at: datetime, standards: list[Any]) -> bytes:
    made = _compiler().compile(
        resource("sheets", f"{template}.typ"),
        format="pdf",
        sys_inputs=as_inputs(data),
        pdf_standards=standards,
        timestamp=int(made_at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("one document makes one PDF")
    return made


def as_inputs(data: Mapping[str, Any]) -> dict[str, str]:
    """`data` as a template reads it: `json(bytes(sys.inputs.data))`."""
    return {"data": json.dumps(data, ensure_ascii=False)}


def warm_up() -> None:
    """Load the fonts ahead of the first sheet; call it off the window's thread."""
    with _ONE_AT_A_TIME:
        _compiler().compile(b'#set text(font: "Noto Sans SC")\n.', format="pdf", timestamp=0)

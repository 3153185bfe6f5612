"""One font on every path: it can show every word of both catalogues, every product, template and sign."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from pytestqt.qtbot import QtBot

from desk_app.i18n import LANGUAGES, catalogue
from tests.house.tree import RESOURCES, parsed, sources

FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))
DATA = {".toml", ".csv", ".typ", ".json"}


def said() -> dict[str, str]:
    """Every character that the resources or the drawing rooms say, with one place where it stands."""
    found = {char: key for language in LANGUAGES for key, text in catalogue(language).items() for char in text}
    for path in RESOURCES.rglob("*"):
        if path.suffix in DATA and "samples" not in path.parts:
            found |= dict.fromkeys(path.read_text(encoding="utf-8"), path.name)
    for path in (path for path in sources() if {"ui", "paper"} & set(path.parts)):
        texts = (node.value for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant))
        found |= dict.fromkeys("".join(text for text in texts if isinstance(text, str)), path.name)
    return {char: place for char, place in found.items() if char.isprintable() and not char.isspace()}


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_it_has_every_character_that_is_said(qtbot: QtBot, font: Path) -> None:
    face = QRawFont(str(font), 16)
    assert face.isValid()
    missing = {char: place for char, place in said().items() if not face.supportsCharacter(ord(char))}
    assert not missing


def test_both_weights_are_one_family(qtbot: QtBot) -> None:
    numbers = [QFontDatabase.addApplicationFont(str(font)) for font in FONTS]
    families = {family for number in numbers for family in QFontDatabase.applicationFontFamilies(number)}
    assert families == {"Noto Sans SC"}
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles("Noto Sans SC"))


def test_their_licence_lies_beside_them() -> None:
    assert "SIL Open Font License" in (RESOURCES / "fonts" / "OFL.txt").read_text(encoding="utf-8")

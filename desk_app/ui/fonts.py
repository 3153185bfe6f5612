"""One text font everywhere. Where the system has no Chinese font, the one that comes with us stands in."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from desk_app.assets import resource

BUNDLED = "Noto Sans SC"
_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_SMALLEST = 9.75


def set_font(app: QApplication) -> None:
    """Give the program its font: the system's, or ours when the system's can't write Chinese."""
    font = QFont(app.font())
    if not _system_writes_chinese():
        for file in _FILES:
            QFontDatabase.addApplicationFont(str(resource("fonts", file)))
        font.setFamilies([BUNDLED, font.family()])
    font.setPointSizeF(max(font.pointSizeF(), _SMALLEST))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)


def _system_writes_chinese() -> bool:
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    return any(family != BUNDLED for family in QFontDatabase.families(chinese))

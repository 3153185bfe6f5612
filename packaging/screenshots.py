"""The README's pictures: the real window with the sample data, taken anew by `python packaging/screenshots.py`.

Chinese in the light theme, English in the dark one; the last picture is the first page of the sheet.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

from desk_app.paper.raster import page_image

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "packaging" / "pictures"
PAGES = ("trades", "board", "curves", "index", "ore", "sheets")
LOOKS = (("zh_CN", "light"), ("en", "dark"))
CURVES = {
    "curves-zh_CN": ("--select", "prnd_oxide", "--keys", "6 Q A Down Down Down Return V End Left Left Left"),
    "curves-en": ("--select", "prnd_oxide,dy_oxide,composite", "--keys", "6 Home R End"),
}
"""What is typed before a picture of the curves is taken: by its name."""
PARTIES = ("--seller", "示例矿业公司", "--buyer", "示例稀土公司", "--contract", "SL-2026-01")
DPI = 80


def desk(data: Path, *arguments: str) -> str:
    """Run one command of the program on `data`; what it said."""
    command = [sys.executable, "-m", "desk_app", "--data", str(data), *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def window(data: Path, page: str, language: str, theme: str) -> None:
    """One picture of the window."""
    out = PICTURES / f"{page}-{language}.png"
    typed = CURVES.get(out.stem, ())
    given = ("--data", str(data), "--page", page, "--lang", language, "--theme", theme, *typed)
    subprocess.run([sys.executable, "-m", "desk_app.ui.snapshot", str(out), *given], cwd=ROOT, check=True)


def sheet(data: Path, number: str) -> None:
    """The first page of the sheet as it is printed."""
    pdf = data / "sheet.pdf"
    desk(data, "--lang", "zh_CN", "sheet", "pdf", number, str(pdf))
    page = page_image(pdf.read_bytes(), 0, DPI)
    image = QImage(page.bgra, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32)
    image.save(str(PICTURES / "sheet-page-zh_CN.png"))


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        desk(data, "samples")
        drafted = desk(data, "sheet", "draft", "price-adjustment", "--quarter", "2026Q1", *PARTIES, "--json")
        for language, theme in LOOKS:
            for page in PAGES:
                window(data, page, language, theme)
        sheet(data, str(json.loads(drafted)["id"]))


if __name__ == "__main__":
    main()

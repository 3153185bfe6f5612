"""A desk with a delivery file, for the sheet tests."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

DELIVERIES = """交货日期,车号,湿重(吨),水分(%),REO(%)
2026-01-05,蒙B12345,60.000,8.50,51.25
2026-01-06,蒙B22345,33.15,9.1,50.8
合计,,93.15,,
"""


def delivery_file(folder: Path, text: str = DELIVERIES, encoding: str = "utf-8") -> Path:
    path = folder / "交货.csv"
    path.write_bytes(text.encode(encoding))
    return path


def many_deliveries(folder: Path, count: int) -> Path:
    lines = [f"2026-02-{1 + n % 28:02},蒙B{10000 + n},{30 + n % 7}.125,8.{n % 10},5{n % 4}.2" for n in range(count)]
    return delivery_file(folder, "\n".join(["交货日期,车号,湿重(吨),水分(%),REO(%)", *lines]))


_PARTS = {
    "[Content_Types].xml": """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
    "_rels/.rels": """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": """<?xml version="1.0"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="明细" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
 Target="worksheets/sheet1.xml"/></Relationships>""",
}


def delivery_workbook(folder: Path, rows: Sequence[Sequence[str | float]]) -> Path:
    """A workbook as small as one can be: text inline, numbers as numbers."""
    path = folder / "交货.xlsx"
    lines = "".join(f"<row>{''.join(_cells(row))}</row>" for row in rows)
    sheet = f"<sheetData>{lines}</sheetData>"
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(path, "w") as book:
        for part, text in _PARTS.items():
            book.writestr(part, text)
        book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{name}">{sheet}</worksheet>')
    return path


def _cells(row: Sequence[str | float]) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, str):
            yield f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
        else:
            yield f"<c><v>{cell!r}</v></c>"

"""Small workbooks for tests, written cell by cell, so that odd ones can be made too."""

import zipfile
from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text_cells(*rows: tuple[str, ...]) -> str:
    """Rows of text as sheet data."""
    return "".join(f"<row>{''.join(_text(cell) for cell in row)}</row>" for row in rows)


def _text(cell: str) -> str:
    return f'<c t="inlineStr"><is><t>{cell}</t></is></c>'


def write_workbook(path: Path, *sheets: tuple[str, str], hidden: tuple[str, ...] = ()) -> Path:
    """A workbook of (name, sheet data) pairs; the named ones are hidden."""
    entries, links = "", ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, data) in enumerate(sheets, 1):
            state = ' state="hidden"' if name in hidden else ""
            entries += f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>'
            links += f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/s{number}.xml"/>'
            sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
            package.writestr(f"xl/worksheets/s{number}.xml", sheet)
        package.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{entries}</sheets></workbook>'
        )
        package.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_RELS}">{links}</Relationships>')
        root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        package.writestr("_rels/.rels", f'<Relationships xmlns="{_RELS}">{root}</Relationships>')
        package.writestr("[Content_Types].xml", "<Types/>")
    return path

"""Writers of workbooks and tables, small and the same to the byte each time."""

import io
import struct
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

Rows = Sequence[Sequence[Any]]
X = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True)
class Day:
    """A cell with Excel's number of a day, shown as a date."""

    number: int


@dataclass(frozen=True)
class Formula:
    """A formula, with its stored value if it has one."""

    text: str
    value: str | None = None


@dataclass(frozen=True)
class Error:
    """An error value, such as #REF!."""

    text: str


@dataclass(frozen=True)
class Book:
    """One sheet of a workbook."""

    name: str
    rows: Rows
    hidden: bool = False
    dimension: str | None = None
    merged: tuple[str, ...] = ()


def delimited(rows: Rows, sign: str = ",", end: str = "\n", trailing: bool = False) -> str:
    """Delimited text; cells that need quotes get them."""
    return "".join(sign.join(_quoted(str(c), sign) for c in row) + (sign if trailing else "") + end for row in rows)


def _quoted(text: str, sign: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(s in text for s in (sign, '"', "\n", "\r")) else text


def zipped(parts: dict[str, str]) -> bytes:
    """A package, stored without compression and without a time of day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            package.writestr(entry, text.encode())
    return out.getvalue()


def xlsx(sheets: Sequence[Book], macros: bool = False) -> bytes:
    """A workbook with texts in its cells, and numbers, days, formulas and errors as such."""
    kind = "application/vnd.ms-excel.sheet.macroEnabled" if macros else (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )  # fmt: skip
    numbers = range(1, len(sheets) + 1)
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    style_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{sheet_type}"/>' for n in numbers
    )
    listed = "".join(
        f'<sheet name="{escape(s.name)}" sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if s.hidden else ""}'
        f' r:id="rId{n}"/>'
        for n, s in zip(numbers, sheets, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'{X}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{style_type}"/>{overrides}</Types>',
        "_rels/.rels": f'{X}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{X}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{X}<Relationships xmlns="{_PACKAGE}/relationships">{links}<Relationship '
        f'Id="rId{len(sheets) + 1}" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{X}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": _worksheet(s) for n, s in zip(numbers, sheets, strict=True)}
    return zipped(parts)


def _worksheet(book: Book) -> str:
    lines = []
    for number, row in enumerate(book.rows, 1):
        cells = "".join(_cell(f"{_letters(at)}{number}", value) for at, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    size = f'<dimension ref="{book.dimension}"/>' if book.dimension else ""
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in book.merged)
    merged = f'<mergeCells count="{len(book.merged)}">{merged}</mergeCells>' if merged else ""
    return f'{X}<worksheet xmlns="{_MAIN}">{size}<sheetData>{"".join(lines)}</sheetData>{merged}</worksheet>'


def _letters(at: int) -> str:
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)


def _cell(ref: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Day):
        return f'<c r="{ref}" s="1"><v>{value.number}</v></c>'
    if isinstance(value, (int, Decimal)):
        return f'<c r="{ref}"><v>{value}</v></c>'
    if isinstance(value, Error):
        return f'<c r="{ref}" t="e"><v>{value.text}</v></c>'
    if isinstance(value, Formula):
        stored = "" if value.value is None else f"<v>{value.value}</v>"
        return f'<c r="{ref}"><f>{escape(value.text)}</f>{stored}</c>'
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def ods(name: str, rows: Rows) -> bytes:
    """An OpenDocument spreadsheet."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(f"<table:table-row>{''.join(_ods_cell(c) for c in row)}</table:table-row>" for row in rows)
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({
        "mimetype": kind,
        "content.xml": f'{X}<office:document-content xmlns:office="{office}:office:1.0"'
        f' xmlns:table="{office}:table:1.0"'
        f' xmlns:text="{office}:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table '
        f'table:name="{escape(name)}">{lines}</table:table></office:spreadsheet></office:body></office:document-content>',
        "META-INF/manifest.xml": f'{X}<manifest:manifest xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>',
    })  # fmt: skip


def _ods_cell(value: Any) -> str:
    text = f"<text:p>{escape(str(value))}</text:p>"
    if isinstance(value, (int, Decimal)):
        return f'<table:table-cell office:value-type="float" office:value="{value}">{text}</table:table-cell>'
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>' if value != "" else (
        "<table:table-cell/>"
    )  # fmt: skip


def html_table(rows: Rows, heads: int = 1, before: str = "") -> str:
    """A page with one table, as many systems "export to Excel"."""
    lines = []
    for at, row in enumerate(rows):
        tag = "th" if at < heads else "td"
        lines.append("<tr>" + "".join(f"<{tag}>{escape(str(c))}</{tag}>" for c in row) + "</tr>\n")
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    return f"<html><head>{meta}</head><body>{before}<table border=1>\n{''.join(lines)}</table></body></html>\n"


def biff8(name: str, rows: Rows) -> bytes:
    """A real .xls: one sheet of texts and numbers (BIFF8 in a compound file)."""
    cells = b""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, (int, Decimal)):
                cells += _record(0x0203, struct.pack("<HHHd", r, c, 0, float(value)))
            elif value != "":
                cells += _record(0x0204, struct.pack("<HHH", r, c, 0) + _wide(str(value), "<H"))
    size = struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)
    page = _bof(0x10) + _record(0x0200, size) + cells + _record(0x0A, b"")
    start, codepage = _bof(0x05), _record(0x42, struct.pack("<H", 1200))
    bound = _record(0x85, struct.pack("<IBB", 0, 0, 0) + _wide(name, "<B"))
    offset = len(start) + len(codepage) + len(bound) + 4
    bound = _record(0x85, struct.pack("<IBB", offset, 0, 0) + _wide(name, "<B"))
    return _compound(start + codepage + bound + _record(0x0A, b"") + page)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _wide(text: str, count: str) -> bytes:
    return struct.pack(count, len(text)) + b"\x01" + text.encode("utf-16-le")


def _compound(stream: bytes) -> bytes:
    """A compound file with the one stream Workbook, kept in whole sectors."""
    stream = stream.ljust(4096, b"\0") if len(stream) < 4096 else stream
    stream += b"\0" * (-len(stream) % 512)
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    if len(chain) > 128:
        raise ValueError("one sector of the allocation table is enough for the corpus")
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    head = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return head + table + entries + _entry("", 0, 0xFFFFFFFF, 0, 0) * 2 + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name.encode("utf-16-le") + b"\0\0") if name else b""
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + links + b"\0" * 36 + (
        struct.pack("<IQ", start, size)
    )  # fmt: skip

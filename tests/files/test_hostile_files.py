"""Files made to fill the memory, to never end, or to reach out: each is refused, in little time and memory."""

import os
import socket
import struct
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.data.corpus_writers import biff8, ods
from tests.files.workbooks import text_cells, write_workbook

if sys.platform == "win32":
    pytest.skip("bounds are set by the system's resource limits", allow_module_level=True)

from tests.files.bounded import Bounded

BOUNDED = Bounded()
outcome = BOUNDED.outcome


@pytest.fixture(autouse=True, scope="module")
def _closed() -> Iterator[None]:
    yield
    BOUNDED.close()


HEADINGS = ("成交日期", "品名", "数量(吨)", "含税单价(元/吨)")
HEAD = ",".join(HEADINGS) + "\n"
CELLS = text_cells(HEADINGS)
MILLION = 1_000_000
LADDER = zip("abcdefghi", "bcdefghij", strict=True)
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{"&" + old + ";"}{("&" + old + ";") * 9}">' for old, new in LADDER
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
Writer = Callable[[Path], object]


def refused(tmp_path: Path, name: str, write: Writer, *keys: str, whole: bool = False) -> None:
    file = tmp_path / name
    write(file)
    assert outcome(file, whole=whole) in keys


def lines(*pieces: bytes) -> Writer:
    return lambda file: file.write_bytes(b"".join(pieces))


# ------------------------------------------------------------------ packages
def replaced(part: str, change: Callable[[bytes], bytes], source: Path) -> None:
    """The package again, with one part changed."""
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def sheet(data: str) -> Writer:
    return lambda file: write_workbook(file, ("一", CELLS + data))


def with_part(part: str, change: Callable[[bytes], bytes]) -> Writer:
    def write(file: Path) -> None:
        write_workbook(file, ("一", CELLS))
        replaced(part, change, file)

    return write


def in_ods(rows: str) -> Writer:
    def write(file: Path) -> None:
        file.write_bytes(ods("一", [HEADINGS]))
        replaced("content.xml", lambda data: data.replace(b"</table:table>", rows.encode() + b"</table:table>"), file)

    return write


def lying_zip(file: Path) -> None:
    """A sheet that states 100 bytes and unpacks to 30 million."""
    write_workbook(file, ("一", CELLS + " " * 30 * MILLION))
    with zipfile.ZipFile(file) as package:
        size = package.getinfo("xl/worksheets/s1.xml").file_size
    file.write_bytes(file.read_bytes().replace(struct.pack("<I", size), struct.pack("<I", 100)))


def overlapping_zip(file: Path) -> None:
    """A thousand parts which are all the same bytes of the file."""
    write_workbook(file, ("一", CELLS + " " * 50 * MILLION))
    data = file.read_bytes()
    end = data.rfind(b"PK\x05\x06")
    start, size = struct.unpack_from("<I", data, end + 16)[0], struct.unpack_from("<I", data, end + 12)[0]
    first = data[start : start + 46 + len("xl/worksheets/s1.xml")]
    many = b"".join(first[:46] + f"xl/worksheets/{at:06d}".encode() for at in range(1_000))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1_005, 1_005, size + len(many), start, 0)
    file.write_bytes(data[: start + size] + many + tail)


def many_parts(file: Path) -> None:
    write_workbook(file, ("一", CELLS))
    with zipfile.ZipFile(file, "a") as package:
        for at in range(70_000):
            package.writestr(zipfile.ZipInfo(f"x/{at}"), b"")


def twice(file: Path) -> None:
    write_workbook(file, ("一", CELLS))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as package:
        package.writestr("xl/worksheets/s1.xml", "<worksheet/>")


def zip_in_zip(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("inner.zip", b"\0" * 20 * MILLION)


def shared_bomb(file: Path) -> None:
    """A text of a megabyte that 100,000 cells share."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, 100_002))
    write_workbook(file, ("一", cells))
    text = b"<sst><si><t>" + b"abcdefghij" * 100_000 + b"</t></si></sst>"
    replaced("xl/sharedStrings.xml", lambda _: text, file)


def sheet_elsewhere(file: Path) -> None:
    """A far cell in a part which only the links know for a sheet."""
    write_workbook(file, ("一", CELLS))
    replaced("xl/_rels/workbook.xml.rels", lambda data: data.replace(b"worksheets/s1.xml", b"odd.dat"), file)
    replaced("xl/odd.dat", lambda _: sheet_of('<row><c r="XFD1048576"><v>1</v></c></row>'), file)


def sheet_of(data: str) -> bytes:
    return f'<worksheet xmlns="http://x"><sheetData>{data}</sheetData></worksheet>'.encode()


PACKAGES: dict[str, tuple[Writer, tuple[str, ...]]] = {
    "a part that lies about its size": (lying_zip, ("file_damaged",)),
    "parts one over the other": (overlapping_zip, ("file_unpacks_too_large",)),
    "seventy thousand parts": (many_parts, ("file_unpacks_too_large",)),
    "two parts of one name": (twice, ("file_damaged",)),
    "a zip in a zip": (zip_in_zip, ("file_not_a_table",)),
    "spaces without end": (sheet(" " * 110 * MILLION), ("file_unpacks_too_large",)),
    "a shared text copied too often": (shared_bomb, ("file_unpacks_too_large", "cell_too_long")),
    "a sheet where none is looked for": (sheet_elsewhere, ("sheet_spans_too_far",)),
    "a far cell in small letters": (sheet('<row><c r="xfd1048576"><v>1</v></c></row>'), ("sheet_spans_too_far",)),
    "a far cell after a prefix": (sheet('<x:row><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'),
                                  ("sheet_spans_too_far", "file_damaged")),
    "a far line, its cell without a place": (sheet('<row r="1048576"><c/><c r="Z1"/></row><row r="900000">'
                                                   + "<c><v>1</v></c>" * 99 + "</row>"), ("sheet_spans_too_far",)),
    "a million columns without places": (sheet("<row>" + "<c><v>1</v></c>" * MILLION + "</row>"),
                                         ("sheet_spans_too_far",)),
    "a cell of 50 MB": (sheet(text_cells(("x" * 50 * MILLION,))), ("cell_too_long", "file_unpacks_too_large")),
    "elements in elements": (sheet("<a>" * 300_000 + "</a>" * 300_000), ("read", "file_damaged")),
    "laughs": (with_part("xl/worksheets/s1.xml", lambda data: LAUGHS.encode() + data.replace(b"<t>", b"<t>&j;", 1)),
               ("file_damaged",)),
    "laughs in the list of sheets": (with_part("xl/workbook.xml", lambda data: LAUGHS.encode()
                                               + data.replace(b'name="', b'name="&j;', 1)), ("file_damaged",)),
    "an entity from outside": (with_part("xl/worksheets/s1.xml", lambda data: OUTSIDE.encode()
                                         + data.replace(b"<t>", b"<t>&a;", 1)), ("file_damaged",)),
    "laughs in the styles": (with_part("xl/styles.xml", lambda _: LAUGHS.encode() + b"<styleSheet>&j;</styleSheet>"),
                             ("read", "file_damaged")),
    "ODS: a million columns": (in_ods('<table:table-row><table:table-cell table:number-columns-repeated="1000000" '
                                      'office:value-type="float" office:value="1"/></table:table-row>'),
                               ("sheet_spans_too_far",)),
    "ODS: a billion lines": (in_ods('<table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
                                    'office:value-type="float" office:value="1"/></table:table-row>'),
                             ("sheet_spans_too_far",)),
    "ODS: empty lines, then one": (in_ods('<table:table-row table:number-rows-repeated="90000000"><table:table-cell/>'
                                          '</table:table-row><table:table-row><table:table-cell office:value-type='
                                          '"float" office:value="1"/></table:table-row>'), ("sheet_spans_too_far",)),
    "ODS: idle cells at the ends": (in_ods('<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
                                           'table:number-columns-repeated="16384"/></table:table-row>'), ("read",)),
}  # fmt: skip


@pytest.mark.parametrize("name", PACKAGES)
def test_packages(tmp_path: Path, name: str) -> None:
    write, keys = PACKAGES[name]
    refused(tmp_path, "book.xlsx", write, *keys)


def test_links_to_other_books_are_not_followed(tmp_path: Path) -> None:
    """What the book remembers of them is read; what it does not is held later as a formula nobody calculated."""
    data = CELLS + "<row><c><f>[1]S!A1</f><v>7</v></c><c><f>[1]S!A2</f></c></row>"
    file = write_workbook(tmp_path / "b.xlsx", ("一", data))
    link = b'<externalLink xmlns:r="x"><externalBook r:id="rId1"/></externalLink>'
    replaced("xl/externalLinks/externalLink1.xml", lambda _: link, file)
    assert outcome(file) == "read"


# ------------------------------------------------------------------ old workbooks
def old_book(change: Callable[[bytearray], object]) -> Writer:
    def write(file: Path) -> None:
        data = bytearray(biff8("一", [HEADINGS, ("2026-01-09", "氧化镧", 1, 4500)]))
        change(data)
        file.write_bytes(data)

    return write


def at(place: int, number: int, form: str = "<I") -> Callable[[bytearray], object]:
    return lambda data: struct.pack_into(form, data, place, number)


def far_cell(data: bytearray) -> None:
    place = data.find(struct.pack("<HHHH", 0x0203, 14, 1, 2))
    struct.pack_into("<HH", data, place + 4, 65_535, 65_535)


def upside_down(data: bytearray) -> None:
    struct.pack_into("<IIHH", data, data.find(struct.pack("<HH", 0x0200, 14)) + 4, 9, 2, 0, 4)


def sheet_twice(data: bytearray) -> None:
    """The list names the list itself as a sheet, and that again."""
    place = data.find(struct.pack("<H", 0x85))
    struct.pack_into("<I", data, place + 4, 0)


def huge_size(data: bytearray) -> None:
    struct.pack_into("<IIHH", data, data.find(struct.pack("<HH", 0x0200, 14)) + 4, 0, 0xFFFFFFFF, 0, 0xFFFF)


TABLE, ENTRIES = 512, 1024
OLD_BOOKS: dict[str, tuple[Writer, tuple[str, ...]]] = {
    "a chain that bites its tail": (old_book(at(TABLE + 8, 2)), ("file_damaged",)),
    "folders that bite their tail": (old_book(at(TABLE + 4, 1)), ("file_damaged",)),
    "a chain out of the file": (old_book(at(TABLE + 8, 100)), ("file_damaged",)),
    "four billion sectors": (old_book(at(44, 0xFFFFFFF0)), ("file_damaged",)),
    "four billion folders": (old_book(at(40, 0xFFFFFFF0)), ("file_damaged",)),
    "a list of tables that lists itself": (old_book(at(68, 1)), ("file_damaged",)),
    "a stream larger than the file": (old_book(at(ENTRIES + 128 + 120, 0x7FFFFFFF)), ("file_damaged",)),
    "sectors of no size": (old_book(at(30, 0, "<H")), ("file_damaged",)),
    "another thing than a book": (old_book(lambda data: data.__setitem__(slice(ENTRIES + 128, ENTRIES + 130), b"X\0")),
                                  ("file_not_a_table",)),
    "a cell at the end of the world": (old_book(far_cell), ("sheet_spans_too_far",)),
    "a sheet whose end is before its start": (old_book(upside_down), ("sheet_spans_too_far",)),
    "a sheet that is the list of sheets": (old_book(sheet_twice), ("file_no_headings", "file_damaged", "read")),
    "a sheet that says it has no end": (old_book(huge_size), ("sheet_spans_too_far",)),
}  # fmt: skip


@pytest.mark.parametrize("name", OLD_BOOKS)
def test_old_books(tmp_path: Path, name: str) -> None:
    write, keys = OLD_BOOKS[name]
    refused(tmp_path, "book.xls", write, *keys)


def test_a_protected_book_says_so(tmp_path: Path) -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    write = old_book(lambda data: data.__setitem__(slice(ENTRIES + 128, ENTRIES + 128 + len(name)), name))
    refused(tmp_path, "locked.xlsx", write, "file_protected")


# ------------------------------------------------------------------ text and pages
WIDE = b",".join(b"%d" % at for at in range(MILLION)) + b"\n"
TEXTS: dict[str, tuple[Writer, tuple[str, ...]]] = {
    "a million columns": (lines(WIDE * 3), ("table_too_wide",)),
    "a million columns, far below": (lines(HEAD.encode(), b"1,2,3,4\n" * 200, WIDE), ("table_too_wide",)),
    "a million columns in quotes": (lines(HEAD.encode(), b'"1",2,3,4\n' * 200, WIDE), ("table_too_wide",)),
    "as many columns as there may be": (lines(b"".join(b",".join(b"%d-%d" % (row, at) for at in range(16_000)) + b"\n"
                                                       for row in range(120))), ("file_no_headings", "read")),
    "one line of 100 MB": (lines(b"x" * 100 * MILLION), ("file_not_a_table",)),
    "one line of 100 MB, with commas": (lines(b"x,y" * 33 * MILLION), ("table_too_wide", "file_not_a_table")),
    "a cell of 100 MB": (lines(HEAD.encode(), b"1,2,", b"x" * 100 * MILLION, b",4\n"), ("file_not_a_table",)),
    "a quoted cell of 100 MB": (lines(HEAD.encode(), b'1,2,"', b"x\n" * 50 * MILLION, b'",4\n'), ("file_row_uncut",)),
    "signs that headings end with": (lines(b"x" + b";" * 15_000 + b"x" + b"-" * 900_000 + b"x\n" + HEAD.encode()),
                                     ("read", "file_row_uncut")),
    "NUL bytes": (lines(HEAD.encode(), b"\0" * 50 * MILLION), ("file_not_a_table",)),
    "one NUL at the end": (lines(HEAD.encode(), b"1,2,3,4\n" * 999_999, b"\0"), ("file_not_a_table",)),
    "HTML: 300,000 columns": (lines(b"<table><tr>", b"<td>1" * 300_000, b"</table>"), ("table_too_wide",)),
    "HTML: a million merged columns": (lines(b"<table><tr>", b"<td colspan=2000>1" * 500, b"</table>"),
                                       ("table_too_wide",)),
    "HTML: a cell of 100 MB": (lines(b"<table><tr><td>", b"x" * 100 * MILLION, b"</table>"), ("cell_too_long",)),
    "HTML: 100,000 deep": (lines(b"<html>", b"<div>" * 100_000, b"<table><tr><td>1</table>"), ("read",)),
    "HTML: tables 100,000 deep": (lines(b"<table><tr><td>" * 100_000), ("sheet_spans_too_far",)),
    "HTML: comments that do not close": (lines(b"<table><tr><td>1</table>", b"<!--" * 5 * MILLION), ("file_damaged",)),
    "HTML: tags that do not close": (lines(b"<table><tr><td>1</table>", b"<a " * 5 * MILLION), ("file_damaged",)),
    "HTML: a script that does not close": (lines(b"<table><tr><td>1</table><script>", b"</" * 5 * MILLION),
                                           ("file_damaged",)),
    "HTML: 300,000 attributes": (lines(b"<table ", b"a=1 " * 300_000, b"><tr><td>1</table>"), ("read", "file_damaged")),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_texts_and_pages(tmp_path: Path, name: str) -> None:
    write, keys = TEXTS[name]
    refused(tmp_path, "trades.csv", write, *keys)


# ------------------------------------------------------------------ what is no plain file
@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("/dev/zero", "file_not_a_table"),
        ("/dev/tty", "file_not_a_table"),
        ("/", "file_is_folder"),
        ("nowhere", "file_not_there"),
        ("trades.csv", "file_unreadable"),
        ("/proc/self/environ", "file_empty"),
        ("/proc/kmsg", "file_empty"),
    ],
)
def test_links_to_elsewhere(tmp_path: Path, target: str, key: str) -> None:
    link = tmp_path / "trades.csv"
    link.symlink_to(target)
    if target.startswith("/") and not Path(target).exists():
        pytest.skip(f"no {target} here")
    assert outcome(link) == key


def test_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert outcome(tmp_path / "pipe.csv", whole=True) == "file_not_a_table"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "s"))
        assert outcome(tmp_path / "s", whole=True) == "file_not_a_table"


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Path]:
    """A file that somebody goes on writing."""
    file = tmp_path / "growing.csv"
    file.write_text(HEAD + "2026-01-09,氧化镧,1,4500\n" * 100_000, encoding="utf-8")
    over = threading.Event()

    def write() -> None:
        with file.open("a", encoding="utf-8") as stream:
            while not over.wait(0.01):
                stream.write("2026-01-09,氧化镧,1,4500\n" * 1_000)

    writer = threading.Thread(target=write)
    writer.start()
    yield file
    over.set()
    writer.join()


def test_a_file_that_grows_is_read_to_an_end_and_not_taken(growing: Path) -> None:
    assert outcome(growing, whole=True) in {"file_changed_meanwhile", "file_row_uncut", "file_encoding_unknown"}

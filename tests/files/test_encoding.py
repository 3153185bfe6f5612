"""The ladder BOM, strict UTF-8, strict GB18030; the user's choice; the edition of 2022."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.files import encoding
from desk_app.files.encoding import find_encoding, of_2022, pieces, proof, texts

TEXT = "成交日期,品名,镨钕金属\n2026-01-09,氧化镥,1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "f.csv"


def decode(file: Path, data: bytes, wanted: str | None = None) -> tuple[str, str]:
    file.write_bytes(data)
    codec, shown = find_encoding(file, wanted)
    return "".join(texts(file, codec)), shown


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8 (BOM)"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("gb18030"), "GB18030"),
    ],
)
def test_ladder(file: Path, data: bytes, name: str) -> None:
    assert decode(file, data) == (TEXT, name)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [f"date,{TEXT}", TEXT, f"一月,{TEXT}"])
def test_sixteen_bits_without_a_mark(file: Path, codec: str, text: str) -> None:
    assert decode(file, text.encode(codec)) == (text, "UTF-16")
    assert decode(file, text.encode(codec), "UTF-16") == (text, "UTF-16")


def test_sixteen_bits_are_taken_at_the_users_word(file: Path) -> None:
    assert decode(file, "\ufeff品名".encode("utf-16-be"), "UTF-16") == ("品名", "UTF-16")
    assert decode(file, "品名".encode("utf-16-le"), "UTF-16") == ("品名", "UTF-16")
    with pytest.raises(Refused):
        decode(file, "品名".encode("utf-16-le") + b"x", "UTF-16")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"abc\x00def", b"\x01\x02", b"\xff\xff\xff", b"\xff\xfea"]
)
def test_what_is_no_text_is_refused(file: Path, data: bytes) -> None:
    with pytest.raises(Refused):
        decode(file, data)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_chinese_in_gb18030_reads_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read, shown = decode(tmp_path_factory.getbasetemp() / "g.csv", text.encode("gb18030"))
    assert read == text or shown == "UTF-8"


def test_a_control_character_anywhere_is_no_text(file: Path) -> None:
    with pytest.raises(Refused):
        decode(file, b"a,b\n" * 50_000 + b"c\0,d\n")


def test_a_character_cut_between_two_pieces_is_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "_PIECE", 3)
    assert decode(file, TEXT.encode()) == (TEXT, "UTF-8")
    assert decode(file, TEXT.encode("gb18030")) == (TEXT, "GB18030")


def test_the_users_choice_stands(file: Path) -> None:
    data = "買方,單價".encode("big5hkscs")
    assert decode(file, data)[0] != "買方,單價"
    assert decode(file, data, "Big5") == ("買方,單價", "Big5")
    with pytest.raises(Refused):
        decode(file, data, "UTF-8")


@pytest.mark.parametrize(
    ("code", "character"),
    [("A6D9", "\ufe10"), ("A6DA", "\ufe12"), ("A6DB", "\ufe11"), ("A6F3", "\ufe19"), ("A8BC", "ḿ"),
     ("FE59", "\u9fb4"), ("FEA0", "\u9fbb"), ("82359037", "\ue81e"), ("D1F2", "羊")],
)  # fmt: skip
def test_codes_as_the_edition_of_2022_has_them(code: str, character: str) -> None:
    assert of_2022(bytes.fromhex(code).decode("gb18030")) == character


def test_the_edition_of_2022_in_a_file(file: Path) -> None:
    assert decode(file, "买方,".encode("gb18030") + bytes.fromhex("FE59")) == ("买方,\u9fb4", "GB18030")


def test_the_proof_is_the_first_line_with_a_chinese_character() -> None:
    rows = [["trades", "2026"], [], ["No.", "品名"], ["1", "氧化镧"]]
    assert proof(rows) == ("No.", "品名")
    assert proof(rows[:2]) == ()
    assert proof([["𠮷"]]) == ("𠮷",)


def test_the_proof_shows_a_wrong_choice(file: Path) -> None:
    data = "買方,單價\n".encode("big5hkscs")
    assert proof([list(decode(file, data, "Big5")[0].strip().split(","))]) == ("買方", "單價")
    assert proof([list(decode(file, data)[0].strip().split(","))]) != ("買方", "單價")


def test_a_file_is_read_as_far_as_it_reached_when_it_was_opened(file: Path) -> None:
    file.write_bytes(b"abc")
    found = []
    for piece in pieces(file):
        found.append(piece)
        with file.open("ab") as more:
            more.write(b"def")
    assert found == [b"abc"]

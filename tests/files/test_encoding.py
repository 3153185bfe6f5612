"""The ladder BOM, strict UTF-8, strict GB18030."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.base.problem import Refused
from desk_app.files.encoding import decode

TEXT = "成交日期,品名,镨钕金属\n2026-01-09,氧化镥,1"


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
def test_ladder(data: bytes, name: str) -> None:
    assert decode(data, "f.csv") == (TEXT, name)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"abc\x00def", b"\x01\x02", b"\xff\xff\xff", b"\xff\xfea"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        decode(data, "f.csv")


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_chinese_in_gb18030_reads_back(text: str) -> None:
    data = text.encode("gb18030")
    read, encoding = decode(data, "f.csv")
    assert read == text or encoding == "UTF-8"


def test_a_control_character_anywhere_is_no_text() -> None:
    with pytest.raises(Refused):
        decode(b"a,b\n" * 50_000 + b"c\0,d\n", "f.csv")
